import { describe, expect, test } from 'vitest';
import { CRITERIA, CRITERION_KEYS, TIER_POINTS } from '../criteria.ts';
import { readPhrases } from '../deterministic/phrases.ts';
import { findPhrases } from '../metrics/phrases.ts';
import { unscorableReason } from '../scorable.ts';
import { goldenTurns } from './golden-turns.ts';
import { goldenCalls, humanScores, measureJudge, rubricOf } from './measure-judge.ts';

const calls = goldenCalls();

describe('the golden calls', () => {
  test('are at least sixty in three languages and all tiers, half of the first ones held back', () => {
    const held = calls.filter(({ half }) => half === 'held');
    expect(calls.length).toBeGreaterThanOrEqual(60);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
    expect(new Set(held.map(({ language }) => language)).size).toBe(3);
    expect(new Set(held.map(({ scores }) => scores.outcome.tier)).size).toBe(5);
    expect(held.length).toBe(34);
  });

  test.each(calls.map((call) => [call.id, call] as const))('%s is scored within the rubric', (_, call) => {
    const [least, most] = TIER_POINTS[call.scores.outcome.tier];
    expect(call.scores.outcome.score).toBeGreaterThanOrEqual(least);
    expect(call.scores.outcome.score).toBeLessThanOrEqual(most);
    const human = humanScores(call);
    for (const key of CRITERION_KEYS) expect(human[key]).toBeLessThanOrEqual(CRITERIA[key].max);
    const turns = goldenTurns(call);
    expect(call.scores.mention.score > 0).toBe(findPhrases(turns, 'agent', call.brandTerms).length > 0);
    expect(unscorableReason(turns, rubricOf(call))).toBeNull();
  });
});

test('the judge gives a call the same score each time', () => {
  const totals = () => measureJudge('tune').calls.map(({ judgment }) => judgment.total);
  expect(totals()).toEqual(totals());
});

test('the judge says nothing that a screen could not say in another language', () => {
  for (const { judgment } of measureJudge('tune').calls) {
    const said = [...CRITERION_KEYS.map((key) => judgment.criteria[key].reason), ...judgment.coachingTips, ...judgment.keyMoments.map(({ label }) => label)];
    expect(said.filter((text) => readPhrases(text) === null)).toEqual([]);
  }
});
