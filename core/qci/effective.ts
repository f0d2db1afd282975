import { CRITERIA, type CriterionKey, type Dimension } from './criteria.ts';
import { criteriaOf, dimensionOf, type ScorePart } from './override.ts';

/** What of an analysis tells its values: the judge's by criterion, what people gave instead, and what the four dimensions come to. */
export interface Scored {
  readonly dynamicsScore: number | null;
  readonly objectionsScore: number | null;
  readonly brandScore: number | null;
  readonly outcomeScore: number | null;
  readonly criteria: readonly { readonly key: CriterionKey; readonly score: number }[];
  readonly overrides: Readonly<Partial<Record<ScorePart, { readonly value: number; readonly ai: number | null }>>>;
}

const FIELDS = { dynamics: 'dynamicsScore', objections: 'objectionsScore', brand: 'brandScore', outcome: 'outcomeScore' } as const satisfies Record<Dimension, keyof Scored>;

/** The field of an analysis that holds a dimension. */
export const dimensionField = (dimension: Dimension): (typeof FIELDS)[Dimension] => FIELDS[dimension];

const isWhole = (part: ScorePart): part is Dimension => part in FIELDS;

const judged = (scored: Scored, key: CriterionKey): number | null => scored.criteria.find((one) => one.key === key)?.score ?? null;

/** The sum of a dimension's criteria; null where one of them is not known. */
const sumOf = (dimension: Dimension, valueOf: (key: CriterionKey) => number | null): number | null =>
  criteriaOf(dimension).reduce<number | null>((sum, key) => {
    const value = valueOf(key);
    return sum === null || value === null ? null : sum + value;
  }, 0);

/** What the judge gave a part, whatever people gave it since; null where that is not known. */
export function judgeValue(scored: Scored, part: ScorePart): number | null {
  const override = scored.overrides[part];
  if (override) return override.ai;
  if (!isWhole(part)) return judged(scored, part);
  const isCorrected = criteriaOf(part).some((key) => scored.overrides[key] !== undefined);
  return isCorrected ? sumOf(part, (key) => judgeValue(scored, key)) : scored[FIELDS[part]];
}

/** What counts for a part: a person's value before the judge's. */
export function effectiveValue(scored: Scored, part: ScorePart): number | null {
  if (isWhole(part)) return scored[FIELDS[part]];
  return scored.overrides[part]?.value ?? judged(scored, part);
}

/**
 * Whether the criteria of a dimension can be corrected one by one, as the workspace decides it (app.criteria_are_open): each is
 * known, they come to what the dimension has, and the dimension is not overridden whole.
 */
export function criteriaAreOpen(scored: Scored, dimension: Dimension): boolean {
  if (criteriaOf(dimension).length < 2 || scored.overrides[dimension]) return false;
  return sumOf(dimension, (key) => effectiveValue(scored, key)) === scored[FIELDS[dimension]] && criteriaOf(dimension).every((key) => judged(scored, key) !== null);
}

/** Whether a part can be given a value of a person's own now: a dimension where none of its criteria has one, a criterion where its dimension has none. */
export function isOpen(scored: Scored, part: ScorePart): boolean {
  if (!isWhole(part)) return criteriaAreOpen(scored, dimensionOf(part));
  return criteriaOf(part).every((key) => key === part || scored.overrides[key] === undefined);
}

/** The points of a whole dimension when a criterion of it has another value; null where they are not known. */
export const dimensionWith = (scored: Scored, key: CriterionKey, value: number | null): number | null =>
  sumOf(CRITERIA[key].dimension, (one) => (one === key ? value : effectiveValue(scored, one)));
