import type { PromptVersion } from './prompt.ts';

/** Below this a mean says nothing, and is not shown. */
export const LEAST_SCORED = 20;

/** Quantile of Student's t at 97.5 %, by Cornish and Fisher's series; exact to the second decimal from ten degrees on. */
function quantile(degrees: number): number {
  const z = 1.959_964;
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
}

/** How a version's calls scored under one rubric. `half`: half of the 95 % interval of the mean, in points; null where n is too small. */
export interface VersionScore {
  readonly n: number;
  readonly mean: number;
  readonly half: number | null;
}

/**
 * The rubric version under which the versions are compared: the one with the most scored calls over all of them, because means of
 * different rubrics say nothing of each other. Undefined where nothing was scored; null is the rubric of scores without a stamp.
 */
export function comparedRubric(versions: readonly Pick<PromptVersion, 'scores'>[]): string | null | undefined {
  const counted = new Map<string | null, number>();
  for (const { scores } of versions) for (const { rubricVersion, n } of scores) counted.set(rubricVersion, (counted.get(rubricVersion) ?? 0) + n);
  return [...counted].toSorted(([a, n], [b, m]) => m - n || (b ?? '').localeCompare(a ?? ''))[0]?.[0];
}

/** A version's score under a rubric; null where it has none. */
export function scoreUnder({ scores }: Pick<PromptVersion, 'scores'>, rubric: string | null | undefined): VersionScore | null {
  const score = scores.find(({ rubricVersion }) => rubricVersion === rubric);
  if (!score) return null;
  const { n, mean, sd } = score;
  return { n, mean, half: n < LEAST_SCORED || sd === null ? null : (quantile(n - 1) * sd) / Math.sqrt(n) };
}

/** How many scored calls of these versions were judged by another rubric, and so stand in none of the means. */
export const leftOut = (versions: readonly Pick<PromptVersion, 'scores'>[], rubric: string | null | undefined): number =>
  versions.flatMap(({ scores }) => scores).reduce((sum, { rubricVersion, n }) => sum + (rubricVersion === rubric ? 0 : n), 0);
