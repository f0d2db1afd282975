import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKnownTable } from '../../core/history/describe-entry.ts';
import { describeHistory } from '../../core/history/describe-history.ts';
import { rpcHistorySchema } from '../../core/history/rpc-history.ts';
import { type Database, engines, type Row } from './harness.ts';
import { mark, marked, momentId, said } from './moments.ts';
import { send, type Tell } from './operations.ts';
import { addCall, analysisOf, judged, points, record, unjudged } from './runs.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate } from './world.ts';

const call = '00000016-0000-4000-8000-000000000077';
const ofCall = { call_id: call };
const first = { moment_id: momentId(1) };

describe.each(engines)('a call’s history on $name, as the app tells it', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await addCall(db, call);
  });
  afterAll(() => db?.close());

  const entriesOf = async (as: Tell, who: Actor) => rpcHistorySchema.parse(await as(who).rpc('call_history', { p_call_id: call }));
  const seen = async (): Promise<number> => Number((await analysisOf(db, call))?.['version']);
  const done = async (as: Tell, who: Actor, name: string, version: number, patch: Row) => expect([name, await send(as, who, name, version, patch)]).toEqual([name, expect.objectContaining({ result: 'applied' })]);

  /** All that people and judges can do to one call. */
  const everything = async (as: Tell): Promise<void> => {
    await record(as, 'rex', unjudged(1, 'voicemail', ofCall));
    await record(as, 'rex', judged(2, {}, ofCall));
    const other = await record(as, 'rex', judged(3, { flow: 2 }, ofCall));
    await done(as, 'rex', 'override_score', await seen(), { ...ofCall, criterion: 'flow', value: 9, reason: 'missed_moment', note: 'Listen at 02:10' });
    await done(as, 'cora', 'override_score', await seen(), { ...ofCall, criterion: 'flow', value: 9, reason: 'missed_moment', note: 'Twice' });
    const late = await record(as, 'rex', judged(4, { outcome: 25 }, ofCall));
    await done(as, 'cora', 'adopt_run', await seen(), { ...ofCall, run_id: late.id });
    await done(as, 'rex', 'override_score', await seen(), { ...ofCall, dimension: 'brand', value: 20, reason: 'policy' });
    await done(as, 'rex', 'override_score', await seen(), { ...ofCall, criterion: 'flow', value: null, reason: null });
    await done(as, 'cora', 'confirm_review', await seen(), ofCall);
    await done(as, 'rex', 'complete_review', await seen(), { ...ofCall, scores: points, was_blind: true, seconds: 9, run_id: other.id });
    await done(as, 'rex', 'complete_review', await seen(), { ...ofCall, scores: { ...points, flow: 1 }, was_blind: true, seconds: 12, run_id: other.id });
    await mark(as, 'rex', 1, ofCall);
    await mark(as, 'rex', 2, { ...ofCall, kind: 'coaching', label: 'Ask first' });
    await done(as, 'cora', 'change_moment', 1, { ...first, kind: 'issue', note: 'Why' });
    await done(as, 'cora', 'comment_moment', 0, said(900, { at_ms: 1500 }));
    await done(as, 'cora', 'comment_moment', 1, said(900, { body: 'Other words', at_ms: 1500 }));
    await done(as, 'cora', 'comment_moment', 2, said(900, { body: null, at_ms: 1500 }));
    await done(as, 'cora', 'share_moment', 0, { ...first, user_id: people.rex.id, shared: true });
    await done(as, 'cora', 'share_moment', 0, { ...first, user_id: people.rex.id, shared: false });
    await done(as, 'rex', 'delete_moment', 2, { ...first, deleted: true });
    await done(as, 'rex', 'delete_moment', 3, { ...first, deleted: false });
  };

  it('has words for all that can be done to a call, each deed told once', () => story(db, async (as) => {
    await everything(as);
    const changes = describeHistory(await entriesOf(as, 'vic'), false).toReversed();
    expect(changes.map(({ actorName, what }) => `${actorName}: ${what}`)).toEqual([
      'Rex: runUnscorable', 'Rex: scored', 'Rex: scoredAgain', 'Rex: overridden', 'Cora: overrideExplained', 'Rex: runRecorded', 'Cora: adopted', 'Rex: overridden', 'Rex: overrideRevoked',
      'Cora: confirmed', 'Rex: reviewed', 'Rex: reviewedAgain', 'Rex: momentMarked', 'Rex: tipGiven', 'Cora: momentChanged', 'Cora: commented', 'Cora: commentChanged', 'Cora: commentWithdrawn',
      'Cora: shared', 'Cora: unshared', 'Rex: momentDeleted', 'Rex: momentRestored',
    ]);
    const points_ = (n: number) => ({ is: 'points', points: n });
    expect(changes[3]).toMatchObject({ reason: 'missed_moment', facts: [{ of: 'flow', before: points_(2), after: points_(9) }, { of: 'total', before: points_(66), after: points_(73) }] });
    expect(changes[7]).toMatchObject({ reason: 'policy', facts: [{ of: 'brand', before: points_(15), after: points_(20) }, { of: 'total' }, { of: 'band' }] });
    expect(changes[8]?.facts[0]).toEqual({ of: 'flow', before: points_(9), after: points_(6) });
    expect(changes[6]?.facts).toContainEqual({ of: 'judge', before: { is: 'code', code: 'judge-3' }, after: { is: 'code', code: 'judge-4' } });
    expect(await db.query(`select (app.verify_history('${orgs.a}') ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
  }));

  it('tells no score of a judge or a person to whoever is blind', () => story(db, async (as) => {
    await everything(as);
    const told = JSON.stringify(describeHistory(await entriesOf(as, 'vic'), true));
    expect(told).not.toMatch(/"is":"(?:points|band)"|reason|voicemail/u);
    expect(told).toContain('judge-4');
  }));

  it('is of tables that the app has words for', async () => {
    const tables = await db.query<{ name: string }>(`select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where t.tgname = c.relname || '_write_history' and encode(t.tgargs, 'escape') like '%"call"%' order by 1`);
    expect(tables.map(({ name }) => name)).toEqual(['call_reviews', 'key_moments', 'moment_comments', 'moment_shares', 'qci_analyses', 'qci_runs']);
    expect(tables.every(({ name }) => isKnownTable(name))).toBe(true);
  });

  it('a tip stands in the seed’s list as every mark does', () => story(db, async (as) => {
    await send(as, 'rex', 'mark_moment', 0, marked(1, { kind: 'coaching', label: 'Name the price', start_ms: 61_000 }));
    expect((await analysisOf(db))?.['key_moments']).toContain('01:01 Name the price');
    expect(await as('vic').rpc<Row>('list_moments', { p_organization_id: orgs.a, p_filters: { kinds: ['coaching'] } })).toMatchObject({ rows: [{ kind: 'coaching', label: 'Name the price' }] });
  }));
});
