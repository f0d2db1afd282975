import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { ScoreOfCall, scoresRoutes } from '../../../../core/contract/routes/scores.ts';
import { effectiveValue, isOpen } from '../../../../core/qci/effective.ts';
import { dimensionOf, namedPart, partMax } from '../../../../core/qci/override.ts';
import type { ScoreOperation } from '../../../../core/sync/operation.ts';
import type { Desk } from '../../session/desk.ts';
import { ownKept } from './own-call.ts';

export interface ScoresHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Something was journaled: it can be sent. */
  readonly journaled: () => void;
}

type Deed = Pick<ScoreOperation, 'kind' | 'patch'> & { readonly before: Record<string, unknown>; readonly seen: number | null };

/** What people decide about a call's score. Each change is on disk before it is answered; the workspace hears of it later. */
export function scoresHandlers({ desk, now, newId, journaled }: ScoresHandlerDeps): HandlersFor<typeof scoresRoutes> {
  const shown = async (here: Desk, callId: string): Promise<ScoreOfCall> => {
    const { analysis, runs, review } = await ownKept(here, callId);
    return { analysis, runs, review };
  };
  const scored = async (here: Desk, callId: string) => {
    const { analysis, runs } = await ownKept(here, callId);
    if (!analysis) throw new AppError('not_found', 'The call has no score on this device.');
    return { analysis, runs };
  };
  const journal = async (here: Desk, callId: string, { seen, ...deed }: Deed): Promise<ScoreOfCall> => {
    const made = { opId: newId(), organizationId: here.organizationId, callId, entityId: callId, expectedVersion: 0, madeAt: now().toISOString() };
    await here.store.addOperation({ operation: { ...made, ...deed } as ScoreOperation, seen });
    journaled();
    return shown(here, callId);
  };
  return {
    'scores.override': async ({ callId, part, value, reason, note, seen }) => {
      const here = await desk();
      const { analysis } = await scored(here, callId);
      if (value !== null && (reason === null || value > partMax(part))) throw new AppError('bad_request', 'A value of one’s own needs a reason, and is within the part’s points.');
      if (value === null ? !analysis.overrides[part] : !isOpen(analysis, part)) throw new AppError('conflict', 'This part of the score is not open to that.');
      const dimension = dimensionOf(part);
      const before = { [part]: effectiveValue(analysis, part), [dimension]: effectiveValue(analysis, dimension), ...seen.values };
      const patch = { call_id: callId, ...namedPart(part), value, reason, note: note || null };
      return journal(here, callId, { kind: 'override_score', patch, before, seen: seen.version });
    },
    'scores.review': async ({ callId, scores, wasBlind, seconds, seen }) => {
      const here = await desk();
      const { analysis, runs } = await scored(here, callId);
      // A run that is not sent yet has no id at the workspace.
      const runId = runs.some(({ id, runKey }) => id === analysis.runId && id !== runKey) ? analysis.runId : null;
      const patch = { call_id: callId, scores, was_blind: wasBlind, seconds, run_id: runId };
      return journal(here, callId, { kind: 'complete_review', patch, before: { ...seen.values }, seen: seen.version });
    },
    'scores.adopt': async ({ callId, runId }) => {
      const here = await desk();
      const { analysis, runs } = await scored(here, callId);
      const run = runs.find(({ id }) => id === runId);
      if (!run || run.unscorable !== null || run.id === run.runKey) throw new AppError('not_found', 'There is no such run at the workspace.');
      const before = { runId: analysis.runId, total: analysis.qciTotalScore, mine: run.qciTotalScore };
      return journal(here, callId, { kind: 'adopt_run', patch: { call_id: callId, run_id: runId }, before, seen: analysis.version });
    },
  };
}
