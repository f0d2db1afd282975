import { z } from 'zod';
import { networkSchema, settingsSchema, windowStateSchema, workspaceStateSchema } from './routes/app.ts';
import { checkoutSchema } from './routes/checkouts.ts';
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
  /** How the outbox stands now; what it holds is asked for with `outbox.list`. */
  'outbox.changed': outboxStateSchema,
  /** How one checkout stands now; one that is not known to the screen yet is new. */
  'checkouts.progressed': checkoutSchema,
  /** The menu asks for the dialog that says which version runs. */
  'about.asked': z.object({}),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<K extends EventName> = z.output<Events[K]>;
