import { isWithin } from '../../../core/scoring/estimate.ts';

/** What a batch has spent and set aside, in US dollars. It begins with what the store knows, so that a restart forgets nothing. */
export class Purse {
  readonly #budget: number | null;
  #spent: number;
  #setAside = 0;

  constructor(budget: number | null, spent: number) {
    this.#budget = budget;
    this.#spent = spent;
  }

  /** Sets money aside for a request; false where the budget does not have it any more. */
  take(most: number): boolean {
    if (!isWithin(this.#budget, { spent: this.#spent, setAside: this.#setAside, next: most })) return false;
    this.#setAside += most;
    return true;
  }

  /** The request is over, and this is what it cost. */
  settle(most: number, cost: number): void {
    this.#setAside -= most;
    this.#spent += cost;
  }
}
