import type { CallDetail } from '../calls/call-detail.ts';
import type { OutboxItem } from '../contract/routes/outbox.ts';
import { canEdit, editableOf, subjectOf } from './describe.ts';
import type { QueuedOperation } from './operation.ts';
import { conflictOf } from './rules.ts';
import { changesOf } from './scores/changes.ts';

/** An operation as the tray shows it; `call` is what this device holds of its call. */
export function outboxItem(queued: QueuedOperation, call: Pick<CallDetail, 'assistantName' | 'createdAt' | 'moments'> | null): OutboxItem {
  const { operation, state, attempts, notBefore, refusal } = queued;
  return {
    opId: operation.opId,
    kind: operation.kind,
    callId: operation.callId,
    call: call && { assistantName: call.assistantName, createdAt: call.createdAt },
    subject: subjectOf(operation, call?.moments ?? []),
    changes: changesOf(operation),
    state,
    madeAt: operation.madeAt,
    attempts,
    notBefore,
    refusal,
    conflict: conflictOf(queued),
    editable: canEdit(queued) ? editableOf(operation) : {},
  };
}
