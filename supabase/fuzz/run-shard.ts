import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import type { ShardJob } from './shard.ts';
import { addTally, emptyTally, type Crash, type ShardReport, type Tally } from './tally.ts';

/** A thread that says nothing for so long hangs, whatever it is busy with. */
const HANG_MS = 90_000;

export interface BuiltShard {
  /** Does a job in a thread of its own; gives its counts, its crashes, and how many calls it stored. */
  run(job: ShardJob): Promise<ShardResult>;
  remove(): void;
}

export interface ShardResult {
  readonly tally: Tally;
  readonly crashes: Crash[];
  readonly calls: number;
}

/** The shard as one file, because threads run JavaScript. It lies within the project, so that it finds its packages. */
export async function buildShard(): Promise<BuiltShard> {
  const folder = resolve(import.meta.dirname, '../../node_modules/.cache', `db-fuzz-${String(process.pid)}`);
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: join(import.meta.dirname, 'shard.ts'), outDir: folder, target: 'node20.18', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'shard.mjs' } } },
  });
  return { run: (job) => runJob(join(folder, 'shard.mjs'), job), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What the thread prints is not heard: the backend prints every request it refuses. Starts again behind a payload that hangs or that ended the thread: one broken payload hides none of the others. */
async function runJob(file: string, job: ShardJob): Promise<ShardResult> {
  const result = { tally: emptyTally(), crashes: [] as Crash[], calls: 0 };
  for (let rest: ShardJob | null = job; rest !== null; ) {
    const end: Ending = await follow(new Worker(file, { workerData: rest, stdout: true, stderr: true }), result);
    if (end.kind === 'done') return { ...result, calls: end.calls };
    const left = behind(rest, end.n);
    if (left === null) throw new Error(`A thread of the fuzz did not start: ${end.why}`);
    result.crashes.push({ n: end.n, recipe: end.recipe, why: end.why, shown: '(see its number)' });
    addTally(result.tally, { ...emptyTally(), payloads: left.lost, crashed: left.lost });
    rest = left.job;
  }
  return result;
}

type Ending = { kind: 'done'; calls: number } | { kind: 'dead'; n: number; recipe: string; why: string };

/** Hears a thread until it is done, dies, or is silent for too long; then it is ended. */
function follow(worker: Worker, result: { tally: Tally; crashes: Crash[] }): Promise<Ending> {
  return new Promise((settle) => {
    let at = { n: -1, recipe: 'at the start' };
    let silence: NodeJS.Timeout;
    const end = (ending: Ending): void => {
      clearTimeout(silence);
      void worker.terminate();
      settle(ending);
    };
    const listen = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => end({ kind: 'dead', ...at, why: `nothing was heard for ${HANG_MS / 1000} s` }), HANG_MS);
    };
    worker.on('message', (report: ShardReport) => {
      listen();
      if (report.kind === 'at') at = report;
      else if (report.kind === 'crash') result.crashes.push(report.crash);
      else if (report.kind === 'tally') addTally(result.tally, report.tally);
      else end({ kind: 'done', calls: report.calls });
    });
    worker.on('error', (error) => end({ kind: 'dead', ...at, why: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
    worker.on('exit', (code) => end({ kind: 'dead', ...at, why: `the thread ended with ${String(code)}` }));
    listen();
  });
}

/** What is left of a job behind the import that began with payload `n`, and how many payloads that import had. */
function behind(job: ShardJob, n: number): { job: ShardJob; lost: number } | null {
  const { files } = job;
  if (n >= files.from && n < files.to) {
    const next = Math.min(n + 1 + (n % files.mostFiles), files.to);
    return { job: { ...job, files: { ...files, from: next } }, lost: next - n };
  }
  if (job.kind === 'read' || n < job.wire.from) return null;
  const next = Math.min(n + 8, job.wire.to);
  return { job: { ...job, files: { ...files, from: files.to }, wire: { from: next, to: job.wire.to } }, lost: next - n };
}
