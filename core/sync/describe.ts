import type { Moment } from '../moments/moment.ts';
import { cutText } from '../text/storable.ts';
import type { Value } from './conflict-shape.ts';
import { isMomentOperation, type Operation, operationSchema, type QueuedOperation } from './operation.ts';

const LONGEST_SUBJECT = 80;

/** What an operation is about in the person's own words: a moment's label, the beginning of a comment or a note; empty where nothing here tells. */
export function subjectOf(operation: Operation, moments: readonly Moment[]): string {
  if (!isMomentOperation(operation)) return beginning('note' in operation.patch ? operation.patch.note : 'performance_notes' in operation.patch ? operation.patch.performance_notes : '');
  const { patch, before } = operation;
  const words = 'body' in patch ? (patch.body ?? before['body']) : 'label' in patch ? patch.label : undefined;
  const label = before['label'] ?? moments.find(({ id }) => id === patch.moment_id)?.label;
  return [words, label].map(beginning).find((text) => text !== '') ?? '';
}

function beginning(text: unknown): string {
  if (typeof text !== 'string') return '';
  const line = text.trim().replaceAll(/\s+/gu, ' ');
  const cut = cutText(line, LONGEST_SUBJECT);
  return cut === line ? line : `${cut.trimEnd()}…`;
}

/** The values of an operation's patch that a person may edit before it is sent; a score, a prompt and a rubric are edited where they stand. */
export function editableOf(operation: Operation): Record<string, Value> {
  if (!isMomentOperation(operation)) return {};
  const { kind, patch } = operation;
  if (kind === 'delete_moment' || kind === 'share_moment' || (kind === 'comment_moment' && patch.body === null)) return {};
  const values: Readonly<Record<string, Value | undefined>> = patch;
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (key.endsWith('_id') || key === 'deleted' || value === undefined ? [] : [[key, value]])));
}

/** Whether nothing of it can have reached the workspace, or the workspace refused it. */
export const canEdit = ({ state, attempts }: QueuedOperation): boolean => state === 'failed' || (state === 'waiting' && attempts === 0);

/**
 * The operation with other values, under an id of its own. `sent` where it may have reached the workspace, `invalid` where the
 * values are none of its own or not such as the workspace takes.
 */
export function editOperation(queued: QueuedOperation, values: Readonly<Record<string, Value>>, newOpId: string): Operation | 'sent' | 'invalid' {
  if (!canEdit(queued)) return 'sent';
  const { operation } = queued;
  const editable = editableOf(operation);
  if (Object.keys(values).some((key) => !Object.hasOwn(editable, key)) || saysNothing(values['body'])) return 'invalid';
  const edited = operationSchema.safeParse({ ...operation, opId: newOpId, patch: { ...operation.patch, ...values } });
  return edited.success && endsAfterStart(edited.data.patch) ? edited.data : 'invalid';
}

/** Emptying a comment would withdraw it, which is no edit. */
const saysNothing = (body: Value | undefined): boolean => body !== undefined && (typeof body !== 'string' || body.trim() === '');

const endsAfterStart = (patch: Operation['patch']): boolean =>
  !('start_ms' in patch) || !('end_ms' in patch) || typeof patch.end_ms !== 'number' || patch.start_ms === undefined || patch.end_ms > patch.start_ms;
