import type { CallType } from '../calls/filters.ts';
import type { CallColumns, StoredCall } from './imported-call.ts';

/** A call fit to be a row: the schema wants a type and a status also where the payload has none. */
export function completeCall(call: CallColumns): StoredCall {
  return { ...call, call_type: call.call_type ?? likelyType(call), status: call.status ?? likelyStatus(call) };
}

/** Without a type, a caller with a number phoned in; a caller without one can only have come over the web. */
function likelyType(call: CallColumns): CallType {
  return call.customer_number === null ? 'web' : 'inbound';
}

function likelyStatus(call: CallColumns): string {
  if (call.ended_at !== null || call.ended_reason !== null) return 'ended';
  return call.started_at === null ? 'queued' : 'in-progress';
}
