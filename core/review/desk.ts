import { OVERRIDE_REASONS, partMax, type OverrideReason, type ScorePart } from '../qci/override.ts';
import { effectiveValue, isOpen, judgeValue, type Scored } from '../qci/effective.ts';
import { REVIEW_PARTS } from './points.ts';

/** What the keys are doing to the card: which row they speak to, the value being given, and the value that waits for its reason. */
export interface ReviewDesk {
  readonly focus: ScorePart | null;
  /** Digits as typed, or a number that the arrows made; null where nothing is being given. */
  readonly typed: string | null;
  /** The value that was confirmed and differs from the judge's: a reason comes next. */
  readonly asking: number | null;
}

export const AT_REST: ReviewDesk = { focus: null, typed: null, asking: null };

/** What is to be done about the score: give a part a value of one's own, take that back, or accept the judge's. */
export type Decision =
  | { readonly type: 'override'; readonly part: ScorePart; readonly value: number; readonly reason: OverrideReason }
  | { readonly type: 'revoke'; readonly part: ScorePart }
  | { readonly type: 'accept'; readonly part: ScorePart };

/** How the desk stands after a key, and what the key decided; null where it decided nothing. */
export interface Turned {
  readonly desk: ReviewDesk;
  readonly decision: Decision | null;
}

const only = (desk: ReviewDesk): Turned => ({ desk, decision: null });

/** The row above or below; from nowhere, the first or the last. What was being given is left. */
export function move(desk: ReviewDesk, by: 1 | -1): ReviewDesk {
  const at = desk.focus === null ? -1 : REVIEW_PARTS.indexOf(desk.focus);
  const next = at < 0 ? (by > 0 ? 0 : REVIEW_PARTS.length - 1) : Math.max(0, Math.min(REVIEW_PARTS.length - 1, at + by));
  return { focus: REVIEW_PARTS[next] ?? null, typed: null, asking: null };
}

/** The number that is being given; null where nothing is, or where it is none within the part's points. */
export function givenValue({ focus, typed }: ReviewDesk): number | null {
  if (focus === null || typed === null || !/^\d{1,2}$/.test(typed)) return null;
  const value = Number(typed);
  return value <= partMax(focus) ? value : null;
}

/** Whether a value stands there that nobody confirmed yet. */
export const isBeingTyped = ({ typed }: ReviewDesk): boolean => typed !== null && typed !== '';

/** Whether what is typed is no number within the part's points. */
export const isOutOfRange = (desk: ReviewDesk): boolean => isBeingTyped(desk) && givenValue(desk) === null;

/** Moves the value by some points, within the part's: from what counts now, or from nothing where that is not to be seen. */
export function nudge(desk: ReviewDesk, by: number, scored: Scored, isSeen: boolean): ReviewDesk {
  const { focus } = desk;
  if (focus === null || !isOpen(scored, focus)) return desk;
  const from = givenValue(desk) ?? desk.asking ?? (isSeen ? effectiveValue(scored, focus) : null) ?? 0;
  return { focus, typed: String(Math.max(0, Math.min(partMax(focus), from + by))), asking: null };
}

/**
 * A digit: of the value while that is being given, the number of a reason once it is confirmed. A third digit begins a new number.
 */
export function digit(desk: ReviewDesk, figure: number, scored: Scored): Turned {
  const { focus, typed, asking } = desk;
  if (focus === null) return only(desk);
  if (asking !== null) {
    const reason = OVERRIDE_REASONS[figure - 1];
    return reason === undefined ? only(desk) : { desk: { focus, typed: null, asking: null }, decision: { type: 'override', part: focus, value: asking, reason } };
  }
  if (!isOpen(scored, focus)) return only(desk);
  return only({ focus, typed: typed === null || typed.length >= 2 ? String(figure) : `${typed}${figure}`, asking: null });
}

/** Takes the last digit away. */
export const erase = (desk: ReviewDesk): ReviewDesk => (desk.typed === null ? desk : { ...desk, typed: desk.typed.length > 1 ? desk.typed.slice(0, -1) : '' });

/**
 * Confirms what is being given. The judge's own value takes an override back, or accepts; another one asks for its reason. Where nothing is
 * being given the judge's value is accepted.
 */
export function commit(desk: ReviewDesk, scored: Scored): Turned {
  const { focus, typed } = desk;
  if (focus === null || desk.asking !== null) return only(desk);
  const value = givenValue(desk);
  if (typed !== null && typed !== '' && value === null) return only(desk);
  const rest: ReviewDesk = { focus, typed: null, asking: null };
  if (value === null) return accept(rest, focus, scored);
  if (value === judgeValue(scored, focus)) return { desk: rest, decision: scored.overrides[focus] ? { type: 'revoke', part: focus } : { type: 'accept', part: focus } };
  if (value === scored.overrides[focus]?.value) return only(rest);
  return only({ focus, typed: null, asking: value });
}

/** Accepts the judge's value of a row, which takes back what one had given it oneself. */
export function accept(desk: ReviewDesk, part: ScorePart, scored: Scored): Turned {
  const rest: ReviewDesk = { focus: desk.focus, typed: null, asking: null };
  return { desk: rest, decision: { type: scored.overrides[part] ? 'revoke' : 'accept', part } };
}

/** Leaves what is being given or asked; the row keeps the keys. From a row at rest, the card gives them back. */
export const cancel = (desk: ReviewDesk): ReviewDesk => (desk.typed === null && desk.asking === null ? AT_REST : { focus: desk.focus, typed: null, asking: null });

/** The reason of the chip that was pressed. */
export const choose = (desk: ReviewDesk, reason: OverrideReason, scored: Scored): Turned => digit(desk, OVERRIDE_REASONS.indexOf(reason) + 1, scored);
