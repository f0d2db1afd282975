import { AppError } from '../../../core/contract/errors.ts';
import type { LocalStore, StoreOpened, StoreResults } from '../../../core/store/local-store.ts';
import { storedValue, storePayloads, storeReplySchema, type StoreErrorCode, type StoreInput, type StoreOp, type StoreRequest } from '../../../core/store/protocol.ts';

/** Main's end of the line to the store's process. */
export interface StorePort {
  postMessage(message: unknown): void;
  onMessage(handle: (message: unknown) => void): void;
  onExit(handle: () => void): void;
  /** Asks the process to end (SIGTERM); it closes its file first. */
  kill(): void;
}

export interface StoreClientOptions {
  /** Starts the store's process. */
  readonly spawn: () => StorePort;
  /** Milliseconds a request may take before it fails. */
  readonly timeoutMs?: number;
  /** Told when the process died by itself, and again when it was started anew and the store reopened (or could not be), with what was found. */
  readonly onRestart?: (event: { state: 'died' | 'reopened' | 'failed'; error: AppError | null; opened: StoreOpened | null }) => void;
}

export interface StoreClient {
  readonly store: LocalStore;
  /** Opens a store, closing the one before. Rejects with AppError `store_unavailable`, details.reason a store error code. */
  open(input: StoreInput<'open'>): Promise<StoreOpened>;
  close(): Promise<void>;
  /** Closes and ends the process; the client starts a new one when it is opened again. */
  stop(): Promise<void>;
}

type Reason = StoreErrorCode | 'timeout' | 'died' | 'stopped';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
  readonly timer: NodeJS.Timeout;
}

const DEFAULT_TIMEOUT_MS = 15_000;
/** Deaths within a minute after which the client gives up until it is opened again. */
const MAX_DEATHS = 5;

const failure = (reason: Reason, message: string): AppError => new AppError('store_unavailable', message, { reason });

/** Requests by id over one process's line; all that wait fail when it ends. */
const createLine = (port: StorePort, timeoutMs: number) => {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  const settle = (id: number): Waiting | undefined => {
    const entry = waiting.get(id);
    if (entry) clearTimeout(entry.timer);
    waiting.delete(id);
    return entry;
  };

  port.onMessage((message) => {
    const reply = storeReplySchema.safeParse(message);
    if (!reply.success) return;
    const entry = settle(reply.data.id);
    if (reply.data.ok) entry?.resolve(storedValue(reply.data));
    else entry?.reject(failure(reply.data.error.code, reply.data.error.message));
  });

  return {
    ask: (op: StoreOp, payload: unknown): Promise<unknown> =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const id = lastId;
        const timer = setTimeout(() => settle(id)?.reject(failure('timeout', `${op} took over ${String(timeoutMs)} ms`)), timeoutMs);
        waiting.set(id, { resolve, reject, timer });
        const request: StoreRequest = { id, op, payload };
        port.postMessage(request);
      }),
    failAll: (reason: Reason): void => {
      for (const id of waiting.keys()) settle(id)?.reject(failure(reason, 'the store process ended'));
    },
  };
};

type Line = ReturnType<typeof createLine>;

/** Speaks to the store's process, starts it when needed, and after a death starts it anew and reopens the same store. */
export const createStoreClient = ({ spawn, timeoutMs = DEFAULT_TIMEOUT_MS, onRestart }: StoreClientOptions): StoreClient => {
  let running: { line: Line; port: StorePort } | null = null;
  let lastOpen: StoreInput<'open'> | null = null;
  let reopening: Promise<unknown> | null = null;
  let deaths: number[] = [];

  const start = (): { line: Line; port: StorePort } => {
    const port = spawn();
    const started = { port, line: createLine(port, timeoutMs) };
    port.onExit(() => {
      if (running === started) {
        running = null;
        restart();
      }
      started.line.failAll('died');
    });
    running = started;
    return started;
  };

  const restart = (): void => {
    const again = lastOpen;
    onRestart?.({ state: 'died', error: null, opened: null });
    deaths = [...deaths.filter((at) => Date.now() - at < 60_000), Date.now()];
    if (!again || deaths.length > MAX_DEATHS) {
      onRestart?.({ state: 'failed', error: failure('died', 'the store process keeps ending'), opened: null });
      return;
    }
    reopening = start()
      .line.ask('open', { ...again, verify: true })
      .then(
        (opened) => onRestart?.({ state: 'reopened', error: null, opened: opened as StoreOpened }),
        (error: unknown) => onRestart?.({ state: 'failed', error: error instanceof AppError ? error : failure('internal', String(error)), opened: null }),
      )
      .finally(() => {
        reopening = null;
      });
  };

  const ask = async <K extends StoreOp>(op: K, payload: StoreInput<K>): Promise<StoreResults[K]> => {
    await reopening;
    if (!running) throw failure('not_open', 'no store is open');
    return (await running.line.ask(op, payload)) as StoreResults[K];
  };

  /** A damaged page is dealt with in a fresh process, which checks the file and sets it aside where it must. */
  const askTable = async <K extends StoreOp>(op: K, payload: StoreInput<K>): Promise<StoreResults[K]> => {
    const asked = running;
    try {
      return await ask(op, payload);
    } catch (error) {
      if (error instanceof AppError && error.details?.['reason'] === 'damaged') asked?.port.kill();
      throw error;
    }
  };

  const client: StoreClient = {
    store: Object.fromEntries(
      (Object.keys(storePayloads) as StoreOp[])
        .filter((op) => op !== 'open' && op !== 'close')
        .map((op) => [op, (payload: StoreInput<typeof op>) => askTable(op, payload)]),
    ) as unknown as LocalStore,
    async open(input) {
      await reopening;
      deaths = [];
      const { line } = running ?? start();
      const opened = (await line.ask('open', input)) as StoreOpened;
      lastOpen = input;
      return opened;
    },
    async close() {
      lastOpen = null;
      if (running) await running.line.ask('close', {});
    },
    async stop() {
      const { port, line } = running ?? {};
      try {
        await client.close();
      } finally {
        running = null;
        line?.failAll('stopped');
        port?.kill();
      }
    },
  };
  return client;
};
