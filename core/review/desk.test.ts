import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CRITERIA, CRITERION_KEYS, dimensionScores, DIMENSIONS, DIMENSION_MAX, type CriterionKey } from '../qci/criteria.ts';
import { ME } from '../sync/testing/operations.ts';
import { aKept, anAnalysis, override, overrideWhole, POINTS } from '../sync/testing/scores.ts';
import { applyScore } from '../sync/scores/apply-score.ts';
import { accept, AT_REST, cancel, commit, digit, erase, isOutOfRange, move, nudge, type ReviewDesk } from './desk.ts';
import { isPartDecided, REVIEW_PARTS, reviewedPoints, undecided } from './points.ts';

const scored = anAnalysis();
const flow: ReviewDesk = { focus: 'flow', typed: null, asking: null };
const typed = (text: string): ReviewDesk => text.split('').reduce((desk, figure) => digit(desk, Number(figure), scored).desk, flow);
const corrected = applyScore(aKept(), override('flow', 9), ME, null).analysis ?? scored;

describe('the keys of a review', () => {
  it('walk the rows from above, and stop at both ends', () => {
    expect(REVIEW_PARTS).toEqual(['dynamics', 'talk_balance', 'flow', 'engagement', 'objections', 'recognition', 'compliance', 'alternatives', 'brand', 'outcome']);
    expect([move(AT_REST, 1).focus, move(AT_REST, -1).focus, move({ ...flow, typed: '3' }, 1)]).toEqual(['dynamics', 'outcome', { focus: 'engagement', typed: null, asking: null }]);
    expect([move({ ...flow, focus: 'outcome' }, 1).focus, move({ ...flow, focus: 'dynamics' }, -1).focus]).toEqual(['outcome', 'dynamics']);
  });

  it('give a value, confirm it, and take the digit after that as its reason', () => {
    expect(typed('9')).toEqual({ ...flow, typed: '9' });
    const asking = commit(typed('9'), scored);
    expect(asking).toEqual({ desk: { ...flow, asking: 9 }, decision: null });
    expect(digit(asking.desk, 2, scored)).toEqual({ desk: flow, decision: { type: 'override', part: 'flow', value: 9, reason: 'missed_moment' } });
    expect(digit(asking.desk, 7, scored).decision).toBeNull();
    expect(commit(typed('10'), scored).desk.asking).toBe(10);
  });

  it('confirm nothing that is out of the row’s points', () => {
    expect(isOutOfRange(typed('11'))).toBe(true);
    expect(commit(typed('11'), scored)).toEqual({ desk: typed('11'), decision: null });
    expect(typed('112')).toEqual({ ...flow, typed: '2' });
    expect([erase(typed('11')).typed, erase(typed('1')).typed, erase(flow)]).toEqual(['1', '', flow]);
  });

  it('accept the judge’s value where nothing is given, or where it is given', () => {
    expect(commit(flow, scored).decision).toEqual({ type: 'accept', part: 'flow' });
    expect(commit(typed('5'), scored).decision).toEqual({ type: 'accept', part: 'flow' });
    expect(commit(digit(flow, 5, corrected).desk, corrected).decision).toEqual({ type: 'revoke', part: 'flow' });
    expect(accept(flow, 'flow', corrected).decision).toEqual({ type: 'revoke', part: 'flow' });
    expect(commit(digit(flow, 9, corrected).desk, corrected)).toEqual({ desk: flow, decision: null });
  });

  it('move a value by points within its range, from what counts', () => {
    expect([nudge(flow, 1, scored, true).typed, nudge(flow, 5, scored, true).typed, nudge(flow, 99, scored, true).typed, nudge(flow, -99, scored, true).typed]).toEqual(['6', '10', '10', '0']);
    expect(nudge(nudge(flow, 1, scored, true), 1, scored, true).typed).toBe('7');
    expect(nudge(flow, 1, corrected, true).typed).toBe('10');
    expect(nudge({ ...flow, asking: 3 }, 1, scored, true)).toEqual({ ...flow, typed: '4' });
  });

  it('move a value from nothing where the judge’s is not to be seen, and from what is being given after that', () => {
    expect([nudge(flow, 1, scored, false).typed, nudge(flow, -1, scored, false).typed]).toEqual(['1', '0']);
    expect(nudge(typed('7'), 1, scored, false).typed).toBe('8');
  });

  it('leave a criterion alone whose dimension is overridden whole', () => {
    const whole = applyScore(aKept(), overrideWhole('dynamics', 30), ME, null).analysis ?? scored;
    expect(nudge(flow, 1, whole, true)).toBe(flow);
    expect(digit(flow, 1, whole).desk).toBe(flow);
    expect(nudge({ ...flow, focus: 'dynamics' }, -1, whole, true).typed).toBe('29');
  });

  it('leave first what is being given, then the card', () => {
    expect(cancel(typed('1'))).toEqual(flow);
    expect(cancel({ ...flow, asking: 2 })).toEqual(flow);
    expect(cancel(flow)).toEqual(AT_REST);
  });
});

describe('what is decided', () => {
  it('counts own values, a dimension’s for all its criteria, and what was accepted', () => {
    expect(undecided(scored, new Set())).toEqual(CRITERION_KEYS);
    expect(undecided(corrected, new Set<CriterionKey>(['brand']))).toEqual(['talk_balance', 'engagement', 'recognition', 'compliance', 'alternatives', 'outcome']);
    const whole = applyScore(aKept(), overrideWhole('objections', 20), ME, null).analysis ?? scored;
    expect(undecided(whole, new Set())).toEqual(['talk_balance', 'flow', 'engagement', 'brand', 'outcome']);
    expect([isPartDecided(whole, new Set(), 'objections'), isPartDecided(whole, new Set(), 'dynamics'), isPartDecided(whole, new Set(), 'recognition')]).toEqual([true, false, true]);
  });

  it('is what counts, and comes to the dimensions', () => {
    expect(reviewedPoints(corrected)).toEqual({ ...POINTS, flow: 9 });
    const points = fc.record(Object.fromEntries(CRITERION_KEYS.map((key) => [key, fc.integer({ min: 0, max: CRITERIA[key].max })])) as Record<CriterionKey, fc.Arbitrary<number>>);
    fc.assert(
      fc.property(points, fc.constantFrom('dynamics', 'objections'), fc.integer({ min: 0, max: 30 }), (judged, dimension, wanted) => {
        const value = Math.min(wanted, DIMENSION_MAX[dimension]);
        const whole = applyScore(aKept(anAnalysis(judged)), overrideWhole(dimension, value), ME, null).analysis ?? scored;
        const told = reviewedPoints(whole);
        expect(dimensionScores(told)).toEqual({ ...dimensionScores(judged), [dimension]: value });
        expect(CRITERION_KEYS.every((key) => told[key] >= 0 && told[key] <= CRITERIA[key].max)).toBe(true);
      }),
    );
    expect(DIMENSIONS).toHaveLength(4);
  });
});
