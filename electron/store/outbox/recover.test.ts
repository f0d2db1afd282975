import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../database.ts';
import { MIGRATIONS } from '../migrate.ts';
import { AS_OF, aDetail, aMark, aMoment, anOperation, callIdOf, filesWith, idOf, KEY, ORG, OTHER_KEY, serveHere, temporaryFolder } from '../testing.ts';

const NOW = Date.UTC(2026, 10, 28);
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const change = (n: number, label: string) => anOperation(idOf(2000 + n), 'change_moment', { moment_id: idOf(1), label });

describe('unsent operations', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  let journal: string;
  const served: ReturnType<typeof serveHere>[] = [];

  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'store.db');
    journal = join(folder.path, 'store.outbox');
  });
  afterEach(() => {
    for (const one of served.splice(0)) one.close();
    folder.remove();
  });

  const serve = (keyHex: string = KEY, over: { verify?: boolean; onUnreadable?: 'refuse' } = {}) => {
    const one = serveHere(() => NOW);
    served.push(one);
    return { ...one, opened: one.ask('open', { path: file, keyHex, ...over }) };
  };
  const queueOf = ({ ask }: ReturnType<typeof serve>) =>
    ask('listOperations', { organizationId: null }).operations.map(({ seq, state, attempts, operation }) => [seq, state, attempts, operation.expectedVersion, operation.opId]);

  /** Leaves one operation in each state behind, one settled and one discarded, and a call that makes the file long. */
  const fill = (): void => {
    const { ask, close } = serve();
    ask('saveDetail', { organizationId: ORG, call: aDetail(1, { moments: [aMoment(1, { version: 4 })], transcript: 'word '.repeat(40_000) }), readAt: AS_OF });
    for (const n of [5, 6, 7]) ask('addOperation', { operation: aMark(n) });
    for (const n of [1, 2, 3]) ask('addOperation', { operation: change(n, `canaryword ${String(n)}`) });
    ask('markOperation', { opId: idOf(1006), state: 'failed', attempts: 1, notBefore: null, refusal: { code: 'invalid', field: 'label' } });
    ask('markOperation', { opId: idOf(2001), state: 'sending', attempts: 1, notBefore: null });
    ask('settleOperation', { opId: idOf(1005), version: 1, by: { userId: idOf(901), name: null } });
    ask('removeOperation', { opId: idOf(2002) });
    close();
  };
  const LEFT = [
    [2, 'failed', 1, 0, idOf(1006)],
    [3, 'waiting', 0, 0, idOf(1007)],
    [4, 'sending', 1, 4, idOf(2001)],
    [6, 'waiting', 0, 5, idOf(2003)],
  ];
  const BACK = LEFT.map((row) => row.map((value) => (value === 'sending' ? 'waiting' : value)));

  const damage = (): void => {
    const bytes = readFileSync(file);
    for (let page = 3; page * 4096 < bytes.length - 4096; page += 2) bytes[page * 4096 + 30] = (bytes[page * 4096 + 30] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
  };

  it('are as they were when nothing happened, and nothing came back', () => {
    fill();
    const store = serve();
    expect(store.opened).toEqual({ state: 'opened', setAside: null, recovered: 0 });
    expect(queueOf(store)).toEqual(LEFT);
    expect(filesWith(folder.path, 'canaryword')).toEqual([]);
  });

  it.each<[string, () => void, string]>([
    ['is gone', () => rmSync(file), 'created'],
    ['has damaged pages', damage, 'replaced'],
    ['can no longer be read', () => writeFileSync(file, Buffer.alloc(20_000, 7)), 'replaced'],
  ])('F19: what was not sent comes back in its order and state when the database %s', (_name, harm, state) => {
    fill();
    harm();
    const store = serve(KEY, { verify: true });
    expect(store.opened).toMatchObject({ state, recovered: 4 });
    expect(queueOf(store)).toEqual(BACK);
    expect(store.ask('listOperations', { organizationId: ORG }).operations[0]?.refusal).toEqual({ code: 'invalid', field: 'label' });
    expect(store.ask('addOperation', { operation: aMark(30) }).seq).toBe(7);
    store.close();
    rmSync(file);
    expect(serve().opened.recovered).toBe(5);
  });

  it('come back when the database is an older copy, and what was discarded since does not', () => {
    const store = serve();
    for (const n of [5, 6]) store.ask('addOperation', { operation: aMark(n) });
    store.close();
    copyFileSync(file, `${file}.copy`);
    const later = serve();
    later.ask('replaceOperation', { opId: idOf(1005), operation: { ...aMark(5), opId: idOf(3005) } });
    later.ask('removeOperation', { opId: idOf(1006) });
    later.ask('addOperation', { operation: aMark(7) });
    later.close();
    copyFileSync(`${file}.copy`, file);
    const old = serve();
    expect(old.opened).toMatchObject({ state: 'opened', recovered: 2 });
    expect(queueOf(old).map(([seq, , , , opId]) => [seq, opId])).toEqual([[1, idOf(3005)], [3, idOf(1007)]]);
  });

  it('stay with their file when it is opened with another key, byte for byte', () => {
    fill();
    const before = [hashOf(file), hashOf(journal)];
    expect(() => serve(OTHER_KEY, { onUnreadable: 'refuse' })).toThrowError(expect.objectContaining({ code: 'unreadable' }));
    expect([hashOf(file), hashOf(journal)]).toEqual(before);
    const other = serve(OTHER_KEY);
    expect(other.opened).toMatchObject({ state: 'replaced', recovered: 0 });
    const aside = readdirSync(folder.path).find((name) => name.startsWith('store.outbox.unreadable-')) ?? '';
    expect([hashOf(other.opened.setAside ?? ''), hashOf(join(folder.path, aside))]).toEqual(before);
  });

  it('of a newer version are not touched, database and journal', () => {
    fill();
    const db = connect(file, KEY);
    db.exec(`PRAGMA user_version = ${String(MIGRATIONS.length + 1)}`);
    db.close();
    const before = [hashOf(file), hashOf(journal), readdirSync(folder.path).length];
    expect(() => serve()).toThrowError(expect.objectContaining({ code: 'newer' }));
    expect([hashOf(file), hashOf(journal), readdirSync(folder.path).length]).toEqual(before);
  });

  it('leave a journal that is small again once there are none, and once it has grown', () => {
    const { ask } = serve();
    ask('addOperation', { operation: aMark(1) });
    const current = { note: 'x'.repeat(30_000) };
    const sizes = Array.from({ length: 80 }, (_, n) => {
      ask('markOperation', { opId: idOf(1001), state: 'parked', attempts: n, notBefore: null, current });
      return statSync(journal).size;
    });
    expect(Math.max(...sizes)).toBeGreaterThan(900_000);
    expect(Math.max(...sizes)).toBeLessThan(1_200_000);
    ask('removeOperation', { opId: idOf(1001) });
    expect(statSync(journal).size).toBeLessThan(100);
  });

  it('of a store in memory leave nothing on disk', () => {
    const { ask, close } = serveHere(() => NOW);
    ask('open', { path: ':memory:', keyHex: null });
    ask('addOperation', { operation: aMark(1) });
    expect(ask('listOperations', { organizationId: ORG, callId: callIdOf(1) }).operations).toHaveLength(1);
    close();
    expect(existsSync(':memory:.outbox')).toBe(false);
  });
});
