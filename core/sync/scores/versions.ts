import { NOBODY } from '../actor.ts';
import type { KeptCall } from '../kept-call.ts';
import { isScoreOperation, type Queued, type QueuedOperation, type ScoreOperation } from '../operation.ts';
import { applyScore, stepOf } from './apply-score.ts';
import { metScore, seenStill, withMet, type MetScore } from './conflict.ts';

/** The operations on a call's score, in the order they were made. */
export const onScore = (callId: string, operations: readonly QueuedOperation[]): Queued<ScoreOperation>[] =>
  operations
    .filter((one): one is Queued<ScoreOperation> => isScoreOperation(one.operation) && one.operation.callId === callId)
    .toSorted((a, b) => a.seq - b.seq);

interface Reached {
  readonly call: KeptCall;
  readonly version: number;
}

/** What the score will be once an operation is applied. What an operation expects tells more than what is kept: that may hold its effect already. */
function past({ call, version }: Reached, operation: ScoreOperation): Reached {
  const step = stepOf(call, operation);
  const met = operation.kind === 'record_run' ? version : operation.expectedVersion;
  return { call: applyScore(call, operation, NOBODY, null), version: met + step };
}

/**
 * The version a new operation on a call's score expects: what the unsent ones before it will have brought about. A run expects
 * nothing, because it never takes anything away. Where the values it touches are no longer those that the person saw, it expects
 * the version he saw (`seen`), and meets a conflict: nothing is overwritten unseen.
 */
export function scoreVersion(operation: ScoreOperation, kept: KeptCall, unsent: readonly QueuedOperation[], seen: number | null): number {
  if (operation.kind === 'record_run') return 0;
  const reached = onScore(operation.callId, unsent).reduce<Reached>((so, one) => past(so, one.operation), { call: kept, version: kept.analysis?.version ?? 0 });
  const { analysis } = reached.call;
  if (seen === null || !analysis || seenStill(operation, asMet(analysis))) return reached.version;
  return Math.min(reached.version, seen);
}

/**
 * What the operations behind one on a call's score expect once another takes its place (`instead`) or nothing does (null), by operation
 * id. Where it is a conflict that was decided, one that would overwrite what others did, and this person was not asked about, expects
 * the version he saw: it meets a conflict of its own, and so does what follows it. Nothing that may have been sent is renumbered.
 */
export function scoreFollowUps(left: Queued<ScoreOperation>, instead: ScoreOperation | null, kept: KeptCall, unsent: readonly QueuedOperation[]): Map<string, number> {
  const all = onScore(left.operation.callId, unsent);
  const behind = all.filter(({ seq }) => seq > left.seq);
  const firstSent = behind.findIndex(({ attempts, state }) => attempts > 0 || state !== 'waiting');
  const free = firstSent < 0 ? behind : behind.slice(0, firstSent);
  let reached = startOf(left, kept, all);
  if (instead) reached = past(reached, { ...instead, expectedVersion: reached.version });
  let isUnseen = false;
  const expected = new Map<string, number>();
  for (const { operation } of free) {
    if (operation.kind === 'record_run') {
      reached = past(reached, operation);
      continue;
    }
    const { analysis } = reached.call;
    isUnseen ||= left.state === 'parked' && analysis !== null && !seenStill(operation, asMet(analysis));
    const version = isUnseen ? Math.min(left.operation.expectedVersion, operation.expectedVersion) : reached.version;
    expected.set(operation.opId, version);
    reached = past(reached, { ...operation, expectedVersion: version });
  }
  return expected;
}

/** How the score stands before an operation: as its conflict told, else as what is before it leaves it. */
function startOf(left: Queued<ScoreOperation>, kept: KeptCall, all: readonly Queued<ScoreOperation>[]): Reached {
  const met = left.state === 'parked' ? metScore(left.current) : null;
  if (met && kept.analysis) return { call: { ...kept, analysis: withMet(kept.analysis, met) }, version: met.version };
  const before = all.filter(({ seq }) => seq < left.seq).reduce<Reached>((so, one) => past(so, one.operation), { call: kept, version: kept.analysis?.version ?? 0 });
  return left.operation.kind === 'record_run' ? before : { ...before, version: left.operation.expectedVersion };
}

const asMet = (analysis: NonNullable<KeptCall['analysis']>): MetScore => analysis;
