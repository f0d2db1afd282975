import { AppError } from '../../../core/contract/errors.ts';
import type { Checkout, Checkouts as AllCheckouts, CheckoutSource } from '../../../core/contract/routes/checkouts.ts';
import type { KeptCheckout } from '../../../core/store/local-store.ts';
import type { Desk } from '../session/desk.ts';
import { bytesOf, callsOfSource } from './calls-of-source.ts';
import { takeCall, type TakeDeps } from './take-call.ts';

/** Calls of a checkout that are fetched at once. */
const LANES = 3;

export interface CheckoutsDeps extends TakeDeps {
  readonly desk: () => Promise<Desk>;
  readonly isCutOff: (error: unknown) => boolean;
  readonly progressed: (checkout: Checkout) => void;
  /** More calls are kept than before, or fewer. */
  readonly kept: () => void;
  readonly log: (event: string, details?: Record<string, unknown>) => void;
}

interface Run {
  readonly stop: AbortController;
  readonly startedMs: number;
  taken: number;
}

/** Takes calls along, one checkout after the other; what is under way goes on after a restart and when the network is back. */
export class Checkouts {
  readonly #deps: CheckoutsDeps;
  readonly #runs = new Map<string, Run>();

  constructor(deps: CheckoutsDeps) {
    this.#deps = deps;
  }

  /** Rejects `not_found` where the source means no call. */
  async start(desk: Desk, { checkoutId, name, source, withAudio }: { checkoutId: string; name: string; source: CheckoutSource; withAudio: boolean }): Promise<void> {
    const callIds = (await callsOfSource(desk, source, this.#deps.now)).map(({ id }) => id);
    await desk.store.addCheckout({ organizationId: desk.organizationId, checkoutId, name, startedAt: this.#deps.now().toISOString(), withAudio, source, callIds });
    this.#run(desk, checkoutId, withAudio);
  }

  /** How many calls a source means now, how many of them are kept already, and about how many bytes they take. */
  async estimate(desk: Desk, source: CheckoutSource, withAudio: boolean): Promise<{ calls: number; onDevice: number; bytes: number }> {
    const { store, organizationId } = desk;
    const wanted = await callsOfSource(desk, source, this.#deps.now);
    const { kept } = await store.listKept({ organizationId, callIds: wanted.map(({ id }) => id) });
    return {
      calls: wanted.length,
      onDevice: kept.length,
      bytes: Math.round(wanted.reduce((sum, call) => sum + bytesOf(call, withAudio), 0)),
    };
  }

  /** Goes on with whatever is not done and was not paused by the person. */
  async resumeAll(): Promise<void> {
    const desk = await this.#deps.desk();
    for (const { checkoutId, paused, withAudio, total, ready, failed } of (await this.#listed(desk)).checkouts)
      if (!paused && ready + failed < total) this.#run(desk, checkoutId, withAudio);
  }

  async pause(desk: Desk, checkoutId: string): Promise<void> {
    this.#stopOne(checkoutId);
    await desk.store.markCheckout({ checkoutId, paused: true });
  }

  async resume(desk: Desk, checkoutId: string): Promise<void> {
    await desk.store.markCheckout({ checkoutId, paused: false });
    const kept = (await this.#listed(desk)).checkouts.find((one) => one.checkoutId === checkoutId);
    if (!kept) throw new AppError('not_found', 'There is no such checkout.');
    this.#run(desk, checkoutId, kept.withAudio);
  }

  async remove(desk: Desk, checkoutId: string): Promise<void> {
    this.#stopOne(checkoutId);
    await desk.store.removeCheckout({ checkoutId });
    this.#deps.kept();
  }

  /** Another reader: nothing more is fetched for the last one. */
  stop(): void {
    for (const checkoutId of this.#runs.keys()) this.#stopOne(checkoutId);
  }

  /** What it is fetching just now is dropped when it comes, and another run may begin before that. */
  #stopOne(checkoutId: string): void {
    this.#runs.get(checkoutId)?.stop.abort();
    this.#runs.delete(checkoutId);
  }

  async all(desk: Desk): Promise<AllCheckouts> {
    const { checkouts, ...rest } = await this.#listed(desk);
    return { checkouts: checkouts.map((one) => this.#shown(one)), ...rest };
  }

  #listed(desk: Desk) {
    return desk.store.listCheckouts({ organizationId: desk.organizationId });
  }

  #shown({ checkoutId, name, startedAt, total, ready, failed, withoutAudio, bytes }: KeptCheckout): Checkout {
    const run = this.#runs.get(checkoutId);
    const left = total - ready - failed;
    const state = left === 0 ? 'done' : run ? 'running' : 'paused';
    const secondsLeft = run && run.taken > 0 ? ((this.#deps.now().getTime() - run.startedMs) / 1000 / run.taken) * left : null;
    return { checkoutId, name, startedAt, state, total, ready, failed, withoutAudio, bytes, secondsLeft };
  }

  #run(desk: Desk, checkoutId: string, withAudio: boolean): void {
    if (this.#runs.has(checkoutId)) return;
    const run: Run = { stop: new AbortController(), startedMs: this.#deps.now().getTime(), taken: 0 };
    this.#runs.set(checkoutId, run);
    void this.#takeAll(desk, checkoutId, withAudio, run)
      .catch((error: unknown) => {
        // A workspace out of reach or a full disk: what is not taken yet stays to be taken.
        this.#deps.log('checkout.stopped', { code: error instanceof AppError ? error.code : 'internal', cutOff: this.#deps.isCutOff(error) });
      })
      .finally(async () => {
        if (this.#runs.get(checkoutId) === run) this.#runs.delete(checkoutId);
        await this.#tell(desk, checkoutId).catch(() => undefined);
      });
  }

  async #takeAll(desk: Desk, checkoutId: string, withAudio: boolean, run: Run): Promise<void> {
    for (;;) {
      const { callIds } = await desk.store.listCheckoutCalls({ checkoutId, limit: LANES });
      if (callIds.length === 0 || run.stop.signal.aborted) return;
      const taken = await Promise.allSettled(callIds.map(async (callId) => {
        const outcome = await takeCall(desk, callId, withAudio, run.stop.signal, this.#deps);
        if (!run.stop.signal.aborted) await desk.store.markCheckoutCall({ checkoutId, callId, ...outcome });
      }));
      run.taken += taken.filter(({ status }) => status === 'fulfilled').length;
      this.#deps.kept();
      const refused = taken.find((one) => one.status === 'rejected');
      if (refused) throw refused.reason;
      await this.#tell(desk, checkoutId);
    }
  }

  async #tell(desk: Desk, checkoutId: string): Promise<void> {
    const kept = (await this.#listed(desk)).checkouts.find((one) => one.checkoutId === checkoutId);
    if (kept) this.#deps.progressed(this.#shown(kept));
  }
}
