import { useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis, Override } from '../../../../../core/calls/analysis.ts';
import type { AppErrorCode } from '../../../../../core/contract/errors.ts';
import type { ScoreOfCall } from '../../../../../core/contract/routes/scores.ts';
import { OVERRIDE_REASONS, type OverrideReason, type ScorePart } from '../../../../../core/qci/override.ts';
import { reviewedPoints, seenValues } from '../../../../../core/review/points.ts';
import { putScore } from '../../../bridge/put-score.ts';
import { request, toAppError } from '../../../bridge/request.ts';
import { UndoContext } from '../../../lib/undo.tsx';

export interface ScoreChanges {
  /** Gives a part a value of one's own, and offers to take that back. True once it is journaled on this device, as are the others. */
  readonly give: (part: ScorePart, value: number, reason: OverrideReason) => Promise<boolean>;
  /** Lets the judge's value count again, and offers to bring one's own back. */
  readonly revoke: (part: ScorePart) => Promise<boolean>;
  readonly note: (part: ScorePart, note: string) => Promise<boolean>;
  /** Completes the review. Answers the score as it is then, which is not on screen yet; null where it was not taken. */
  readonly review: (wasBlind: boolean, seconds: number) => Promise<ScoreOfCall | null>;
  /** Puts such a score on every screen that shows the call. */
  readonly show: (score: ScoreOfCall) => void;
  /** Why the last change was not taken; null where it was. */
  readonly failure: AppErrorCode | null;
}

/** A reason that this version does not know is kept as another one. */
const known = ({ reason }: Override): OverrideReason => OVERRIDE_REASONS.find((one) => one === reason) ?? 'other';

/** What can be done with a call's score. Every screen that shows it has the change with its answer. */
export const useScoreChanges = (callId: string, analysis: Analysis | null): ScoreChanges => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const undo = use(UndoContext);
  const [failure, setFailure] = useState<AppErrorCode | null>(null);
  const taken = async (asking: Promise<ScoreOfCall>): Promise<ScoreOfCall | null> => {
    try {
      const score = await asking;
      setFailure(null);
      return score;
    } catch (error) {
      setFailure(toAppError(error).code);
      return null;
    }
  };
  const show = (score: ScoreOfCall): void => putScore(client, callId, score);
  const send = async (asking: Promise<ScoreOfCall>): Promise<ScoreOfCall | null> => {
    const score = await taken(asking);
    if (score) show(score);
    return score;
  };
  const write = (part: ScorePart, value: number | null, reason: OverrideReason | null, note: string | null, version: number): Promise<ScoreOfCall | null> =>
    send(request('scores.override', { callId, part, value, reason, note, seen: { version, values: {} } }));
  const change = async (part: ScorePart, value: number | null, reason: OverrideReason | null, words: string): Promise<boolean> => {
    if (!analysis) return false;
    const held = analysis.overrides[part];
    const done = await write(part, value, reason, held?.note ?? null, analysis.version);
    const version = done?.analysis?.version ?? analysis.version;
    const putBack = (): void => void write(part, held?.value ?? null, held ? known(held) : null, held?.note ?? null, version);
    if (done) undo.offer({ words, undo: putBack });
    return done !== null;
  };
  return {
    give: (part, value, reason) => change(part, value, reason, t('review.overridden', { name: t(`qci.${part}`), value })),
    revoke: (part) => change(part, null, null, t('review.revoked', { name: t(`qci.${part}`) })),
    note: async (part, note) => {
      const held = analysis?.overrides[part];
      return analysis && held ? (await write(part, held.value, known(held), note || null, analysis.version)) !== null : false;
    },
    review: async (wasBlind, seconds) =>
      analysis && taken(request('scores.review', { callId, scores: reviewedPoints(analysis), wasBlind, seconds, seen: { version: analysis.version, values: seenValues(analysis) } })),
    show,
    failure,
  };
};
