import type { ImportRemote, Sent } from './drop.ts';

/** A workspace that takes everything and remembers it, for what is only to be read and planned. */
export function memoryRemote(): ImportRemote {
  const stored = new Map<string, Record<string, unknown>>();
  return {
    callsForImport: async (_organization, ids) => ids.map((vapiCallId) => ({ vapiCallId, heldElsewhere: false, call: stored.get(vapiCallId) ?? null })),
    importCalls: async (_organization, items) =>
      (items as Sent[]).map(({ call }) => {
        const result = stored.has(call.vapi_call_id) ? 'updated' : 'inserted';
        stored.set(call.vapi_call_id, call);
        return { vapiCallId: call.vapi_call_id, result, reason: null };
      }),
  };
}
