import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from './database.ts';
import { fixtureOf } from './fixtures/make.ts';
import { MIGRATIONS, schemaVersion } from './migrate.ts';
import { AS_OF, aDetail, aMoment, aRow, callIdOf, idOf, KEY, ORG, serveHere, temporaryFolder } from './testing.ts';

const VERSIONS = MIGRATIONS.map((_, index) => index + 1);
const sideOf = (file: string): string => file.replace(/db$/, 'outbox');
const hashesIn = (folder: string): string[] =>
  readdirSync(folder).toSorted().map((name) => `${name} ${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}`);

describe('a store file of an earlier version', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  const served: ReturnType<typeof serveHere>[] = [];

  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'store.db');
  });
  afterEach(() => {
    for (const one of served.splice(0)) one.close();
    folder.remove();
  });

  const copyOf = (version: number): void => {
    copyFileSync(fixtureOf(version), file);
    if (existsSync(sideOf(fixtureOf(version)))) copyFileSync(sideOf(fixtureOf(version)), sideOf(file));
  };
  const serve = () => {
    const one = serveHere();
    served.push(one);
    return one;
  };

  it('is kept for each of them', () => {
    expect(VERSIONS.filter((version) => !existsSync(fixtureOf(version)))).toEqual([]);
    expect(VERSIONS.filter((version) => version >= 3 && !existsSync(sideOf(fixtureOf(version))))).toEqual([]);
    for (const version of VERSIONS) {
      copyOf(version);
      const db = connect(file, KEY);
      expect(schemaVersion(db)).toBe(version);
      db.close();
    }
  });

  it.each(VERSIONS)('F20: of version %i is brought up to date with everything in it', (version) => {
    copyOf(version);
    const { ask, close } = serve();
    expect(ask('open', { path: file, keyHex: KEY, onUnreadable: 'refuse', verify: true })).toEqual({ state: 'opened', setAside: null, recovered: 0 });
    const of = { organizationId: ORG, callId: callIdOf(1) };
    const found = (q: string) => ask('listRows', { organizationId: ORG, filter: { q }, sort: { by: 'created_at', direction: 'desc' }, cursor: null, limit: 5 });
    expect(found('parcel')).toMatchObject({ asOf: AS_OF, rows: [{ ...aRow(1, { summary: 'asked about a parcel', assistantName: 'Anna' }), snippet: expect.any(String) }] });
    expect(found('walnut')?.rows).toHaveLength(1);
    expect(ask('getDetail', of)?.call).toEqual(aDetail(1, { summary: 'asked about a parcel', transcript: 'Where is my walnut parcel?', moments: [aMoment(1)] }));
    expect(ask('getFacets', { organizationId: ORG })?.facets.statuses).toEqual(['ended']);
    if (version >= 2) expect(ask('getPeaks', { ...of, reference: 'one.opus' })).toMatchObject({ agent: Int8Array.from([1, 2]), customer: Int8Array.from([3, 4]), agentChannel: 1 });
    if (version >= 3) {
      expect(ask('listOperations', { organizationId: ORG }).operations.map(({ seq, state, refusal }) => [seq, state, refusal?.field])).toEqual([
        [10, 'sending', undefined], [20, 'waiting', undefined], [30, 'failed', 'label'],
      ]);
      expect(ask('listDrafts', of).drafts).toEqual([{ field: 'moment:new', text: 'half a word', updatedAt: AS_OF }]);
      expect(ask('getPlace', { organizationId: ORG })).toEqual({ callId: callIdOf(1), positionMs: 61_000 });
    }
    if (version >= 4) {
      expect(ask('listCheckouts', { organizationId: ORG }).checkouts).toMatchObject([{ checkoutId: idOf(1), name: 'trip', total: 2, ready: 1 }]);
      expect(ask('listHeldCalls', { organizationId: ORG }).callIds.toSorted()).toEqual([1, 2].map(callIdOf));
    }
    if (version >= 7) {
      expect(ask('listBatches', { organizationId: ORG }).batches).toMatchObject([{ batchId: idOf(7), name: 'november', state: 'running', again: version >= 9, counts: { sent: 2, waiting: 1 }, paid: 1, setAside: 0.004, plan: { budget: 5 } }]);
      expect(ask('loseBatchFlights', { organizationId: ORG })).toEqual({ lost: 1 });
      expect(ask('listBatchWork', { organizationId: ORG, limit: 9, besides: [] }).work.map(({ callId, kept }) => [callId, kept?.text])).toEqual([[callIdOf(1), undefined], [callIdOf(2), '{}'], [callIdOf(3), undefined]]);
    }
    if (version >= 9) expect(ask('listChanges', { batchId: idOf(7), movement: 'held', adoptable: true, callIds: null, offset: 0, limit: 9 })).toMatchObject({ total: 1, changes: [{ callId: callIdOf(4), runId: idOf(71), after: { total: 70 } }] });
    close();
    const db = connect(file, KEY);
    expect(schemaVersion(db)).toBe(MIGRATIONS.length);
    expect(db.first('SELECT pinned FROM call_details')).toEqual([Number(version >= 3)]);
    db.close();
  });

  it.each(VERSIONS.filter((version) => version >= 3))('%i gives its unsent operations to a new store when it is gone', (version) => {
    copyFileSync(sideOf(fixtureOf(version)), sideOf(file));
    const { ask } = serve();
    expect(ask('open', { path: file, keyHex: KEY })).toEqual({ state: 'created', setAside: null, recovered: 2 });
    expect(ask('listOperations', { organizationId: ORG }).operations.map(({ seq, state }) => [seq, state])).toEqual([[10, 'waiting'], [20, 'waiting']]);
  });

  it('F20: later than this app is refused, and neither it nor its journal is touched', () => {
    copyOf(MIGRATIONS.length);
    const db = connect(file, KEY);
    db.exec(`PRAGMA user_version = ${String(MIGRATIONS.length + 1)}`);
    db.close();
    const before = hashesIn(folder.path);
    expect(before).toHaveLength(2);
    expect(() => serve().ask('open', { path: file, keyHex: KEY, verify: true })).toThrowError(expect.objectContaining({ code: 'newer' }));
    expect(hashesIn(folder.path)).toEqual(before);
  });
});
