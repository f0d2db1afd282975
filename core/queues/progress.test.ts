import { describe, expect, it } from 'vitest';
import type { Queue } from './queue.ts';
import { dayOf, dueState, groupQueues, percentDone, queueState } from './progress.ts';

const counts = (items: number, done: number, taken = 0, skipped = 0, closedAt: string | null = null) => ({ items, done, taken, skipped, closedAt });

describe('the state of a queue', () => {
  it.each([
    [counts(0, 0), 'empty'], [counts(3, 0), 'untouched'], [counts(3, 0, 1), 'started'], [counts(3, 0, 0, 1), 'started'], [counts(3, 2), 'started'], [counts(3, 3), 'done'],
    [counts(0, 0, 0, 0, '2026-01-01'), 'closed'], [counts(3, 0, 0, 0, '2026-01-01'), 'closed'],
  ] as const)('%j is %s', (queue, state) => expect(queueState(queue)).toBe(state));
});

describe('percent', () => {
  it.each([[0, 0, 0], [60, 0, 0], [2000, 1, 1], [2000, 1999, 99], [3, 1, 33], [3, 3, 100]])('of %i calls with %i done is %i', (items, done, percent) => expect(percentDone({ items, done })).toBe(percent));
});

describe('what a due day means', () => {
  const due = (dueOn: string | null, queue = counts(3, 1)) => dueState({ ...queue, dueOn }, '2026-12-01');
  it.each([['2026-11-30', 'overdue'], ['2026-12-01', 'today'], ['2026-12-02', 'soon'], ['2026-12-04', 'soon'], ['2026-12-05', 'later'], [null, null]])('%s is %s', (day, state) => expect(due(day)).toBe(state));
  it('nothing once nothing is left, though something in a queue without calls', () => {
    expect(due('2026-11-30', counts(3, 3))).toBeNull();
    expect(due('2026-11-30', counts(3, 0, 0, 0, '2026-11-29'))).toBeNull();
    expect(due('2026-11-30', counts(0, 0))).toBe('overdue');
  });
  it('days are the person\'s own', () => {
    const late = new Date('2026-11-30T22:30:00Z');
    expect([dayOf(late, 0), dayOf(late, 120), dayOf(late, -1380)]).toEqual(['2026-11-30', '2026-12-01', '2026-11-29']);
  });
});

describe('groups', () => {
  const queue = (id: string, extra: Partial<Queue>): Queue => ({ id, kind: 'normal', createdBy: 'other', mine: 0, closedAt: null, ...extra }) as Queue;
  it('are one\'s own or with calls for one, shared, and calibrations; closed ones last', () => {
    const { mine, shared, calibration } = groupQueues(
      [queue('closed', { createdBy: 'me', closedAt: '2026-01-01' }), queue('made', { createdBy: 'me' }), queue('given', { mine: 2 }), queue('theirs', {}), queue('set', { kind: 'calibration', createdBy: 'me' })], 'me',
    );
    expect([mine, shared, calibration].map((group) => group.map(({ id }) => id))).toEqual([['made', 'given', 'closed'], ['theirs'], ['set']]);
  });
});
