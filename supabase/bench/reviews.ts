import type { Report } from './lists.ts';
import { inTurns, serverTime } from './measure.ts';
import { loadReviews, QUEUE, QUEUED, unloadReviews } from './reviewed.ts';
import type { BenchDatabase } from './server.ts';
import { half } from './world.ts';

const ROUNDS = 31;

const pairs = (filters: object) => `select public.agreement_pairs('${half.id}', '${JSON.stringify(filters)}', null, 500)`;
/** An agent of somebody else: whoever asks for his pairs makes the question look at every review there is. */
const NOBODY = '30000000-0000-4000-8000-000001000000';

/** Medians of a question of a member's, and of another statement, by default the owner's. */
const both = (db: BenchDatabase, a: string, b: string, whose = db.owner) => inTurns(ROUNDS, [() => serverTime(db.member, a), () => serverTime(whose, b)]);

async function benchAgreement(db: BenchDatabase, report: Report): Promise<void> {
  const [page = 0, people = 0] = await both(db, pairs({}), pairs({ mode: 'human_human' }), db.member);
  report('agreement, a page of 500: by judge and person / by two people', null, ROUNDS, page, people);
  const [frequent = 0, any = 0] = await both(db, pairs({ assistants: [half.assistants[0]] }), pairs({}), db.member);
  report('agreement, a page of 500: of one agent in six / of all', 3, ROUNDS, frequent, any);
  const walk = `select v.id, (select r.judge from public.qci_runs r where r.call_id = v.call_id order by r.created_at desc limit 1) from public.call_reviews v
    where v.organization_id = '${half.id}' and (select c.assistant_id from public.calls c where c.id = v.call_id
      and c.created_at = (select k.created_at from public.call_keys k where k.id = v.call_id)) = '${NOBODY}' order by v.completed_at desc, v.id desc limit 500`;
  const [none = 0, plain = 0] = await both(db, pairs({ assistants: [NOBODY] }), walk);
  report('agreement of an agent without any, every review looked at / the same without', 1.5, ROUNDS, none, plain);
}

async function benchQueues(db: BenchDatabase, report: Report): Promise<void> {
  const states = `select i.id, exists (select from public.call_reviews v where v.call_id = i.call_id and v.completed_at >= i.added_at) from public.queue_items i where i.queue_id = '${QUEUE}' order by i.position`;
  const [queue = 0, bare = 0] = await both(db, `select public.get_queue('${QUEUE}')`, states);
  report('get_queue, 200 of 2,000 calls / which of them are done', null, ROUNDS, queue, bare);
  const [next = 0, again = 0] = await both(db, `select public.next_items('${QUEUE}')`, states);
  report('next_items of 2,000 calls / which of them are done', null, ROUNDS, next, again);
  const [preview = 0, read = 0] = await both(db, `select public.preview_fill('${QUEUE}')`, `select count(q.evidence) from public.calls c left join public.qci_analyses q on q.call_id = c.id
    where (c.id, c.created_at) in (select k.id, k.created_at from public.call_keys k where k.organization_id = '${half.id}' order by k.created_at desc limit 20000)`);
  report('preview_fill of 20,000 calls / the same read', null, ROUNDS, preview, read);
  const [outdated = 0, counted = 0] = await both(db, `select public.list_outdated_calls('${half.id}')`, `select count(*) from public.qci_analyses q where q.organization_id = '${half.id}' and q.qci_total_score is not null`);
  report('list_outdated_calls / the scores counted', null, ROUNDS, outdated, counted);
}

/** The questions of agreement, of a queue and of a batch, each beside the plain SQL for what it looks at. */
export async function benchReviews(db: BenchDatabase, report: Report, say: (text: string) => void): Promise<void> {
  await loadReviews(db.owner);
  const [count] = await db.owner.unsafe<{ n: number }[]>('select count(*)::int as n from public.call_reviews');
  say(`${count?.n.toLocaleString('en')} reviews, at most ${QUEUED.toLocaleString('en')} calls in the queue`);
  await benchAgreement(db, report);
  await benchQueues(db, report);
  await unloadReviews(db.owner);
}
