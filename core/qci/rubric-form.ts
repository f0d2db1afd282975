import { OUTCOME_TIERS, type OutcomeTier } from '../calls/outcome-tier.ts';
import { CRITERIA, CRITERION_KEYS, type CriterionKey } from './criteria.ts';
import { rubricSchema, type Rubric } from './rubric.ts';

/** The tiers above the last one, which begins at 0. */
export type RaisedTier = Exclude<OutcomeTier, 'nothing'>;
export const RAISED_TIERS = OUTCOME_TIERS.filter((tier): tier is RaisedTier => tier !== 'nothing');

/** What a call without an objection earns is told by these. */
export const OBJECTION_KEYS = ['recognition', 'compliance', 'alternatives'] as const;
export type ObjectionKey = (typeof OBJECTION_KEYS)[number];

/** A rubric as it is edited: numbers that may be half-typed (null), terms one to a line, and of each tier its least points. */
export interface RubricForm {
  readonly pass: number | null;
  readonly review: number | null;
  readonly minCustomerWords: number | null;
  readonly brandTerms: string;
  readonly forbiddenPhrases: string;
  readonly withoutObjection: Readonly<Record<ObjectionKey, number | null>>;
  readonly tiers: Readonly<Record<RaisedTier, number | null>>;
  readonly criteria: Readonly<Record<CriterionKey, string>>;
}

/** A field of the form, by the name its fault is told under. */
export type RubricField = 'pass' | 'review' | 'minCustomerWords' | 'brandTerms' | 'forbiddenPhrases' | `withoutObjection.${ObjectionKey}` | 'tiers' | `criteria.${CriterionKey}`;

/** `range`: a whole number outside its range, or none. `order`: thresholds or tiers that do not fall. `terms`: too many, or too long. `words`: none, or too many. */
export type RubricFault = 'range' | 'order' | 'terms' | 'words';

/** The form of a rubric. */
export function formOf(rubric: Rubric): RubricForm {
  const { bands, outcomeTiers, brandTerms, forbiddenPhrases, minCustomerWords, withoutObjection, criteria } = rubric;
  return {
    pass: bands.pass, review: bands.review, minCustomerWords, brandTerms: brandTerms.join('\n'), forbiddenPhrases: forbiddenPhrases.join('\n'), withoutObjection, criteria,
    tiers: Object.fromEntries(RAISED_TIERS.map((tier) => [tier, outcomeTiers[tier][0]])) as Record<RaisedTier, number>,
  };
}

/** The rubric that a form says, under a version; null with the faults of each field where it says none. */
export function readForm(form: RubricForm, version: string): { rubric: Rubric | null; faults: ReadonlyMap<RubricField, RubricFault> } {
  const { pass, review, minCustomerWords, withoutObjection, criteria } = form;
  const parsed = rubricSchema.safeParse({
    version, bands: { pass, review }, minCustomerWords, brandTerms: linesOf(form.brandTerms), forbiddenPhrases: linesOf(form.forbiddenPhrases), withoutObjection, outcomeTiers: tiersOf(form), criteria,
  });
  const faults = new Map<RubricField, RubricFault>();
  for (const { path, code } of parsed.error?.issues ?? []) {
    const fault = faultAt(path.map(String), code);
    if (fault && !faults.has(fault[0])) faults.set(...fault);
  }
  return { rubric: parsed.success ? parsed.data : null, faults };
}

function faultAt([part, field = '']: readonly string[], code: string): [RubricField, RubricFault] | null {
  switch (part) {
    case 'bands':
      return [field === 'pass' ? 'pass' : 'review', code === 'custom' ? 'order' : 'range'];
    case 'minCustomerWords':
      return ['minCustomerWords', 'range'];
    case 'brandTerms':
    case 'forbiddenPhrases':
      return [part, 'terms'];
    case 'outcomeTiers':
      return ['tiers', 'order'];
    case 'withoutObjection':
      return [`withoutObjection.${field as ObjectionKey}`, 'range'];
    case 'criteria':
      return [`criteria.${field as CriterionKey}`, 'words'];
    default:
      return null;
  }
}

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** Least and most points of each tier: each ends where the one above it begins. */
function tiersOf({ tiers }: RubricForm): Record<string, readonly [number | null, number | null]> {
  let most: number | null = CRITERIA.outcome.max;
  const ranges: Record<string, readonly [number | null, number | null]> = {};
  for (const tier of OUTCOME_TIERS) {
    const least: number | null = tier === 'nothing' ? 0 : tiers[tier];
    ranges[tier] = [least, most];
    most = least === null ? null : least - 1;
  }
  return ranges;
}

/** One thing in which two rubrics differ. */
export type RubricChange =
  | { readonly what: 'pass' | 'review' | 'minCustomerWords'; readonly from: number; readonly to: number }
  | { readonly what: 'brandTerms' | 'forbiddenPhrases'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly what: 'withoutObjection'; readonly key: ObjectionKey; readonly from: number; readonly to: number }
  | { readonly what: 'tier'; readonly tier: OutcomeTier; readonly from: readonly [number, number]; readonly to: readonly [number, number] }
  | { readonly what: 'criterion'; readonly key: CriterionKey; readonly from: string; readonly to: string };

/** In what a rubric differs from the one before it, in the order of the form; the version and the order of terms do not count. */
export function changesBetween(before: Rubric, after: Rubric): RubricChange[] {
  const numbers = [['pass', before.bands.pass, after.bands.pass], ['review', before.bands.review, after.bands.review], ['minCustomerWords', before.minCustomerWords, after.minCustomerWords]] as const;
  const lists = (['brandTerms', 'forbiddenPhrases'] as const).map((what) => ({
    what, added: after[what].filter((term) => !before[what].includes(term)), removed: before[what].filter((term) => !after[what].includes(term)),
  }));
  return [
    ...numbers.flatMap(([what, from, to]) => (from === to ? [] : [{ what, from, to }])),
    ...OUTCOME_TIERS.flatMap((tier) => {
      const [from, to] = [before.outcomeTiers[tier], after.outcomeTiers[tier]];
      return from[0] === to[0] && from[1] === to[1] ? [] : [{ what: 'tier' as const, tier, from, to }];
    }),
    ...OBJECTION_KEYS.flatMap((key) => {
      const [from, to] = [before.withoutObjection[key], after.withoutObjection[key]];
      return from === to ? [] : [{ what: 'withoutObjection' as const, key, from, to }];
    }),
    ...lists.filter(({ added, removed }) => added.length + removed.length > 0),
    ...CRITERION_KEYS.flatMap((key) => (before.criteria[key] === after.criteria[key] ? [] : [{ what: 'criterion' as const, key, from: before.criteria[key], to: after.criteria[key] }])),
  ];
}
