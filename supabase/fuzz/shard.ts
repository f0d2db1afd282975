import { parentPort, workerData } from 'node:worker_threads';
import { runDatabaseJob, type DatabaseJob } from './database-job.ts';
import { fuzzFiles, type FilesJob } from './files.ts';
import { wholeFaults } from './judge.ts';
import { runHttpJob, type HttpJob } from './http-job.ts';
import { memoryRemote } from './memory-remote.ts';
import type { ShardReport } from './tally.ts';
import { beWorkspace } from './workspace-thread.ts';

/** Up to the parser and the plan of the import, into a workspace in memory. */
export interface ReadJob {
  readonly kind: 'read';
  readonly files: FilesJob;
}

export type ShardJob = ReadJob | DatabaseJob | HttpJob;

/** Entry of a thread that does one job of the fuzz. Whoever started it ends it where it hangs. */
const tell = (report: ShardReport): void => parentPort?.postMessage(report);

async function work(job: ShardJob): Promise<number> {
  if (job.kind === 'database') return runDatabaseJob(job, tell);
  if (job.kind === 'http') return runHttpJob(job, tell);
  await fuzzFiles(job.files, { remote: memoryRemote, check: async (payloads, { sent, planned }) => wholeFaults(payloads, sent, planned), tell });
  return 0;
}

const job = workerData as ShardJob | { kind: 'workspace' };
void (job.kind === 'workspace' ? beWorkspace() : work(job).then((calls) => tell({ kind: 'done', calls })));
