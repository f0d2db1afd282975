import type { SendOutcome, WriteAnswer } from './answer.ts';

/**
 * What is to be done about an operation after one sending. `settle`: the workspace has it (and of a run says which row it is and whether
 * it counts). `park`: the person decides.
 * `fail`: the workspace will never take it as it is. `retry`: not before then; `all` where nothing else would fare better.
 * `renew`: the session is to be renewed and the operation sent once more. `stop`: nothing is sent until the person signs in.
 */
export type Verdict =
  | { readonly do: 'settle'; readonly version: number; readonly run?: { readonly id: string; readonly counts: boolean } }
  | { readonly do: 'park'; readonly current: Record<string, unknown> }
  | { readonly do: 'fail'; readonly code: string; readonly field: string | null }
  | { readonly do: 'retry'; readonly notBeforeMs: number; readonly pause: 'all' | 'this' }
  | { readonly do: 'renew' }
  | { readonly do: 'stop'; readonly why: 'sign-in-needed' };

const BASE_MS = 1000;
const CAP_MS = 60_000;
const LONGEST_ASKED_MS = 86_400_000;

/** No operation waits longer than this, whatever a server asks for or a clock that was set wrong left behind. */
export const LONGEST_WAIT_MS = LONGEST_ASKED_MS + CAP_MS;

/** A code of PostgREST or a SQLSTATE. A refusal without one is not the workspace's own: a gateway's, or a captive portal's. */
const OF_WORKSPACE = /^(PGRST\d{3}|[0-9A-Z]{5})$/;
/** Connection, read-only, out of resources, shut down, system: the whole workspace is affected. */
const WHOLE_WORKSPACE = /^(PGRST|08|25|53|57P|58)/;
/** The same, and what another moment may bring: a rollback, a lock, a timeout, an internal error. */
const PASSING = /^(PGRST0|08|25|40|53|55|57|58|XX)/;
/** The values themselves; the embedded workspace answers these as errors of its own. */
const OF_VALUES = /^(22|23|44|54)/;
/** Statuses of the client's side that speak of the moment and not of the request. */
const PASSING_STATUSES = new Set([404, 407, 408, 425, 429]);

/**
 * Judges a sending by its typed class, never by words. `attempts` counts this sending; `random01` is from 0 up to 1; `isRenewed`
 * where the session was renewed for this operation already.
 */
export function classify(outcome: SendOutcome, attempts: number, nowMs: number, random01: number, isRenewed = false): Verdict {
  const jitterMs = random01 * Math.min(CAP_MS, BASE_MS * 2 ** Math.max(0, attempts - 1));
  if (outcome.type === 'answered') return ofAnswer(outcome.answer);
  if (outcome.type === 'unreached') return { do: 'retry', notBeforeMs: nowMs + jitterMs, pause: 'all' };
  const { status, code, retryAfterMs } = outcome;
  if (status === 401) return isRenewed ? { do: 'stop', why: 'sign-in-needed' } : { do: 'renew' };
  if (lasts(status, code)) return { do: 'fail', code: code === '42501' ? 'forbidden' : code, field: null };
  return { do: 'retry', notBeforeMs: nowMs + askedMs(retryAfterMs) + jitterMs, pause: concernsAll(status, code, retryAfterMs) ? 'all' : 'this' };
}

function ofAnswer(answer: WriteAnswer): Verdict {
  switch (answer.result) {
    case 'applied':
    case 'duplicate':
      return { do: 'settle', version: answer.version, ...(answer.id !== undefined && answer.effective !== undefined ? { run: { id: answer.id, counts: answer.effective } } : {}) };
    case 'conflict':
      return { do: 'park', current: answer.current };
    case 'rejected':
      return { do: 'fail', code: answer.code, field: answer.field };
  }
}

/** A function that is not there (PGRST202) is a schema older than the app: it will come, so nothing is given up. */
function lasts(status: number, code: string): boolean {
  if (!OF_WORKSPACE.test(code) || code === 'PGRST202' || PASSING.test(code) || PASSING_STATUSES.has(status)) return false;
  return (status >= 400 && status < 500) || OF_VALUES.test(code);
}

function concernsAll(status: number, code: string, retryAfterMs: number | null): boolean {
  return retryAfterMs !== null || PASSING_STATUSES.has(status) || !OF_WORKSPACE.test(code) || WHOLE_WORKSPACE.test(code);
}

const askedMs = (retryAfterMs: number | null): number =>
  retryAfterMs === null || !(retryAfterMs > 0) ? 0 : Math.min(retryAfterMs, LONGEST_ASKED_MS);
