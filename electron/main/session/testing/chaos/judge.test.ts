import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { faultsOf, type Seen } from './judge.ts';

const passing: Cell = { fault: 'portal', token: 'expired', clockMs: 0, reach: 'everything', moment: 'running', isLong: false };
const revoked: Cell = { ...passing, fault: 'session_not_found', reach: 'auth' };
const whole: Seen = {
  statuses: ['signed-in'], outbox: ['cut-off'], asked: [{ code: 'offline', ms: 5_000 }], isKept: true, cutOffAfterMs: 12, soonestRetryMs: null, recoveredAfterMs: 800, renewalsAfter: 1,
  unanswered: [], isSameSession: true, isSamePerson: true, isSameKey: true, keptUnsent: 1, delivered: 1, unsent: 0,
};
const ended: Seen = { ...whole, statuses: ['ended'], outbox: ['sign-in-needed'], isKept: false, cutOffAfterMs: null, recoveredAfterMs: null, isSameSession: false };

it('finds nothing wrong with what must be', () => {
  expect(faultsOf(passing, whole, 2_000)).toEqual([]);
  expect(faultsOf(revoked, ended, 2_000)).toEqual([]);
});

describe('a fault that passes', () => {
  it.each<[string, Partial<Seen>]>([
    ['a session that was announced as ended', { statuses: ['ended', 'signed-in'] }],
    ['a tray that asks for a sign-in', { outbox: ['sign-in-needed'] }],
    ['tokens that are gone', { isKept: false }],
    ['words of an ended session', { asked: [{ code: 'not_signed_in', ms: 1 }] }],
    ['a question that was held', { asked: [{ code: 'offline', ms: 25_400 }] }],
    ['cut off said late', { cutOffAfterMs: 5_000 }],
    ['cut off never said', { cutOffAfterMs: null }],
    ['a renewal too early', { soonestRetryMs: 400 }],
    ['no return', { recoveredAfterMs: null }],
    ['a storm of renewals', { renewalsAfter: 3 }],
    ['another session', { isSameSession: false }],
    ['another person', { isSamePerson: false }],
    ['another key', { isSameKey: false }],
    ['an operation lost', { delivered: 0 }],
    ['an operation doubled', { delivered: 2 }],
    ['an operation that waits for ever', { unsent: 1 }],
  ])('is wrong with %s', (_name, change) => {
    expect(faultsOf(passing, { ...whole, ...change }, 2_000)).not.toEqual([]);
  });
});

describe('a session that was taken back', () => {
  it.each<[string, Partial<Seen>]>([
    ['somebody who is signed in still', { statuses: ['signed-in'] }],
    ['tokens that stay', { isKept: true }],
    ['a tray that says nothing', { outbox: ['idle'] }],
    ['an outbox that was emptied', { keptUnsent: 0 }],
    ['another key', { isSameKey: false }],
    ['another person', { isSamePerson: false }],
  ])('is wrong with %s', (_name, change) => {
    expect(faultsOf(revoked, { ...ended, ...change }, 2_000)).not.toEqual([]);
  });
});
