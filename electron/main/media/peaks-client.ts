import { peaksReplySchema, type ChannelPeaks, type PeaksFault, type PeaksSource } from '../../../core/audio/peaks-messages.ts';

/** The parts of a `worker_threads` Worker that matter here. */
export interface PeaksWorker {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
  unref(): void;
}

/** Peaks could not be computed. `timeout` and `died` mean that the worker was started anew. */
export class PeaksError extends Error {
  override readonly name = 'PeaksError';
  readonly fault: PeaksFault | 'timeout' | 'died';

  constructor(fault: PeaksFault | 'timeout' | 'died', message: string) {
    super(message);
    this.fault = fault;
  }
}

export interface PeaksClient {
  /** Rejects with PeaksError. */
  compute(source: PeaksSource): Promise<ChannelPeaks>;
  stop(): Promise<void>;
}

interface Job {
  readonly source: PeaksSource;
  readonly resolve: (peaks: ChannelPeaks) => void;
  readonly reject: (error: PeaksError) => void;
}

const DEFAULT_TIMEOUT_MS = 120_000;

/** Computes peaks in a worker, one recording at a time; a recording that hangs or kills the worker fails alone. */
export const createPeaksClient = (spawn: () => PeaksWorker, timeoutMs = DEFAULT_TIMEOUT_MS): PeaksClient => {
  const queue: Job[] = [];
  let worker: PeaksWorker | null = null;
  let current: { id: number; job: Job; timer: NodeJS.Timeout } | null = null;
  let lastId = 0;

  const finish = (settle: (job: Job) => void): void => {
    const done = current;
    current = null;
    if (!done) return;
    clearTimeout(done.timer);
    settle(done.job);
    next();
  };

  const drop = (fault: 'timeout' | 'died', message: string): void => {
    const dropped = worker;
    worker = null;
    void dropped?.terminate();
    finish(({ reject }) => reject(new PeaksError(fault, message)));
  };

  const start = (): PeaksWorker => {
    const started = spawn();
    started.unref();
    started.on('message', (message) => {
      const reply = peaksReplySchema.safeParse(message);
      if (!reply.success || reply.data.id !== current?.id) return;
      const { data } = reply;
      finish((job) => (data.ok ? job.resolve(data.value) : job.reject(new PeaksError(data.fault, data.message))));
    });
    started.on('error', (error) => {
      if (worker === started) drop('died', error instanceof Error ? error.message : String(error));
    });
    started.on('exit', () => {
      if (worker === started) drop('died', 'the worker ended');
    });
    return started;
  };

  const next = (): void => {
    const job = current ? undefined : queue.shift();
    if (!job) return;
    lastId += 1;
    const timer = setTimeout(() => drop('timeout', `no peaks after ${String(timeoutMs)} ms`), timeoutMs);
    current = { id: lastId, job, timer };
    worker ??= start();
    worker.postMessage({ id: lastId, source: job.source });
  };

  return {
    compute: (source) =>
      new Promise((resolve, reject) => {
        queue.push({ source, resolve, reject });
        next();
      }),
    async stop() {
      for (const { reject } of queue.splice(0)) reject(new PeaksError('died', 'stopped'));
      const stopped = worker;
      worker = null;
      finish(({ reject }) => reject(new PeaksError('died', 'stopped')));
      await stopped?.terminate();
    },
  };
};
