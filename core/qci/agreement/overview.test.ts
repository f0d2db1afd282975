import { expect, test } from 'vitest';

import { DEFAULT_THRESHOLDS } from '../band.ts';
import { seededRandom } from '../seeded-random.ts';
import { agreementOf, LEAST_PAIRS } from './agreement.ts';
import { overviewInSteps, plainOverview, SEED, type Overview } from './overview.ts';
import type { AgreementPair } from './pair.ts';

const person = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

/** Pairs of two people: the second has reviewed one in three. */
function some(n: number): AgreementPair[] {
  const random = seededRandom(n);
  const scores = () => ({ dynamics: Math.floor(random() * 31), objections: Math.floor(random() * 21), brand: Math.floor(random() * 21), outcome: Math.floor(random() * 31) });
  return Array.from({ length: n }, (_, at) => ({
    id: `${at}`, callId: person(0), calledAt: '', assistantName: null, reviewedAt: '', firstPerson: null, secondPerson: person(at % 3 === 0 ? 2 : 1), judge: 'one', rubricVersion: '3', blind: true, seconds: 1,
    first: scores(), second: scores(),
  }));
}

function runOut(pairs: readonly AgreementPair[]): { shares: number[]; overview: Overview } {
  const shares: number[] = [];
  const steps = overviewInSteps(pairs, DEFAULT_THRESHOLDS);
  for (;;) {
    const step = steps.next();
    if (step.done) return { shares, overview: step.value };
    shares.push(step.value);
  }
}

test('an overview has the report of all pairs, and of each group that is large enough what it would have alone', () => {
  const pairs = some(70);
  const { shares, overview } = runOut(pairs);
  expect(overview.report).toEqual(agreementOf(pairs, DEFAULT_THRESHOLDS, SEED));
  const people = overview.groups.person;
  expect(people.map(({ key, pairs: own }) => [key, own.length])).toEqual([[person(1), 46], [person(2), 24]]);
  expect(people[0]?.total).toEqual(agreementOf(people[0]?.pairs ?? [], DEFAULT_THRESHOLDS, SEED).total);
  expect(people[1]?.total).toBeNull();
  expect(overview.groups.judge[0]?.total).toEqual(overview.report.total);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
});

test('before the intervals are drawn it says the same without them', () => {
  const pairs = some(70);
  const plain = plainOverview(pairs, DEFAULT_THRESHOLDS);
  const { overview } = runOut(pairs);
  expect(plain.report.total.kappa).toEqual({ value: overview.report.total.kappa.value, interval: null });
  expect(plain.groups.person[0]?.total?.mae).toEqual({ value: overview.groups.person[0]?.total?.mae.value, interval: null });
});

test('below thirty pairs nothing is drawn', () => {
  const { shares, overview } = runOut(some(LEAST_PAIRS - 1));
  expect(shares).toEqual([]);
  expect(overview).toEqual(plainOverview(some(LEAST_PAIRS - 1), DEFAULT_THRESHOLDS));
});
