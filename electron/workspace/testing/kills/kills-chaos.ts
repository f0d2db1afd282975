import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cursor } from '../../../../core/contract/routes/calls.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import type { DemoUser } from '../../../../core/workspace/messages.ts';
import { WorkspaceSupervisor } from '../../../main/workspace/supervisor.ts';
import { seededRandom } from '../../demo/seeded-random.ts';
import { readDemoUsers } from '../../demo-users.ts';
import { workspaceFolder } from '../../folder.ts';
import { startChild, type KillableProcess } from './child.ts';
import { signedIn, type Client } from './clients.ts';
import { compareCalls, compareMarks, percentile, type Compared, type Ledger } from './ledger.ts';
import { openSlowLine, type SlowLine } from './slow-line.ts';
import { importsOf, momentsOf, write, type Shop } from './writer.ts';

export interface KillOptions {
  readonly kills: number;
  readonly seed: string;
  /** The control: what is sent again is sent as something new, so that there must be duplicates. */
  readonly naive: boolean;
  readonly say: (text: string) => void;
}

export interface KillResult extends Compared {
  /** Nothing was lost and nothing doubled, and enough kills hit a write under way; of the control: something was doubled. */
  readonly holds: boolean;
  readonly kills: number;
  readonly acknowledged: number;
  /** Share of the kills that hit while a write was sent and not answered. */
  readonly betweenSendAndAnswer: number;
  /** Unanswered writes that were sent again and stood there already, or did not. */
  readonly againThere: number;
  readonly againNew: number;
  readonly staleLocks: number;
  /** Answers that no write may get, and the first of them. */
  readonly strange: number;
  readonly restartMedianMs: number;
  readonly restartP95Ms: number;
  /** Median of the processor time in it, for comparison between machines. */
  readonly restartProcessorMs: number;
  readonly seed: string;
}

const MARKED_CALLS = 24;
const SLOWEST_ANSWER_MS = 60;
/** Kills that hit nobody prove nothing. */
const LEAST_SHARE = 0.3;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const lockPid = (file: string): number => (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid;

/**
 * Four people mark, change and comment and one imports, without a pause, while the workspace's process is killed at random
 * moments; the app's own supervisor starts it again. In the end every acknowledged write must be there once.
 */
export async function run({ kills, seed, naive, say }: KillOptions): Promise<KillResult> {
  const random = seededRandom(seed);
  const home = mkdtempSync(join(tmpdir(), 'sidetone-kills-'));
  const folder = workspaceFolder(home);
  let child: KillableProcess | null = null;
  let deaths = 0;
  const supervisor = new WorkspaceSupervisor({
    spawn: () => (child = startChild(home)),
    changed: ({ state, detail }) => {
      if (state === 'failed') say(`the workspace keeps ending: ${detail ?? ''}`);
    },
    // A minute between two deaths: they are no fault of the workspace.
    now: () => (deaths += 1) * 60_000,
    wait: pause,
  });
  let line: { to: string; line: Promise<SlowLine> } | null = null;
  const endpoint = async (): Promise<{ url: string; key: string }> => {
    const { url: to, publishableKey } = await supervisor.endpoint();
    if (line?.to !== to) line = { to, line: openSlowLine(to, () => random.next() * SLOWEST_ANSWER_MS) };
    return { url: (await line.line).url, key: publishableKey };
  };
  const cut = async (): Promise<void> => (await line?.line)?.cut();
  const clients: Client[] = [];
  try {
    supervisor.start();
    await supervisor.endpoint();
    const people = readDemoUsers(folder).filter(({ role }) => role !== 'viewer').slice(0, 4);
    for (const person of people) clients.push(await signedIn(endpoint, person));
    const work = await openShop(clients, people, { random, naive });
    const restarts: number[] = [];
    const processor: number[] = [];
    let [between, staleLocks] = [0, 0];
    for (let kill = 1; kill <= kills; kill += 1) {
      await pause(20 + random.next() * 900);
      const killed = child as unknown as KillableProcess;
      if (work.shop.tally.underWay > 0) between += 1;
      const killedAt = performance.now();
      killed.kill();
      await cut();
      await killed.gone;
      if (lockPid(folder.lock) === killed.pid) staleLocks += 1;
      const remote = await reopened(supervisor, clients[0] as Client);
      await remote.whoAmI();
      restarts.push(performance.now() - killedAt);
      processor.push((child as unknown as KillableProcess).processorMs() ?? 0);
      if (lockPid(folder.lock) !== (child as unknown as KillableProcess).pid) throw new Error('The lock is not of the process that answers.');
      if (kill % 5 === 0) say(`${String(kill)} kills, ${String(between)} of them between send and answer; ${String(work.shop.ledger.acknowledged)} writes acknowledged; back after ${String(percentile(restarts, 0.5))} ms`);
    }
    const compared = await work.close();
    const { tally, ledger } = work.shop;
    if (tally.strange.length > 0) say(`strange: ${tally.strange.slice(0, 3).join(' | ')}`);
    const share = between / Math.max(1, kills);
    const isWhole = compared.lost === 0 && compared.duplicated === 0 && tally.strange.length === 0 && staleLocks === kills;
    return {
      holds: naive ? compared.duplicated > 0 : isWhole && share >= LEAST_SHARE, kills, acknowledged: ledger.acknowledged, ...compared, betweenSendAndAnswer: Math.round(share * 100) / 100, againThere: tally.againThere, againNew: tally.againNew,
      staleLocks, strange: tally.strange.length, restartMedianMs: percentile(restarts, 0.5), restartP95Ms: percentile(restarts, 0.95), restartProcessorMs: percentile(processor, 0.5), seed,
    };
  } finally {
    for (const client of clients) client.close();
    await cut();
    await supervisor.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The workspace's remote once it answers again. */
async function reopened(supervisor: WorkspaceSupervisor, client: Client): ReturnType<Client['remote']> {
  while (supervisor.state.state === 'ready') await pause(1);
  return client.remote();
}

/** Lets the writers in; `close` waits until each has its last answer, and compares. */
async function openShop(clients: readonly Client[], people: readonly DemoUser[], { random, naive }: { random: ReturnType<typeof seededRandom>; naive: boolean }): Promise<{ shop: Shop; close: () => Promise<Compared> }> {
  const importer = clients[people.findIndex(({ role }) => role === 'admin' || role === 'editor')] as Client;
  const remote = await importer.remote();
  const organizationId = (await remote.whoAmI()).memberships[0]?.organizationId ?? '';
  const calls = await callsOf(remote, organizationId);
  const ledger: Ledger = { marks: [], imported: new Set(), acknowledged: 0 };
  let isOver = false;
  const shop: Shop = {
    organizationId, ledger, random, naive, callIds: calls.slice(0, MARKED_CALLS), newId: randomUUID, isOver: () => isOver,
    tally: { underWay: 0, againThere: 0, againNew: 0, strange: [] },
  };
  const writing = Promise.all([...clients.map((client) => write(client, shop, momentsOf(client, shop))), write(importer, shop, importsOf(shop))]);
  // A writer that broke off is told of when all are asked for.
  writing.catch(() => undefined);
  return {
    shop,
    close: async () => {
      isOver = true;
      await writing;
      const asked = await importer.remote();
      const found = [];
      for (const callId of shop.callIds) found.push(...((await asked.getCall(organizationId, callId))?.moments ?? []));
      const marks = compareMarks(ledger.marks, found);
      const added = (await callsOf(asked, organizationId)).length - calls.length;
      const imports = compareCalls(ledger.imported, await storedOf(asked, organizationId, [...ledger.imported]), added);
      return { lost: marks.lost + imports.lost, duplicated: marks.duplicated + imports.duplicated };
    },
  };
}

/** The ids of an organization's calls, the newest first. */
async function callsOf(remote: Remote, organizationId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: Cursor | null = null; ; ) {
    const page = await remote.listCalls(organizationId, { filter: {}, sort: { by: 'created_at', direction: 'desc' }, cursor, limit: 200 });
    ids.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
    if (cursor === null) return ids;
  }
}

/** Which of these calls are stored. */
async function storedOf(remote: Remote, organizationId: string, vapiCallIds: readonly string[]): Promise<Set<string>> {
  const stored = new Set<string>();
  for (let from = 0; from < vapiCallIds.length; from += 50) {
    for (const { vapiCallId, call } of await remote.callsForImport(organizationId, vapiCallIds.slice(from, from + 50))) if (call) stored.add(vapiCallId);
  }
  return stored;
}
