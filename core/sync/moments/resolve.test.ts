import { describe, expect, it } from 'vitest';
import { aComment, aMoment, anId, change, comment, mark, MOMENT, parked, queued, remove, share } from '../testing/operations.ts';
import { metVersion, resolveMoment } from './resolve.ts';

const NEW = anId(99);
const theirs = aMoment({ label: 'Theirs', note: 'Seen', version: 5 });
const mine = change({ label: 'Mine', note: null, kind: 'outcome' }, { expectedVersion: 3, before: { label: 'Refund asked', note: null, kind: 'issue' } });

describe('resolveMoment', () => {
  it('changes only what stands as mine, on what is there now, under an id of its own', () => {
    const before = parked(mine, theirs);
    expect(resolveMoment(before, ['label', 'kind', 'moment_id', 'version'], NEW)).toEqual({
      ...mine, opId: NEW, expectedVersion: 5, patch: { moment_id: MOMENT, label: 'Mine', kind: 'outcome' }, before: { label: 'Theirs', kind: 'issue' },
    });
    expect(before).toEqual(parked(mine, theirs));
  });

  it('is nothing where nothing of mine remains', () => {
    expect(resolveMoment(parked(mine, theirs), [], NEW)).toBeNull();
    expect(resolveMoment(parked(mine, theirs), ['start_ms'], NEW)).toBeNull();
    expect(resolveMoment(parked(mine, aMoment({ label: 'Mine' })), ['label'], NEW)).toBeNull();
    expect(resolveMoment(parked(remove(), { ...theirs, deleted: true }), ['deleted'], NEW)).toBeNull();
    expect(resolveMoment(parked(share(), theirs), ['shared'], NEW)).toBeNull();
    expect(resolveMoment(queued(1, mine), ['label'], NEW)).toBeNull();
    expect(resolveMoment(queued(1, mine, { state: 'parked', current: {} }), ['label'], NEW)).toBeNull();
  });

  it('brings back what both changed alike and the other one deleted', () => {
    const alike = parked(change({ label: 'Theirs' }), { ...theirs, deleted: true });
    expect(resolveMoment(alike, ['deleted'], NEW)).toMatchObject({ kind: 'change_moment', expectedVersion: 5, patch: { moment_id: MOMENT, deleted: false }, before: { deleted: true } });
    expect(resolveMoment(alike, [], NEW)).toBeNull();
  });

  it('brings a deleted moment back with what stands as mine', () => {
    const resolved = resolveMoment(parked(mine, { ...theirs, deleted: true }), ['label'], NEW);
    expect(resolved).toMatchObject({ kind: 'change_moment', expectedVersion: 5, patch: { moment_id: MOMENT, label: 'Mine', deleted: false }, before: { label: 'Theirs', deleted: true } });
    // Met once more, and by then somebody has brought it back: then it needs no bringing back.
    expect(resolved && resolveMoment(parked(resolved, { ...theirs, version: 6 }), ['label'], anId(98))?.patch).toEqual({ moment_id: MOMENT, label: 'Mine' });
  });

  it('deletes what was changed only where that stands as mine', () => {
    expect(resolveMoment(parked(remove(), theirs), ['deleted'], NEW)).toMatchObject({ kind: 'delete_moment', opId: NEW, expectedVersion: 5, patch: { deleted: true }, before: { deleted: false } });
    expect(resolveMoment(parked(remove(), theirs), [], NEW)).toBeNull();
  });

  it('makes a change of a mark that stands there otherwise', () => {
    const resolved = resolveMoment(parked(mark({ label: 'Mine' }), theirs), ['label'], NEW);
    expect(resolved).toMatchObject({ kind: 'change_moment', entityId: MOMENT, expectedVersion: 5, patch: { moment_id: MOMENT, label: 'Mine' }, before: { label: 'Theirs' } });
  });

  it('rewords a comment, and says one anew that was withdrawn', () => {
    const rewording = comment({ body: 'Mine', at_ms: 500 }, { expectedVersion: 1, before: { body: 'Well said', at_ms: null } });
    const elsewhere = { ...theirs, comments: [aComment({ body: 'Elsewhere', atMs: 900, version: 3 })] };
    expect(resolveMoment(parked(rewording, elsewhere), ['body'], NEW)).toEqual({ ...rewording, opId: NEW, expectedVersion: 3, patch: { ...rewording.patch, at_ms: 900 }, before: { body: 'Elsewhere' } });
    expect(resolveMoment(parked(rewording, theirs), ['body'], NEW)).toMatchObject({ entityId: NEW, expectedVersion: 0, patch: { comment_id: NEW, body: 'Mine', at_ms: 500 } });
    expect(resolveMoment(parked(comment({ body: null }), elsewhere), ['body'], NEW)).toMatchObject({ expectedVersion: 3, patch: { body: null } });
    expect(resolveMoment(parked(comment({ body: null }), theirs), ['body'], NEW)).toBeNull();
  });
});

describe('metVersion', () => {
  it('is the version of the row: the moment\'s, or the comment\'s', () => {
    expect(metVersion(parked(mine, theirs))).toBe(5);
    expect(metVersion(parked(comment(), { ...theirs, comments: [aComment({ version: 3 })] }))).toBe(3);
    expect(metVersion(parked(comment(), theirs))).toBeNull();
    expect(metVersion(queued(1, mine))).toBeNull();
  });
});
