import { describe, expect, it } from 'vitest';
import { meetMoment, overlayMoments, settleMoments } from './overlay.ts';
import { aComment, aMoment, ANN, anId, change, comment, ME, mark, queued, remove, share } from '../testing/operations.ts';

describe('overlayMoments', () => {
  it('shows what waits, is being sent and is parked, in the order it was done, but not what failed', () => {
    const queue = [
      queued(4, change({ note: 'never' }), { state: 'failed' }), queued(3, change({ label: 'Third' }), { state: 'parked' }), queued(1, change({ label: 'First', kind: 'outcome' }), { state: 'sending' }),
      queued(2, comment()), queued(5, share()),
    ];
    const [shown] = overlayMoments([aMoment()], queue, ME);
    expect(shown).toMatchObject({ label: 'Third', kind: 'outcome', note: null, version: 3, sharedWith: [ANN.userId], comments: [{ body: 'Well said', authorId: ME.userId }] });
  });

  it('leaves out what is deleted, here or there, and brings back what was brought back', () => {
    expect(overlayMoments([aMoment(), aMoment({ id: anId(12), deleted: true })], [queued(1, remove())], ME)).toEqual([]);
    expect(overlayMoments([aMoment({ deleted: true })], [queued(1, change({ label: 'Mine', deleted: false }))], ME)).toMatchObject([{ label: 'Mine', deleted: false }]);
    expect(overlayMoments([], [queued(1, mark()), queued(2, remove()), queued(3, remove(false))], ME)).toHaveLength(1);
  });

  it('takes a mark whose answer was lost as the workspace gave it', () => {
    const kept = [aMoment({ label: 'Renamed by Ann', version: 2, comments: [aComment()] })];
    expect(overlayMoments(kept, [queued(1, mark(), { state: 'sending', attempts: 1 })], ME)).toEqual(kept);
  });

  it('shows nothing of what hangs off a mark that failed', () => {
    expect(overlayMoments([], [queued(1, mark(), { state: 'failed' }), queued(2, comment()), queued(3, change())], ME)).toEqual([]);
  });
});

describe('settleMoments', () => {
  it('keeps what was applied, with the version it brought about', () => {
    const [kept] = settleMoments([aMoment({ version: 3 })], change({ label: 'Mine' }), ME, 4);
    expect(kept).toMatchObject({ label: 'Mine', version: 4 });
    expect(settleMoments([], mark(), ME, 1)).toMatchObject([{ version: 1 }]);
    expect(settleMoments([aMoment()], comment(), ME, 1)).toMatchObject([{ version: 3, comments: [{ version: 1 }] }]);
    expect(settleMoments([aMoment()], share(), ME, 0)).toMatchObject([{ version: 3, sharedWith: [ANN.userId] }]);
  });

  it('does not set a row back that was read later', () => {
    const kept = [aMoment({ label: 'Renamed by Ann', version: 5, comments: [aComment({ body: 'Newer', version: 3 })] })];
    for (const [operation, version] of [[change({ label: 'Mine' }), 4], [change({ label: 'Mine' }), 5], [mark(), 1], [comment(), 2]] as const) expect(settleMoments(kept, operation, ME, version)).toEqual(kept);
  });

  it('gives no row a version whose changes it has not seen', () => {
    const [kept] = settleMoments([aMoment({ version: 3 })], change({ note: 'Mine' }), ME, 6);
    expect(kept).toMatchObject({ note: 'Mine', version: 3 });
  });
});

describe('meetMoment', () => {
  it('keeps what a conflict told, unless more is known', () => {
    const met = aMoment({ label: 'Theirs', version: 5 });
    expect(meetMoment([aMoment({ version: 3 })], met)).toEqual([met]);
    expect(meetMoment([], met)).toEqual([met]);
    const later = aMoment({ label: 'Later', version: 6 });
    expect(meetMoment([later], met)).toEqual([later]);
  });
});
