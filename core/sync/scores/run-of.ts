import type { Run } from '../../calls/analysis.ts';
import { bandOf, worseBand, type BandThresholds } from '../../qci/band.ts';
import { CRITERION_KEYS, dimensionScores, totalScore, type CriterionScores } from '../../qci/criteria.ts';
import { readCriteria } from '../../qci/evidence/read-criteria.ts';
import type { Actor } from '../actor.ts';
import type { PatchOf } from '../operation.ts';

type RunPatch = PatchOf<'record_run'>;

const NO_SCORE = { qciTotalScore: null, dynamicsScore: null, objectionsScore: null, brandScore: null, outcomeScore: null, status: null } as const;

/** The scores and the band of a run, as the workspace computes them from its criteria. */
function scoresOf({ criteria, status }: RunPatch, bands: BandThresholds): Pick<Run, keyof typeof NO_SCORE> {
  if (!criteria) return NO_SCORE;
  const scores = dimensionScores(Object.fromEntries(CRITERION_KEYS.map((key) => [key, criteria[key].score])) as CriterionScores);
  const total = totalScore(scores);
  const computed = bandOf(total, bands);
  return {
    qciTotalScore: total,
    dynamicsScore: scores.dynamics,
    objectionsScore: scores.objections,
    brandScore: scores.brand,
    outcomeScore: scores.outcome,
    status: status === undefined ? computed : worseBand(computed, status),
  };
}

/** A run that is recorded, before the workspace has given it an id: the work's own stands for it. */
export function runOf(patch: RunPatch, at: string, by: Actor, bands: BandThresholds): Run {
  const { ai_model = null, unscorable = null, tier = null, coaching_tips = [], tokens_used = null, analysis_cost = null } = patch;
  return {
    id: patch.run_key,
    runKey: patch.run_key,
    judge: patch.judge,
    aiModel: ai_model,
    rubricVersion: patch.rubric_version,
    unscorable,
    ...scoresOf(patch, bands),
    loweredTo: patch.status ?? null,
    outcomeTier: tier,
    criteria: readCriteria({ criteria: patch.criteria }),
    coachingTips: coaching_tips,
    createdAt: at,
    createdByName: by.name,
    tokensUsed: tokens_used,
    analysisCost: analysis_cost,
  };
}
