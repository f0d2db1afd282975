import { afterAnswer, afterRefusal, slotsAt, startPace, type Pace } from '../../../core/scoring/pace.ts';

export interface SlotsDeps {
  readonly now: () => number;
  /** Runs something later; what it gives takes that back. */
  readonly later: (ms: number, run: () => void) => () => void;
}

interface Waiting {
  readonly signal: AbortSignal;
  readonly go: (mayGo: boolean) => void;
}

/** How many requests are under way at one server, and who is next: as many as it takes and the person allows. */
export class Slots {
  readonly #deps: SlotsDeps;
  #pace: Pace;
  #used = 0;
  #queue: Waiting[] = [];
  #takeBack: () => void = () => undefined;

  constructor(most: number, deps: SlotsDeps) {
    this.#pace = startPace(most);
    this.#deps = deps;
  }

  /** Requests that may be under way now. */
  get limit(): number {
    return Math.floor(this.#pace.limit);
  }

  get used(): number {
    return this.#used;
  }

  /** Another limit of the person's; what is under way stays so. */
  allow(most: number): void {
    if (most !== this.#pace.most) this.#pace = startPace(most);
    this.#next();
  }

  /** Waits for a place in the order of asking; false where `signal` was given before there was one. Each place is given back with `release`. */
  async take(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    return new Promise((resolve) => {
      const leave = (): void => {
        this.#queue = this.#queue.filter((one) => one !== waiting);
        resolve(false);
      };
      const waiting: Waiting = {
        signal,
        go: (mayGo) => {
          signal.removeEventListener('abort', leave);
          resolve(mayGo);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#queue.push(waiting);
      this.#next();
    });
  }

  release(): void {
    this.#used -= 1;
    this.#next();
  }

  answered(): void {
    this.#pace = afterAnswer(this.#pace);
  }

  refused(retryAfterMs: number | null): void {
    this.#pace = afterRefusal(this.#pace, retryAfterMs, this.#deps.now());
  }

  #next(): void {
    this.#takeBack();
    this.#takeBack = () => undefined;
    const now = this.#deps.now();
    while (this.#used < slotsAt(this.#pace, now)) {
      const waiting = this.#queue.shift();
      if (!waiting) return;
      this.#used += 1;
      waiting.go(true);
    }
    if (this.#queue.length > 0 && this.#pace.notBeforeMs > now) this.#takeBack = this.#deps.later(this.#pace.notBeforeMs - now, () => this.#next());
  }
}
