import type { Analysis, Run } from '../../../../core/calls/analysis.ts';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { CRITERIA, CRITERION_KEYS, type CriterionKey } from '../../../../core/qci/criteria.ts';
import { effectiveValue, judgeValue } from '../../../../core/qci/effective.ts';

/** One criterion of two runs. */
export interface ComparedRow {
  readonly key: CriterionKey;
  readonly max: number;
  /** What counts now, a person's value before the judge's; null where it is not known. */
  readonly now: number | null;
  readonly next: number | null;
  /** Whether the judges differ. */
  readonly differs: boolean;
  /** A person gave this criterion, or its dimension, a value: it stays whichever run counts. */
  readonly isDecided: boolean;
}

/** The latest run of a call that has a score by another run; null where the latest is the one that counts. */
export function newRun({ analysis, runs }: Pick<CallDetail, 'analysis' | 'runs'>): Run | null {
  const [latest] = runs;
  return analysis === null || latest === undefined || latest.runKey === analysis.runKey ? null : latest;
}

/** Whether a run waits on this device: it has no id of the workspace yet, by which alone it could be made to count. */
export const isUnsent = ({ id, runKey }: Run): boolean => id === runKey;

/** The criteria as they count and as another run has them. */
export const compared = (analysis: Analysis, run: Run): ComparedRow[] =>
  CRITERION_KEYS.map((key) => {
    const { dimension, max } = CRITERIA[key];
    const next = run.criteria.find((one) => one.key === key)?.score ?? null;
    const isDecided = analysis.overrides[key] !== undefined || analysis.overrides[dimension] !== undefined;
    return { key, max, now: effectiveValue(analysis, key), next, differs: judgeValue(analysis, key) !== next, isDecided };
  });
