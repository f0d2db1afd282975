import type { Remote } from '../../../../core/remote/remote.ts';
import type { Operation } from '../../../../core/sync/operation.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import { parseCall } from '../../../../core/import/parse-call.ts';
import { planBatch } from '../../../import-worker/plan-batch.ts';
import type { SeededRandom } from '../../demo/seeded-random.ts';
import type { Client } from './clients.ts';
import type { Ledger, Marked } from './ledger.ts';

/** What all writers share. */
export interface Shop {
  readonly organizationId: string;
  readonly ledger: Ledger;
  readonly random: SeededRandom;
  /** Calls to mark on; new ones come with each import. */
  readonly callIds: string[];
  /** The control: who sends again sends something new. */
  readonly naive: boolean;
  readonly newId: () => string;
  readonly isOver: () => boolean;
  readonly tally: Tally;
}

export interface Tally {
  /** Writes that were sent and have no answer. */
  underWay: number;
  /** Sent again, and what the workspace said of it: it had it already, or not. */
  againThere: number;
  againNew: number;
  /** Answers that no write may get. */
  readonly strange: string[];
}

type Answer = 'there' | 'new' | 'unknown';
/** One write: sends it, again where it must be, and takes the acknowledgement down. */
interface Deed { readonly send: (remote: Remote) => Promise<Answer>; readonly done: () => void; readonly renew: () => Deed }

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Writes one deed after the other until it is over; a deed without an answer is sent again until it has one. */
export async function write(client: Client, shop: Shop, next: () => Deed): Promise<void> {
  const { tally, ledger } = shop;
  while (!shop.isOver()) {
    let deed = next();
    for (let sendings = 1; ; sendings += 1) {
      const remote = await client.remote();
      tally.underWay += 1;
      const answer = await deed.send(remote).finally(() => void (tally.underWay -= 1));
      if (answer !== 'unknown') {
        if (sendings > 1) tally[answer === 'there' ? 'againThere' : 'againNew'] += 1;
        deed.done();
        ledger.acknowledged += 1;
        break;
      }
      if (shop.naive) deed = deed.renew();
      await pause(30);
    }
  }
}

/** Marks, changes and comments of one person. */
export function momentsOf(client: Client, shop: Shop): () => Deed {
  const own: Marked[] = [];
  const { random, newId, ledger, organizationId } = shop;
  let made = 0;
  const common = (mark: Marked, entityId = mark.id, expectedVersion = 0) => ({ opId: newId(), organizationId, callId: mark.callId, entityId, expectedVersion, madeAt: new Date().toISOString(), before: {} });
  const deedOf = (operation: Operation, done: () => void, renew: () => Deed): Deed => ({ send: (remote) => sent(remote, operation, shop.tally), done, renew });
  const mark = (marked: Marked): Deed => {
    const patch = { moment_id: marked.id, call_id: marked.callId, start_ms: random.int(0, 60_000), end_ms: null, label: marked.name, kind: 'issue' as const, note: null };
    const done = (): void => {
      own.push(marked);
      ledger.marks.push(marked);
    };
    return deedOf({ kind: 'mark_moment', patch, ...common(marked) }, done, () => mark({ ...marked, id: newId() }));
  };
  const change = (marked: Marked): Deed => {
    const label = `${marked.name}, changed ${String(marked.version)}`;
    const done = (): void => {
      [marked.label, marked.version] = [label, marked.version + 1];
    };
    return deedOf({ kind: 'change_moment', patch: { moment_id: marked.id, label }, ...common(marked, marked.id, marked.version) }, done, () => change(marked));
  };
  const comment = (marked: Marked): Deed => {
    const [id, body] = [newId(), `About ${marked.name}: ${String((made += 1))}`];
    return deedOf({ kind: 'comment_moment', patch: { comment_id: id, moment_id: marked.id, body, at_ms: null }, ...common(marked, id) }, () => void marked.comments.push(body), () => comment(marked));
  };
  return () => {
    const marked = own.length > 0 && !shop.naive && random.chance(0.45) ? random.pick(own.slice(-8)) : null;
    if (marked) return random.chance(0.5) ? change(marked) : comment(marked);
    const name = `${client.email} ${String((made += 1))}`;
    return mark({ callId: random.pick(shop.callIds), author: client.email, id: newId(), name, label: name, version: 1, comments: [] });
  };
}

async function sent(remote: Remote, operation: Operation, tally: Tally): Promise<Answer> {
  const outcome = await remote.sendOperation(operation);
  if (outcome.type === 'unreached') return 'unknown';
  if (outcome.type === 'answered' && outcome.answer.result === 'applied') return 'new';
  if (outcome.type === 'answered' && outcome.answer.result === 'duplicate') return 'there';
  tally.strange.push(JSON.stringify(outcome).slice(0, 200));
  return 'unknown';
}

/** Imports a call or a few at a time, as the import plans them. */
export function importsOf(shop: Shop): () => Deed {
  const { random, newId, ledger, organizationId } = shop;
  const deedOf = (ids: readonly string[]): Deed => {
    const now = new Date().toISOString();
    const { writes } = planBatch(ids.map((id, index) => ({ file: 0, index, parsed: parseCall(payloadOf(id), now) })), []);
    const done = (): void => {
      for (const id of ids) ledger.imported.add(id);
    };
    return { send: (remote) => stored(remote, organizationId, writes, shop.tally), done, renew: () => deedOf(ids.map(() => newId())) };
  };
  return () => deedOf(Array.from({ length: random.int(1, 4) }, newId));
}

async function stored(remote: Remote, organizationId: string, writes: readonly unknown[], tally: Tally): Promise<Answer> {
  try {
    const outcomes = await remote.importCalls(organizationId, writes);
    const strange = outcomes.find(({ result }) => result !== 'inserted' && result !== 'unchanged');
    if (strange || outcomes.length !== writes.length) tally.strange.push(`import: ${JSON.stringify(outcomes).slice(0, 200)}`);
    return outcomes.every(({ result }) => result === 'unchanged') ? 'there' : 'new';
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'offline')) tally.strange.push(`import: ${String(error)}`);
    return 'unknown';
  }
}

/** A report with a conversation long enough that storing it takes a while. */
const payloadOf = (id: string): Record<string, unknown> => ({
  id, type: 'outboundPhoneCall', status: 'ended', createdAt: '2026-10-01T10:00:00.000Z', startedAt: '2026-10-01T10:00:02.000Z', endedAt: '2026-10-01T10:01:30.000Z',
  updatedAt: '2026-10-01T10:01:35.000Z', endedReason: 'customer-ended-call', customer: { number: '+15550100123' },
  artifact: { messages: Array.from({ length: 30 }, (_, n) => ({ role: n % 2 === 0 ? 'bot' : 'user', message: `Turn ${String(n)} of ${id}: the marmalade is on the upper shelf.`, secondsFromStart: n * 2, time: 1_790_000_000_000 + n * 2_000, endTime: 1_790_000_001_500 + n * 2_000, duration: 1_500 })) },
});
