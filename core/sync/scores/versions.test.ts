import { describe, expect, it } from 'vitest';
import { anId, ME, queued } from '../testing/operations.ts';
import { aKept, anAnalysis, asMetScore, override, POINTS, review, run } from '../testing/scores.ts';
import { applyScore } from './apply-score.ts';
import { metScore } from './conflict.ts';
import { rebaseScore, resolveScore } from './resolve.ts';
import { scoreFollowUps, scoreVersion } from './versions.ts';
import { settleScore } from './overlay.ts';

const kept = aKept();

describe('the version an operation on a score expects', () => {
  it('counts what is unsent before it, a run only where it becomes the score', () => {
    expect(scoreVersion(override('flow', 9), kept, [], null)).toBe(1);
    expect(scoreVersion(review(), kept, [queued(1, override('flow', 9, { expectedVersion: 1 })), queued(2, override('brand', 20, { expectedVersion: 2 }))], null)).toBe(3);
    expect(scoreVersion(override('flow', 9), aKept(null), [queued(1, run())], null)).toBe(1);
    expect(scoreVersion(override('flow', 9), kept, [queued(1, run())], null)).toBe(2);
    const decided = [queued(1, override('flow', 9, { expectedVersion: 1 })), queued(2, run())];
    expect(scoreVersion(review(), kept, decided, null)).toBe(2);
    expect(scoreVersion(run(), kept, decided, null)).toBe(0);
  });

  it('expects what the person saw where that stands no more', () => {
    const before = { flow: 5, dynamics: 17 };
    expect(scoreVersion(override('flow', 9, { before }), aKept(anAnalysis(POINTS, { version: 4 })), [], 2)).toBe(4);
    expect(scoreVersion(override('flow', 9, { before }), aKept(anAnalysis({ ...POINTS, flow: 6 }, { version: 4 })), [], 2)).toBe(2);
  });

  it('closes the gap behind one that is discarded', () => {
    const first = queued(1, override('flow', 9, { expectedVersion: 1 }));
    const rest = [queued(2, override('brand', 20, { expectedVersion: 2 })), queued(3, run()), queued(4, review(POINTS, { expectedVersion: 3 }))];
    expect([...scoreFollowUps(first, null, kept, [first, ...rest]).values()]).toEqual([1, 2]);
    const lone = queued(1, run());
    const behind = queued(2, override('flow', 9, { expectedVersion: 2 }));
    expect([...scoreFollowUps(lone, null, kept, [lone, behind]).values()]).toEqual([1]);
  });

  it('lets what follows a decided conflict meet one of its own where it would overwrite what was not shown', () => {
    const theirs = asMetScore(anAnalysis({ ...POINTS, flow: 8, brand: 0 }, { version: 7 }));
    const parked = queued(1, override('flow', 9, { expectedVersion: 1, before: { flow: 5, dynamics: 17 } }), { state: 'parked', current: theirs, attempts: 1 });
    const instead = resolveScore(parked, ['flow'], anId(99));
    expect(instead).toMatchObject({ expectedVersion: 7, before: { flow: 8, dynamics: 20 } });
    const same = queued(2, override('outcome', 30, { expectedVersion: 2, before: { outcome: 12 } }));
    const other = queued(3, override('brand', 20, { expectedVersion: 3, before: { brand: 12 } }));
    const told = scoreFollowUps(parked, instead?.kind === 'override_score' ? instead : null, kept, [parked, same, other]);
    expect([told.get(same.operation.opId), told.get(other.operation.opId)]).toEqual([8, 1]);
  });
});

describe('a conflict about a score', () => {
  const ann = (points = POINTS, version = 5) => asMetScore(anAnalysis(points, { version }));

  it('is sent again by itself where nothing that it touches was changed', () => {
    const mine = override('flow', 9, { expectedVersion: 1, before: { flow: 5, dynamics: 17 } });
    expect(rebaseScore(mine, ann({ ...POINTS, brand: 0 }), anId(98))).toMatchObject({ opId: anId(98), expectedVersion: 5, patch: { value: 9 } });
    expect(rebaseScore(mine, ann({ ...POINTS, engagement: 6 }), anId(98))).toBeNull();
    expect(rebaseScore(review({ ...POINTS, flow: 9 }, { before: { ...POINTS } }), ann(), anId(98))).toMatchObject({ expectedVersion: 5 });
    expect(rebaseScore(review({ ...POINTS, flow: 9 }, { before: { ...POINTS } }), ann({ ...POINTS, flow: 6 }), anId(98))).toBeNull();
    expect(rebaseScore(mine, {}, anId(98))).toBeNull();
  });

  it('leaves a review one’s own, with the values one chose', () => {
    const parked = queued(1, review({ ...POINTS, flow: 9, brand: 20 }), { state: 'parked', attempts: 1, current: ann({ ...POINTS, flow: 6 }) });
    expect(resolveScore(parked, ['brand'], anId(97))).toMatchObject({ expectedVersion: 5, patch: { scores: { ...POINTS, flow: 6, brand: 20 } } });
    expect(resolveScore(parked, [], anId(97))).toMatchObject({ patch: { scores: { ...POINTS, flow: 6 } } });
  });
});

describe('settling', () => {
  it('takes the version where the row is one behind, and else what was read', () => {
    const mine = override('flow', 9);
    expect(settleScore(kept, mine, ME, 2).analysis).toMatchObject({ version: 2, dynamicsScore: 21 });
    expect(settleScore(kept, mine, ME, 4).analysis).toMatchObject({ version: 1, dynamicsScore: 21 });
    const read = aKept(anAnalysis({ ...POINTS, flow: 1 }, { version: 3 }));
    expect(settleScore(read, mine, ME, 2)).toEqual(read);
    expect(settleScore(read, review(), ME, 3)).toMatchObject({ analysis: read.analysis, review: { qciTotalScore: 53 } });
  });

  it('reads back what the workspace tells of a score', () => {
    const corrected = applyScore(kept, override('flow', 9), ME, 2).analysis;
    expect(corrected && metScore(asMetScore(corrected))).toMatchObject({ version: 2, dynamicsScore: 21, overrides: { flow: { value: 9, ai: 5 } } });
    expect(metScore({ version: 'x' })).toBeNull();
  });
});
