import { seededRandom } from '../../electron/workspace/demo/seeded-random.ts';
import { planBatch } from '../../electron/import-worker/plan-batch.ts';
import { parseCall } from '../../core/import/parse-call.ts';
import { mutate } from './mutate.ts';
import { NOW, plausiblePayload } from './shapes.ts';
import type { AnswerRpc } from './postgres-remote.ts';
import type { Fate } from './judge.ts';
import type { ShardReport } from './tally.ts';
import { isRecord, writeTree, type Tree } from './tree.ts';

/** At most this many items in one request. */
const MOST_ITEMS = 8;

const RESULTS: Readonly<Record<string, Fate>> = { inserted: 'stored', updated: 'stored', unchanged: 'stored', held_elsewhere: 'setAside', rejected: 'rejected' };

/** Items as another sender, or another version of the app, could send them to the function itself: as the app writes them, and then changed. */
function itemsOf(seed: number, n: number, count: number): Tree[] {
  const random = seededRandom(`${seed}/wire/${n}`);
  const items = Array.from({ length: count }, (_, index) => ({ file: 0, index, parsed: parseCall(plausiblePayload(random), NOW) }));
  const { writes } = planBatch(items, []);
  const trees = writes.map((write) => JSON.parse(JSON.stringify(write)) as Tree);
  // Events are no calls; what is missing is made up by items that are no report at all.
  while (trees.length < count) trees.push(random.pick<Tree>([null, 'text', 7, [], {}, { call: null }, { call: [] }, { call: { vapi_call_id: '' } }]));
  const holder: Tree = trees;
  for (const tree of trees) if (isRecord(tree)) mutate(tree, random);
  return holder;
}

/** Sends items from `from` to `to` in requests of a few. */
export async function fuzzWire(job: { seed: number; from: number; to: number; organizationId: string }, rpc: AnswerRpc, tell: (report: ShardReport) => void): Promise<void> {
  for (let n = job.from; n < job.to; ) {
    const count = Math.min(1 + (n % MOST_ITEMS), job.to - n);
    const items = itemsOf(job.seed, n, count);
    tell({ kind: 'at', n, recipe: 'sent to the function itself' });
    const body = `{"p_organization_id":"${job.organizationId}","p_items":${writeTree(items)}}`;
    const { fates, fault } = fatesOf(await rpc('import_calls', body).catch((error: unknown) => ({ status: 599, text: String(error) })), count);
    if (fault !== null) tell({ kind: 'crash', crash: { n, recipe: 'sent to the function itself', why: fault, shown: body.slice(0, 6_000) } });
    const of = (fate: Fate) => fates.filter((one) => one === fate).length;
    tell({ kind: 'tally', tally: { payloads: count, stored: of('stored'), setAside: of('setAside'), rejected: of('rejected'), crashed: fault === null ? 0 : count } });
    n += count;
  }
}

/** What an answer says of each item: a request that is refused as a whole, by a code, rejects them all. */
function fatesOf({ status, text }: { status: number; text: string }, count: number): { fates: Fate[]; fault: string | null } {
  const crashed = (fault: string) => ({ fates: [], fault: `${fault}: ${text.slice(0, 300)}` });
  if (status >= 500) return crashed(`status ${status}`);
  const answer = JSON.parse(text) as { code?: string } | { result?: string; reason?: string }[];
  if (!Array.isArray(answer)) return status >= 400 && answer.code ? { fates: Array.from({ length: count }, () => 'rejected'), fault: null } : crashed(`status ${status} without a code`);
  const fates = answer.flatMap(({ result = '', reason }) => {
    const fate = RESULTS[result];
    return fate === undefined || (fate === 'rejected' && !/\([0-9A-Z]{5}\)\.$/u.test(reason ?? '')) ? [] : [fate];
  });
  return fates.length === count ? { fates, fault: null } : crashed(`${count} items and ${fates.length} outcomes`);
}
