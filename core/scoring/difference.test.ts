import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS } from '../qci/band.ts';
import { DIMENSION_MAX } from '../qci/criteria.ts';
import { bandsOf, changesOf, differenceOf, isAdoptable, MOVEMENTS, STANDINGS, type Rescored } from './difference.ts';

const THRESHOLDS = { pass: 80, review: 60 };
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const side = (total: number, lowered: 'review' | 'fail' | null = null) => ({ total, dynamics: 10, objections: 10, brand: 10, outcome: null, lowered });
const aChange = (n: number, from: number, to: number, more: Partial<Rescored> = {}): Rescored => ({
  callId: id(n), calledAt: '2026-11-28T10:00:00.000Z', agent: null, before: side(from), after: side(to), overridden: [], reviewed: false, version: 1, runBefore: null, runKey: id(900 + n), runId: id(800 + n), standing: 'counts', ...more,
});

const points = fc.record({
  dynamics: fc.integer({ min: 0, max: DIMENSION_MAX.dynamics }), objections: fc.integer({ min: 0, max: DIMENSION_MAX.objections }), brand: fc.integer({ min: 0, max: DIMENSION_MAX.brand }), outcome: fc.integer({ min: 0, max: DIMENSION_MAX.outcome }),
  lowered: fc.constantFrom(null, null, 'review' as const, 'fail' as const),
});
const total = (one: { dynamics: number; objections: number; brand: number; outcome: number }): number => one.dynamics + one.objections + one.brand + one.outcome;
const changes = fc
  .array(fc.tuple(points, points, fc.constantFrom(...STANDINGS)), { maxLength: 40 })
  .map((all) => all.map(([before, after, standing], n) => aChange(n, 0, 0, { before: { ...before, total: total(before) }, after: { ...after, total: total(after) }, standing })));
const thresholds = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 99 })).filter(([pass, review]) => review < pass).map(([pass, review]) => ({ pass, review }));

describe('the difference that scoring again makes', () => {
  it('counts who moved where, who stayed, and who of them moved far', () => {
    const all = [aChange(1, 70, 85), aChange(2, 70, 90), aChange(3, 85, 40), aChange(4, 70, 75), aChange(5, 70, 76), aChange(6, 20, 14), aChange(7, 90, 90, { standing: 'held' })];
    const { counts, mean } = differenceOf(all, THRESHOLDS);
    expect(counts).toEqual({ all: 7, 'review-pass': 2, 'fail-pass': 0, 'fail-review': 0, 'pass-review': 0, 'pass-fail': 1, 'review-fail': 0, stayed: 4, far: 2, held: 1 });
    expect(mean.total).toBeCloseTo((15 + 20 - 45 + 5 + 6 - 6) / 7, 9);
    expect(mean).toMatchObject({ dynamics: 0, outcome: null });
    expect(differenceOf([], THRESHOLDS)).toMatchObject({ counts: { all: 0 }, mean: { total: null } });
  });

  it('lists a group with what moved furthest first, equal ones in their order', () => {
    const all = [aChange(1, 70, 75), aChange(2, 70, 61), aChange(3, 75, 70), aChange(4, 70, 85)];
    expect(changesOf(all, 'stayed', THRESHOLDS).map(({ callId }) => callId)).toEqual([2, 1, 3].map(id));
    expect(changesOf(all, 'review-pass', THRESHOLDS).map(({ callId }) => callId)).toEqual([id(4)]);
  });

  it('tells bands by the given thresholds, never above what the judge asked for', () => {
    const one = aChange(1, 50, 90, { after: side(90, 'review') });
    expect(changesOf([one], 'fail-review', THRESHOLDS)).toHaveLength(1);
    expect(changesOf([one], 'pass-review', { pass: 50, review: 20 })).toHaveLength(1);
  });

  it('every call is in one group of bands, and the means are those of its numbers', () => {
    fc.assert(
      fc.property(changes, thresholds, (all, bands) => {
        const { counts, mean } = differenceOf(all, bands);
        const moves = MOVEMENTS.filter((movement) => bandsOf(movement) !== null);
        expect(moves.reduce((sum, movement) => sum + counts[movement], 0) + counts.stayed).toBe(all.length);
        expect(counts.far).toBeLessThanOrEqual(counts.stayed);
        expect(counts.held).toBe(all.filter(({ standing }) => standing === 'held').length);
        for (const movement of MOVEMENTS) expect(changesOf(all, movement, bands)).toHaveLength(counts[movement]);
        if (all.length > 0) expect(mean.total).toBeCloseTo((mean.dynamics ?? 0) + (mean.objections ?? 0) + (mean.brand ?? 0) + (mean.outcome ?? 0), 6);
      }),
    );
  });

  it('turned round moves everybody back', () => {
    fc.assert(
      fc.property(changes, thresholds, (all, bands) => {
        const there = differenceOf(all, bands);
        const back = differenceOf(all.map((one) => ({ ...one, before: one.after, after: one.before })), bands);
        for (const from of BANDS) for (const to of BANDS) if (from !== to) expect(back.counts[`${to}-${from}` as 'pass-fail']).toBe(there.counts[`${from}-${to}` as 'pass-fail']);
        expect([back.counts.stayed, back.counts.far]).toEqual([there.counts.stayed, there.counts.far]);
        expect((back.mean.total ?? 0) + (there.mean.total ?? 0)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('lets a person make a run count only where it is held and the workspace has it', () => {
    expect(STANDINGS.map((standing) => [isAdoptable({ standing, runId: id(1) }), isAdoptable({ standing, runId: null })])).toEqual([[false, false], [true, false], [false, false], [false, false]]);
  });
});
