import { mergeForDisplay, type DisplayTurn } from '../../../../core/transcript/merge-for-display.ts';
import { timingOf } from '../../../../core/qci/metrics/exchanges.ts';
import { percentile } from '../../../../core/qci/metrics/percentile.ts';
import { silences, type Silence } from '../../../../core/transcript/silences.ts';
import type { Speaker, Turn } from '../../../../core/transcript/turn.ts';

/** A text longer than this is shown as several rows, so that one turn of a million signs scrolls like any other. */
const PART = 2400;
/** From here on the customer notices that the agent thinks. */
export const SLOW_MS = 1500;

export type SpeechPart = {
  readonly kind: 'speech';
  readonly turn: number;
  readonly speaker: Speaker;
  readonly name: string | null;
  readonly text: string;
  /** Where this part begins in the turn's text; 0 for the part that carries time and tag. */
  readonly offset: number;
  readonly startMs: number | null;
  readonly latencyMs: number | null;
  readonly cutsIn: boolean;
};

export type Row =
  | SpeechPart
  | { readonly kind: 'tool'; readonly turn: number; readonly tool: Extract<DisplayTurn, { kind: 'tool' }> }
  | { readonly kind: 'silence'; readonly turn: number; readonly silence: Silence }
  | { readonly kind: 'plain'; readonly turn: number; readonly text: string };

export interface TranscriptModel {
  readonly rows: readonly Row[];
  readonly turns: readonly DisplayTurn[];
  /** Row that shows a stored turn, by its index in the call. */
  readonly rowOfStored: ReadonlyMap<number, number>;
  /** Where a stored turn's text stands in the shown turn that holds it, by its index in the call. */
  readonly placeOfStored: ReadonlyMap<number, { turn: number; offset: number }>;
  /** First row of a shown turn. */
  readonly rowOfTurn: readonly number[];
  readonly silences: readonly Silence[];
  readonly latencies: readonly number[];
}

/** Cuts at a space near the limit, so that no word is torn; text without spaces is cut at the limit. */
export const splitText = (text: string, limit = PART): readonly { text: string; offset: number }[] => {
  if (text.length <= limit) return [{ text, offset: 0 }];
  const parts: { text: string; offset: number }[] = [];
  let at = 0;
  while (at < text.length) {
    let end = Math.min(text.length, at + limit);
    if (end < text.length) {
      const space = text.lastIndexOf(' ', end);
      if (space > at + limit / 2) end = space + 1;
      else if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
    }
    parts.push({ text: text.slice(at, end), offset: at });
    at = end;
  }
  return parts;
};

type Spoken = Extract<DisplayTurn, { kind: 'speech' }>;

const speechRows = (turn: Spoken, index: number, before: Spoken | null): SpeechPart[] => {
  const { latencyMs, cutsIn } = timingOf(turn, before);
  return splitText(turn.text).map(({ text, offset }) => ({
    kind: 'speech',
    turn: index,
    speaker: turn.speaker,
    name: turn.name,
    text,
    offset,
    startMs: turn.startMs,
    latencyMs,
    cutsIn,
  }));
};

/** Joined turns stand behind each other with a space between. */
const placesOf = (stored: readonly Turn[], turns: readonly DisplayTurn[]): Map<number, { turn: number; offset: number }> => {
  const lengths = new Map(stored.map((turn) => [turn.index, turn.kind === 'speech' ? turn.text.length : 0]));
  const places = new Map<number, { turn: number; offset: number }>();
  for (const [turn, { indexes }] of turns.entries()) {
    let offset = 0;
    for (const index of indexes) {
      places.set(index, { turn, offset });
      offset += (lengths.get(index) ?? 0) + 1;
    }
  }
  return places;
};

/** What the transcript shows, line by line, from a call's stored turns. */
export const buildTranscript = (stored: readonly Turn[]): TranscriptModel => {
  const turns = mergeForDisplay(stored);
  const pauses = silences(stored);
  const pauseBefore = new Map(pauses.map((pause) => [pause.beforeIndex, pause]));
  const rows: Row[] = [];
  const rowOfStored = new Map<number, number>();
  const placeOfStored = placesOf(stored, turns);
  const rowOfTurn: number[] = [];
  const latencies: number[] = [];
  let before: Spoken | null = null;
  for (const [index, turn] of turns.entries()) {
    const pause = turn.indexes.map((one) => pauseBefore.get(one)).find((one) => one !== undefined);
    if (pause) rows.push({ kind: 'silence', turn: index, silence: pause });
    rowOfTurn.push(rows.length);
    for (const one of turn.indexes) rowOfStored.set(one, rows.length);
    if (turn.kind === 'tool') {
      rows.push({ kind: 'tool', turn: index, tool: turn });
      continue;
    }
    const parts = speechRows(turn, index, before);
    rows.push(...parts);
    const latency = parts[0]?.latencyMs;
    if (latency != null) latencies.push(latency);
    before = turn;
  }
  return { rows, turns, rowOfStored, placeOfStored, rowOfTurn, silences: pauses, latencies };
};

/** A transcript that came as text only: one row a paragraph, nothing to seek by. */
export const plainRows = (text: string): readonly Row[] =>
  text
    .split(/\r?\n+/)
    .filter((line) => line.trim() !== '')
    .flatMap((line, turn) => splitText(line).map((part) => ({ kind: 'plain' as const, turn, text: part.text })));

/** The value that 95 of 100 latencies do not exceed; null where there are too few to say. */
export const percentile95 = (values: readonly number[]): number | null => (values.length < 3 ? null : percentile(values, 0.95));
