import type { Analysis, Run } from '../../calls/analysis.ts';
import { bandOf, worseBand } from '../../qci/band.ts';
import { dimensionScores, totalScore } from '../../qci/criteria.ts';
import { dimensionField, dimensionWith, judgeValue } from '../../qci/effective.ts';
import { criteriaOf, dimensionOf, SCORE_PARTS, type ScorePart } from '../../qci/override.ts';
import type { Actor } from '../actor.ts';
import type { KeptCall } from '../kept-call.ts';
import type { PatchOf, ScoreOperation } from '../operation.ts';
import { runOf } from './run-of.ts';

type OverridePatch = PatchOf<'override_score'>;

/** The part that an override is of. */
export const partOf = ({ dimension, criterion }: OverridePatch): ScorePart => {
  const part = criterion ?? dimension;
  if (part === undefined) throw new Error('an override names a part');
  return part;
};

/** Whether a run would become the call's score: where no person has decided anything about that. */
export const isDecided = (analysis: Analysis | null): boolean => analysis !== null && (analysis.reviewedBy !== null || Object.keys(analysis.overrides).length > 0);

/** By how much an operation moves the version of the call's score, as the workspace counts it: a run that does not become it leaves it alone. */
export function stepOf(call: KeptCall, operation: ScoreOperation): 0 | 1 {
  if (operation.kind !== 'record_run') return call.analysis ? 1 : 0;
  return isRecorded(call, operation.patch) || operation.patch.criteria === undefined || isDecided(call.analysis) ? 0 : 1;
}

/**
 * The call as an operation on its score leaves it. `version` is the one that the workspace gave the score, or null while it has not
 * answered: the score's own then stays. It mirrors what the workspace does (record_run, adopt_run, override_score, complete_review).
 */
export function applyScore(call: KeptCall, operation: ScoreOperation, by: Actor, version: number | null): KeptCall {
  switch (operation.kind) {
    case 'record_run':
      return recorded(call, operation.patch, operation.madeAt, by, version);
    case 'adopt_run': {
      const run = call.runs.find(({ id }) => id === operation.patch.run_id);
      return run && call.analysis ? { ...call, analysis: { ...underPeople(call.analysis, run, call.bands), version: version ?? call.analysis.version } } : call;
    }
    case 'override_score':
      return call.analysis ? { ...call, analysis: overridden(call.analysis, operation.patch, operation.madeAt, by, version, call) } : call;
    case 'complete_review': {
      const { scores, was_blind: wasBlind, seconds, run_id: runId } = operation.patch;
      const total = totalScore(dimensionScores(scores));
      const review = { scores, qciTotalScore: total, status: bandOf(total, call.bands), wasBlind, seconds, completedAt: operation.madeAt, runId };
      const analysis = call.analysis && { ...call.analysis, version: version ?? call.analysis.version, ...reviewed(by, operation.madeAt) };
      return { ...call, review, analysis };
    }
  }
}

const reviewed = ({ userId, name }: Actor, at: string) => ({ reviewedBy: userId, reviewedByName: name, reviewedAt: at });

const isRecorded = ({ runs }: KeptCall, { run_key }: PatchOf<'record_run'>): boolean => runs.some(({ runKey }) => runKey === run_key);

function recorded(call: KeptCall, patch: PatchOf<'record_run'>, at: string, by: Actor, version: number | null): KeptCall {
  if (isRecorded(call, patch)) return call;
  const run = runOf(patch, at, by, call.bands);
  const runs = [run, ...call.runs];
  if (run.unscorable !== null || isDecided(call.analysis)) return { ...call, runs };
  // Its row has no id before the workspace made one; the work's own stands for it.
  const nothing = { id: run.id, version: 0, reviewedBy: null, reviewedByName: null, reviewedAt: null, overrides: {} };
  return { ...call, runs, analysis: { ...(call.analysis ?? nothing), ...valuesOf(run, patch), version: version ?? call.analysis?.version ?? 0 } };
}

const valuesOf = (run: Run, patch?: PatchOf<'record_run'>) => ({
  qciTotalScore: run.qciTotalScore,
  dynamicsScore: run.dynamicsScore,
  objectionsScore: run.objectionsScore,
  brandScore: run.brandScore,
  outcomeScore: run.outcomeScore,
  status: run.status,
  outcomeTier: run.outcomeTier,
  criteria: run.criteria,
  brandMentions: patch?.brand_mentions ?? null,
  agentTalkRatio: patch?.agent_talk_ratio ?? null,
  coachingTips: run.coachingTips,
  keyMoments: patch?.key_moments ?? [],
  judge: run.judge,
  aiModel: run.aiModel,
  analyzedAt: run.createdAt,
  rubricVersion: run.rubricVersion,
  runId: run.id,
  runKey: run.runKey,
});

/** Another run's values below what people decided (app.put_run). */
export function underPeople(analysis: Analysis, run: Run, bands: KeptCall['bands']): Analysis {
  const bare: Analysis = { ...analysis, ...valuesOf(run), overrides: {} };
  const overrides = Object.fromEntries(Object.entries(analysis.overrides).map(([part, one]) => [part, { ...one, ai: judgeValue(bare, part as ScorePart) }]));
  const next = SCORE_PARTS.reduce<Analysis>((made, part) => {
    const one = analysis.overrides[part];
    return one ? withValue({ ...made, overrides: { ...made.overrides, [part]: one } }, part, one.value) : made;
  }, bare);
  const total = totalled({ ...next, overrides }, bands);
  return asLowAs(total, run);
}

/** The band is at most the one that the run's judge asked for. */
const asLowAs = (total: Analysis, run: Run | undefined): Analysis =>
  run === undefined || run.loweredTo === null || total.status === null ? total : { ...total, status: worseBand(total.status, run.loweredTo) };

function overridden(analysis: Analysis, patch: OverridePatch, at: string, by: Actor, version: number | null, { bands, runs }: KeptCall): Analysis {
  const part = partOf(patch);
  const { [part]: held, ...others } = analysis.overrides;
  const ai = held ? held.ai : judgeValue(analysis, part);
  const { value, reason, note } = patch;
  const overrides = value === null ? others : { ...others, [part]: { value, ai, reason, note: note ?? null, byId: by.userId, byName: by.name, at } };
  const next = withValue({ ...analysis, overrides }, part, value ?? ai);
  const total = totalled(next, bands);
  // With the last of them taken back the band is the judge's again.
  const made = Object.keys(overrides).length > 0 ? total : asLowAs(total, runs.find(({ id }) => id === analysis.runId));
  return { ...made, version: version ?? analysis.version, ...reviewed(by, at) };
}

/** The dimension follows its part. */
function withValue(analysis: Analysis, part: ScorePart, value: number | null): Analysis {
  const dimension = dimensionOf(part);
  const key = criteriaOf(dimension).find((one) => one === part && one !== (dimension as string));
  return { ...analysis, [dimensionField(dimension)]: key ? dimensionWith(analysis, key, value) : value };
}

function totalled(analysis: Analysis, bands: KeptCall['bands']): Analysis {
  const { dynamicsScore, objectionsScore, brandScore, outcomeScore } = analysis;
  if (dynamicsScore === null || objectionsScore === null || brandScore === null || outcomeScore === null) return { ...analysis, qciTotalScore: null, status: null };
  const total = totalScore({ dynamics: dynamicsScore, objections: objectionsScore, brand: brandScore, outcome: outcomeScore });
  return { ...analysis, qciTotalScore: total, status: bandOf(total, bands) };
}
