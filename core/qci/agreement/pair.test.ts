import { describe, expect, test } from 'vitest';

import { DEFAULT_THRESHOLDS } from '../band.ts';
import { groupsOf } from './group.ts';
import { higherOf, levelOf } from './level.ts';
import { agreementPairSchema, pairsOf, partName, partOf, scoresOf, type AgreementPair } from './pair.ts';

const person = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const of = (dynamics: number, outcome: number) => ({ dynamics, objections: 20, brand: 20, outcome });

const pair = (n: number, change: Partial<AgreementPair> = {}): AgreementPair => ({
  id: `${n}`, callId: person(n), calledAt: '2026-11-01T10:00:00Z', assistantName: null, reviewedAt: `2026-11-0${n}T10:00:00Z`, firstPerson: null, secondPerson: person(1), judge: 'one', rubricVersion: '3',
  blind: true, seconds: 40, first: of(30, 30), second: of(30, 30), ...change,
});

describe('a part of the pairs', () => {
  const pairs = [pair(1, { second: of(30, 0) }), pair(2), pair(3, { second: of(20, 30) }), pair(4, { second: of(30, 0) }), pair(5, { second: of(0, 20) })];
  const ids = (part: Parameters<typeof pairsOf>[1]) => pairsOf(pairs, part, DEFAULT_THRESHOLDS).map(({ id }) => id);

  test('is those who differ, the widest apart first and the latest of equal ones', () => {
    expect(ids(null)).toEqual(['5', '4', '1', '3']);
    expect(ids({ dimension: 'dynamics' })).toEqual(['5', '3']);
    expect(ids({ dimension: 'brand' })).toEqual([]);
  });

  test('or those in one cell, equal ones too', () => {
    // 100 passes; 70 and 60 are for review.
    expect(ids({ first: 0, second: 1 })).toEqual(['5', '4', '1']);
    expect(ids({ first: 0, second: 0 })).toEqual(['3', '2']);
    expect(ids({ first: 2, second: 0 })).toEqual([]);
  });

  test('has a name in the address that names it again', () => {
    for (const part of [{ dimension: 'outcome' }, { first: 0, second: 2 }] as const) expect(partOf(partName(part) ?? '')).toEqual(part);
    expect(partName(null)).toBeNull();
    for (const name of ['', 'pass', 'pass-', 'pass-good', 'pass-fail-fail', 'flow', '0-1']) expect(partOf(name)).toBeUndefined();
  });

  test('is told in its own points', () => {
    expect(scoresOf(pair(1, { second: of(1, 2) }), { dimension: 'outcome' })).toEqual({ first: 30, second: 2 });
    expect(scoresOf(pair(1, { second: of(1, 2) }), null)).toEqual({ first: 100, second: 43 });
  });
});

test('a pair from elsewhere has points within their maxima', () => {
  expect(agreementPairSchema.safeParse(pair(1)).success).toBe(true);
  for (const first of [of(31, 0), of(0, -1), of(0.5, 1)]) expect(agreementPairSchema.safeParse(pair(1, { first })).success).toBe(false);
});

describe('groups', () => {
  test('hold what has one key, the largest first, with the median of the time it took', () => {
    const pairs = [pair(1, { seconds: 10 }), pair(2, { secondPerson: person(2), seconds: 60 }), pair(3, { secondPerson: person(2), seconds: 20 }), pair(4, { secondPerson: person(2), seconds: 30 })];
    expect(groupsOf(pairs, 'person').map(({ key, pairs: own, medianSeconds }) => [key, own.length, medianSeconds])).toEqual([[person(2), 3, 30], [person(1), 1, 10]]);
  });

  test('take two people as one, whoever was the first', () => {
    const pairs = [pair(1, { firstPerson: person(2), secondPerson: person(1), seconds: null }), pair(2, { firstPerson: person(1), secondPerson: person(2), seconds: null })];
    expect(groupsOf(pairs, 'person')).toEqual([{ key: `${person(1)} ${person(2)}`, pairs, medianSeconds: null }]);
  });

  test('are by judge, by rubric and by blindness, and leave out what has none', () => {
    const pairs = [pair(1), pair(2, { judge: 'two', blind: false }), pair(3, { judge: null, rubricVersion: null })];
    expect(groupsOf(pairs, 'judge').map(({ key }) => key)).toEqual(['one', 'two']);
    expect(groupsOf(pairs, 'rubric').map(({ key, pairs: own }) => [key, own.length])).toEqual([['3', 2]]);
    expect(groupsOf(pairs, 'blind').map(({ key, pairs: own }) => [key, own.length])).toEqual([['blind', 2], ['assisted', 1]]);
    expect(groupsOf([pair(1, { seconds: 5 }), pair(2, { seconds: 8 })], 'judge')[0]?.medianSeconds).toBe(6.5);
  });
});

test('kappa has a word, and a bias a side where its interval is on one', () => {
  expect([-1, -0.01, 0, 0.2, 0.21, 0.4, 0.41, 0.6, 0.61, 0.8, 0.81, 1].map(levelOf)).toEqual([
    'poor', 'poor', 'slight', 'slight', 'fair', 'fair', 'moderate', 'moderate', 'substantial', 'substantial', 'almost_perfect', 'almost_perfect',
  ]);
  expect([null, [-3, -1], [-1, 2], [0, 2], [1, 2]].map((interval) => higherOf(interval as [number, number] | null))).toEqual([null, 'first', null, null, 'second']);
});
