import { findInTranscript } from '../../../../core/transcript/find-in-transcript.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import type { TextRange } from '../../ui/highlighted.tsx';
import type { Row, TranscriptModel } from './model.ts';

export interface Hit {
  readonly row: number;
  readonly turn: number;
  readonly start: number;
  readonly end: number;
}

/** As many as anyone steps through; a single letter stands in an hour of talk some ten thousand times. */
const MOST = 5000;

export interface Found {
  readonly hits: readonly Hit[];
  /** True where the words stand in more places than are kept. */
  readonly capped: boolean;
}

/** The shown turns, each with its place among them as its index. */
export const asTurns = (model: TranscriptModel): Turn[] =>
  model.turns.flatMap(({ indexes: _indexes, ...turn }, index) => (turn.kind === 'speech' ? [{ ...turn, index }] : []));

/** Row of a place in a turn's text: the last of the turn's rows that begins at or before it. */
export const rowOf = (model: TranscriptModel, turn: number, start: number): number => {
  let row = model.rowOfTurn[turn] ?? 0;
  for (;;) {
    const next = model.rows[row + 1];
    if (next?.kind !== 'speech' || next.turn !== turn || next.offset > start) return row;
    row += 1;
  }
};

/** The places where the words stand, in reading order, each with the row to scroll to. */
export const findHits = (model: TranscriptModel, query: string): Found => {
  const matches = findInTranscript(asTurns(model), query);
  const hits = matches
    .slice(0, MOST)
    .map(({ turnIndex, start, end }) => ({ turn: turnIndex, start, end, row: rowOf(model, turnIndex, start) }));
  return { hits, capped: matches.length > MOST };
};

/** The hits of one row as ranges of its own text. */
export const rangesIn = (row: Row, hits: readonly Hit[], current: Hit | null): readonly TextRange[] => {
  if (row.kind !== 'speech') return [];
  const end = row.offset + row.text.length;
  return hits
    .filter((hit) => hit.turn === row.turn && hit.end > row.offset && hit.start < end)
    .map((hit) => ({
      start: Math.max(0, hit.start - row.offset),
      end: Math.min(row.text.length, hit.end - row.offset),
      current: hit === current,
    }));
};
