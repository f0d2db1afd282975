import type { BandThresholds } from '../band.ts';
import { agreementInSteps, LEAST_PAIRS, plainAgreement, plainTotal, totalInSteps, type AgreementReport } from './agreement.ts';
import type { Agreement } from './estimate.ts';
import { groupsOf, GROUPINGS, type Grouping, type PairGroup } from './group.ts';
import type { AgreementPair } from './pair.ts';

/** One seed for every screen, so that the same calls have the same intervals whoever looks. */
export const SEED = 1;

/** A group of pairs with how far its raters agree on the total; null where it holds fewer than 30. */
export interface GroupAgreement extends PairGroup {
  readonly total: Agreement | null;
}

/** All that a screen says of some pairs. */
export interface Overview {
  readonly report: AgreementReport;
  readonly groups: Readonly<Record<Grouping, readonly GroupAgreement[]>>;
}

/** All but the intervals, at once. */
export function plainOverview(pairs: readonly AgreementPair[], thresholds: BandThresholds): Overview {
  const told = (group: PairGroup): GroupAgreement => ({ ...group, total: group.pairs.length < LEAST_PAIRS ? null : plainTotal(group.pairs, thresholds) });
  return { report: plainAgreement(pairs, thresholds), groups: byGrouping((by) => groupsOf(pairs, by).map(told)) };
}

/** The same with intervals, in steps of a millisecond or two that yield the share of the work which is done, 0 to 1. */
export function* overviewInSteps(pairs: readonly AgreementPair[], thresholds: BandThresholds): Generator<number, Overview> {
  const plain = plainOverview(pairs, thresholds);
  if (!plain.report.isEnough) return plain;
  // The report draws for five scales, each group for one.
  const work = pairs.length * (5 + GROUPINGS.length);
  let done = pairs.length * 5;
  const report = yield* shares(agreementInSteps(pairs, thresholds, SEED), 0, done / work);
  const drawn = new Map<PairGroup, Agreement>();
  for (const group of GROUPINGS.flatMap((by) => plain.groups[by])) {
    if (group.total !== null) drawn.set(group, yield* shares(totalInSteps(group.pairs, thresholds, SEED), done / work, group.pairs.length / work));
    done += group.pairs.length;
  }
  return { report, groups: byGrouping((by) => plain.groups[by].map((group) => ({ ...group, total: drawn.get(group) ?? null }))) };
}

function* shares<T>(steps: Generator<number, T>, from: number, part: number): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield Math.min(1, from + step.value * part);
  }
}

function byGrouping<T>(make: (by: Grouping) => T): Record<Grouping, T> {
  return Object.fromEntries(GROUPINGS.map((by) => [by, make(by)])) as Record<Grouping, T>;
}
