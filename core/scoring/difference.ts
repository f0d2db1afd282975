import { BANDS, type Band, type BandThresholds } from '../qci/band.ts';
import { DIMENSIONS, type Dimension } from '../qci/criteria.ts';
import { bandOfSide, moved, type ScoreChange } from './change.ts';

/**
 * Whether a new run is its call's score. `counts`: it is. `held`: a person had decided something, so that it lies beside the score.
 * `unsent`: the workspace does not have it yet. `adopted`: a person made it count, here.
 */
export const STANDINGS = ['counts', 'held', 'unsent', 'adopted'] as const;

export type Standing = (typeof STANDINGS)[number];

/** A call that stays in its band by more points than this has changed all the same. */
export const FAR = 5;

type Pair = `${Band}-${Band}`;

/** Groups of calls that can be looked at: all, those of one movement, those that stayed, those of them that moved far, and those whose run does not count. */
export const MOVEMENTS = ['all', 'review-pass', 'fail-pass', 'fail-review', 'pass-review', 'pass-fail', 'review-fail', 'stayed', 'far', 'held'] as const satisfies readonly (Pair | 'all' | 'stayed' | 'far' | 'held')[];

export type Movement = (typeof MOVEMENTS)[number];

/** A change, with whether its run counts and the id that the workspace gave it. */
export interface Rescored extends ScoreChange {
  readonly standing: Standing;
  readonly runId: string | null;
}

/** What scoring calls again came to. A mean is of the calls of which both numbers are known; null where there is none. */
export interface Difference {
  readonly counts: Readonly<Record<Movement, number>>;
  readonly mean: Readonly<Record<Dimension | 'total', number | null>>;
}

/** Whether a person can make this run count now. */
export const isAdoptable = ({ standing, runId }: Pick<Rescored, 'standing' | 'runId'>): boolean => standing === 'held' && runId !== null;

/** The groups that a call belongs to. */
function groupsOf(one: Rescored, bands: BandThresholds): Movement[] {
  const [from, to] = [bandOfSide(one.before, bands), bandOfSide(one.after, bands)];
  const isFar = from === to && Math.abs(one.after.total - one.before.total) > FAR;
  const move = from === to ? 'stayed' : MOVEMENTS.find((movement) => movement === `${from}-${to}`);
  return ['all', ...(move ? [move] : []), ...(isFar ? ['far' as const] : []), ...(one.standing === 'held' ? ['held' as const] : [])];
}

/** How many calls moved where, and by how much the points moved in the mean. */
export function differenceOf(all: readonly Rescored[], bands: BandThresholds): Difference {
  const parts = ['total', ...DIMENSIONS] as const;
  const counts = Object.fromEntries(MOVEMENTS.map((movement) => [movement, 0])) as Record<Movement, number>;
  for (const one of all) for (const group of groupsOf(one, bands)) counts[group] += 1;
  return {
    counts,
    mean: Object.fromEntries(parts.map((part) => [part, meanOf(all.flatMap((one) => moved(one, part) ?? []))])) as Record<Dimension | 'total', number | null>,
  };
}

const meanOf = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);

/** The calls of a group, those that moved furthest first; equal ones stay in their order. */
export const changesOf = (all: readonly Rescored[], movement: Movement, bands: BandThresholds): Rescored[] =>
  all.filter((one) => groupsOf(one, bands).includes(movement)).toSorted((a, b) => Math.abs(b.after.total - b.before.total) - Math.abs(a.after.total - a.before.total));

/** The bands that a group leads from and to; null where it is no movement between two. */
export function bandsOf(movement: Movement): { readonly from: Band; readonly to: Band } | null {
  const [from, to] = movement.split('-').map((word) => BANDS.find((band) => band === word));
  return from && to ? { from, to } : null;
}
