import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome } from './harness.ts';
import { type Answer, opId, ownedRowsSql, score, send, type WriteName, writeNames, writes } from './operations.ts';
import { crowd, story } from './story.ts';
import { orgs, people, type Person, populate, rows } from './world.ts';

const call = rows.a.call;
const assistant = rows.a.assistant;
const ladder = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;

describe.each(engines)('writes that must not happen on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const world = () => db.query(ownedRowsSql);

  const long = (n: number) => 'x'.repeat(n);
  type Bad = [name: WriteName, patch: unknown, code: string, field: string | undefined];
  it.each<Bad>([
    ['override_score', null, 'invalid', 'patch'], ['override_score', [], 'invalid', 'patch'], ['override_score', 'x', 'invalid', 'patch'], ['override_score', {}, 'invalid', 'dimension'],
    ['override_score', { ...score, call_id: 'x' }, 'invalid', 'call_id'], ['override_score', { ...score, call_id: 7 }, 'invalid', 'call_id'], ['override_score', { ...score, call_id: null }, 'invalid', 'call_id'],
    ['override_score', { ...score, dimension: 'charm' }, 'invalid', 'dimension'], ['override_score', { ...score, dimension: long(41) }, 'too_long', 'dimension'],
    ...[31, -1, 1.5, 1e300, '30', true, [], {}].map((value): Bad => ['override_score', { ...score, value }, 'invalid', 'value']),
    ['override_score', { ...score, dimension: 'brand', value: 21 }, 'invalid', 'value'], ['override_score', { call_id: call, dimension: 'brand', reason: 'policy' }, 'invalid', 'value'],
    ...[null, '', 'because', 'POLICY', 5].map((reason): Bad => ['override_score', { ...score, reason }, 'invalid', 'reason']),
    ['override_score', { ...score, note: 5 }, 'invalid', 'note'], ['override_score', { ...score, note: long(4001) }, 'too_long', 'note'],
    ['override_score', { ...score, evidence: {} }, 'invalid', 'evidence'], ['override_score', { ...score, evidence: [long(65_536)] }, 'too_long', 'evidence'],
    ['override_score', { ...score, version: 2 }, 'invalid', 'version'], ['override_score', { ...score, qci_total_score: 100 }, 'invalid', 'qci_total_score'],
    ['override_score', { ...score, [long(100)]: 2 }, 'invalid', long(40)], ['override_score', { ...score, note: long(1_048_577) }, 'too_long', 'patch'],
    ['confirm_review', { call_id: call, reviewed_by: people.vic.id }, 'invalid', 'reviewed_by'],
    ['save_prompt_version', { assistant_id: assistant }, 'invalid', 'content'], ['save_prompt_version', { assistant_id: assistant, content: ' \n' }, 'invalid', 'content'],
    ['save_prompt_version', { assistant_id: assistant, content: long(200_001) }, 'too_long', 'content'], ['save_prompt_version', { assistant_id: assistant, content: 'x', version: 9 }, 'invalid', 'version'],
    ['publish_prompt', { assistant_id: assistant }, 'invalid', 'prompt_id'], ['annotate_prompt', { prompt_id: rows.a.prompt, performance_notes: {} }, 'invalid', 'performance_notes'],
    ['change_assistant', { assistant_id: assistant, name: '  ' }, 'invalid', 'name'], ['change_assistant', { assistant_id: assistant, name: long(256) }, 'too_long', 'name'],
    ['change_assistant', { assistant_id: assistant, configuration: [] }, 'invalid', 'configuration'], ['change_assistant', { assistant_id: assistant, is_active: 'yes' }, 'invalid', 'is_active'],
    ['change_assistant', { assistant_id: assistant, organization_id: orgs.b }, 'invalid', 'organization_id'], ['change_organization', { organization_id: orgs.a, settings: [] }, 'invalid', 'settings'],
    ['change_organization', { organization_id: orgs.a, settings: { big: long(65_536) } }, 'too_long', 'settings'],
    ...[{ pass: 50, review: 60 }, { pass: 101, review: 1 }, { pass: 80 }, [], 5].map((bands): Bad =>
      ['change_organization', { organization_id: orgs.a, settings: { bands } }, 'invalid', undefined]),
    ['change_organization', { organization_id: orgs.a, settings: { timezone: 'Mars/Olympus' } }, 'invalid', 'timezone'], ['change_organization', { organization_id: orgs.a, settings: { timezone: 3 } }, 'invalid', 'timezone'],
    ['change_organization', { organization_id: orgs.a, settings: { brand_terms: 'Acme' } }, 'invalid', 'brand_terms'], ['change_organization', { organization_id: orgs.a, settings: { brand_terms: [7] } }, 'invalid', 'brand_terms'],
    ['change_organization', { organization_id: orgs.a, settings: { min_customer_words: 'five' } }, 'invalid', 'min_customer_words'], ['change_organization', { organization_id: orgs.a, name: '' }, 'invalid', 'name'],
  ])('%s rejects bad patch %#', (name, patch, code, field) => story(db, async (as) => {
    const before = await world();
    const answer = await send(as, 'ann', name, writes[name].version, patch);
    expect(answer).toMatchObject({ result: 'rejected', code, ...(field === undefined ? {} : { field }) });
    expect(await world()).toEqual(before);
    expect(await db.query('select 1 from app.operations')).toEqual([]);
  }));

  it.each(writeNames)('%s without an operation id or a version is rejected', (name) => story(db, async (as) => {
    const { version, patch } = writes[name];
    expect(await send(as, 'ann', name, version, patch, null)).toEqual({ result: 'rejected', code: 'invalid', field: 'op_id' });
    expect(await send(as, 'ann', name, null, patch)).toEqual({ result: 'rejected', code: 'invalid', field: 'expected_version' });
  }));

  it('no patch whatever makes a write raise an error', () => story(db, async (as) => {
    const keys = [...new Set(writeNames.flatMap((name) => Object.keys(writes[name].patch))), 'evidence', 'note', 'bands', 'timezone', 'configuration'];
    const known = fc.constantFrom<unknown>(call, assistant, orgs.a, rows.a.prompt, 'dynamics', 'policy', 30, -1, 2 ** 31, 1e300, '', '🙂', '\\', "'", '%', null);
    const value = fc.oneof(known, fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>);
    const patch = fc.oneof(
      fc.dictionary(fc.constantFrom(...keys), value),
      fc.tuple(fc.constantFrom(...writeNames), fc.dictionary(fc.constantFrom(...keys), value)).map(([name, noise]) => ({ ...writes[name].patch, ...noise })),
    );
    // NUL and lone surrogates are no JSON that PostgreSQL takes; they never reach a function.
    const storable = (text: string) => !/\\u0000|\\ud[89a-f]/i.test(text);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...writeNames), fc.integer({ min: -2, max: 4 }), patch.filter((p) => storable(JSON.stringify(p))), async (name, version, given) => {
      await db.exec('savepoint noise');
      const answer = await send(as, 'ann', name, version, given);
      expect(answer.result).toMatch(/^(applied|conflict|rejected)$/);
      if (answer.result === 'rejected') expect(answer['code']).toMatch(/^(forbidden|not_found|invalid|too_long)$/);
      await db.exec('rollback to savepoint noise; release savepoint noise');
    }), { numRuns: 400, seed: 7 });
  }));

  it('what they own is not written past them', () => story(db, async (as) => {
    const before = await world();
    const direct = [
      "update public.organizations set name = 'x'", 'update public.organizations set version = 0', "update public.assistants set name = 'x'",
      'update public.assistants set version = 0', 'update public.prompts set is_current = true', "update public.prompts set performance_notes = 'x'",
      `insert into public.prompts (assistant_id, version, content) values ('${assistant}', 9, 'x')`, 'update public.qci_analyses set dynamics_score = 1',
      "update public.qci_analyses set overrides = '{}'", 'select * from app.operations', 'delete from app.operations',
      `select app.write('override_score', gen_random_uuid(), 1, '{}')`, `select app.write_override_score(1, '{}')`,
    ];
    for (const who of [...ladder, 'bob', 'nan', 'anon'] as const) for (const sql of direct) expect([who, sql, await outcome(as(who).query(sql))]).toEqual([who, sql, '42501']);
    expect(await world()).toEqual(before);
    expect(await outcome(as('ed').query(`insert into public.assistants (vapi_assistant_id, organization_id, name) values (gen_random_uuid(), '${orgs.a}', 'New')`))).toBe('ok');
  }));

  it('a version moves with every change, whoever makes it and whatever he writes', () => story(db, async () => {
    for (const [table, column] of [['organizations', 'version'], ['assistants', 'version'], ['qci_analyses', 'version'], ['prompts', 'revision']] as const) {
      const [{ n: before } = { n: 0 }] = await db.query<{ n: number }>(`select max(${column}) as n from public.${table}`);
      const [{ n: after } = { n: 0 }] = await db.query<{ n: number }>(`with u as (update public.${table} set ${column} = 1000 returning ${column} as n) select max(n) as n from u`);
      expect([table, after]).toEqual([table, before + 1]);
    }
  }));

  describe.skipIf(engine.name === 'PGlite')('at the same moment', () => {
    /** Fifty at once: the row is held until half of them wait for it, so that none can be done before the others have begun. */
    const parallel = async (who: Person, sql: (n: number) => string) => {
      await db.exec(`begin; select 1 from public.qci_analyses where call_id = '${call}' for update`);
      const answers = crowd(db, Array.from({ length: 25 }, () => who), async (own, n) => {
        const rounds = await Promise.all([0, 1].map((round) => own.query<{ a: Answer }>(`select ${sql(2 * n + round)} as a`)));
        return rounds.map(([row]) => row?.a.result);
      });
      const waiting = () => db.query('select distinct pid from pg_locks where not granted');
      await expect.poll(waiting, { timeout: 30_000 }).toHaveLength(25);
      await db.exec('commit');
      return answers;
    };
    const tally = (results: (string | undefined)[][]) => {
      const counts: Record<string, number> = {};
      for (const result of results.flat()) counts[result ?? 'none'] = (counts[result ?? 'none'] ?? 0) + 1;
      return counts;
    };
    const version = async () => (await db.query<{ version: number }>(`select version from public.qci_analyses where call_id = '${call}'`))[0]?.version ?? 0;

    it('one operation sent fifty times is applied once', async () => {
      const before = await version();
      const sql = `public.override_score('${opId()}', ${before}, '${JSON.stringify({ ...score, value: 3 })}')`;
      expect(tally(await parallel('rex', () => sql))).toEqual({ applied: 1, duplicate: 49 });
      expect(await version()).toBe(before + 1);
    });

    it('fifty operations that saw the same version: one is applied, the others are told', async () => {
      const before = await version();
      const sql = (n: number) => `public.override_score('${opId()}', ${before}, '${JSON.stringify({ ...score, value: n % 31 })}')`;
      expect(tally(await parallel('cora', sql))).toEqual({ applied: 1, conflict: 49 });
      expect(await version()).toBe(before + 1);
    });
  });
});
