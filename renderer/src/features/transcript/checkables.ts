import { LEAD_MS } from '../../../../core/qci/evidence/call-evidence.ts';
import { findCheckables, type CheckableKind } from '../../../../core/transcript/checkables/checkables.ts';
import type { KnownNames } from '../../../../core/transcript/checkables/names.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import type { TextRange } from '../../ui/highlighted.tsx';
import { asTurns, rowOf } from './find.ts';
import type { SpeechPart, TranscriptModel } from './model.ts';

/** A number, name or commitment where the transcript shows it, and when it is said. */
export interface Stop {
  readonly kind: CheckableKind;
  readonly words: string;
  readonly turn: number;
  readonly start: number;
  readonly end: number;
  readonly row: number;
  /** Of the stored turn that holds it; null where it has no times. */
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/** Everything of a transcript that can be checked, in reading order. */
export const findStops = (stored: readonly Turn[], model: TranscriptModel, known: KnownNames): readonly Stop[] => {
  const byIndex = new Map(stored.map((turn) => [turn.index, turn]));
  const spokenAt = (turn: number, offset: number): Turn | undefined => {
    const index = model.turns[turn]?.indexes.findLast((one) => (model.placeOfStored.get(one)?.offset ?? Infinity) <= offset);
    return index === undefined ? undefined : byIndex.get(index);
  };
  return findCheckables(asTurns(model), known).map(({ kind, turnIndex, start, end }) => {
    const said = spokenAt(turnIndex, start);
    const shown = model.turns[turnIndex];
    const words = shown?.kind === 'speech' ? shown.text.slice(start, end) : '';
    return { kind, words, turn: turnIndex, start, end, row: rowOf(model, turnIndex, start), startMs: said?.startMs ?? null, endMs: said?.endMs ?? null };
  });
};

/** Where the player goes for a stop: before its turn, so that a listener has found the voice when it comes. */
export const soundOf = ({ startMs }: Stop): number | null => (startMs === null ? null : Math.max(0, startMs - LEAD_MS));

/** A player stops a little beside the place it was sent to. */
const BESIDE_MS = 50;

/** Whether the playhead is still where going to a stop has put it, or has not got past its turn. */
const isAt = (stop: Stop, ms: number): boolean => {
  const from = soundOf(stop);
  return from === null || (ms >= from - BESIDE_MS && ms <= (stop.endMs ?? Infinity));
};

export interface Step {
  readonly at: number;
  /** True where it began again at the other end. */
  readonly isAround: boolean;
}

/**
 * The stop after or before the one that was gone to last, or, once the playhead has left that, after or before the playhead. Null where
 * there is none at all.
 */
export const stepTo = (stops: readonly Stop[], current: number | null, ms: number, by: 1 | -1): Step | null => {
  if (stops.length === 0) return null;
  const last = current === null ? undefined : stops[current];
  if (current !== null && last && isAt(last, ms)) {
    const at = (current + by + stops.length) % stops.length;
    return { at, isAround: at !== current + by };
  }
  const isTimed = stops.some(({ startMs }) => startMs !== null);
  const at =
    by === 1
      ? stops.findIndex(({ startMs, endMs }) => !isTimed || (startMs !== null && (endMs ?? startMs) >= ms))
      : stops.findLastIndex(({ startMs }) => startMs !== null && startMs < ms - BESIDE_MS);
  if (at !== -1) return { at, isAround: false };
  return { at: by === 1 ? 0 : stops.length - 1, isAround: isTimed };
};

/** The part of a stop that a row shows; null where it shows none. */
export const spotIn = (row: SpeechPart, stop: Stop | null): TextRange | null => {
  if (stop === null || stop.turn !== row.turn || stop.end <= row.offset || stop.start >= row.offset + row.text.length) return null;
  return { start: Math.max(0, stop.start - row.offset), end: Math.min(row.text.length, stop.end - row.offset) };
};
