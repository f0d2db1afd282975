import { importDrop, type DropResult, type ImportRemote } from './drop.ts';
import { accountFaults, fatesOf, rowFaults, textFaults } from './judge.ts';
import { heavyPayloadOf, payloadOf, type Payload } from './payload.ts';
import { shown, type ShardReport } from './tally.ts';

/** Longer than this no payload takes by far; one that does would freeze an import for whoever waits for it. */
const SLOW_MS = 20_000;

export interface FilesJob {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly organizationId: string;
  /** Every how many payloads one is heavy. */
  readonly heavyEvery: number;
  /** At most this many files in one import. */
  readonly mostFiles: number;
  /** Every how many imports one is done again, which must change nothing. */
  readonly againEvery: number;
}

export interface FilesHost {
  /** The workspace for the next import. */
  remote(): ImportRemote;
  /** What is wrong with what is stored after an import. */
  check(payloads: readonly Payload[], result: DropResult): Promise<string[]>;
  tell(report: ShardReport): void;
}

export function payloadAt({ seed, heavyEvery }: Pick<FilesJob, 'seed' | 'heavyEvery'>, n: number): Payload {
  return n % heavyEvery === heavyEvery - 1 ? heavyPayloadOf(seed, n, Math.floor(n / heavyEvery)) : payloadOf(seed, n);
}

/** Imports the payloads of a job and judges each import. */
export async function fuzzFiles(job: FilesJob, host: FilesHost): Promise<void> {
  let imports = 0;
  for (let n = job.from; n < job.to; imports += 1) {
    const count = Math.min(1 + (n % job.mostFiles), job.to - n);
    const payloads: Payload[] = [];
    for (let one = n; one < n + count; one += 1) {
      host.tell({ kind: 'at', n: one, recipe: 'being made' });
      payloads.push(payloadAt(job, one));
    }
    host.tell({ kind: 'at', n, recipe: payloads.map(({ recipe }) => recipe).join(' + ') });
    await judge(job, host, payloads, imports % job.againEvery === 0);
    n += count;
  }
}

async function judge(job: FilesJob, host: FilesHost, payloads: readonly Payload[], again: boolean): Promise<void> {
  const tally = { payloads: payloads.length, stored: 0, setAside: 0, rejected: 0, crashed: 0 };
  const faults: string[] = [];
  const startedMs = performance.now();
  try {
    const remote = host.remote();
    const result = await importDrop(remote, job.organizationId, payloads);
    const tookMs = performance.now() - startedMs;
    if (tookMs > SLOW_MS * payloads.length) faults.push(`it took ${Math.round(tookMs / 1000)} s`);
    faults.push(...accountFaults(result), ...result.sent.flatMap(rowFaults), ...textFaults(payloads, result.sent));
    for (const fate of fatesOf(payloads, result)) {
      if (fate === null) faults.push('a payload has no outcome');
      else tally[fate] += 1;
    }
    faults.push(...(await host.check(payloads, result)));
    if (again) faults.push(...againFaults(result, await importDrop(remote, job.organizationId, payloads)));
  } catch (error) {
    faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  if (faults.length > 0) {
    host.tell({ kind: 'crash', crash: { n: payloads[0]?.n ?? -1, recipe: payloads.map(({ n, recipe }) => `${n}: ${recipe}`).join(' + '), why: [...new Set(faults)].join('; '), shown: payloads.map(({ bytes }) => shown(bytes)).join('\n') } });
    Object.assign(tally, { stored: 0, setAside: 0, rejected: 0, crashed: payloads.length });
  }
  host.tell({ kind: 'tally', tally });
}

/** The same again must change nothing, and set aside what it set aside before. */
function againFaults(first: DropResult, second: DropResult): string[] {
  const { read, unchanged, setAside } = second.summary;
  const faults: string[] = [];
  if (second.sent.length > 0 || unchanged !== read - setAside.length) faults.push(`the same again changed something: ${JSON.stringify({ ...second.summary, setAside: setAside.length })}`);
  if (JSON.stringify(setAside) !== JSON.stringify(first.summary.setAside)) faults.push('the same again was set aside differently');
  return faults;
}
