import type { Actor } from './actor.ts';
import type { Conflict } from './conflict-shape.ts';
import { documentConflict, documentFollowUps, documentStands, documentVersion, resolveDocument } from './documents/document.ts';
import type { KeptCall } from './kept-call.ts';
import { metMoment, momentConflict, momentStands } from './moments/conflict.ts';
import { momentFollowUps } from './moments/follow-ups.ts';
import { meetMoment, overlayMoments, settleMoments } from './moments/overlay.ts';
import { resolveMoment } from './moments/resolve.ts';
import { momentVersion } from './moments/versions.ts';
import { isDocumentOperation, isMomentOperation, isScoreOperation, type DocumentOperation, type MomentOperation, type Operation, type Queued, type QueuedOperation, type ScoreOperation } from './operation.ts';
import { scoreConflict, scoreStands } from './scores/conflict.ts';
import { meetScore, overlayScore, settleScore } from './scores/overlay.ts';
import { rebaseScore, resolveScore } from './scores/resolve.ts';
import { scoreFollowUps, scoreVersion } from './scores/versions.ts';

/** Where each question about an operation is answered: moments, a call's score, and rows that belong to no call have rules of their own; a step in a queue needs none. */

const ofMoment = (queued: QueuedOperation): queued is Queued<MomentOperation> => isMomentOperation(queued.operation);
const ofScore = (queued: QueuedOperation): queued is Queued<ScoreOperation> => isScoreOperation(queued.operation);
const ofDocument = (queued: QueuedOperation): queued is Queued<DocumentOperation> => isDocumentOperation(queued.operation);

/** A call of which nothing is kept. */
export const NOTHING_KEPT: KeptCall = { moments: [], analysis: null, runs: [], review: null, bands: { pass: 80, review: 60 } };

/**
 * The version of its row that a new operation expects. `unsent` is what the outbox holds of the row; `seen` the version that the person had before
 * his eyes, or null where that is what is kept.
 */
export function versionFor(operation: Operation, kept: KeptCall, unsent: readonly QueuedOperation[], seen: number | null = null): number {
  if (isMomentOperation(operation)) return momentVersion(operation, kept.moments, unsent, seen);
  if (isScoreOperation(operation)) return scoreVersion(operation, kept, unsent, seen);
  return isDocumentOperation(operation) ? documentVersion(operation, unsent, seen) : 0;
}

/** What the operations behind one on its row expect once another takes its place (`instead`) or nothing does (null), by operation id. */
export function followUps(left: QueuedOperation, instead: Operation | null, kept: KeptCall, unsent: readonly QueuedOperation[]): Map<string, number> {
  if (ofMoment(left)) return momentFollowUps(left, instead && isMomentOperation(instead) ? instead : null, unsent);
  if (ofScore(left)) return scoreFollowUps(left, instead && isScoreOperation(instead) ? instead : null, kept, unsent);
  return ofDocument(left) ? documentFollowUps(left, instead, unsent) : new Map();
}

/** A call as its screen shows it: as kept, with everything this person did since that the workspace has not refused. */
export const overlayCall = (kept: KeptCall, operations: readonly QueuedOperation[], by: Actor): KeptCall => ({
  ...overlayScore(kept, operations, by),
  moments: overlayMoments(kept.moments, operations, by),
});

/** The call to keep once the workspace said which version an operation brought about. */
export function settleCall(kept: KeptCall, operation: Operation, by: Actor, version: number): KeptCall {
  if (isMomentOperation(operation)) return { ...kept, moments: settleMoments(kept.moments, operation, by, version) };
  return isScoreOperation(operation) ? settleScore(kept, operation, by, version) : kept;
}

/** The call to keep once a conflict told how the row of a parked operation stands. */
export function meetCall(kept: KeptCall, parked: QueuedOperation): KeptCall {
  if (ofScore(parked)) return meetScore(kept, parked.current);
  const met = ofMoment(parked) ? metMoment(parked) : null;
  return met ? { ...kept, moments: meetMoment(kept.moments, met) } : kept;
}

/** What a parked operation met; null where it is not parked, or the workspace's answer cannot be read. */
export function conflictOf(queued: QueuedOperation): Conflict | null {
  if (ofMoment(queued)) return momentConflict(queued);
  if (ofScore(queued)) return scoreConflict(queued);
  return ofDocument(queued) ? documentConflict(queued) : null;
}

/**
 * The version at which the workspace holds all that the operation wants, though by another operation's doing; null where it does
 * not. Such a conflict is none: the operation counts as settled.
 */
export function alreadyStands(operation: Operation, current: Record<string, unknown>, userId: string): number | null {
  if (isMomentOperation(operation)) return momentStands(operation, current, userId);
  if (isScoreOperation(operation)) return scoreStands(operation, current);
  return isDocumentOperation(operation) ? documentStands(operation, current) : null;
}

/**
 * The operation to send instead of one that met a conflict with something it does not touch: what the person saw of it still
 * stands, so that nothing is overwritten unseen. Null where he has to decide.
 */
export const rebase = (operation: Operation, current: Record<string, unknown>, newOpId: string): Operation | null =>
  isScoreOperation(operation) ? rebaseScore(operation, current, newOpId) : null;

/**
 * The operation that takes a parked one's place once the person decided: it expects what stands there now and changes only what stands as mine.
 * Null where nothing of mine remains: the parked one is to be discarded. What waits behind it expects what `followUps` says.
 */
export function resolveConflict(parked: QueuedOperation, mine: readonly string[], newOpId: string): Operation | null {
  if (ofMoment(parked)) return resolveMoment(parked, mine, newOpId);
  if (ofScore(parked)) return resolveScore(parked, mine, newOpId);
  return ofDocument(parked) ? resolveDocument(parked, mine, newOpId) : null;
}
