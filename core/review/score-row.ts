import type { CriterionKey } from '../qci/criteria.ts';
import { effectiveValue, isOpen, judgeValue, type Scored } from '../qci/effective.ts';
import type { ScorePart } from '../qci/override.ts';
import { isOutOfRange, type ReviewDesk } from './desk.ts';
import { isPartDecided } from './points.ts';
import { shownValue } from './shown-score.ts';

/** How a row's value stands: to be decided, as the judge's, another one, being given, none that can be, or not to be given. */
export const ROW_STATES = ['open', 'accepted', 'own', 'editing', 'outside', 'locked'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** What a row of the card is made from. */
export interface RowSource {
  readonly scored: Scored;
  readonly desk: ReviewDesk;
  readonly accepted: ReadonlySet<CriterionKey>;
  readonly mayDecide: boolean;
  readonly isCompleted: boolean;
  /** The judge's values are hidden until the person has committed to his. */
  readonly isBlind: boolean;
}

/** A row of the card: what stands in it, and what is to be seen of the judge's. */
export interface ScoreRow {
  readonly state: RowState;
  /** What the person's column shows: digits as typed, a number, or null where nothing is decided or to be seen. */
  readonly mine: string | number | null;
  readonly isRevealed: boolean;
  /** The judge's value; null where it is hidden or not known. */
  readonly judge: number | null;
  /** Mine minus the judge's; null where either is not to be seen yet. */
  readonly gap: number | null;
}

/** Whether the judge's value of a part is to be seen: always, but for who is blind and has not committed to his own. */
export const isRevealed = ({ scored, desk, accepted, isBlind }: RowSource, part: ScorePart): boolean => !isBlind || isAsking(desk, part) || isPartDecided(scored, accepted, part);

const isAsking = ({ focus, asking }: ReviewDesk, part: ScorePart): boolean => focus === part && asking !== null;

function stateOf({ scored, desk, accepted, mayDecide, isCompleted }: RowSource, part: ScorePart): RowState {
  if (!mayDecide) return 'locked';
  const isFocused = desk.focus === part;
  if (isFocused && isOutOfRange(desk)) return 'outside';
  if (isFocused && (desk.typed !== null || desk.asking !== null)) return 'editing';
  if (!isOpen(scored, part)) return 'locked';
  if (!isCompleted && !isPartDecided(scored, accepted, part)) return 'open';
  return effectiveValue(scored, part) === judgeValue(scored, part) ? 'accepted' : 'own';
}

/** How a row of the card stands. */
export function scoreRow(source: RowSource, part: ScorePart): ScoreRow {
  const { scored, desk, accepted, isCompleted } = source;
  const state = stateOf(source, part);
  const revealed = isRevealed(source, part);
  const judge = revealed ? judgeValue(scored, part) : null;
  const value = shownValue(scored, desk, part);
  const isDecided = isCompleted || isAsking(desk, part) || isPartDecided(scored, accepted, part);
  const isTyped = desk.focus === part && desk.typed !== null;
  const isEmpty = state === 'open' || (state === 'locked' && !revealed);
  return { state, mine: isTyped ? desk.typed : isEmpty ? null : value, isRevealed: revealed, judge, gap: isDecided && judge !== null && value !== null ? value - judge : null };
}
