import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeStore, openStore } from '../open-store.ts';
import { asStoreError } from '../store-error.ts';
import { AS_OF, aDetail, aMark, aRow, callIdOf, idOf, KEY, ORG, serveHere, temporaryFolder } from '../testing.ts';
import { durably } from './durably.ts';
import { addOperation, listOperations } from './operations.ts';

const LIST = { organizationId: ORG, filter: {}, sort: { by: 'created_at', direction: 'asc' }, cursor: null, limit: 500 } as const;
const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    const { code } = asStoreError(error);
    return code === 'internal' ? String((error as { code: unknown }).code) : code;
  }
};

describe('a full disk', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let small: string;
  let mounted = false;

  beforeEach(() => {
    folder = temporaryFolder();
    small = join(folder.path, 'small');
    mkdirSync(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small], { stdio: 'ignore' });
      mounted = true;
    } catch {
      mounted = false;
    }
  });
  afterEach(() => {
    if (mounted) execFileSync('umount', ['-l', small]);
    folder.remove();
  });

  it('F18: refuses what there is no room for, wholly and by its name, shows what it holds, and takes more once there is room', (context) => {
    if (!mounted) context.skip('a small file system can be mounted by root only');
    const { ask, close } = serveHere();
    ask('open', { path: join(small, 'store.db'), keyHex: KEY });
    ask('saveRows', { organizationId: ORG, rows: [aRow(1), aRow(2)], asOf: AS_OF });
    ask('addOperation', { operation: aMark(1) });
    const filler = join(small, 'filler');
    for (let bytes = 2 * 1024 * 1024; bytes >= 512; bytes /= 2) codeOf(() => writeFileSync(filler, Buffer.alloc(bytes), { flag: 'a' }));
    const answers = Array.from({ length: 40 }, (_, n) => codeOf(() => ask('addOperation', { operation: aMark(10 + n) })));
    expect(answers).toContain('disk_full');
    expect(answers.every((code) => code === null || code === 'disk_full')).toBe(true);
    const page = Array.from({ length: 400 }, (_, n) => aRow(100 + n, { summary: 'said '.repeat(100) }));
    const caching = [() => ask('saveRows', { organizationId: ORG, rows: page, asOf: AS_OF }), () => ask('saveDetail', { organizationId: ORG, call: aDetail(1, { transcript: 'said '.repeat(40_000) }), readAt: AS_OF })].map(codeOf);
    expect(caching).toEqual(['disk_full', 'disk_full']);
    expect(ask('getDetail', { organizationId: ORG, callId: callIdOf(1) })).toBeNull();
    const taken = answers.flatMap((code, n) => (code === null ? [idOf(1010 + n)] : []));
    const queue = () => ask('listOperations', { organizationId: ORG }).operations.map(({ operation }) => operation.opId);
    expect(queue()).toEqual([idOf(1001), ...taken]);
    expect(ask('listRows', LIST)?.rows).toHaveLength(2);
    rmSync(filler);
    ask('addOperation', { operation: aMark(90) });
    close();
    rmSync(join(small, 'store.db'));
    expect(ask('open', { path: join(small, 'store.db'), keyHex: KEY }).recovered).toBe(taken.length + 2);
    expect(queue()).toEqual([idOf(1001), ...taken, idOf(1090)]);
    close();
  });

  it('F18: that lets the journal grow and not the database leaves no word of it in either', () => {
    const path = join(folder.path, 'store.db');
    const { db, journal } = openStore({ path, keyHex: KEY, onUnreadable: 'refuse', verify: false }, 0);
    const add = (n: number) => durably(db, journal, 'drop', () => addOperation(db, { operation: aMark(n), seen: null }));
    add(1);
    const size = statSync(join(folder.path, 'store.outbox')).size;
    db.exec(`PRAGMA max_page_count = ${String(db.first('PRAGMA page_count')?.[0] ?? 1)}`);
    let n = 2;
    while (codeOf(() => add(n)) === null) n += 1;
    expect(codeOf(() => add(n))).toBe('disk_full');
    expect(listOperations(db, { organizationId: null, callId: null }).operations).toHaveLength(n - 1);
    expect(statSync(join(folder.path, 'store.outbox')).size).toBeLessThan(size * n);
    db.exec('PRAGMA max_page_count = 100000');
    add(n);
    journal?.close();
    closeStore(db);
    rmSync(path);
    const again = openStore({ path, keyHex: KEY, onUnreadable: 'refuse', verify: false }, 0);
    expect(again.opened.recovered).toBe(n);
    again.journal?.close();
    closeStore(again.db);
  });
});
