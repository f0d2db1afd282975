import { CRITERION_KEYS, type CriterionScores } from '../../qci/criteria.ts';
import { effectiveValue, judgeValue } from '../../qci/effective.ts';
import { dimensionOf } from '../../qci/override.ts';
import { type Operation, operationSchema, type Queued, type ScoreOperation } from '../operation.ts';
import { partOf } from './apply-score.ts';
import { fieldsOf, metScore, seenStill, type MetScore } from './conflict.ts';

/** The same operation at the version that stands at the workspace now, where what it touches is as the person saw it; else null. */
export function rebaseScore(operation: ScoreOperation, current: Record<string, unknown>, newOpId: string): Operation | null {
  const met = metScore(current);
  if (!met || operation.kind === 'record_run' || !seenStill(operation, met)) return null;
  return operationSchema.parse({ ...operation, opId: newOpId, expectedVersion: met.version });
}

/**
 * The operation that takes a parked one's place: it expects what stands there now and gives only the values that stand as mine. A
 * review is the person's own and stays one, with the other values where he chose those. Null where nothing of mine remains.
 */
export function resolveScore(parked: Queued<ScoreOperation>, mine: readonly string[], newOpId: string): Operation | null {
  const { operation } = parked;
  const met = parked.state === 'parked' ? metScore(parked.current) : null;
  if (!met || operation.kind === 'record_run') return null;
  const chosen = fieldsOf(operation, met).filter(({ field }) => mine.includes(field)).map(({ field }) => field);
  const words = { ...operation, opId: newOpId, expectedVersion: met.version, before: { ...operation.before, ...seenOf(operation, met) } };
  if (operation.kind !== 'complete_review') return chosen.length === 0 ? null : operationSchema.parse(words);
  const scores = Object.fromEntries(CRITERION_KEYS.map((key) => [key, chosen.includes(key) ? operation.patch.scores[key] : (effectiveValue(met, key) ?? operation.patch.scores[key])]));
  return operationSchema.parse({ ...words, patch: { ...operation.patch, scores: scores as CriterionScores } });
}

/** What the person has before his eyes once he decided: what the conflict showed. */
function seenOf(operation: ScoreOperation, met: MetScore): Record<string, unknown> {
  switch (operation.kind) {
    case 'override_score': {
      const part = partOf(operation.patch);
      const dimension = dimensionOf(part);
      return { [part]: effectiveValue(met, part), [dimension]: effectiveValue(met, dimension), judge: judgeValue(met, part) };
    }
    case 'complete_review':
      return Object.fromEntries(CRITERION_KEYS.map((key) => [key, effectiveValue(met, key)]));
    case 'adopt_run':
      return { runId: met.runId, total: met.qciTotalScore };
    case 'record_run':
      return {};
  }
}
