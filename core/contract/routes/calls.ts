import { z } from 'zod';
import { callDetailSchema } from '../../calls/call-detail.ts';
import { callRowSchema } from '../../calls/call-row.ts';
import { callFilterSchema, sortSchema } from '../../calls/filters.ts';
import { historyEntrySchema } from '../../history/entry.ts';
import { route } from '../define.ts';

/** Where an answer came from, and when the workspace last confirmed it (ISO time). */
const provenance = { source: z.enum(['workspace', 'cache']), asOf: z.string() };

/** Opaque to the renderer: hand back what the last page gave. */
const cursorSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const pageInput = z.strictObject({
  filter: callFilterSchema,
  sort: sortSchema,
  cursor: cursorSchema.nullable().default(null),
  limit: z.int().min(1).max(200).default(50),
});

export const callPageSchema = z.object({
  rows: z.array(callRowSchema),
  next: cursorSchema.nullable(),
  ...provenance,
});

export const facetsSchema = z.object({
  assistants: z.array(z.object({ id: z.uuid(), name: z.string(), calls: z.int() })),
  phoneNumbers: z.array(z.object({ id: z.uuid(), phoneNumber: z.string() })),
  statuses: z.array(z.string()),
  /** The organization's people; lists kept by an older version have none. */
  members: z.array(z.object({ userId: z.uuid(), displayName: z.string().nullable() })).default([]),
});

const callId = z.strictObject({ callId: z.uuid() });

/** The most calls that one look for changes names. */
export const MOST_POLLED = 200;

export const callsRoutes = {
  /** A page as this device last saw it, at once; null where it has seen none. Never touches the network. */
  'calls.listCached': route(pageInput, callPageSchema.nullable()),
  /** A page from the workspace; falls back to the cache (`source: 'cache'`) when cut off. */
  'calls.list': route(pageInput, callPageSchema),
  /**
   * How many calls a filter finds. `capped`: at least so many, because counting stops at a cap, or because the answer
   * comes from the cache, which holds only what this device was shown.
   */
  'calls.count': route(
    z.strictObject({ filter: callFilterSchema }),
    z.object({ count: z.int().nonnegative(), capped: z.boolean(), ...provenance }),
  ),
  'calls.listFacets': route(z.strictObject({}), facetsSchema),
  'calls.getCached': route(callId, z.object({ call: callDetailSchema, ...provenance }).nullable()),
  'calls.get': route(callId, z.object({ call: callDetailSchema, ...provenance })),
  /** Which of the calls on screen have changed at the workspace since this device read them; none where it is out of reach. */
  'calls.pollChanges': route(z.strictObject({ callIds: z.array(z.uuid()).max(MOST_POLLED) }), z.object({ changed: z.array(z.uuid()) })),
  /** The payload as imported, secrets stripped, as indented JSON text. */
  'calls.getRaw': route(callId, z.object({ json: z.string() })),
  /** What happened to the call, in order; from the workspace only, which tells each person what he may read. */
  'calls.getHistory': route(callId, z.object({ entries: z.array(historyEntrySchema) })),
  /** Which of the calls in sight are on this device, and whether with their recording. */
  'calls.listKept': route(z.strictObject({ callIds: z.array(z.uuid()).max(MOST_POLLED) }), z.object({ kept: z.array(z.object({ callId: z.uuid(), audio: z.boolean() })) })),
  /** What this device holds. */
  'calls.getCacheStatus': route(
    z.strictObject({}),
    z.object({ calls: z.int().nonnegative(), bytes: z.int().nonnegative(), lastReadAt: z.string().nullable() }),
  ),
} as const;

export type CallPage = z.infer<typeof callPageSchema>;
export type Facets = z.infer<typeof facetsSchema>;
export type Cursor = z.infer<typeof cursorSchema>;
