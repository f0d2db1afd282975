import type { MessageRow } from './message-row.ts';
import type { ToolTurn } from './turn.ts';

/** A tool turn under way: what is known before turns are numbered. */
export type OpenToolTurn = Omit<ToolTurn, 'index'> & { callId: string | null };

/** The tool turns one `tool_calls` row opens: one for each request in it. */
export function openToolTurns(row: Extract<MessageRow, { kind: 'tool-calls' }>, startMs: number | null): OpenToolTurn[] {
  return row.calls.map((call) => ({ kind: 'tool', name: call.name, arguments: call.arguments, result: null, startMs, endMs: null, callId: call.id }));
}

/**
 * Rule 10: a result may come after later speech, so it is paired with its call by id, else with the first unanswered call
 * of that name. Returns a turn of its own for a result nobody asked for.
 */
export function answerToolTurn(open: readonly OpenToolTurn[], row: Extract<MessageRow, { kind: 'tool-result' }>, atMs: number | null): OpenToolTurn | null {
  const byId = row.callId === null ? undefined : open.find((turn) => turn.callId === row.callId);
  const asked = byId ?? open.find((turn) => turn.result === null && turn.name === row.name);
  if (asked === undefined) {
    return { kind: 'tool', name: row.name ?? '', arguments: '', result: row.result, startMs: atMs, endMs: atMs, callId: row.callId };
  }
  asked.result = row.result ?? asked.result;
  if (atMs !== null && asked.startMs !== null) asked.endMs = Math.max(asked.startMs, atMs);
  return null;
}
