import { readRows, type SpeechRow } from './message-row.ts';
import { anchorMs, callLengthMs, clampSpan, endOfRow, orderRows, placeRows, type CallClock, type PlacedRow } from './row-times.ts';
import { speakerNames } from './speaker-names.ts';
import { answerToolTurn, AskedTools, openToolTurns, type OpenToolTurn } from './tool-turns.ts';
import type { SpeechTurn, Turn } from './turn.ts';

type OpenTurn = Omit<SpeechTurn, 'index'> | OpenToolTurn;

/**
 * Vapi's `messages` as turns, in order and timed from the start of the call. Nothing is merged: evidence refers to a turn
 * by its index, so every spoken row keeps its own. `assistantNames` maps assistant ids to names, for squads.
 */
export function normaliseMessages(messages: unknown, clock: CallClock, assistantNames: ReadonlyMap<string, string> = new Map()): Turn[] {
  const rows = readRows(messages);
  const anchor = anchorMs(rows, clock.startedAtMs);
  const placed = orderRows(placeRows(rows, anchor));
  const lengthMs = callLengthMs(placed, clock, anchor);
  const nameOf = speakerNames(rows, assistantNames);
  const nextStarts = startsOfNextSpeech(placed);
  const turns: OpenTurn[] = [];
  const tools = new AskedTools();
  placed.forEach((item, i) => {
    if (item.row.kind === 'system') return;
    if (item.row.kind === 'speech') {
      const endMs = endOfRow(item, anchor, nextStarts[i] ?? null, lengthMs);
      turns.push(speechTurn(item.row, clampSpan(item.startMs, endMs, lengthMs), nameOf(item.row)));
      return;
    }
    const opened = toolTurns(item, tools, clampSpan(item.startMs, null, lengthMs).startMs);
    tools.add(opened);
    for (const turn of opened) turns.push(turn);
  });
  return turns.map(numbered);
}

function speechTurn(row: SpeechRow, span: { startMs: number | null; endMs: number | null }, name: string | null): OpenTurn {
  return { kind: 'speech', speaker: row.speaker, name, text: row.text, ...span };
}

function toolTurns(item: PlacedRow, open: AskedTools, atMs: number | null): OpenToolTurn[] {
  if (item.row.kind === 'tool-calls') return openToolTurns(item.row, atMs);
  if (item.row.kind !== 'tool-result') return [];
  const unasked = answerToolTurn(open, item.row, atMs);
  return unasked === null ? [] : [unasked];
}

/** For each row the start of the first speech behind it; null where none follows or it has no time. */
function startsOfNextSpeech(rows: readonly PlacedRow[]): (number | null)[] {
  let next: number | null = null;
  return rows
    .toReversed()
    .map((placed) => {
      const following = next;
      if (placed.row.kind === 'speech') next = placed.startMs;
      return following;
    })
    .toReversed();
}

function numbered(turn: OpenTurn, index: number): Turn {
  if (turn.kind === 'speech') return { ...turn, index };
  const { callId: _callId, ...tool } = turn;
  return { ...tool, index };
}
