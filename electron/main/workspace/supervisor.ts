import { AppError } from '../../../core/contract/errors.ts';
import type { WorkspaceState } from '../../../core/contract/routes/app.ts';
import { workspaceReportSchema, type WorkspaceEndpoint } from '../../../core/workspace/messages.ts';

/** A started workspace process, as little of it as the supervisor needs. */
export interface WorkspaceProcess {
  onReport(listen: (message: unknown) => void): void;
  onExit(listen: (code: number) => void): void;
  /** Resolves once it has ended. */
  stop(): Promise<void>;
}

export interface SupervisorDeps {
  readonly spawn: () => WorkspaceProcess;
  readonly changed: (state: WorkspaceState) => void;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Deaths within this span of a start count towards giving up. */
const QUICK_MS = 60_000;
const MAX_QUICK_DEATHS = 4;

/**
 * Keeps the embedded workspace's process alive: starts it when asked, starts it again when it dies, and gives up when
 * it keeps dying at once. Whoever needs the workspace waits for `endpoint()`.
 */
export class WorkspaceSupervisor {
  readonly #deps: SupervisorDeps;
  #state: WorkspaceState = { state: 'off', detail: null };
  #endpoint: WorkspaceEndpoint | null = null;
  #process: WorkspaceProcess | null = null;
  #deaths: number[] = [];
  #waiting: Array<{ resolve: (endpoint: WorkspaceEndpoint) => void; reject: (error: AppError) => void }> = [];

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
  }

  get state(): WorkspaceState {
    return this.#state;
  }

  /** Starts the process unless it runs. */
  start(): void {
    if (this.#process) return;
    this.#deaths = [];
    this.#spawn('starting');
  }

  /** Starts it once `moment` has come; whoever asks for it meanwhile waits. */
  async startAfter(moment: Promise<void>): Promise<void> {
    if (this.#process || this.#state.state === 'starting') return;
    this.#set({ state: 'starting', detail: null });
    await moment;
    // It may have been stopped meanwhile.
    if (this.state.state === 'starting') this.start();
  }

  /** Where the workspace answers; waits for a start under way. Rejects `workspace_unavailable` when it is off or gave up. */
  endpoint(): Promise<WorkspaceEndpoint> {
    if (this.#endpoint) return Promise.resolve(this.#endpoint);
    if (!this.#process && this.#state.state !== 'restarting' && this.#state.state !== 'starting') {
      return Promise.reject(new AppError('workspace_unavailable', this.#state.detail ?? 'The workspace is not running.'));
    }
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Stops it for good; resolves once its process has ended. */
  stop(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    this.#endpoint = null;
    this.#settle(new AppError('workspace_unavailable', 'The workspace was stopped.'));
    this.#set({ state: 'off', detail: null });
    return running?.stop() ?? Promise.resolve();
  }

  #spawn(state: 'starting' | 'restarting'): void {
    const started = this.#deps.spawn();
    this.#process = started;
    this.#set({ state, detail: null });
    let failure: string | null = null;
    started.onReport((message) => {
      if (this.#process !== started) return;
      const report = workspaceReportSchema.safeParse(message);
      if (!report.success) return;
      if (report.data.type === 'ready') this.#ready(report.data.endpoint);
      else if (report.data.type === 'failed') failure = report.data.detail;
      else this.#set({ state: this.#state.state, detail: report.data.phase });
    });
    started.onExit(() => {
      if (this.#process === started) void this.#died(failure);
    });
  }

  #ready(endpoint: WorkspaceEndpoint): void {
    this.#endpoint = endpoint;
    this.#set({ state: 'ready', detail: null });
    for (const waiter of this.#waiting.splice(0)) waiter.resolve(endpoint);
  }

  async #died(failure: string | null): Promise<void> {
    this.#process = null;
    this.#endpoint = null;
    const now = this.#deps.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < QUICK_MS), now];
    if (this.#deaths.length >= MAX_QUICK_DEATHS) {
      this.#set({ state: 'failed', detail: failure });
      this.#settle(new AppError('workspace_unavailable', failure ?? 'The workspace keeps stopping.'));
      return;
    }
    this.#set({ state: 'restarting', detail: failure });
    await this.#deps.wait(250 * 2 ** (this.#deaths.length - 1));
    if (this.#state.state === 'restarting' && !this.#process) this.#spawn('restarting');
  }

  #settle(error: AppError): void {
    for (const waiter of this.#waiting.splice(0)) waiter.reject(error);
  }

  #set(state: WorkspaceState): void {
    this.#state = state;
    this.#deps.changed(state);
  }
}
