import type { AgreementPair } from './pair.ts';

/** What pairs are told apart by. */
export const GROUPINGS = ['person', 'judge', 'rubric', 'blind'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Pairs that have something in common: `key` says what, in the terms of the grouping. */
export interface PairGroup {
  readonly key: string;
  readonly pairs: readonly AgreementPair[];
  /** Half of the reviews took less time, seconds; null where none says. */
  readonly medianSeconds: number | null;
}

/** Two people are one group whoever of them is the first. */
const KEYS: Record<Grouping, (pair: AgreementPair) => string | null> = {
  person: ({ firstPerson, secondPerson }) => (firstPerson === null ? secondPerson : [firstPerson, secondPerson].toSorted().join(' ')),
  judge: ({ judge }) => judge,
  rubric: ({ rubricVersion }) => rubricVersion,
  blind: ({ blind }) => (blind ? 'blind' : 'assisted'),
};

/** The pairs by what they have in common, the largest group first; what has no key is in none. */
export function groupsOf(pairs: readonly AgreementPair[], by: Grouping): PairGroup[] {
  const groups = new Map<string, AgreementPair[]>();
  for (const pair of pairs) {
    const key = KEYS[by](pair);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(pair);
    else groups.set(key, [pair]);
  }
  return [...groups]
    .map(([key, of]) => ({ key, pairs: of, medianSeconds: median(of.flatMap(({ seconds }) => seconds ?? [])) }))
    .toSorted((a, b) => b.pairs.length - a.pairs.length || (a.key < b.key ? -1 : 1));
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const ordered = values.toSorted((a, b) => a - b);
  const middle = ordered.length >> 1;
  return ordered.length % 2 === 1 ? (ordered[middle] ?? 0) : ((ordered[middle - 1] ?? 0) + (ordered[middle] ?? 0)) / 2;
}
