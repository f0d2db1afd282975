import type { MessageRow } from './message-row.ts';
import type { ToolTurn } from './turn.ts';

/** A tool turn under way: what is known before turns are numbered. */
export type OpenToolTurn = Omit<ToolTurn, 'index'> & { callId: string | null };

/** The tool turns one `tool_calls` row opens: one for each request in it. */
export function openToolTurns(row: Extract<MessageRow, { kind: 'tool-calls' }>, startMs: number | null): OpenToolTurn[] {
  return row.calls.map((call) => ({ kind: 'tool', name: call.name, arguments: call.arguments, result: null, startMs, endMs: null, callId: call.id }));
}

/** The tool turns so far, found by id and by name in one step each: a broken export may hold a hundred thousand. */
export class AskedTools {
  readonly #byId = new Map<string, OpenToolTurn>();
  /** In the order they were asked; those in front that have been answered are skipped for good. */
  readonly #byName = new Map<string, { turns: OpenToolTurn[]; next: number }>();

  add(turns: readonly OpenToolTurn[]): void {
    for (const turn of turns) {
      if (turn.callId !== null && !this.#byId.has(turn.callId)) this.#byId.set(turn.callId, turn);
      const named = this.#byName.get(turn.name);
      if (named) named.turns.push(turn);
      else this.#byName.set(turn.name, { turns: [turn], next: 0 });
    }
  }

  withId(id: string | null): OpenToolTurn | undefined {
    return id === null ? undefined : this.#byId.get(id);
  }

  firstUnanswered(name: string | null): OpenToolTurn | undefined {
    const named = name === null ? undefined : this.#byName.get(name);
    if (!named) return undefined;
    while (named.turns[named.next] && named.turns[named.next]?.result !== null) named.next += 1;
    return named.turns[named.next];
  }
}

/**
 * Rule 10: a result may come after later speech, so it is paired with its call by id, else with the first unanswered call
 * of that name. Returns a turn of its own for a result nobody asked for.
 */
export function answerToolTurn(open: AskedTools, row: Extract<MessageRow, { kind: 'tool-result' }>, atMs: number | null): OpenToolTurn | null {
  const asked = open.withId(row.callId) ?? open.firstUnanswered(row.name);
  if (asked === undefined) {
    return { kind: 'tool', name: row.name ?? '', arguments: '', result: row.result, startMs: atMs, endMs: atMs, callId: row.callId };
  }
  asked.result = row.result ?? asked.result;
  if (atMs !== null && asked.startMs !== null) asked.endMs = Math.max(asked.startMs, atMs);
  return null;
}
