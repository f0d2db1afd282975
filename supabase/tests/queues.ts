import type { Database, Row } from './harness.ts';
import { type Answer, send, type Tell } from './operations.ts';
import { addCall, points } from './runs.ts';
import type { Actor } from './story.ts';
import { orgs, people, rows } from './world.ts';

const id = (kind: string, n: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const queueId = (n: number): string => id('b', n);
export const viewId = (n: number): string => id('c', n);
/** Calls of A beside the one of the world. */
export const callId = (n: number): string => (n === 0 ? rows.a.call : id('d', 100 + n));

/** Makes so many further calls of A, each with an analysis of the totals told, or with none where there is none. */
export async function addCalls(db: Database, totals: readonly (number | null)[], evidence: (n: number) => Row = () => ({})): Promise<void> {
  for (const [n, total] of totals.entries()) {
    await addCall(db, callId(n + 1));
    if (total === null) continue;
    const parts = [Math.min(30, total), Math.min(20, Math.max(0, total - 30)), Math.min(20, Math.max(0, total - 50)), Math.max(0, total - 70)];
    await db.exec(`insert into public.qci_analyses (call_id, qci_total_score, dynamics_score, objections_score, brand_score, outcome_score, evidence)
      values ('${callId(n + 1)}', ${total}, ${parts.join(', ')}, '${JSON.stringify(evidence(n + 1))}')`);
  }
}

/** Makes a queue of A's and fills it; both must go through. */
export async function makeQueue(as: Tell, who: Actor, n: number, extra: Row = {}, calls: readonly number[] = [0]): Promise<void> {
  const made = await send(as, who, 'save_queue', 0, { queue_id: queueId(n), organization_id: orgs.a, name: `Queue ${n}`, ...extra });
  if (made.result !== 'applied') throw new Error(`The queue was not made: ${JSON.stringify(made)}`);
  if (calls.length === 0) return;
  const filled = await send(as, who, 'fill_queue', 0, { queue_id: queueId(n), call_ids: calls.map(callId) });
  if (filled.result !== 'applied') throw new Error(`The queue was not filled: ${JSON.stringify(filled)}`);
}

/** Reviews a call; what counts as its version is asked. */
export async function review(db: Database, as: Tell, who: Actor, n = 0, scores: Row = points): Promise<Answer> {
  await db.exec(`insert into public.qci_analyses (call_id) select '${callId(n)}' where not exists (select from public.qci_analyses q where q.call_id = '${callId(n)}')`);
  const [held] = await db.query<{ version: number }>(`select version from public.qci_analyses where call_id = '${callId(n)}'`);
  const answer = await send(as, who, 'complete_review', held?.version ?? 0, { call_id: callId(n), scores, was_blind: true, seconds: 60 });
  if (answer.result !== 'applied') throw new Error(`The review was not kept: ${JSON.stringify(answer)}`);
  return answer;
}

export interface Item extends Row { id: string; call_id: string; state: string; is_free: boolean; version: number }
export interface Queue extends Row { id: string; version: number; rows: Item[] }

export const queueOf = (as: Tell, who: Actor, n: number): Promise<Queue | null> => as(who).rpc<Queue | null>('get_queue', { p_queue_id: queueId(n) });

/** The calls of a queue in order, each as its number and state. */
export const statesOf = async (as: Tell, who: Actor, n: number): Promise<string[]> =>
  ((await queueOf(as, who, n))?.rows ?? []).map(({ call_id, state }) => `${numberOf(call_id)} ${state}`);

export const numberOf = (call: string): number => (call === rows.a.call ? 0 : Number(call.slice(-12)) - 100);

/** The numbers of the calls that somebody may do next. */
export const nextOf = async (as: Tell, who: Actor, n: number, after: number | null = null, limit = 4): Promise<number[] | null> => {
  const found = await as(who).rpc<Item[] | null>('next_items', { p_queue_id: queueId(n), p_after_call_id: after === null ? null : callId(after), p_limit: limit });
  return found && found.map(({ call_id }) => numberOf(call_id));
};

export const take = (as: Tell, who: Actor, n: number, call: number): Promise<Row | null> =>
  as(who).rpc<Row | null>('take_item', { p_queue_id: queueId(n), p_call_id: callId(call) });

export const idOf = (who: keyof typeof people): string => people[who].id;
