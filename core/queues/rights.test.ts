import { describe, expect, it } from 'vitest';
import type { Role } from '../contract/routes/session.ts';
import { keepsQueue, keepsView, mayReview, mayShareQueues } from './rights.ts';

const ROLES: readonly Role[] = ['viewer', 'reviewer', 'coach', 'editor', 'admin'];
const may = (right: (asker: { role: Role | null; userId: string | null }) => boolean): Role[] => ROLES.filter((role) => right({ role, userId: 'me' }));
const queue = (extra: object) => ({ kind: 'normal' as const, createdBy: 'other', shared: false, ...extra });

describe('rights over queues', () => {
  it('go by the ladder of roles, and by who made what', () => {
    expect(may(mayReview)).toEqual(ROLES.slice(1));
    expect(may(mayShareQueues)).toEqual(ROLES.slice(2));
    expect(may((asker) => keepsQueue(asker, queue({ createdBy: 'me' })))).toEqual(ROLES.slice(1));
    expect(may((asker) => keepsQueue(asker, queue({})))).toEqual([]);
    expect(may((asker) => keepsQueue(asker, queue({ shared: true })))).toEqual(ROLES.slice(2));
    // The set of flags belongs to nobody, whoever flagged first.
    expect(may((asker) => keepsQueue(asker, queue({ kind: 'calibration', createdBy: 'me', shared: true })))).toEqual(ROLES.slice(2));
    expect(may((asker) => keepsView(asker, { createdBy: 'me', shared: false }))).toEqual(ROLES);
    expect(may((asker) => keepsView(asker, { createdBy: 'other', shared: true }))).toEqual(['admin']);
    expect(may((asker) => keepsView(asker, { createdBy: 'other', shared: false }))).toEqual([]);
  });

  it('are nobody\'s once the session has ended', () => {
    const gone = { role: 'admin', userId: null } as const;
    expect([mayReview(gone), mayShareQueues(gone), keepsQueue(gone, queue({ createdBy: null, shared: true })), keepsView(gone, { createdBy: null, shared: true })]).toEqual([false, false, false, false]);
  });
});
