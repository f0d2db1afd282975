import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Queue, QueueItem } from './queue.ts';
import { settleQueue, type Settled } from './settle.ts';

const ID = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ME = { userId: ID(500), name: 'Lena' };
const NOW = '2026-12-01T12:00:00.000Z';
const item = (n: number, change: Partial<QueueItem> = {}): QueueItem => ({
  id: ID(100 + n), callId: ID(n), place: n, state: 'open', isFree: true, assignedTo: null, assignedToName: null, takenBy: null, takenByName: null, takenUntil: null, skippedByName: null, skipReason: null, skipNote: null,
  doneBy: null, doneByName: null, doneAt: null, reviews: 0, version: 1, createdAt: NOW, assistantName: null, customerNumber: null, summary: null, durationSeconds: null, recordingState: 'none', score: null, band: null, ...change,
});
const queue = (items: number): Queue => ({
  id: ID(900), name: 'Q', kind: 'normal', blind: false, shared: false, dueOn: null, collectsFlags: false, createdBy: null, createdByName: null, createdAt: NOW, closedAt: null, version: 1,
  items, done: 0, taken: 0, skipped: 0, reviewed: 0, free: items, mine: 0,
});
const whole = (items: QueueItem[]) => ({ queue: queue(items.length), items, source: 'cache' as const });
const done = (n: number): Settled => ({ callId: ID(n), how: 'done', at: NOW, score: 71, band: 'review' });
const skipped = (n: number): Settled => ({ callId: ID(n), how: 'skipped', reason: 'later', note: null });
const shown = ({ items }: { items: readonly QueueItem[] }): string[] => items.map(({ callId, place, state }) => `${place} ${Number(callId.slice(-3))} ${state}`);

test('what was done stays at its place and is no longer free, what was skipped goes to the end', () => {
  const after = settleQueue(whole([item(1), item(2, { state: 'taken', takenBy: ID(500), takenUntil: NOW }), item(3)]), [skipped(1), done(2)], ME);
  expect(shown(after)).toEqual(['1 2 done', '2 3 open', '3 1 skipped']);
  expect(after.items[0]).toMatchObject({ doneBy: ME.userId, doneByName: 'Lena', doneAt: NOW, takenBy: null, takenUntil: null, isFree: false, score: 71, band: 'review', reviews: 1 });
  expect(after.items[2]).toMatchObject({ skippedByName: 'Lena', skipReason: 'later', isFree: true });
  expect(after.queue).toMatchObject({ items: 3, done: 1, taken: 0, skipped: 1, reviewed: 1, free: 2 });
  expect(after.source).toBe('cache');
});

test('a call that somebody has done stays done, and a call of another queue changes nothing', () => {
  const before = whole([item(1, { state: 'done', doneBy: ID(501), isFree: false })]);
  expect(settleQueue(before, [skipped(1), done(1), done(7)], ME)).toBe(before);
});

test('a score that is not told does not take away the one that is known', () => {
  expect(settleQueue(whole([item(1, { score: 50, band: 'fail' })]), [{ callId: ID(1), how: 'done', at: NOW }], ME).items[0]).toMatchObject({ score: 50, band: 'fail' });
});

test('no call is lost or twice there, places run from 1, and counts tell what the calls are', () => {
  const deed = fc.oneof(fc.nat(6).map((n) => done(n + 1)), fc.nat(6).map((n) => skipped(n + 1)));
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
      const { items, queue: told } = settleQueue(whole([1, 2, 3, 4, 5].map((n) => item(n))), deeds, ME);
      expect(items.map(({ callId }) => callId).toSorted()).toEqual([1, 2, 3, 4, 5].map(ID));
      expect(items.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5]);
      expect(told.done).toBe(items.filter(({ state }) => state === 'done').length);
      expect(told.free).toBe(5 - told.done);
    }),
  );
});
