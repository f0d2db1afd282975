import type { CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import type { Underline } from '../../ui/highlighted.tsx';
import type { SpeechPart, TranscriptModel } from './model.ts';

/** A checked quote where the transcript shows it: the shown turn, and the range of its text. */
export interface PlacedEvidence {
  readonly piece: CallEvidence;
  readonly start: number;
  readonly end: number;
}

/** The quotes that were found, by the shown turn they stand in. */
export const placeEvidence = (model: TranscriptModel, evidence: readonly CallEvidence[]): ReadonlyMap<number, readonly PlacedEvidence[]> => {
  const placed = new Map<number, PlacedEvidence[]>();
  for (const piece of evidence) {
    for (const span of piece.spans) {
      const place = model.placeOfStored.get(span.turn);
      if (!place) continue;
      const one = { piece, start: place.offset + span.start, end: place.offset + span.end };
      const list = placed.get(place.turn);
      if (list) list.push(one);
      else placed.set(place.turn, [one]);
    }
  }
  return placed;
};

/** The underlines of one row: the part of each quote that it shows. */
export const underlinesIn = (row: SpeechPart, placed: readonly PlacedEvidence[], titleOf: (piece: CallEvidence) => string, currentId: string | null): Underline[] => {
  const end = row.offset + row.text.length;
  return placed
    .filter((one) => one.end > row.offset && one.start < end)
    .map((one) => ({
      start: Math.max(0, one.start - row.offset),
      end: Math.min(row.text.length, one.end - row.offset),
      look: one.piece.state === 'verified' ? 'solid' : 'dashed',
      title: titleOf(one.piece),
      current: one.piece.id === currentId,
    }));
};
