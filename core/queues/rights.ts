import type { Role } from '../contract/routes/session.ts';
import type { Asker } from '../moments/rights.ts';
import type { Queue, SavedView } from './queue.ts';

const LADDER: readonly Role[] = ['viewer', 'reviewer', 'coach', 'editor', 'admin'];
const atLeast = ({ role, userId }: Asker, least: Role): boolean => userId !== null && role !== null && LADDER.indexOf(role) >= LADDER.indexOf(least);

/** Whether somebody may review calls of queues, and make queues of his own. */
export const mayReview = (asker: Asker): boolean => atLeast(asker, 'reviewer');

/** Whether somebody may share queues, and make calibrations. */
export const mayShareQueues = (asker: Asker): boolean => atLeast(asker, 'coach');

/** Whether somebody may change a queue, fill it and say who is to do what: its author may, and coaches may what is shared. */
export const keepsQueue = (asker: Asker, { kind, createdBy, shared }: Pick<Queue, 'kind' | 'createdBy' | 'shared'>): boolean =>
  (kind === 'normal' && createdBy === asker.userId && mayReview(asker)) || (shared && mayShareQueues(asker));

/** Whether somebody may change a view: its author, and admins one that is shared. */
export const keepsView = ({ userId, role }: Asker, { createdBy, shared }: Pick<SavedView, 'createdBy' | 'shared'>): boolean =>
  userId !== null && (createdBy === userId || (shared && role === 'admin'));
