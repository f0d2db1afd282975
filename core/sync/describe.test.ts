import { describe, expect, it } from 'vitest';
import type { Value } from './conflict-shape.ts';
import { editableOf, editOperation, subjectOf } from './describe.ts';
import { aMoment, anId, change, comment, mark, queued, remove, share } from './testing/operations.ts';

const NEW = anId(99);

describe('subjectOf', () => {
  it('is a label, or the beginning of a comment', () => {
    const moments = [aMoment({ label: 'As kept' })];
    expect(subjectOf(mark({ label: 'Marked' }), [])).toBe('Marked');
    expect(subjectOf(change({ label: 'Renamed' }), moments)).toBe('Renamed');
    expect(subjectOf(change({ note: 'x' }), moments)).toBe('As kept');
    expect(subjectOf(remove(true, { before: { label: 'As it was' } }), moments)).toBe('As it was');
    expect(subjectOf(share(), moments)).toBe('As kept');
    expect(subjectOf(share(), [])).toBe('');
    expect(subjectOf(comment({ body: ' Well\n  said ' }), moments)).toBe('Well said');
    expect(subjectOf(comment({ body: null }, { before: { body: 'Withdrawn' } }), moments)).toBe('Withdrawn');
    expect(subjectOf(comment({ body: null }), moments)).toBe('As kept');
  });

  it('cuts a long text between characters', () => {
    const subject = subjectOf(comment({ body: '🎧'.repeat(200) }), []);
    expect(subject).toMatch(/^(🎧)+…$/u);
    expect(subject.length).toBeLessThan(165);
    expect(subjectOf(comment({ body: 'x'.repeat(80) }), [])).toBe('x'.repeat(80));
  });
});

describe('editOperation', () => {
  it('offers the values of the patch, and no ids', () => {
    expect(editableOf(mark())).toEqual({ start_ms: 1000, end_ms: null, label: 'Refund asked', kind: 'issue', note: null });
    expect(editableOf(change({ note: null, deleted: false }))).toEqual({ note: null });
    expect(editableOf(comment({ at_ms: 5 }))).toEqual({ body: 'Well said', at_ms: 5 });
    for (const operation of [comment({ body: null }), remove(), share()]) expect(editableOf(operation)).toEqual({});
  });

  it('makes another operation of one that was not sent, or that failed', () => {
    const operation = mark();
    expect(editOperation(queued(1, operation), { label: ' Better ', end_ms: 2000 }, NEW)).toEqual({ ...operation, opId: NEW, patch: { ...operation.patch, label: 'Better', end_ms: 2000 } });
    expect(editOperation(queued(1, operation, { state: 'failed', attempts: 3 }), { label: 'Better' }, NEW)).toMatchObject({ opId: NEW });
    expect(operation.patch).toMatchObject({ label: 'Refund asked' });
  });

  it('leaves alone what may have been sent', () => {
    for (const over of [{ attempts: 1 }, { state: 'sending' }, { state: 'parked', attempts: 1 }] as const) expect(editOperation(queued(1, mark(), over), { label: 'Better' }, NEW)).toBe('sent');
  });

  it.each<Record<string, Value>>([{ moment_id: NEW }, { label: '' }, { label: null }, { kind: 'joke' }, { start_ms: -1 }, { end_ms: 1000 }, { deleted: false }, { ['constructor']: 'x' }])('refuses %j', (values) => {
    expect(editOperation(queued(1, mark()), values, NEW)).toBe('invalid');
  });

  it('does not empty a comment, nor change what a change left alone', () => {
    for (const body of ['', '  ', null, 5]) expect(editOperation(queued(1, comment()), { body }, NEW)).toBe('invalid');
    expect(editOperation(queued(1, change({ note: 'x' })), { label: 'y' }, NEW)).toBe('invalid');
    expect(editOperation(queued(1, remove()), { deleted: false }, NEW)).toBe('invalid');
  });
});
