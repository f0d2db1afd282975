import { describe, expect, it } from 'vitest';
import { momentConflict, momentStands } from './conflict.ts';
import { aComment, aMoment, ANN, asRpc, change, comment, mark, ME, parked, queued, remove, share } from '../testing/operations.ts';

const theirs = aMoment({ label: 'Theirs', note: 'Seen', version: 5, updatedById: ANN.userId, updatedByName: ANN.name, updatedAt: '2026-11-28T11:00:00.000Z' });

describe('momentConflict', () => {
  it('shows each value that differs, with what it was, and who changed it', () => {
    const mine = change({ label: 'Mine', kind: 'issue', note: null, end_ms: 2000 }, { before: { label: 'Refund asked', kind: 'other', note: null, end_ms: null } });
    expect(momentConflict(parked(mine, theirs))).toEqual({
      byName: 'Ann', at: '2026-11-28T11:00:00.000Z', gone: false,
      fields: [
        { field: 'label', before: 'Refund asked', mine: 'Mine', theirs: 'Theirs' },
        { field: 'note', before: null, mine: null, theirs: 'Seen' },
        { field: 'end_ms', before: null, mine: 2000, theirs: null },
      ],
    });
  });

  it('asks whether it is to be there where both made the same of it and the other one deleted it', () => {
    const gone = { ...theirs, deleted: true };
    expect(momentConflict(parked(change({ label: 'Theirs' }), gone))).toMatchObject({ gone: true, fields: [{ field: 'deleted', mine: false, theirs: true }] });
    expect(momentStands(change({ label: 'Theirs' }), asRpc(gone), ME.userId)).toBeNull();
  });

  it('knows a text as the workspace keeps it', () => {
    expect(momentConflict(parked(change({ note: '  Seen ' }), theirs))?.fields).toEqual([]);
    expect(momentConflict(parked(change({ note: '  ' }), aMoment()))?.fields).toEqual([]);
  });

  it('tells a change of what is deleted, and a deletion of what is changed', () => {
    expect(momentConflict(parked(change({ label: 'Mine' }), { ...theirs, deleted: true }))).toMatchObject({ gone: true, fields: [{ field: 'label', mine: 'Mine' }] });
    expect(momentConflict(parked(remove(), theirs))).toMatchObject({ gone: false, fields: [{ field: 'deleted', before: false, mine: true, theirs: false }] });
    expect(momentConflict(parked(remove(), { ...theirs, deleted: true }))).toMatchObject({ gone: true, fields: [] });
  });

  it('tells of a comment that was reworded or withdrawn elsewhere', () => {
    const mine = comment({ body: 'Mine', at_ms: 500 }, { before: { body: 'Well said', at_ms: null } });
    expect(momentConflict(parked(mine, { ...theirs, comments: [aComment({ body: 'Elsewhere' })] }))).toEqual({
      byName: 'Rex', at: null, gone: false,
      fields: [{ field: 'body', before: 'Well said', mine: 'Mine', theirs: 'Elsewhere' }, { field: 'at_ms', before: null, mine: 500, theirs: null }],
    });
    expect(momentConflict(parked(mine, theirs))).toMatchObject({ gone: true, fields: [{ field: 'body', theirs: null }, { field: 'at_ms' }] });
    expect(momentConflict(parked(comment({ body: null, at_ms: 7 }), { ...theirs, comments: [aComment()] }))?.fields).toEqual([{ field: 'body', before: null, mine: null, theirs: 'Well said' }]);
  });

  it('is none where nothing is parked or the answer cannot be read', () => {
    expect(momentConflict(queued(1, change(), { current: asRpc(theirs) }))).toBeNull();
    expect(momentConflict(queued(1, change(), { state: 'parked', current: { id: 'x' } }))).toBeNull();
    expect(momentConflict(queued(1, change(), { state: 'parked' }))).toBeNull();
  });
});

describe('momentStands', () => {
  it('settles a mark that stands there as this person made it, and no other', () => {
    const stands = (over: Parameters<typeof aMoment>[0]) => momentStands(mark(), asRpc(aMoment({ version: 1, ...over })), ME.userId);
    expect(stands({})).toBe(1);
    for (const over of [{ label: 'Other' }, { startMs: 1 }, { endMs: 5000 }, { kind: 'other' }, { note: 'x' }, { authorId: ANN.userId }, { deleted: true }] as const) expect(stands(over)).toBeNull();
  });

  it('settles what somebody else did just so', () => {
    expect(momentStands(change({ label: 'Theirs' }), asRpc(theirs), ME.userId)).toBe(5);
    expect(momentStands(change({ label: 'Theirs' }), asRpc({ ...theirs, deleted: true }), ME.userId)).toBeNull();
    expect(momentStands(change(), asRpc(theirs), ME.userId)).toBeNull();
    expect(momentStands(remove(), asRpc({ ...theirs, deleted: true }), ME.userId)).toBe(5);
    expect(momentStands(remove(false), asRpc(theirs), ME.userId)).toBe(5);
    expect(momentStands(remove(), asRpc(theirs), ME.userId)).toBeNull();
    expect(momentStands(comment(), asRpc({ ...theirs, comments: [aComment({ version: 4 })] }), ME.userId)).toBe(4);
    expect(momentStands(comment({ body: null }, { expectedVersion: 2 }), asRpc(theirs), ME.userId)).toBe(3);
    expect(momentStands(comment(), asRpc(theirs), ME.userId)).toBeNull();
    expect(momentStands(share(), asRpc(theirs), ME.userId)).toBe(5);
    expect(momentStands(change(), {}, ME.userId)).toBeNull();
  });
});
