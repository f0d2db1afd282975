import { createContext, useSyncExternalStore } from 'react';

/** For how long something that was done can be taken back. */
const UNDO_MS = 6000;

interface Undoable {
  /** What was done, in words. */
  readonly words: string;
  readonly undo: () => void;
}

/** The last thing that was done and can be taken back. It outlives the screen on which it was done. */
export class UndoOffer {
  #current: Undoable | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #listeners = new Set<() => void>();

  /** Offers to take something back; what was offered before stands. */
  readonly offer = (undoable: Undoable): void => {
    this.#become(undoable);
    this.#timer = setTimeout(() => this.#become(null), UNDO_MS);
  };

  /** Takes the last thing back; false where there is nothing to take back. */
  readonly take = (): boolean => {
    const current = this.#current;
    this.#become(null);
    current?.undo();
    return current !== null;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly current = (): Undoable | null => this.#current;

  #become(next: Undoable | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#current = next;
    for (const listener of this.#listeners) listener();
  }
}

export const UndoContext = createContext(new UndoOffer());

/** What can be taken back now. */
export const useUndoable = (offer: UndoOffer): Undoable | null => useSyncExternalStore(offer.subscribe, offer.current);
