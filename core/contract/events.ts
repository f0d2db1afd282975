import { z } from 'zod';
import { networkSchema, settingsSchema, windowStateSchema, workspaceStateSchema } from './routes/app.ts';
import { checkoutSchema } from './routes/checkouts.ts';
import { OPERATION_KINDS, type OperationKind } from '../sync/operation.ts';
import { outboxStateSchema } from './routes/outbox.ts';
import { sessionSchema } from './routes/session.ts';

/** Everything main tells the renderer without being asked. */
export const events = {
  'session.changed': sessionSchema,
  'workspace.changed': workspaceStateSchema,
  'window.changed': windowStateSchema,
  'settings.changed': settingsSchema,
  'network.changed': networkSchema,
  /** Calls changed under the screen (an import, another window): lists and the named calls are read again. */
  'calls.invalidated': z.object({ callIds: z.array(z.uuid()).nullable() }),
  /** How many items of the files have an outcome; the whole account comes as the answer of `imports.run`. */
  'import.progressed': z.object({ importId: z.uuid(), done: z.int().nonnegative(), total: z.int().nonnegative() }),
  /** The workspace has taken a write that belongs to no call: a prompt version, a rubric. */
  'documents.changed': z.object({ kind: z.enum(OPERATION_KINDS as [OperationKind, ...OperationKind[]]) }),
  /** Something was journaled, sent, refused or decided. */
  'outbox.changed': outboxStateSchema,
  'checkouts.progressed': checkoutSchema,
  /** The menu asks for the dialog that says which version runs. */
  'about.asked': z.object({}),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<K extends EventName> = z.output<Events[K]>;
