import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { z } from 'zod';
import { seededRandom } from '../../../../../core/qci/seeded-random.ts';
import { temporaryFolder } from '../../../../store/testing.ts';
import { startLimitedServer, type ServerLimits, type ServerTally } from './limited-server.ts';
import { startRunRows } from './run-rows.ts';

export const usage = 'scoring [--n 1000] [--kills 20] [--concurrency 8] [--allowed 8] [--seed 1] [--latency 2000-4000] [--least 0.95]';
export const options = {
  n: { type: 'string', default: '1000' }, kills: { type: 'string', default: '20' }, concurrency: { type: 'string', default: '8' }, allowed: { type: 'string', default: '8' },
  seed: { type: 'string', default: '1' }, latency: { type: 'string', default: '2000-4000' }, least: { type: 'string', default: '0.95' },
} as const;

/** `throughput` is of the run without kills: (what the server was busy ÷ the concurrency it allows) ÷ the time until every call was judged. */
export interface ScoringFigures {
  readonly calls: number;
  readonly scored: number;
  readonly duplicated: number;
  readonly paid: number;
  readonly lostInFlight: number;
  readonly kills: number;
  readonly throughput: number;
}

interface Plan {
  readonly calls: number;
  readonly kills: number;
  readonly concurrency: number;
  readonly limits: ServerLimits;
  readonly seed: number;
}

const heardSchema = z.object({ what: z.enum(['begun', 'judged', 'done']), at: z.number(), batch: z.object({ lostInFlight: z.number(), state: z.string(), counts: z.record(z.string(), z.number()) }).optional(), logged: z.array(z.string()).optional() });
type Heard = z.infer<typeof heardSchema>;

/** The engine and the store as bundles that plain Node runs. They lie within the project, so that they find their packages. */
async function bundle(): Promise<{ engine: string; store: string; remove: () => void }> {
  const out = resolve('node_modules/.cache', `scoring-chaos-${String(process.pid)}`);
  for (const [name, entry] of [['store', 'electron/store/index.ts'], ['engine', 'electron/main/scoring/testing/chaos/engine-process.ts']] as const)
    await build({ configFile: false, logLevel: 'silent', build: { ssr: resolve(entry), outDir: join(out, name), target: 'node20.18', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: `${name}.mjs` } } } });
  return { engine: join(out, 'engine', 'engine.mjs'), store: join(out, 'store', 'store.mjs'), remove: () => rmSync(out, { recursive: true, force: true }) };
}

/** Starts the engine in a group of its own; killing the group takes its store process along. */
function startEngine(entry: string, settings: object): { child: ChildProcess; heard: Heard[]; over: Promise<void> } {
  const child = spawn(process.execPath, [entry, JSON.stringify(settings)], { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const heard: Heard[] = [];
  child.on('message', (message) => void heard.push(heardSchema.parse(message)));
  return { child, heard, over: new Promise((done) => void child.once('exit', () => done())) };
}

const killGroup = ({ pid }: ChildProcess): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself just now.
  }
};

/** One batch from its first call to the last row, through so many kills. */
async function play(bundles: { engine: string; store: string }, { calls, kills, concurrency, limits, seed }: Plan, say: (line: string) => void) {
  const random = seededRandom(seed);
  const folder = temporaryFolder();
  const server = await startLimitedServer(limits, random);
  const workspace = await startRunRows();
  const settings = { storeFile: join(folder.path, 'store.db'), storeEntry: bundles.store, modelUrl: server.url, rowsUrl: workspace.url, calls, concurrency };
  // After so many answers each life ends, somewhere in what follows.
  const ends = Array.from({ length: kills }, (_, n) => Math.round(((n + random()) * calls) / (kills + 1)) + 1);
  let killed = 0;
  try {
    for (;;) {
      const life = startEngine(bundles.engine, settings);
      const end = ends[killed];
      const mayKill = (): void => {
        if (end === undefined || server.tally.paid < end || life.heard.length === 0) return;
        server.answered(() => undefined);
        setTimeout(() => killGroup(life.child), random() * 60);
      };
      server.answered(mayKill);
      await life.over;
      server.answered(() => undefined);
      killGroup(life.child);
      const last = life.heard.at(-1);
      if (last?.what === 'done') return { tally: server.tally, rows: [...workspace.rows.values()], begunAt: life.heard[0]?.at ?? 0, judgedAt: life.heard.find(({ what }) => what === 'judged')?.at ?? 0, batch: last.batch, killed };
      if (end === undefined || killed >= kills) throw new Error(`The engine ended by itself: ${JSON.stringify(life.heard)}`);
      killed += 1;
      say(`kill ${String(killed)}: ${String(server.tally.paid)} answers, ${String(workspace.rows.size)} rows`);
    }
  } finally {
    await Promise.all([server.close(), workspace.close()]);
    folder.remove();
  }
}

const describe = ({ asked, refused, cut, busiest }: ServerTally): string => `${String(asked)} requests, ${String(refused)} refused with 429, ${String(cut)} cut, ${String(busiest)} at once at most`;

/** Scores calls without kills for the throughput, then the same with kills, and counts. */
export async function playScoring(plan: Plan, say: (line: string) => void): Promise<{ figures: ScoringFigures; faults: string[] }> {
  const bundles = await bundle();
  try {
    const calm = await play(bundles, { ...plan, kills: 0 }, say);
    const wallMs = calm.judgedAt - calm.begunAt;
    const throughput = calm.tally.servedMs / plan.limits.allowed / wallMs;
    say(`without kills: ${(wallMs / 1000).toFixed(1)} s; ${describe(calm.tally)}`);
    const storm = plan.kills === 0 ? calm : await play(bundles, { ...plan, seed: plan.seed + 1 }, say);
    say(`with ${String(storm.killed)} kills: ${describe(storm.tally)}`);
    const scored = new Set(storm.rows.map(({ callId }) => callId)).size;
    const figures = { calls: plan.calls, scored, duplicated: storm.rows.length - scored, paid: storm.tally.paid, lostInFlight: storm.batch?.lostInFlight ?? -1, kills: storm.killed, throughput: Math.round(throughput * 1000) / 1000 };
    const calmScored = new Set(calm.rows.map(({ callId }) => callId)).size;
    return {
      figures,
      faults: [
        ...(scored === plan.calls && calmScored === plan.calls ? [] : ['not every call is scored']),
        ...(figures.duplicated + calm.rows.length - calmScored === 0 ? [] : ['calls are scored twice']),
        ...(calm.tally.paid === plan.calls ? [] : ['without kills, answers were paid that nobody needed']),
        ...(figures.paid <= plan.calls + storm.killed * plan.concurrency ? [] : ['more was paid than kills can cost']),
        ...(figures.lostInFlight <= storm.killed * plan.concurrency ? [] : ['more was lost than was under way']),
        ...(storm.killed === plan.kills ? [] : ['it was not killed as often as asked']),
      ],
    };
  } finally {
    bundles.remove();
  }
}

/** The accidents of the server: one request in fifty is refused without a reason, one in a hundred is cut. */
export const accidents = (allowed: number, leastMs: number, mostMs: number): ServerLimits => ({ allowed, leastMs, mostMs, refusedShare: 0.02, cutShare: 0.01, retryAfterMs: 500 });

/** The command's group. */
export async function run(values: Record<keyof typeof options, string>, say: (line: string) => void, refuse: (why: string) => never): Promise<{ holds: boolean; figures: ScoringFigures }> {
  const whole = (text: string, least: number): number => (/^\d+$/u.test(text) && Number(text) >= least ? Number(text) : refuse(`"${text}" is no number from ${String(least)} up.`));
  const [leastMs = '', mostMs = ''] = values.latency.split('-');
  const plan = { calls: whole(values.n, 1), kills: whole(values.kills, 0), concurrency: whole(values.concurrency, 1), seed: whole(values.seed, 0), limits: accidents(whole(values.allowed, 1), whole(leastMs, 0), whole(mostMs, 1)) };
  const { figures, faults } = await playScoring(plan, say);
  const all = [...faults, ...(figures.throughput >= Number(values.least) ? [] : [`less than ${values.least} of what the server allows`])];
  for (const fault of all) say(fault);
  return { holds: all.length === 0, figures };
}
