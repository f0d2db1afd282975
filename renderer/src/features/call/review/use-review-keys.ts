import { accept, cancel, commit, digit, erase, move, nudge } from '../../../../../core/review/desk.ts';
import { useCommand } from '../../../lib/commands.tsx';
import type { Review } from './use-review.ts';

/** Points that the arrows move with Shift. */
const MUCH = 5;

/** Answers the keys of a review while its call is on screen. */
export const useReviewKeys = (review: Review): void => {
  const { analysis, desk, set, turn } = review;
  const isScored = analysis !== null;
  const mayDecide = isScored && review.hindrance === null;
  const hasRow = mayDecide && desk.focus !== null;
  const step = (by: number): void => {
    if (analysis && desk.focus !== null) set(nudge(desk, by, analysis, review.isRevealed(desk.focus)));
  };
  useCommand('review.down', () => set(move(desk, 1)), isScored);
  useCommand('review.up', () => set(move(desk, -1)), isScored);
  useCommand('review.more', () => step(1), hasRow);
  useCommand('review.less', () => step(-1), hasRow);
  useCommand('review.muchMore', () => step(MUCH), hasRow);
  useCommand('review.muchLess', () => step(-MUCH), hasRow);
  useCommand('review.erase', () => set(erase(desk)), hasRow && desk.typed !== null);
  useCommand('review.commit', () => analysis && turn(commit(desk, analysis)), hasRow);
  useCommand('review.accept', () => analysis && desk.focus !== null && turn(accept(desk, desk.focus, analysis)), hasRow);
  useCommand('review.acceptVerified', review.acceptVerified, mayDecide);
  useCommand('review.complete', review.complete, mayDecide);
  // Esc leaves the value, then the row, and only then the call.
  useCommand('call.back', () => set(cancel(desk)), desk.focus !== null);
  useDigits((figure) => analysis && turn(digit(desk, figure, analysis)), hasRow);
};

const useDigits = (run: (figure: number) => void, enabled: boolean): void => {
  useCommand('review.digit0', () => run(0), enabled);
  useCommand('review.digit1', () => run(1), enabled);
  useCommand('review.digit2', () => run(2), enabled);
  useCommand('review.digit3', () => run(3), enabled);
  useCommand('review.digit4', () => run(4), enabled);
  useCommand('review.digit5', () => run(5), enabled);
  useCommand('review.digit6', () => run(6), enabled);
  useCommand('review.digit7', () => run(7), enabled);
  useCommand('review.digit8', () => run(8), enabled);
  useCommand('review.digit9', () => run(9), enabled);
};
