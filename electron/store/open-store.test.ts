import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from './database.ts';
import { MIGRATIONS, migrate, schemaVersion } from './migrate.ts';
import { AS_OF, aDetail, aRow, filesWith, KEY, ORG, OTHER_KEY, serveHere, temporaryFolder } from './testing.ts';

const NOW = Date.UTC(2026, 10, 22);
const LIST = { organizationId: ORG, filter: {}, sort: { by: 'created_at', direction: 'desc' }, cursor: null, limit: 50 } as const;
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('a store file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  const served: ReturnType<typeof serveHere>[] = [];

  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'Büro 1', 'store.db');
  });
  afterEach(() => {
    for (const one of served.splice(0)) one.close();
    folder.remove();
  });

  const serve = () => {
    const one = serveHere(() => NOW);
    served.push(one);
    return one;
  };

  const fill = (rows: number): void => {
    const { ask, close } = serve();
    expect(ask('open', { path: file, keyHex: KEY })).toEqual({ state: 'created', setAside: null, recovered: 0 });
    for (let n = 0; n < rows; n += 100) {
      ask('saveRows', { organizationId: ORG, rows: Array.from({ length: 100 }, (_, i) => aRow(n + i, { summary: `canary-${String(n + i)} ${'x'.repeat(200)}` })), asOf: AS_OF });
    }
    close();
  };

  const codeOf = (work: () => unknown): unknown => {
    try {
      work();
      return null;
    } catch (error) {
      return (error as { code: unknown }).code;
    }
  };

  it('is there again with the right key', () => {
    fill(100);
    const { ask } = serve();
    expect(ask('open', { path: file, keyHex: KEY })).toEqual({ state: 'opened', setAside: null, recovered: 0 });
    expect(ask('listRows', LIST)?.rows).toHaveLength(50);
    expect(readdirSync(join(folder.path, 'Büro 1')).filter((name) => name.endsWith('-wal') && statSync(join(folder.path, 'Büro 1', name)).size > 0)).toEqual([]);
  });

  it('holds no readable word, in no file, open or closed', () => {
    const { ask, close } = serve();
    ask('open', { path: file, keyHex: KEY });
    const canaries = Array.from({ length: 100 }, (_, n) => `canary${String(n)}person`);
    ask('saveRows', { organizationId: ORG, rows: canaries.map((word, n) => aRow(n, { summary: word, customerNumber: '+15550101234' })), asOf: AS_OF });
    canaries.slice(0, 20).forEach((word, n) => ask('saveDetail', { organizationId: ORG, call: aDetail(n, { transcript: `${word} said` }), readAt: AS_OF }));
    const readable = () => [...canaries, '15550101234', KEY].flatMap((word) => filesWith(folder.path, word));
    expect(readable()).toEqual([]);
    close();
    expect(readable()).toEqual([]);
    writeFileSync(join(folder.path, 'control'), canaries[0] ?? '');
    expect(readable()).toHaveLength(1);
  });

  it('with a wrong key is refused untouched, or set aside whole', () => {
    fill(100);
    const before = hashOf(file);
    const { ask } = serve();
    expect(codeOf(() => ask('open', { path: file, keyHex: OTHER_KEY, onUnreadable: 'refuse' }))).toBe('unreadable');
    expect(hashOf(file)).toBe(before);
    const opened = ask('open', { path: file, keyHex: OTHER_KEY });
    expect(opened.state).toBe('replaced');
    expect(hashOf(opened.setAside ?? '')).toBe(before);
    expect(ask('listRows', LIST)).toBeNull();
  });

  it('with damaged pages is set aside when they are looked for, and says damaged when it meets them', () => {
    fill(1000);
    const bytes = readFileSync(file);
    // Behind the pages of the schema and the first ones of its tables: with those damaged it would not open at all.
    for (let page = 64; page * 4096 < bytes.length - 4096; page += 3) bytes[page * 4096 + 30] = (bytes[page * 4096 + 30] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
    const meeting = serve();
    meeting.ask('open', { path: file, keyHex: KEY });
    expect(codeOf(() => meeting.ask('countRows', { organizationId: ORG, filter: { q: 'canary' }, cap: 5000 }) && meeting.ask('listRows', { ...LIST, limit: 500 }))).toBe('damaged');
    meeting.close();
    const { ask } = serve();
    expect(codeOf(() => ask('open', { path: file, keyHex: KEY, verify: true, onUnreadable: 'refuse' }))).toBe('damaged');
    expect(ask('open', { path: file, keyHex: KEY, verify: true })).toMatchObject({ state: 'replaced', setAside: expect.stringContaining('.damaged-2026-11-22') });
  });

  it('cut short is set aside', () => {
    fill(300);
    truncateSync(file, Math.floor(statSync(file).size / 2));
    expect(serve().ask('open', { path: file, keyHex: KEY, verify: true }).state).toBe('replaced');
  });

  it('of a newer version is refused and keeps every byte', () => {
    fill(100);
    const db = connect(file, KEY);
    db.exec(`PRAGMA user_version = ${String(MIGRATIONS.length + 1)}`);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const before = hashOf(file);
    expect(codeOf(() => serve().ask('open', { path: file, keyHex: KEY }))).toBe('newer');
    expect(hashOf(file)).toBe(before);
  });

  it('takes nothing of a migration that fails half-way', () => {
    const db = connect(join(folder.path, 'half.db'), KEY);
    expect(() => migrate(db, [...MIGRATIONS, 'CREATE TABLE half (x); SELECT no_such_function();'])).toThrow();
    expect(schemaVersion(db)).toBe(MIGRATIONS.length);
    expect(db.first("SELECT name FROM sqlite_master WHERE name = 'half'")).toBeNull();
    db.close();
  });

  it('has one writer: a second opener is told so and harms nothing', () => {
    fill(100);
    const first = serve();
    first.ask('open', { path: file, keyHex: KEY });
    expect(codeOf(() => serve().ask('open', { path: file, keyHex: KEY }))).toBe('busy');
    expect(first.ask('listRows', LIST)?.rows).toHaveLength(50);
  });

  it('says so where no file can be made', () => {
    writeFileSync(join(folder.path, 'a file'), '');
    expect(codeOf(() => serve().ask('open', { path: join(folder.path, 'a file', 'store.db'), keyHex: KEY }))).not.toBeNull();
  });
});
