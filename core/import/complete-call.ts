import type { CallType } from '../calls/filters.ts';
import type { CallColumns, StoredCall } from './imported-call.ts';
import { GUESSED, type Stamps } from './stamps.ts';

/**
 * A call fit to be a row: the schema wants a type and a status also where no view of it has one. What is guessed is marked,
 * so that any view that knows better replaces it, and is guessed anew from what else becomes known.
 */
export function completeCall(call: CallColumns): StoredCall {
  const guesses: Stamps = { ...(call.call_type === null ? { call_type: GUESSED } : {}), ...(call.status === null ? { status: GUESSED } : {}) };
  return {
    ...call,
    call_type: call.call_type ?? likelyType(call),
    status: call.status ?? likelyStatus(call),
    merge_stamps: { ...call.merge_stamps, ...guesses },
  };
}

/** Without a type, a caller with a number phoned in; a caller without one can only have come over the web. */
function likelyType(call: CallColumns): CallType {
  return call.customer_number === null ? 'web' : 'inbound';
}

function likelyStatus(call: CallColumns): string {
  if (call.ended_at !== null || call.ended_reason !== null) return 'ended';
  return call.started_at === null ? 'queued' : 'in-progress';
}
