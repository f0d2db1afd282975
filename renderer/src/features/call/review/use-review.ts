import { use, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../../../../../core/calls/analysis.ts';
import type { CallDetail } from '../../../../../core/calls/call-detail.ts';
import type { AppErrorCode } from '../../../../../core/contract/errors.ts';
import { hindranceToAdd, type Hindrance } from '../../../../../core/moments/rights.ts';
import type { CriterionKey } from '../../../../../core/qci/criteria.ts';
import { verifiedCriteria } from '../../../../../core/qci/evidence/call-evidence.ts';
import type { ScorePart } from '../../../../../core/qci/override.ts';
import { readAccepted, writeAccepted } from '../../../../../core/review/accepted.ts';
import { AT_REST, commit, givenValue, isBeingTyped, type Decision, type ReviewDesk, type Turned } from '../../../../../core/review/desk.ts';
import { criteriaUnder, undecided } from '../../../../../core/review/points.ts';
import { isRevealed, type RowSource } from '../../../../../core/review/score-row.ts';
import type { DraftBook } from '../../../bridge/draft-book.ts';
import { useAsker } from '../../../bridge/use-asker.ts';
import { useDraft } from '../../../bridge/use-draft-book.ts';
import { UndoContext } from '../../../lib/undo.tsx';
import { useScoreChanges } from './use-score-changes.ts';

/** The draft of a review: what was accepted. */
const FIELD = 'review:accepted';
const DAY_S = 86_400;
const NOTHING_LEFT: readonly CriterionKey[] = [];

/** All that the card needs to show a review and to carry it on. */
export interface Review {
  readonly callId: string;
  readonly book: DraftBook;
  readonly analysis: Analysis | null;
  readonly bands: CallDetail['bands'];
  /** What this person completed before; null where he has not. */
  readonly completed: CallDetail['review'];
  readonly desk: ReviewDesk;
  readonly accepted: ReadonlySet<CriterionKey>;
  /** The criteria that wait for a decision. */
  readonly left: readonly CriterionKey[];
  /** Why nothing may be decided; null where it may. */
  readonly hindrance: Hindrance;
  /** The judge's values are hidden until the person has committed to his. */
  readonly isBlind: boolean;
  /** What the rows of the card are made from; null where there is no score. */
  readonly rows: RowSource | null;
  readonly isRevealed: (part: ScorePart) => boolean;
  readonly failure: AppErrorCode | null;
  /** True once one asked to complete with criteria that nobody decided: asked again, they count as accepted. */
  readonly isWarned: boolean;
  readonly set: (desk: ReviewDesk) => void;
  readonly turn: (turned: Turned) => void;
  readonly note: (part: ScorePart, note: string) => void;
  readonly acceptVerified: () => void;
  readonly complete: () => void;
}

/** Whether the judge's values were hidden all the time, and for how long the call has been on screen. */
const useSitting = (isBlind: boolean) => {
  const [begunAt] = useState(() => performance.now());
  const sawAll = useRef(!isBlind);
  useEffect(() => {
    if (!isBlind) sawAll.current = true;
  }, [isBlind]);
  return {
    wasBlind: () => !sawAll.current,
    seconds: () => Math.min(DAY_S, Math.round((performance.now() - begunAt) / 1000)),
  };
};

/** The review of the call on screen; its component is one call's. `onCompleted` is called once it is journaled, and leads to the next call. */
export const useReview = (call: CallDetail, book: DraftBook, wantsBlind: boolean, onCompleted: () => Promise<void>): Review => {
  const { analysis, turns, review: completed } = call;
  const hindrance = hindranceToAdd(useAsker());
  const { t } = useTranslation();
  const undo = use(UndoContext);
  const changes = useScoreChanges(call.id, analysis);
  const draft = useDraft(book, FIELD);
  const accepted = useMemo(() => readAccepted(draft, analysis), [draft, analysis]);
  const left = useMemo(() => (analysis && completed === null ? undecided(analysis, accepted) : NOTHING_LEFT), [analysis, accepted, completed]);
  const [desk, set] = useState(AT_REST);
  const [isWarned, setWarned] = useState(false);
  const isCompleting = useRef(false);
  const isBlind = wantsBlind && hindrance === null && completed === null;
  const sitting = useSitting(isBlind);
  const mayDecide = hindrance === null && analysis !== null;
  const accept = (keys: readonly CriterionKey[]): void => {
    if (analysis) book.set(FIELD, writeAccepted(new Set([...accepted, ...keys]), analysis));
  };
  /** The same, and can be taken back: whoever pressed the key once too often would else undo what he did before it. */
  const acceptUndoably = (keys: readonly CriterionKey[]): void => {
    const fresh = keys.filter((key) => left.includes(key));
    if (fresh.length === 0) return;
    accept(fresh);
    const [first, second] = fresh;
    const words = first !== undefined && second === undefined ? t('review.acceptedOne', { name: t(`qci.${first}`) }) : t('review.acceptedMany', { count: fresh.length });
    undo.offer({ words, undo: () => book.set(FIELD, draft ?? '') });
  };
  const decide = async (decision: Decision): Promise<void> => {
    const { part } = decision;
    if (decision.type === 'override') await changes.give(part, decision.value, decision.reason);
    else if (decision.type === 'accept') acceptUndoably(criteriaUnder(part));
    else if (await changes.revoke(part)) accept(criteriaUnder(part));
  };
  const turn = ({ desk: next, decision }: Turned): void => {
    // Blind to the judge nobody accepts what he has not seen: a value of one's own comes first.
    if (!mayDecide || (isBlind && decision?.type === 'accept' && givenValue(desk) === null)) return;
    set(next);
    if (decision) void decide(decision);
  };
  const complete = async (): Promise<void> => {
    const [first] = left;
    if (!mayDecide || desk.asking !== null || isCompleting.current) return;
    // What stands in a box counts for the person who reads it there: it is confirmed first.
    if (isBeingTyped(desk)) return turn(commit(desk, analysis));
    if (first !== undefined && !isWarned) {
      setWarned(true);
      return set({ focus: first, typed: null, asking: null });
    }
    isCompleting.current = true;
    const score = await changes.review(sitting.wasBlind(), sitting.seconds());
    // The next call first: drawing what changed on this one would hold it up.
    if (score) await onCompleted();
    isCompleting.current = false;
    if (!score) return;
    changes.show(score);
    book.end(FIELD);
    setWarned(false);
    set(AT_REST);
  };
  const rows: RowSource | null = analysis && { scored: analysis, desk, accepted, mayDecide, isCompleted: completed !== null, isBlind };
  return {
    callId: call.id,
    book,
    analysis,
    bands: call.bands,
    completed,
    desk,
    accepted,
    left,
    hindrance,
    isBlind,
    rows,
    isRevealed: (part) => rows === null || isRevealed(rows, part),
    failure: changes.failure,
    isWarned,
    set,
    turn,
    note: (part, note) => void changes.note(part, note),
    acceptVerified: () => {
      if (mayDecide && !isBlind) acceptUndoably(verifiedCriteria(turns, analysis.criteria));
    },
    complete: () => void complete(),
  };
};
