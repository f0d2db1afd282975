import type { ModelOutcome } from './ask.ts';

/** Why a call was given up that could be scored. */
export type ModelFailure = 'key_refused' | 'model_unknown' | 'request_refused' | 'busy' | 'unreachable' | 'unreadable' | 'aborted';

/** What is to be done after one request. */
export type NextStep = { readonly do: 'take' } | { readonly do: 'wait'; readonly ms: number } | { readonly do: 'give_up'; readonly why: ModelFailure };

/** Requests for one call before it is given up. */
export const MOST_TRIES = 6;

const BASE_MS = 1000;
const CAP_MS = 60_000;
/** A server that asks for more is asked again by a person. */
const LONGEST_ASKED_MS = 600_000;

const KEY_REFUSED = new Set([401, 403]);
/** Statuses that speak of the moment: timeout, conflict, too early, too many requests. */
const PASSING = new Set([408, 409, 425, 429]);

/**
 * Judges a request by its typed outcome: Retry-After is kept to, other waits double from a second to a minute with full jitter
 * (`random01`, 0 up to 1). `tries` counts this request.
 */
export function nextStep(outcome: ModelOutcome, tries: number, random01: number): NextStep {
  if (outcome.type === 'answered') return { do: 'take' };
  if (outcome.type === 'aborted') return { do: 'give_up', why: 'aborted' };
  const jitterMs = Math.round(random01 * Math.min(CAP_MS, BASE_MS * 2 ** Math.max(0, tries - 1)));
  if (outcome.type === 'unreached') return tries >= MOST_TRIES ? { do: 'give_up', why: 'unreachable' } : { do: 'wait', ms: jitterMs };
  const { status, retryAfterMs } = outcome;
  if (KEY_REFUSED.has(status)) return { do: 'give_up', why: 'key_refused' };
  if (status === 404) return { do: 'give_up', why: 'model_unknown' };
  if (status < 500 && !PASSING.has(status)) return { do: 'give_up', why: 'request_refused' };
  if (tries >= MOST_TRIES || (retryAfterMs ?? 0) > LONGEST_ASKED_MS) return { do: 'give_up', why: 'busy' };
  return { do: 'wait', ms: (retryAfterMs ?? 0) + jitterMs };
}
