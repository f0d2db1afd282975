import { describe, expect, it } from 'vitest';
import { applyScore } from '../sync/scores/apply-score.ts';
import { runOf } from '../sync/scores/run-of.ts';
import { ME } from '../sync/testing/operations.ts';
import { aKept, anAnalysis, override, overrideWhole, POINTS, review, run } from '../sync/testing/scores.ts';
import type { KeptCall } from '../sync/kept-call.ts';
import { bandOfSide, moved, scoreChange, scoreChangeSchema } from './change.ts';

const BANDS = { pass: 80, review: 60 };
const asCall = (kept: KeptCall) => ({ id: '00000000-0000-4000-8000-000000000001', createdAt: '2026-11-28T10:00:00.000Z', assistantName: 'Nova', ...kept });
const after = (...operations: Parameters<typeof applyScore>[1][]): KeptCall => operations.reduce((call, one) => applyScore(call, one, ME, null), aKept());
const runWith = (points: Partial<typeof POINTS>, status?: 'review' | 'fail') => {
  const { patch, madeAt } = run({ ...POINTS, ...points });
  return runOf(status ? { ...patch, status } : patch, madeAt, ME, BANDS);
};

describe('what a new run makes of a score', () => {
  it('is told from the score that counts to the run’s own where nobody decided', () => {
    const change = scoreChange(asCall(aKept()), runWith({ outcome: 30, flow: 4 }));
    expect(change).toMatchObject({ agent: 'Nova', before: { total: 53, dynamics: 17, outcome: 12 }, after: { total: 70, dynamics: 16, outcome: 30 }, overridden: [], reviewed: false, version: 1 });
    expect(scoreChangeSchema.parse(change)).toEqual(change);
    expect(change && [moved(change, 'total'), moved(change, 'dynamics'), moved(change, 'brand'), moved(change, 'outcome')]).toEqual([17, -1, 0, 18]);
  });

  it('leaves what people decided on top, and says who holds the score', () => {
    const part = scoreChange(asCall(after(override('flow', 10))), runWith({ flow: 1, engagement: 8 }));
    expect(part).toMatchObject({ before: { total: 58, dynamics: 22 }, after: { total: 61, dynamics: 25 }, overridden: ['flow'], reviewed: true });
    const whole = scoreChange(asCall(after(overrideWhole('dynamics', 30))), runWith({ flow: 1, engagement: 8 }));
    expect(whole && moved(whole, 'total')).toBe(0);
    expect(scoreChange(asCall(after(review())), runWith({}))).toMatchObject({ overridden: [], reviewed: true });
  });

  it('is none where the call had no score, or the run gives none', () => {
    expect(scoreChange(asCall(aKept(null)), runWith({}))).toBeNull();
    expect(scoreChange(asCall(aKept(anAnalysis(POINTS, { qciTotalScore: null }))), runWith({}))).toBeNull();
    const { patch, madeAt } = run();
    const { criteria: _, tier: _tier, ...without } = patch;
    expect(scoreChange(asCall(aKept()), runOf({ ...without, unscorable: 'voicemail' }, madeAt, ME, BANDS))).toBeNull();
  });

  it('keeps the worse band that a judge asked for, whatever the thresholds', () => {
    const change = scoreChange(asCall(aKept(anAnalysis(POINTS, { status: 'fail' }))), runWith({ outcome: 30, brand: 20 }, 'fail'));
    expect(change).toMatchObject({ before: { lowered: null }, after: { total: 79, lowered: 'fail' } });
    expect(change && [bandOfSide(change.before, { pass: 50, review: 40 }), bandOfSide(change.after, { pass: 50, review: 40 }), bandOfSide({ ...change.after, lowered: null }, BANDS)]).toEqual(['pass', 'fail', 'review']);
  });
});
