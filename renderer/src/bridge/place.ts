import { request } from './request.ts';

/** Saved this often while a recording plays or is scrubbed: what a crash may lose. */
const STEP_MS = 1000;

/** Keeps on disk where the person is in a call: at once when it opens, then at most once in so long, and the last of all. */
export class PlaceKeeper {
  readonly #callId: string;
  #positionMs = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(callId: string) {
    this.#callId = callId;
  }

  /** Says that the call is on screen. */
  open(seconds: number): void {
    this.#positionMs = toMs(seconds);
    this.#save();
  }

  /** Says that the recording stands elsewhere. */
  move(seconds: number): void {
    this.#positionMs = toMs(seconds);
    this.#timer ??= setTimeout(this.flush, STEP_MS);
  }

  /** Saves what is not saved yet. */
  readonly flush = (): void => {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#save();
  };

  #save(): void {
    send(this.#callId, this.#positionMs);
  }
}

/** Says that no call is open any more: the next start begins with the list. */
export const leavePlace = (): void => send(null, 0);

const toMs = (seconds: number): number => Math.max(0, Math.round(seconds * 1000));

/** A place that could not be kept is no reason to disturb anybody: the next second is kept again. */
const send = (callId: string | null, positionMs: number): void => void request('drafts.savePlace', { callId, positionMs }).catch(() => undefined);
