import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome } from './harness.ts';
import { opId } from './operations.ts';
import { judged, points, rubricOf } from './runs.ts';
import { crowd } from './story.ts';
import { orgs, people, type Person, populate, rows } from './world.ts';

const uuid = (n: number) => `0000000c-0000-4000-8000-${String(n).padStart(12, '0')}`;
const a = `'${orgs.a}'`;
const rounds = 25;

/** What each of a busy organization's people does, again and again, to the same few rows and the same chain of history. */
const busy: { who: Person; sql: (round: number) => string }[] = [
  { who: 'ed', sql: (n) => imports(n, 0) },
  { who: 'ed', sql: (n) => imports(n, 1) },
  { who: 'ed', sql: () => `select public.save_prompt_version('${opId()}', (select max(version) from public.prompts where assistant_id = '${rows.a.assistant}'),
      '{"assistant_id": "${rows.a.assistant}", "content": "by hand"}')` },
  { who: 'ed', sql: (n) => `select public.publish_prompt('${opId()}', (select version from public.assistants where id = '${rows.a.assistant}'),
      jsonb_build_object('assistant_id', '${rows.a.assistant}', 'prompt_id', (select id from public.prompts where assistant_id = '${rows.a.assistant}' order by version ${n % 2 ? 'desc' : ''} limit 1)))` },
  { who: 'ed', sql: (n) => `select public.annotate_prompt('${opId()}', (select revision from public.prompts where id = '${rows.a.prompt}'), '{"prompt_id": "${rows.a.prompt}", "performance_notes": "${n}"}')` },
  { who: 'ed', sql: (n) => `select public.change_assistant('${opId()}', (select version from public.assistants where id = '${rows.a.assistant}'), '{"assistant_id": "${rows.a.assistant}", "name": "Name ${n}"}')` },
  { who: 'ann', sql: (n) => `select public.change_organization('${opId()}', (select version from public.organizations where id = ${a}), '{"organization_id": ${JSON.stringify(orgs.a)}, "name": "Name ${n}",
      "settings": {"bands": {"pass": ${70 + (n % 2) * 20}, "review": 50}}}')` },
  { who: 'ann', sql: (n) => `select public.change_member_role(${a}, '${people.vic.id}', '${n % 2 ? 'coach' : 'viewer'}')` },
  { who: 'ann', sql: (n) => `select public.change_member_role(${a}, '${people.rex.id}', '${n % 2 ? 'admin' : 'reviewer'}')` },
  { who: 'ann', sql: (n) => `select public.invite_member(${a}, 'n${n}@example.com', 'viewer')` },
  { who: 'cora', sql: (n) => `select public.override_score('${opId()}', (select version from public.qci_analyses where call_id = '${rows.a.call}'), '{"call_id": "${rows.a.call}", "dimension": "brand", "value": ${n % 20}, "reason": "policy"}')` },
  { who: 'rex', sql: (n) => `select public.record_run('${opId()}', 0, '${JSON.stringify(judged(n, { flow: n % 10 }, { key_moments: null }))}')` },
  { who: 'cora', sql: (n) => `select public.adopt_run('${opId()}', (select version from public.qci_analyses where call_id = '${rows.a.call}'),
      jsonb_build_object('call_id', '${rows.a.call}', 'run_id', (select id from public.qci_runs order by created_at ${n % 2 ? 'desc' : ''} limit 1)))` },
  { who: 'rex', sql: (n) => `select public.override_score('${opId()}', (select version from public.qci_analyses where call_id = '${rows.a.call}'), '{"call_id": "${rows.a.call}", "criterion": "flow", "value": ${n % 3 ? n % 10 : null}, "reason": "policy"}')` },
  ...(['rex', 'cora'] as const).map((who): { who: Person; sql: (round: number) => string } => ({ who, sql: (n) => `select public.complete_review('${opId()}', (select version from public.qci_analyses where call_id = '${rows.a.call}'),
      '${JSON.stringify({ call_id: rows.a.call, scores: points, was_blind: true })}'::jsonb || '{"seconds": ${n}}')` })),
  { who: 'ann', sql: (n) => `select public.save_rubric('${opId()}', (select coalesce(max(version), 0) from public.rubrics where organization_id = ${a}), '${JSON.stringify({ organization_id: orgs.a, content: rubricOf() })}'::jsonb
      || jsonb_build_object('content', '${JSON.stringify(rubricOf())}'::jsonb || '{"bands": {"pass": ${70 + (n % 2) * 15}, "review": 40}}'))` },
  ...(['rex', 'cora'] as const).flatMap((who, side): { who: Person; sql: (round: number) => string }[] => [
    { who, sql: (n) => `select public.mark_moment('${opId()}', 0, '{"moment_id": "${mine(side, n)}", "call_id": "${rows.a.call}", "start_ms": ${n * 1000}, "label": "${who}"}')` },
    { who: 'cora', sql: (n) => `select public.change_moment('${opId()}', (select max(version) from public.key_moments where id = '${mine(side, n - 1)}'), '{"moment_id": "${mine(side, n - 1)}", "note": "${n}"}')` },
    { who: 'cora', sql: (n) => `select public.delete_moment('${opId()}', (select max(version) from public.key_moments where id = '${mine(side, n - 2)}'), '{"moment_id": "${mine(side, n - 2)}", "deleted": ${n % 3 === 0}}')` },
    { who, sql: (n) => `select public.comment_moment('${opId()}', 0, '{"comment_id": "${mine(2 + side, n)}", "moment_id": "${mine(side, n - 1)}", "body": "${n}"}')` },
    { who, sql: (n) => `select public.share_moment('${opId()}', 0, '{"moment_id": "${mine(1 - side, n - 1)}", "user_id": "${people.vic.id}", "shared": ${n % 2 === 0}}')` },
  ]),
];

/** The moment or comment that one side makes in a round. */
function mine(side: number, round: number): string {
  return uuid(500_000 + side * 10_000 + round);
}

/** A batch that brings calls, new prompts for two assistants, and first of all, every other time, a name for one that had none. */
function imports(round: number, side: number): string {
  const items = [0, 1, 2, 3].map((k) => ({
    call: { vapi_call_id: uuid(round * 100 + side * 10 + k), call_type: 'inbound', status: 'ended', created_at: '2026-03-01T00:00:00Z' },
    assistant: k % 2 ? { vapi_assistant_id: rows.a.assistant, name: 'Assistant A' } : { vapi_assistant_id: uuid(100_000 + (round >> 1) * 10 + side), name: round % 2 ? 'Later' : '' },
    prompt: { content: `text ${round} ${side} ${k}` },
  }));
  return `select public.import_calls(${a}, '${JSON.stringify(items)}')`;
}

describe.each(engines.filter(({ name }) => name !== 'PGlite'))('writes that cross on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  it('wait for each other in a line, never in a circle', async () => {
    const codes = await crowd(db, busy.map(({ who }) => who), async (own, n) => {
      const seen: string[] = [];
      for (let round = 0; round < rounds; round += 1) seen.push(await outcome(own.query(busy[n]?.sql(round) ?? 'select 1')));
      return seen;
    });
    expect(codes.flat().filter((code) => code !== 'ok')).toEqual([]);
    expect(await db.query(`select (app.verify_history(${a}) ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
    const [kept] = await db.query(`select q.key_moments = app.key_moments_of(q.call_id, null) as is_in_step, (select count(*)::int from public.key_moments) as marks
      from public.qci_analyses q where q.call_id = '${rows.a.call}'`);
    expect(kept).toEqual({ is_in_step: true, marks: 2 * rounds });
    const [scored] = await db.query(`select (select count(*)::int from public.qci_runs) as runs, (select count(*)::int from public.rubrics) > 0 as has_rubrics, (select count(*)::int from public.call_reviews) > 0 as has_reviews`);
    expect(scored).toEqual({ runs: rounds, has_rubrics: true, has_reviews: true });
  });

  const alone = (n: number, created: string, assistant?: string) => JSON.stringify([{
    call: { vapi_call_id: uuid(n), call_type: 'inbound', status: 'ended', created_at: created }, ...(assistant === undefined ? {} : { assistant: { vapi_assistant_id: assistant, name: 'New' } }),
  }]);
  const isWaiting = (kinds: string) => expect.poll(() => db.query(`select 1 from pg_locks where not granted and locktype in (${kinds})`), { timeout: 20_000 }).not.toEqual([]);

  it('an import that names an assistant after calls without one is not broken off by the making of a month', () => crowd(db, ['ed'], async (own) => {
    const upkeep = db.another?.() as Database;
    try {
      await own.exec('begin');
      await own.query(`select public.import_calls(${a}, '${alone(900_001, '2021-05-01T00:00:00Z')}')`);
      const making = outcome(upkeep.query("select app.make_call_partition('2031-01-01', '500 milliseconds')"));
      await new Promise((done) => setTimeout(done, 200));
      expect(await outcome(own.query(`select public.import_calls(${a}, '${alone(900_002, '2021-05-01T00:00:00Z', uuid(900_003))}')`))).toBe('ok');
      expect(await making).toBe('55P03');
      await own.exec('commit');
      expect(await outcome(upkeep.query("select app.make_call_partition('2031-01-01')"))).toBe('ok');
    } finally {
      await upkeep.close();
    }
  }));

  it('retention and the making of months go one after the other', async () => {
    await db.exec(`insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at, transcript)
      select gen_random_uuid(), ${a}, 'inbound', 'ended', timestamptz '2040-01-10' + make_interval(months => n % 20), repeat('a word ', 100) from generate_series(1, 4000) n`);
    const [retention, upkeep] = [db.another?.(), db.another?.()] as [Database, Database];
    try {
      const codes = await Promise.all([
        (async () => {
          const seen: string[] = [];
          for (let n = 0; n < 60; n += 1) seen.push(await outcome(retention.query("select app.drop_calls_before('2001-01-01', null, false)")));
          return seen;
        })(),
        (async () => {
          const seen: string[] = [];
          for (let n = 0; n < 20; n += 1) seen.push(await outcome(upkeep.query(`select app.make_call_partition((date '2040-01-01' + make_interval(months => ${n}))::date, '20 seconds')`)));
          return seen;
        })(),
      ]);
      expect(codes.flat().filter((code) => code !== 'ok')).toEqual([]);
    } finally {
      await Promise.all([retention.close(), upkeep.close()]);
    }
  });

  it('an editor who adds an assistant waits for the import that brings the same one', () => crowd(db, ['ed'], async (own) => {
    const [adding] = [crowd(db, ['ed'], async (other) => {
      await own.exec('begin');
      await own.query(`select public.import_calls(${a}, '${alone(900_010, '2026-03-01T00:00:00Z', uuid(900_011))}')`);
      const added = outcome(other.query(`insert into public.assistants (vapi_assistant_id, organization_id, name) values ('${uuid(900_012)}', ${a}, 'Mine')`));
      await isWaiting("'advisory', 'transactionid', 'tuple'");
      const imported = await outcome(own.query(`select public.import_calls(${a}, '${alone(900_013, '2026-03-01T00:00:00Z', uuid(900_012))}')`));
      await own.exec('commit');
      return [imported, await added];
    })];
    expect(await adding).toEqual([['ok', '23505']]);
  }));
});
