import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { send, type Tell } from './operations.ts';
import { addCall, judged, record, rubricOf, runKey } from './runs.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const a = { p_organization_id: orgs.a };
const callId = (n: number): string => `00000006-0000-4000-8000-${String(200 + n).padStart(12, '0')}`;

describe.each(engines)('questions about rubrics on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const save = async (as: Tell, version: number, extra: Row = {}, note: string | null = null) =>
    expect(await send(as, 'ann', 'save_rubric', version, { organization_id: orgs.a, content: rubricOf(extra), note })).toMatchObject({ result: 'applied' });
  const list = (as: Tell, more: Row = {}, who: Actor = 'vic') => as(who).rpc<Row[]>('list_rubrics', { ...a, ...more });
  const calls = (as: Tell, more: Row = {}, who: Actor = 'vic') => as(who).rpc<Row[]>('list_outdated_calls', { ...a, ...more });
  const outdated = (as: Tell, more: Row = {}, who: Actor = 'vic') => as(who).rpc<Row>('count_outdated_scores', { ...a, ...more });

  it('lists the versions, the latest first, with their words and their authors', () => story(db, async (as) => {
    expect(await list(as)).toEqual([]);
    for (const [version, note] of [[0, 'First.'], [1, null], [2, 'Less.']] as const) await save(as, version, { minCustomerWords: version }, note);
    const all = await list(as);
    expect(all.map((one) => [one['version'], one['note'], one['created_by_name'], (one['content'] as Row)['minCustomerWords']])).toEqual([[3, 'Less.', 'Ann', 2], [2, null, 'Ann', 1], [1, 'First.', 'Ann', 0]]);
    expect(all[0]).toEqual({ ...(await as('vic').rpc<Row>('get_rubric', a)), created_by_name: 'Ann' });
    expect((await list(as, { p_limit: 2 })).map((one) => one['version'])).toEqual([3, 2]);
    expect((await list(as, { p_before: 3, p_limit: 1 })).map((one) => one['version'])).toEqual([2]);
  }));

  it('counts the scores of other rubrics, those without one included, up to the cap', () => story(db, async (as) => {
    expect(await outdated(as)).toEqual({ version: null, count: 0, capped: false, mean_cost: null });
    await save(as, 0);
    // The score that the world begins with names no rubric.
    expect(await outdated(as)).toMatchObject({ version: 1, count: 1, capped: false });
    await record(as, 'cora', judged(1, {}, { rubric_version: '1', analysis_cost: 0.002 }));
    expect(await outdated(as)).toMatchObject({ version: 1, count: 0, mean_cost: 0.002 });
    for (const [n, rubric_version] of [[1, '0'], [2, '2'], [3, '1'], [4, 'default-1']] as const) {
      await addCall(db, callId(n));
      await record(as, 'cora', judged(n + 1, {}, { call_id: callId(n), run_key: runKey(n + 10), prompt_id: rows.a.prompt, rubric_version, analysis_cost: n === 4 ? null : 0.004 }));
    }
    expect(await outdated(as)).toEqual({ version: 1, count: 3, capped: false, mean_cost: 0.0035 });
    expect(await outdated(as, { p_cap: 2 })).toMatchObject({ count: 2, capped: true });
    expect(await outdated(as, { p_cap: 3 })).toMatchObject({ count: 3, capped: false });
    await save(as, 1);
    expect(await outdated(as)).toMatchObject({ version: 2, count: 4 });
  }));

  it('names the calls behind the number, the newest first, with what is known of their length', () => story(db, async (as) => {
    expect(await calls(as)).toEqual([]);
    await save(as, 0);
    for (const n of [1, 2, 3]) {
      await addCall(db, callId(n));
      await record(as, 'cora', judged(n + 1, {}, { call_id: callId(n), run_key: runKey(n + 10), prompt_id: rows.a.prompt, rubric_version: n === 3 ? '1' : 'default-1' }));
    }
    await db.exec(`update public.calls set transcript = 'Agent: Hello.', started_at = '2026-03-16 10:00:00Z', ended_at = '2026-03-16 10:00:41Z' where id = '${callId(2)}'`);
    const found = await calls(as);
    expect(found).toHaveLength(Number((await outdated(as))['count']));
    expect(found.filter(({ id }) => id !== rows.a.call)).toEqual([{ id: callId(1), duration_seconds: null, has_transcript: false }, { id: callId(2), duration_seconds: 41, has_transcript: true }]);
    const made = await db.query<{ id: string }>(`select id from public.calls where id in (${found.map(({ id }) => `'${String(id)}'`).join()}) order by created_at desc, id`);
    expect(found.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect((await calls(as, { p_limit: 1 })).map(({ id }) => id)).toEqual([found[0]?.['id']]);
    expect((await calls(as)).some(({ id }) => id === callId(3))).toBe(false);
  }));

  it('are for members, of their own organization', () => story(db, async (as) => {
    await save(as, 0);
    for (const who of ['vic', 'rex', 'cora', 'ed', 'ann'] as const) expect([who, (await list(as, {}, who)).length, (await outdated(as, {}, who))['count'], (await calls(as, {}, who)).length]).toEqual([who, 1, 1, 1]);
    const forger: Actor = { sub: people.nan.id, app_metadata: { role: 'admin', organization_id: orgs.a }, organization_id: orgs.a };
    for (const who of ['bob', 'nan', forger, 'anon'] as const) expect([await outcome(list(as, {}, who)), await outcome(outdated(as, {}, who)), await outcome(calls(as, {}, who))]).toEqual(['42501', '42501', '42501']);
    expect(await as('bob').rpc('list_rubrics', { p_organization_id: orgs.b })).toEqual([]);
  }));

  it.each([{ p_limit: 0 }, { p_limit: 10_001 }])('names no calls for %j', (more) => story(db, async (as) => {
    expect(await outcome(calls(as, more))).toBe('22023');
  }));

  it.each([{ p_limit: 0 }, { p_limit: 51 }, { p_cap: 0 }, { p_cap: 10_001 }])('refuses %j', (more) => story(db, async (as) => {
    expect(await outcome('p_limit' in more ? list(as, more) : outdated(as, more))).toBe('22023');
  }));
});
