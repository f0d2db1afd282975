import type { Moment } from '../../moments/moment.ts';
import { NOBODY } from '../actor.ts';
import type { MomentOperation, Queued, QueuedOperation } from '../operation.ts';
import { applyOperation } from './apply-operation.ts';
import { commentOf, metMoment, MOMENT_VALUES, valuesOf } from './conflict.ts';
import { metVersion } from './resolve.ts';
import { countedOn } from './versions.ts';

/**
 * What the operations behind one on its row expect once another takes its place (`instead`) or nothing does (null), by operation
 * id. Each expects one more than the one before. But where it is a conflict that was decided, an operation that would
 * overwrite what others did, and this person was not asked about, expects the version he saw: it meets a conflict of its own, and
 * so does what follows it. That stays so when the one before is then edited or discarded. Nothing that may have been sent is
 * renumbered, and nothing is where the one before is applied. A share counts on no row, so nothing follows one.
 */
export function momentFollowUps(left: Queued<MomentOperation>, instead: MomentOperation | null, unsent: readonly QueuedOperation[]): Map<string, number> {
  const { entityId, kind, expectedVersion: seen } = left.operation;
  if (kind === 'share_moment') return new Map();
  const behind = countedOn(entityId, unsent).filter(({ seq }) => seq > left.seq);
  const firstSent = behind.findIndex(({ attempts, state }) => attempts > 0 || state !== 'waiting');
  const free = firstSent < 0 ? behind : behind.slice(0, firstSent);
  let row = left.state === 'parked' ? metMoment(left) : null;
  let next = (left.state === 'parked' ? (metVersion(left) ?? seen) : seen) + (instead ? 1 : 0);
  let isUnseen = left.state === 'parked' && row === null;
  let counted = seen;
  if (row && instead) row = after(row, instead);
  return new Map(
    free.map(({ operation }) => {
      counted += 1;
      isUnseen ||= left.state === 'parked' ? row !== null && contradicts(operation, row) : operation.expectedVersion < counted;
      if (row) row = after(row, operation);
      next += 1;
      return [operation.opId, isUnseen ? Math.min(seen, operation.expectedVersion) : next - 1];
    }),
  );
}

const after = (row: Moment, operation: MomentOperation): Moment => applyOperation([row], operation, NOBODY, null)[0] ?? row;

/** Whether a value that the operation changes is not what the person saw when he changed it. Whoever deletes means all of the row. */
function contradicts(operation: MomentOperation, row: Moment): boolean {
  const { before } = operation;
  if (operation.kind === 'change_moment') {
    const values = valuesOf(row);
    return row.deleted || MOMENT_VALUES.some((key) => operation.patch[key] !== undefined && before[key] !== values[key]);
  }
  if (operation.kind !== 'comment_moment') return true;
  const comment = commentOf(operation.patch, row);
  return !comment || before['body'] !== comment.body || before['at_ms'] !== comment.atMs;
}
