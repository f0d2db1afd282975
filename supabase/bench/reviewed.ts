import type { Sql } from 'postgres';
import { half } from './world.ts';

/** How many calls have a run, and a review by each of two people; and how many lie in the queue. */
const REVIEWED = 20_000;
export const QUEUED = 2000;

/** A queue that everybody sees, with the latest calls of the biggest organization; those that were reviewed are done. */
export const QUEUE = 'b0000000-0000-4000-8000-000000000001';

const parts = 'dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, status';
/** Points by criterion that come to what the analysis says of each dimension. */
const points = `jsonb_build_object('talk_balance', least(q.dynamics_score, 12), 'flow', least(greatest(q.dynamics_score - 12, 0), 10), 'engagement', greatest(q.dynamics_score - 22, 0),
  'recognition', least(q.objections_score, 7), 'compliance', least(greatest(q.objections_score - 7, 0), 7), 'alternatives', greatest(q.objections_score - 14, 0),
  'brand', q.brand_score, 'outcome', q.outcome_score)`;

/** Adds runs, reviews, a queue and the latest rubric to loaded calls: as many calls as there are scored ones, spread evenly over all months. */
export async function loadReviews(owner: Sql): Promise<void> {
  await owner.begin(async (sql) => {
    await sql.unsafe(`set local session_replication_role = replica;
      create temporary table chosen on commit drop as select q.*, row_number() over (order by md5(q.call_id::text)) as n from public.qci_analyses q
        where q.organization_id = '${half.id}' and q.qci_total_score is not null order by n limit ${REVIEWED};
      insert into public.qci_runs (organization_id, call_id, run_key, judge, rubric_version, ${parts}, created_at)
        select q.organization_id, q.call_id, q.call_id, q.judge, q.rubric_version, ${parts}, q.analyzed_at from chosen q;
      insert into public.call_reviews (organization_id, call_id, reviewer_id, scores, ${parts}, was_blind, seconds, completed_at)
        select q.organization_id, q.call_id, w.reviewer_id, ${points}, ${parts}, q.n % 2 = 0, 60, q.analyzed_at + w.late * interval '1 day'
        from chosen q, (values ('${half.reviewers[0]}'::uuid, 1), ('${half.reviewers[1]}', 2)) w (reviewer_id, late);
      insert into public.rubrics (organization_id, version, content) values ('${half.id}', 3, '{}');
      insert into public.queues (id, organization_id, name, shared) values ('${QUEUE}', '${half.id}', 'Today', true);
      insert into public.queue_items (queue_id, organization_id, call_id, position, added_at)
        select '${QUEUE}', '${half.id}', k.id, row_number() over (order by k.created_at desc, k.id), '2020-01-01'
        from public.call_keys k where k.organization_id = '${half.id}' order by k.created_at desc, k.id limit ${QUEUED};`).simple();
  });
  await owner.unsafe('vacuum (freeze, analyze) public.qci_runs, public.call_reviews, public.queues, public.queue_items');
}

/** Takes them away again, so that data that is kept stays as it was loaded. */
export async function unloadReviews(owner: Sql): Promise<void> {
  await owner.begin(async (sql) => {
    await sql.unsafe(`set local session_replication_role = replica;
      delete from public.queue_items; delete from public.queues; delete from public.call_reviews; delete from public.qci_runs; delete from public.rubrics;`).simple();
  });
}
