import { z } from 'zod';
import type { CallDetail } from '../calls/call-detail.ts';
import type { Analysis, Run } from '../calls/analysis.ts';
import { BANDS, bandOf, worseBand, type Band, type BandThresholds } from '../qci/band.ts';
import { DIMENSION_MAX, DIMENSIONS, type Dimension } from '../qci/criteria.ts';
import { dimensionField } from '../qci/effective.ts';
import { SCORE_PARTS, type ScorePart } from '../qci/override.ts';
import { underPeople } from '../sync/scores/apply-score.ts';

const points = Object.fromEntries(DIMENSIONS.map((key) => [key, z.int().min(0).max(DIMENSION_MAX[key]).nullable()])) as Record<Dimension, z.ZodNullable<z.ZodInt>>;

/** A score that counts or would count. `lowered`: the worse band than the total's that its judge asked for. */
const sideSchema = z.strictObject({ total: z.int().min(0).max(100), ...points, lowered: z.enum(BANDS).nullable() });

/** What a new run makes of a call's score: how the score stood when the call was scored again, and how it stands once the run counts, below what people decided. */
export const scoreChangeSchema = z.strictObject({
  callId: z.uuid(),
  calledAt: z.string().max(40),
  agent: z.string().nullable(),
  before: sideSchema,
  after: sideSchema,
  /** What people gave values of their own, and whether somebody stands for the score: then a run counts only once a person makes it. */
  overridden: z.array(z.enum(SCORE_PARTS as [ScorePart, ...ScorePart[]])),
  reviewed: z.boolean(),
  /** The score's version and its run, as this device knew them. */
  version: z.int().nonnegative(),
  runBefore: z.uuid().nullable(),
  runKey: z.uuid(),
});

export type ScoreSide = z.infer<typeof sideSchema>;
export type ScoreChange = z.infer<typeof scoreChangeSchema>;

/** What of a call a change is told from. */
export type ScoredCall = Pick<CallDetail, 'id' | 'createdAt' | 'assistantName' | 'analysis' | 'runs' | 'bands'>;

/** What a new run makes of a call's score; null where the call had none, or the run gives none. */
export function scoreChange({ id, createdAt, assistantName, analysis, bands }: ScoredCall, run: Run): ScoreChange | null {
  const before = analysis && sideOf(analysis, loweredOf(analysis, bands));
  const after = analysis && run.unscorable === null ? sideOf(underPeople(analysis, run, bands), loweredOf(run, bands)) : null;
  if (!analysis || !before || !after) return null;
  const overridden = SCORE_PARTS.filter((part) => analysis.overrides[part] !== undefined);
  return { callId: id, calledAt: createdAt, agent: assistantName, before, after, overridden, reviewed: analysis.reviewedBy !== null, version: analysis.version, runBefore: analysis.runId, runKey: run.runKey };
}

type Points = Pick<Analysis, 'qciTotalScore' | 'dynamicsScore' | 'objectionsScore' | 'brandScore' | 'outcomeScore'>;

function sideOf(scored: Points, lowered: Band | null): ScoreSide | null {
  const { qciTotalScore: total } = scored;
  return total === null ? null : { total, ...(Object.fromEntries(DIMENSIONS.map((key) => [key, scored[dimensionField(key)]])) as Record<Dimension, number | null>), lowered };
}

/** The band that was asked for, where it is worse than the one of the total. */
function loweredOf({ qciTotalScore: total, status }: Pick<Analysis, 'qciTotalScore' | 'status'>, bands: BandThresholds): Band | null {
  const computed = total === null ? null : bandOf(total, bands);
  return computed === null || status === null || worseBand(computed, status) === computed ? null : status;
}

/** The band of a side by these thresholds. */
export const bandOfSide = ({ total, lowered }: ScoreSide, bands: BandThresholds): Band => (lowered === null ? bandOf(total, bands) : worseBand(bandOf(total, bands), lowered));

/** By how much a dimension, or the total, moves; null where one of the two is not known. */
export function moved({ before, after }: Pick<ScoreChange, 'before' | 'after'>, part: Dimension | 'total'): number | null {
  const [from, to] = [before[part], after[part]];
  return from === null || to === null ? null : to - from;
}
