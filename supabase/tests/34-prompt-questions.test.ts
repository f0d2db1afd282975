import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { send, type Tell } from './operations.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const { assistant, prompt } = rows.a;
const a = { p_organization_id: orgs.a };
const id = (kind: string, n: number) => `000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface Page extends Row {
  assistant: Row;
  versions: Row[];
  next: number | null;
  is_complete: boolean;
}

describe.each(engines)('questions about prompts on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const versions = (as: Tell, who: Actor = 'vic', more: Row = {}) => as(who).rpc<Page>('list_prompt_versions', { ...a, p_assistant_id: assistant, ...more });
  const scoresOf = async (as: Tell, version: number) => (await versions(as)).versions.find((one) => one['version'] === version)?.['scores'];
  /** A scored call that this version governed; the score carries the stamp, or leaves the call to say it. */
  const scored = (n: number, total: number, { governedBy, stamp = null, rubric = '1' }: { governedBy: string | null; stamp?: string | null; rubric?: string | null }) => {
    const text = (value: string | null) => (value === null ? 'null' : `'${value}'`);
    return db.exec(`insert into public.calls (id, vapi_call_id, organization_id, assistant_id, prompt_id, call_type, status)
        values ('${id('c1', n)}', '${id('c1', n)}', '${orgs.a}', '${assistant}', ${text(governedBy)}, 'inbound', 'ended');
      insert into public.qci_analyses (call_id, qci_total_score, dynamics_score, objections_score, brand_score, outcome_score, prompt_id, rubric_version)
        values ('${id('c1', n)}', ${total}, ${total}, 0, 0, 0, ${text(stamp)}, ${text(rubric)})`);
  };

  it('an assistant comes with its version in force and how many it has', () => story(db, async (as) => {
    await db.exec(`insert into public.assistants (id, vapi_assistant_id, organization_id, name, is_active) values ('${id('a1', 1)}', '${id('a1', 1)}', '${orgs.a}', 'an idle one', false)`);
    const saved = await send(as, 'ed', 'save_prompt_version', 1, { assistant_id: assistant, content: 'Be kind.' });
    const [idle, main, ...others] = await as('vic').rpc<Row[]>('list_assistants', a);
    expect(others).toEqual([]);
    expect(idle).toEqual({ id: id('a1', 1), name: 'an idle one', is_active: false, version: 1, current_prompt_id: null, current_version: null, versions: 0, latest_version: 0, latest_at: null });
    expect(main).toMatchObject({ id: assistant, name: 'Assistant A', is_active: true, current_prompt_id: prompt, current_version: 1, versions: 2, latest_version: 2 });
    await send(as, 'ed', 'publish_prompt', Number(main?.['version']), { assistant_id: assistant, prompt_id: saved['id'] });
    expect((await as('vic').rpc<Row[]>('list_assistants', a))[1]).toMatchObject({ current_prompt_id: saved['id'], current_version: 2, version: Number(main?.['version']) + 1 });
  }));

  it('a version comes with who wrote it, its note and the length of its text, the latest first', () => story(db, async (as) => {
    await send(as, 'ed', 'save_prompt_version', 1, { assistant_id: assistant, content: 'Будь добр.', performance_notes: 'calmer' });
    const page = await versions(as);
    expect(page).toMatchObject({ next: null, is_complete: true, assistant: { id: assistant, name: 'Assistant A', is_active: true, current_prompt_id: prompt, latest_version: 2 } });
    expect(page.versions.map((one) => one['version'])).toEqual([2, 1]);
    expect(page.versions[0]).toMatchObject({ created_by: people.ed.id, created_by_name: 'Ed', performance_notes: 'calmer', revision: 1, is_current: false, characters: 10, scores: [] });
    expect(page.versions[1]).toMatchObject({ id: prompt, created_by: null, created_by_name: null, performance_notes: null, is_current: true });
    expect(page.versions[0]).not.toHaveProperty('content');
  }));

  it('scores count for the version they are stamped with, else for the one that governed the call, apart by rubric', () => story(db, async (as) => {
    // The world's own call was scored 70 without a stamp.
    expect(await scoresOf(as, 1)).toEqual([{ rubric_version: null, n: 1, mean: 70, sd: null }]);
    const second = String((await send(as, 'ed', 'save_prompt_version', 1, { assistant_id: assistant, content: 'Be kind.' }))['id']);
    await scored(1, 10, { governedBy: prompt, stamp: prompt });
    await scored(2, 20, { governedBy: prompt });
    await scored(3, 30, { governedBy: prompt, stamp: prompt, rubric: '2' });
    await scored(4, 25, { governedBy: prompt, stamp: second });
    await scored(5, 5, { governedBy: null });
    expect(await scoresOf(as, 1)).toEqual([{ rubric_version: '1', n: 2, mean: 15, sd: 7.071 }, { rubric_version: '2', n: 1, mean: 30, sd: null }, { rubric_version: null, n: 1, mean: 70, sd: null }]);
    expect(await scoresOf(as, 2)).toEqual([{ rubric_version: '1', n: 1, mean: 25, sd: null }]);
    // What nobody could score is no score.
    await db.exec(`update public.qci_analyses set dynamics_score = null, qci_total_score = null where call_id = '${id('c1', 4)}'`);
    expect(await scoresOf(as, 2)).toEqual([]);
  }));

  it('of scores without a stamp the latest 20,000 are looked up, and it is said where there are more', () => story(db, async (as) => {
    // Without the triggers, which would hold a lock for each of so many calls.
    await db.exec(`set local session_replication_role = replica;
      create temporary table many on commit drop as select ('000000c2-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, 20000) n;
      insert into public.call_keys (id, vapi_call_id, organization_id, created_at) select id, id, '${orgs.a}', '2026-05-01' from many;
      insert into public.calls (id, vapi_call_id, organization_id, created_at, assistant_id, prompt_id, call_type, status)
        select id, id, '${orgs.a}', '2026-05-01', '${assistant}', '${prompt}', 'inbound', 'ended' from many;
      insert into public.qci_analyses (call_id, organization_id, qci_total_score, dynamics_score, objections_score, brand_score, outcome_score, rubric_version, analyzed_at)
        select id, '${orgs.a}', 30, 30, 0, 0, 0, '1', '2026-05-01' from many;
      set local session_replication_role = origin`);
    const { versions: [only], is_complete } = await versions(as);
    // The world's own is of today, so that one of the many older ones is left out.
    expect(only?.['scores']).toMatchObject([{ rubric_version: '1', n: 19999, mean: 30 }, { n: 1, mean: 70 }]);
    expect(is_complete).toBe(false);
  }));

  it('goes page by page', () => story(db, async (as) => {
    for (let n = 1; n <= 4; n += 1) await send(as, 'ed', 'save_prompt_version', n, { assistant_id: assistant, content: `Version ${n + 1}.` });
    const numbers = (page: Page) => page.versions.map((one) => one['version']);
    const first = await versions(as, 'vic', { p_limit: 2 });
    expect([numbers(first), first.next]).toEqual([[5, 4], 4]);
    const second = await versions(as, 'vic', { p_limit: 2, p_before: first.next });
    expect([numbers(second), second.next, second.assistant['latest_version']]).toEqual([[3, 2], 2, 5]);
    const third = await versions(as, 'vic', { p_limit: 2, p_before: second.next });
    expect([numbers(third), third.next]).toEqual([[1], null]);
    for (const limit of [0, 201, null]) expect(await outcome(versions(as, 'vic', { p_limit: limit }))).toBe('22023');
  }));

  it('is answered to members only, and of their own organization', () => story(db, async (as) => {
    for (const who of ['vic', 'rex', 'cora', 'ed', 'ann'] as const) expect([who, (await versions(as, who)).versions.length]).toEqual([who, 1]);
    for (const who of ['bob', 'nan', 'anon'] as const) {
      expect([who, await outcome(versions(as, who))]).toEqual([who, '42501']);
      expect([who, await outcome(as(who).rpc('list_assistants', a))]).toEqual([who, '42501']);
    }
    expect(await as('bob').rpc('list_prompt_versions', { p_organization_id: orgs.b, p_assistant_id: assistant })).toBeNull();
    expect(await versions(as, 'vic', { p_assistant_id: rows.b.assistant })).toBeNull();
    expect(await as('bob').rpc<Row[]>('list_assistants', { p_organization_id: orgs.b })).toMatchObject([{ id: rows.b.assistant }]);
  }));

  it('whoever saves at once with another is told what the other wrote', () => story(db, async (as) => {
    await send(as, 'ed', 'save_prompt_version', 1, { assistant_id: assistant, content: 'One.', performance_notes: 'first' });
    expect(await send(as, 'ann', 'save_prompt_version', 1, { assistant_id: assistant, content: 'Other.' })).toEqual({
      result: 'conflict', current: { id: expect.any(String), version: 2, created_by: people.ed.id, created_by_name: 'Ed', created_at: expect.any(String), content: 'One.', performance_notes: 'first' },
    });
    expect(await send(as, 'cora', 'save_prompt_version', 1, { assistant_id: assistant, content: 'Other.' })).toEqual({ result: 'rejected', code: 'forbidden' });
  }));
});
