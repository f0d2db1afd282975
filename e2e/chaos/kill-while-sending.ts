import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../core/qci/seeded-random.ts';
import { newUserData } from '../support/app.ts';
import { pastTheApp, type PastTheApp } from '../support/past-the-app.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';
import { startKillable, type KillableApp } from './killable-app.ts';
import { openSlowGateway } from './slow-gateway.ts';

export interface KillPlan {
  readonly kills: number;
  readonly seed: number;
  /** The control: writes go out without their operation ids, so that sending again must double them. */
  readonly naive: boolean;
  readonly say: (line: string) => void;
}

export interface KillResult {
  readonly kills: number;
  /** Kills that fell between a write's arrival at the workspace's door and its answer. */
  readonly betweenSendAndAnswer: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly seed: number;
}

/** What the app has acknowledged, as the workspace must hold it in the end. */
interface Marked {
  readonly callId: string;
  readonly momentId: string;
  label: string;
  version: number;
  comments: number;
}

const CALLS = 4;
const MARKS = 14;
const DRAINED_MS = 60_000;

/**
 * Starts the real app against a workspace on a slow line; marks, changes and comments while the line is cut, reconnects,
 * and kills the app's whole process group while it sends. At the end the workspace must hold each acknowledged operation once,
 * and the marks of each call in the order they were made.
 */
export async function killWhileSending({ kills, seed, naive, say }: KillPlan): Promise<KillResult> {
  const random = seededRandom(seed);
  const workspace = await startWorkspace();
  const gateway = await openSlowGateway(workspace.url, { before: () => random() * 40, after: () => 10 + random() * 60 }, naive);
  const reviewer = personOf(workspace.home, 'reviewer');
  const userData = newUserData({ workspace: 'missing' });
  const marks: Marked[] = [];
  let acknowledged = 0;
  let between = 0;
  let app = await startKillable(userData);
  try {
    await app.ask('session.useProject', { url: gateway.url, key: workspace.key });
    await app.ask('session.signIn', { email: reviewer.email, password: reviewer.password });
    const callIds = await newestCalls(app);
    for (let round = 1; round <= kills; round += 1) {
      gateway.reach(false);
      acknowledged += await work(app, callIds, round, marks, naive, random);
      const arrives = gateway.nextWrite();
      gateway.reach(true);
      void app.ask('outbox.flush').catch(() => undefined);
      await arrives;
      await new Promise((resolve) => setTimeout(resolve, random() * 700));
      if (gateway.underWay() > 0) between += 1;
      await app.kill();
      app = await startKillable(userData);
      await drained(app, userData);
      if (round % 10 === 0) say(`${round} kills, ${between} of them between send and answer, ${acknowledged} operations acknowledged`);
    }
    const asked = await pastTheApp(workspace, reviewer);
    return { kills, betweenSendAndAnswer: between, acknowledged, ...(await compare(asked, callIds, marks, say)), seed };
  } finally {
    await app.kill();
    await gateway.close();
    await workspace.stop();
  }
}

async function newestCalls(app: KillableApp): Promise<string[]> {
  const { rows } = await app.ask<{ rows: { id: string }[] }>('calls.list', { filter: {}, sort: { by: 'created_at', direction: 'desc' }, limit: CALLS });
  for (const { id } of rows) await app.ask('calls.get', { callId: id });
  return rows.map(({ id }) => id);
}

/** Marks in turns on every call, and then changes and comments on some of the marks; answers how many operations were acknowledged. */
async function work(app: KillableApp, callIds: string[], round: number, marks: Marked[], naive: boolean, random: () => number): Promise<number> {
  const made: Marked[] = [];
  for (let n = 0; n < (naive ? MARKS + 6 : MARKS); n += 1) {
    const callId = callIds[n % callIds.length] as string;
    const label = `round ${String(round).padStart(4, '0')}, mark ${String(n).padStart(2, '0')}`;
    const { momentId } = await app.ask<{ momentId: string }>('moments.mark', { callId, startMs: n * 1000, label });
    made.push({ callId, momentId, label, version: 1, comments: 0 });
  }
  marks.push(...made);
  if (naive) return made.length;
  let others = 0;
  for (const mark of made.filter(() => random() < 0.5)) {
    others += 1;
    if (random() < 0.6) {
      mark.label += ', changed';
      mark.version += 1;
      await app.ask('moments.change', { callId: mark.callId, momentId: mark.momentId, label: mark.label });
    } else {
      mark.comments += 1;
      await app.ask('moments.comment', { callId: mark.callId, momentId: mark.momentId, body: `About ${mark.label}` });
    }
  }
  for (; made.length + others < 20; others += 1) {
    const mark = made[others % made.length] as Marked;
    mark.comments += 1;
    await app.ask('moments.comment', { callId: mark.callId, momentId: mark.momentId, body: `Once more: ${others}` });
  }
  return made.length + others;
}

/** Until nothing waits any more: the app sends by itself what the last run left. */
async function drained(app: KillableApp, userData: string): Promise<void> {
  for (let waited = 0; waited < DRAINED_MS; waited += 100) {
    const { waiting, sending, parked, failed } = await app.ask<Record<'waiting' | 'sending' | 'parked' | 'failed', number>>('outbox.list');
    if (parked + failed > 0) throw new Error(`${parked} operations met a conflict and ${failed} were refused, though nobody else writes.`);
    if (waiting + sending === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { items, ...state } = await app.ask<{ items: unknown[] }>('outbox.list');
  const log = readFileSync(join(userData, 'logs/sidetone.log'), 'utf8').split('\n').slice(-25).join('\n');
  throw new Error(`The outbox was not empty after a minute: ${JSON.stringify(state)}, first ${JSON.stringify(items[0])}. The log ends:\n${log}`);
}

interface Stored {
  readonly id: string;
  readonly label: string;
  readonly version: number;
  readonly created_at: string;
  readonly comments: readonly unknown[];
}

async function compare(asked: PastTheApp, callIds: readonly string[], marks: readonly Marked[], say: KillPlan['say']): Promise<Pick<KillResult, 'lost' | 'duplicated' | 'reordered'>> {
  let [lost, duplicated, reordered] = [0, 0, 0];
  for (const callId of callIds) {
    const stored = await asked.momentsOf<Stored>(callId);
    const wanted = marks.filter((mark) => mark.callId === callId);
    for (const mark of wanted) {
      const found = stored.filter(({ label }) => label === mark.label);
      if (found.length === 0) lost += 1;
      duplicated += Math.max(0, found.length - 1);
      const [one] = found;
      if (!one) continue;
      lost += Math.max(0, mark.version - one.version) + Math.max(0, mark.comments - one.comments.length);
      duplicated += Math.max(0, one.version - mark.version) + Math.max(0, one.comments.length - mark.comments);
    }
    // As times: a whole second has no fraction, and as text it would come after those that have one.
    const madeAt = new Map(stored.map(({ id, created_at }) => [id, Date.parse(created_at)]));
    const there = wanted.flatMap(({ momentId, label }) => (madeAt.has(momentId) ? [{ label, at: madeAt.get(momentId) ?? 0 }] : []));
    for (const [n, { label, at }] of there.entries()) {
      const before = there[n - 1];
      if (before === undefined || at >= before.at) continue;
      reordered += 1;
      say(`“${label}” was made at ${new Date(at).toISOString()}, before “${before.label}” at ${new Date(before.at).toISOString()}`);
    }
  }
  return { lost, duplicated, reordered };
}
