import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/qci/seeded-random.ts';
import { type Database, engines, literal, PGLITE, type Row } from './harness.ts';
import type { Answer } from './operations.ts';
import { addCalls, callId, queueId } from './queues.ts';
import { judged, points, rubricOf, withEvidence } from './runs.ts';
import { crowd } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const STEPS = 60;
const CALLS = 3;
/** By their seeds, from 1. */
const who = ['ann', 'cora', 'ed', 'rex'] as const;

/** How often each write was answered how, by "kind answer"; what raises an error ends the test. */
type Tally = Record<string, number>;

describe.each(engines.filter(({ name }) => name !== PGLITE))('people at once on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await withEvidence(db);
    await addCalls(db, [90, 50]);
    await db.exec(`insert into public.queues (id, organization_id, name, shared, created_by) values ('${queueId(1)}', '${orgs.a}', 'Race', true, '${people.cora.id}');
      insert into public.queue_items (queue_id, organization_id, call_id, position) select '${queueId(1)}', '${orgs.a}', k.id, 1 from public.call_keys k where k.organization_id = '${orgs.a}'`);
  });
  afterAll(() => db?.close());

  /** One person's steps, drawn with a seed: each reads what is there, decides, and sends. */
  async function work(me: Database, seed: number): Promise<Tally> {
    const random = seededRandom(seed);
    const tally: Tally = {};
    const send = async (kind: string, version: number, patch: Row) => {
      const [row] = await me.query<{ answer: Answer }>(`select public.${kind}(gen_random_uuid(), ${version}, ${literal(patch)}) as answer`);
      const key = `${kind} ${row?.answer.result ?? ''}`;
      tally[key] = (tally[key] ?? 0) + 1;
    };
    const one = async (sql: string) => (await me.query(sql))[0] ?? {};
    for (let n = 0; n < STEPS; n += 1) {
      const call = callId(Math.floor(random() * CALLS));
      const { version, run } = (await one(`select q.version, (select r.id from public.qci_runs r where r.call_id = q.call_id and r.qci_total_score is not null order by md5(r.id::text || ${n}) limit 1) as run
        from public.qci_analyses q where q.call_id = '${call}'`)) as { version: number; run: string | null };
      const steps: (() => Promise<unknown>)[] = [
        () => send('complete_review', version, { call_id: call, scores: { ...points, flow: Math.floor(random() * 11) }, was_blind: true, seconds: n }),
        () => send('override_score', version, { call_id: call, dimension: 'brand', value: Math.floor(random() * 21), reason: 'policy' }),
        () => send('override_score', version, { call_id: call, dimension: 'brand', value: null }),
        () => send('override_score', version, { call_id: call, criterion: 'flow', value: Math.floor(random() * 11), reason: 'policy' }),
        () => send('record_run', 0, judged(seed * 1000 + n, { flow: Math.floor(random() * 11) }, { call_id: call })),
        () => (run === null ? Promise.resolve() : send('adopt_run', version, { call_id: call, run_id: run })),
        async () => {
          const [queue] = await me.query<{ queue: { rows: { id: string; version: number }[] } }>(`select public.get_queue('${queueId(1)}') as queue`);
          const items = (queue?.queue.rows ?? []).map(({ id, version: seen }) => ({ id, version: seen }));
          await send('assign_items', 0, { queue_id: queueId(1), user_id: random() < 0.5 ? null : people[who[seed - 1] ?? 'rex'].id, items });
        },
        () => send('skip_item', 0, { queue_id: queueId(1), call_id: call, reason: 'later' }),
        () => send('flag_call', 0, { call_id: call, flagged: random() < 0.7 }),
        () => one(`select public.take_item('${queueId(1)}', '${call}')`),
        () => one(`select public.release_item('${queueId(1)}', '${call}')`),
        async () => {
          const { rubric } = (await one(`select coalesce((public.get_rubric('${orgs.a}') ->> 'version')::int, 0) as rubric`)) as { rubric: number };
          await send('save_rubric', rubric, { organization_id: orgs.a, content: rubricOf({ bands: { pass: 70 + Math.floor(random() * 20), review: 50 } }) });
        },
        async () => {
          const { version: seen } = (await one(`select a.version from public.assistants a where a.id = '${rows.a.assistant}'`)) as { version: number };
          await send('publish_prompt', seen, { assistant_id: rows.a.assistant, prompt_id: random() < 0.5 ? rows.a.prompt : null });
        },
      ];
      await steps[Math.floor(random() * steps.length)]?.();
    }
    return tally;
  }

  it('wait for each other and never in a circle; what was applied is what is there, and no more', async () => {
    const before = (await db.query<{ n: number }>(`select (select sum(version)::int from public.qci_analyses where organization_id = '${orgs.a}') as n`))[0]?.n ?? 0;
    const [agent] = await db.query<{ version: number }>(`select version from public.assistants where id = '${rows.a.assistant}'`);
    const tallies = await crowd(db, who, (me, n) => work(me, n + 1));
    const sum = (key: string) => tallies.reduce((total, tally) => total + (tally[key] ?? 0), 0);
    const [after] = await db.query(`select (select count(*)::int from public.rubrics) as rubrics, (select max(version)::int from public.rubrics) as latest,
      (select version from public.assistants where id = '${rows.a.assistant}') as agent, (select count(*)::int from public.qci_runs) as runs,
      (select count(*)::int from public.queues where collects_flags) as sets, (app.verify_history('${orgs.a}') ->> 'faults')::int as faults,
      (select count(*)::int from public.prompts where is_current) - (select count(*)::int from public.assistants where current_prompt_id is not null) as strays,
      (select count(*)::int from public.qci_analyses q where q.organization_id = '${orgs.a}' and q.qci_total_score is not null and q.status <> app.worse_band(q.status, app.band((select settings from public.organizations where id = q.organization_id), q.qci_total_score))) as better,
      (select sum(version)::int from public.qci_analyses where organization_id = '${orgs.a}') as versions,
      (select count(*)::int from public.history h where h.subject_table = 'call_reviews') as reviewed`);
    expect(after).toMatchObject({
      rubrics: sum('save_rubric applied'), latest: sum('save_rubric applied'), agent: (agent?.version ?? 0) + sum('publish_prompt applied'), runs: sum('record_run applied'), sets: 1, faults: 0, strays: 0, better: 0,
      reviewed: sum('complete_review applied'),
    });
    expect(Number(after?.['versions']) - before).toBeGreaterThanOrEqual(sum('complete_review applied') + sum('override_score applied') + sum('adopt_run applied'));
    expect(sum('complete_review conflict') + sum('override_score conflict') + sum('adopt_run conflict') + sum('save_rubric conflict')).toBeGreaterThan(0);
  });
});
