import { isWithin } from '../../../core/scoring/estimate.ts';

/** What a batch has spent and set aside, in US dollars. It begins with what the store knows, so that a restart forgets nothing. */
export class Purse {
  readonly #budget: number | null;
  #spent: number;
  #setAside = 0;
  #underWay = 0;
  #waiting: (() => void)[] = [];

  constructor(budget: number | null, spent: number) {
    this.#budget = budget;
    this.#spent = spent;
  }

  /**
   * Sets money aside for a request. Where the rest of the budget is only set aside for others, it waits for what they really cost: an answer
   * costs a fraction of the most that it could. False where the budget does not have it any more, or `stop` was given.
   */
  async take(most: number, stop: AbortSignal): Promise<boolean> {
    while (!stop.aborted && !isWithin(this.#budget, { spent: this.#spent, setAside: this.#setAside, next: most })) {
      if (this.#underWay === 0) return false;
      await this.#somethingSettles(stop);
    }
    if (stop.aborted) return false;
    this.#setAside += most;
    this.#underWay += 1;
    return true;
  }

  /** The request is over, and this is what it cost. */
  settle(most: number, cost: number): void {
    this.#underWay -= 1;
    this.#setAside = this.#underWay === 0 ? 0 : this.#setAside - most;
    this.#spent += cost;
    for (const go of this.#waiting.splice(0)) go();
  }

  #somethingSettles(stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        stop.removeEventListener('abort', go);
        resolve();
      };
      stop.addEventListener('abort', go, { once: true });
      this.#waiting.push(go);
    });
  }
}
