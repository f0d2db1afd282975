import type { Report } from './lists.ts';
import { inTurns, serverTime } from './measure.ts';
import type { BenchDatabase } from './server.ts';
import { half, LAST_DAY } from './world.ts';

const ROUNDS = 11;
const ZONE = 'America/New_York';
const FROM = '2026-10-02';

const calls = (columns: string, rest: string) => `select ${columns} from public.calls c left join public.qci_analyses q on q.call_id = c.id
  where c.organization_id = '${half.id}' and c.created_at >= timestamptz '${FROM} 00:00 ${ZONE}' and c.created_at < timestamptz '${LAST_DAY} 00:00 ${ZONE}' ${rest}`;
const period = (unit: string) => `date_trunc('${unit}', c.created_at at time zone '${ZONE}')::date`;
const means = 'avg(q.qci_total_score), avg(q.dynamics_score), avg(q.objections_score), avg(q.brand_score), avg(q.outcome_score)';
const deviations = means.replaceAll('avg(', 'stddev_samp(');

/** Each question as the app asks it, and as plain SQL that somebody past the policies would write for the same figures. */
const QUESTIONS: readonly (readonly [rpc: string, plain: string])[] = [
  ['calls_per_day', calls(`${period('day')}, count(*), count(c.cost), avg(c.cost), sum(c.cost)`, 'group by 1 order by 1')],
  ['top_assistants', `select s.*, a.name from (${calls(`c.assistant_id, q.rubric_version, count(*), count(q.qci_total_score), ${means},
    count(*) filter (where q.outcome_score >= 25)`, 'group by 1, 2')}) s left join public.assistants a on a.id = s.assistant_id order by 5 desc`],
  ['qci_trend', calls(`${period('week')}, q.rubric_version, count(*), count(distinct q.prompt_id), ${means}, ${deviations}`,
    'and q.qci_total_score is not null group by 1, 2 order by 1, 2')],
  ['bands_by_week', calls(`${period('week')}, q.rubric_version, q.status, count(*)`, 'group by 1, 2, 3')],
  ['outcome_funnel', calls('c.outcome_bucket, q.rubric_version, q.outcome_score, count(*), count(*) filter (where c.duration_seconds > 30), count(q.qci_total_score), count(q.reviewed_at)',
    'group by 1, 2, 3')],
  ['cost_per_meeting', calls(`${period('week')}, q.rubric_version, count(*), sum(c.cost), count(*) filter (where q.outcome_score >= 25)`, 'group by 1, 2')],
  ['reviewer_activity', `select q.reviewed_by, (q.reviewed_at at time zone '${ZONE}')::date, count(*), min(q.reviewed_at), max(q.reviewed_at)
    from public.qci_analyses q where q.organization_id = '${half.id}' and q.reviewed_at >= timestamptz '${FROM} 00:00 ${ZONE}'
      and q.reviewed_at < timestamptz '${LAST_DAY} 00:00 ${ZONE}' group by 1, 2`],
];

/** Both sides must speak of the same calls, else their times say nothing. */
async function assertSameCalls(db: BenchDatabase): Promise<void> {
  const [asked] = await db.member.unsafe<{ n: number }[]>(`select (public.outcome_funnel('${half.id}', '${FROM}', '${LAST_DAY}') ->> 'calls')::int as n`);
  const [counted] = await db.owner.unsafe<{ n: number }[]>(calls('count(*)::int as n', ''));
  if (!counted?.n || asked?.n !== counted.n) throw new Error(`the questions count ${asked?.n} calls, plain SQL ${counted?.n}`);
}

/** All seven questions about the last 30 days, one after the other, as a screen of them would ask. */
export async function benchAnalytics(db: BenchDatabase, report: Report, detail: (text: string) => void): Promise<void> {
  await assertSameCalls(db);
  const ways = QUESTIONS.flatMap(([rpc, plain]) => [
    () => serverTime(db.member, `select public.${rpc}('${half.id}', '${FROM}', '${LAST_DAY}')`), () => serverTime(db.owner, plain),
  ]);
  const times = await inTurns(ROUNDS, ways);
  for (const [n, [rpc]] of QUESTIONS.entries()) detail(`${rpc}: ${times[2 * n]?.toFixed(1)} ms, plain ${times[2 * n + 1]?.toFixed(1)} ms`);
  const total = (side: number) => times.filter((_, n) => n % 2 === side).reduce((sum, time) => sum + time, 0);
  report('30-day analytics under RLS / the same without', 1.3, ROUNDS, total(0), total(1));
}
