import type { z } from 'zod';
import type { conflictFieldSchema, OutboxItem } from '../contract/routes/outbox.ts';

/** What a parked operation met, as a screen shows it. */
export type Conflict = NonNullable<OutboxItem['conflict']>;
export type ConflictField = z.infer<typeof conflictFieldSchema>;
export type Value = ConflictField['mine'];
