import { describe, expect, it } from 'vitest';
import { CRITERION_KEYS } from '../../qci/criteria.ts';
import { effectiveValue, isOpen, judgeValue } from '../../qci/effective.ts';
import { ME } from '../testing/operations.ts';
import { aKept, anAnalysis, override, overrideWhole, POINTS, review, run } from '../testing/scores.ts';
import { applyScore, stepOf } from './apply-score.ts';

const after = (...operations: Parameters<typeof applyScore>[1][]) => operations.reduce((call, one) => applyScore(call, one, ME, null), aKept());

describe('applyScore', () => {
  it('lets the dimension, the total and the band follow a corrected criterion, and keeps the judge’s value beside it', () => {
    const { analysis } = after(override('flow', 10), override('outcome', 30));
    expect(analysis).toMatchObject({ dynamicsScore: 22, outcomeScore: 30, qciTotalScore: 76, status: 'review', reviewedByName: ME.name });
    expect(analysis?.overrides.flow).toMatchObject({ value: 10, ai: 5, reason: 'wrong_quote', byName: ME.name });
    expect(analysis && judgeValue(analysis, 'dynamics')).toBe(17);
    expect(analysis && effectiveValue(analysis, 'flow')).toBe(10);
  });

  it('keeps the first judge’s value through a second correction, and brings it back', () => {
    const twice = after(override('flow', 10), override('flow', 2)).analysis;
    expect(twice).toMatchObject({ dynamicsScore: 14, overrides: { flow: { value: 2, ai: 5 } } });
    const back = after(override('flow', 10), override('flow', 2), override('flow', null)).analysis;
    expect(back).toMatchObject({ dynamicsScore: 17, qciTotalScore: 53, status: 'fail', overrides: {} });
  });

  it('is open to a dimension or to its criteria, never to both', () => {
    const whole = after(overrideWhole('dynamics', 30)).analysis;
    expect(whole).toMatchObject({ dynamicsScore: 30, qciTotalScore: 66, status: 'review' });
    expect(whole && [isOpen(whole, 'flow'), isOpen(whole, 'dynamics'), isOpen(whole, 'recognition')]).toEqual([false, true, true]);
    const part = after(override('flow', 1)).analysis;
    expect(part && [isOpen(part, 'flow'), isOpen(part, 'dynamics'), isOpen(part, 'brand')]).toEqual([true, false, true]);
    const old = anAnalysis(POINTS, { criteria: [] });
    expect([isOpen(old, 'flow'), isOpen(old, 'dynamics')]).toEqual([false, true]);
  });

  it('makes a run the score where nobody decided, and only a run where somebody did', () => {
    const points = { ...POINTS, flow: 9 };
    expect(applyScore(aKept(null), run(points), ME, 1).analysis).toMatchObject({ version: 1, dynamicsScore: 21, qciTotalScore: 57, status: 'fail', outcomeTier: 'callback' });
    const decided = applyScore(after(override('flow', 10)), run(points), ME, null);
    expect(decided.analysis).toMatchObject({ dynamicsScore: 22, overrides: { flow: { value: 10, ai: 5 } } });
    expect(decided.runs).toMatchObject([{ qciTotalScore: 57, createdByName: ME.name }]);
    expect([stepOf(aKept(null), run()), stepOf(aKept(), run()), stepOf(decided, run()), stepOf(after(run()), run())]).toEqual([1, 1, 0, 0]);
    expect(applyScore(after(run(points)), run(points), ME, null).runs).toHaveLength(1);
  });

  it('puts another run below what people decided', () => {
    const ran = applyScore(after(override('flow', 10)), run({ ...POINTS, flow: 9, engagement: 8 }), ME, null);
    const adopted = applyScore(ran, { ...review(), kind: 'adopt_run', patch: { call_id: review().callId, run_id: ran.runs[0]?.id ?? '' } }, ME, null).analysis;
    expect(adopted).toMatchObject({ dynamicsScore: 25, qciTotalScore: 61, status: 'review', overrides: { flow: { value: 10, ai: 9 } } });
  });

  it('keeps the worse band that a run asked for, whatever the total under the people is', () => {
    const lowered = run({ ...POINTS, flow: 9, engagement: 8 });
    const ran = applyScore(after(override('flow', 10)), { ...lowered, patch: { ...lowered.patch, status: 'fail' } }, ME, null);
    const adopted = applyScore(ran, { ...review(), kind: 'adopt_run', patch: { call_id: review().callId, run_id: ran.runs[0]?.id ?? '' } }, ME, null).analysis;
    expect(adopted).toMatchObject({ qciTotalScore: 61, status: 'fail' });
  });

  it('gives the worse band back with the last correction that is taken back', () => {
    const lowered = run({ ...POINTS, outcome: 30, brand: 20 });
    const ran = applyScore(aKept(null), { ...lowered, patch: { ...lowered.patch, status: 'fail' } }, ME, null);
    const given = [override('flow', 10), override('engagement', 8), override('flow', null), override('engagement', null)] as const;
    const bands = given.map((_, n) => given.slice(0, n + 1).reduce((call, one) => applyScore(call, one, ME, null), ran).analysis?.status);
    expect([ran.analysis?.status, ...bands]).toEqual(['fail', 'pass', 'pass', 'pass', 'fail']);
  });

  it('keeps what a person decided as his review, and leaves the score alone', () => {
    const done = after(review({ ...POINTS, outcome: 30 }));
    expect(done.review).toMatchObject({ qciTotalScore: 71, status: 'review', seconds: 40 });
    expect(done.analysis).toMatchObject({ qciTotalScore: 53, reviewedBy: ME.userId });
    expect(CRITERION_KEYS.every((key) => done.analysis && effectiveValue(done.analysis, key) === POINTS[key])).toBe(true);
  });
});
