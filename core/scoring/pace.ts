/**
 * How many requests a server lets us have under way at once, as far as its answers tell. It is additive increase and multiplicative
 * decrease, with two differences: a refusal among answers lowers by one, and only a run of them halves, while the first in a whole
 * round is an accident; and below what the server took before, the way back up is quick.
 */
export interface Pace {
  /** Requests that may be under way; its whole part counts. */
  readonly limit: number;
  /** What the person allows at most. */
  readonly most: number;
  /** Up to here the server took it, so that the way here is quick. */
  readonly ceiling: number;
  /** Refusals since the last answer, and answers since the last refusal. */
  readonly refusals: number;
  readonly answers: number;
  /** Nothing is sent before this time (epoch ms), because the server asked everybody to wait. */
  readonly notBeforeMs: number;
}

/** How a person's limit is begun with. */
const FIRST = 8;
/** So many refusals with no answer between them are no accident: three, and of many requests a quarter. */
const runOf = (limit: number): number => Math.max(3, Math.ceil(limit / 4));
/** Above what the server took, so many more are tried in the time that all that is under way takes. */
const MORE_A_ROUND = 2;
const USUAL_WAIT_MS = 1000;
/** Nobody waits longer than this for a server that says so: one wrong header must not hold up everything for days. */
const LONGEST_WAIT_MS = 600_000;

export const startPace = (most: number): Pace => ({ limit: Math.min(FIRST, most), most, ceiling: most, refusals: 0, answers: 0, notBeforeMs: 0 });

/** The server answered: up by one below the ceiling, by two a round above it. */
export function afterAnswer(pace: Pace): Pace {
  const step = pace.limit < pace.ceiling ? Math.min(1, pace.ceiling - pace.limit) : MORE_A_ROUND / pace.limit;
  const limit = Math.min(pace.most, pace.limit + step);
  return { ...pace, limit, ceiling: Math.max(pace.ceiling, limit), refusals: 0, answers: pace.answers + 1 };
}

/**
 * The server said that it is too much. After a round of answers that changes nothing, else it lowers the limit by one. A run of
 * refusals halves it, once, and everybody waits as long as the server asks (`retryAfterMs`, ten minutes at most), or a second where it does not say.
 */
export function afterRefusal(pace: Pace, retryAfterMs: number | null, nowMs: number): Pace {
  const refusals = pace.refusals + 1;
  const isHeld = nowMs < pace.notBeforeMs;
  if (refusals < runOf(pace.limit) && !isHeld) {
    const limit = pace.answers >= pace.limit ? pace.limit : Math.max(1, Math.floor(pace.limit) - 1);
    return { ...pace, refusals, answers: 0, limit, ceiling: Math.min(pace.ceiling, limit) };
  }
  const notBeforeMs = Math.max(pace.notBeforeMs, nowMs + Math.min(LONGEST_WAIT_MS, retryAfterMs ?? USUAL_WAIT_MS));
  if (isHeld) return { ...pace, refusals, answers: 0, notBeforeMs };
  return { ...pace, refusals: 0, answers: 0, notBeforeMs, limit: Math.max(1, Math.floor(pace.limit / 2)), ceiling: Math.max(1, Math.floor(pace.limit * 0.7)) };
}

/** How many requests may be under way now. */
export const slotsAt = ({ limit, notBeforeMs }: Pace, nowMs: number): number => (nowMs < notBeforeMs ? 0 : Math.floor(limit));
