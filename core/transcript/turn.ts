import { z } from 'zod';

/** Milliseconds from the start of the call; null where the source gave no time. */
const offsetMs = z.number().nonnegative().nullable();

/** One thing said by one side. `index` is the turn's position in the call and what evidence refers to; it never changes. */
export const speechTurnSchema = z.object({
  kind: z.literal('speech'),
  index: z.int().nonnegative(),
  speaker: z.enum(['agent', 'customer']),
  /** The speaker's own label where it is more than agent or customer (a squad member, "Speaker 1"). */
  name: z.string().nullable(),
  text: z.string(),
  startMs: offsetMs,
  endMs: offsetMs,
});

/** A tool the agent called, with what came back. Arguments and result stay text: they are untrusted and may not be JSON. */
export const toolTurnSchema = z.object({
  kind: z.literal('tool'),
  index: z.int().nonnegative(),
  name: z.string(),
  arguments: z.string(),
  result: z.string().nullable(),
  startMs: offsetMs,
  endMs: offsetMs,
});

export const turnSchema = z.discriminatedUnion('kind', [speechTurnSchema, toolTurnSchema]);

/** What `calls.turns` holds. The version rises when the meaning of a stored turn changes. */
export const storedTurnsSchema = z.object({ version: z.literal(1), turns: z.array(turnSchema) });

export type Speaker = z.infer<typeof speechTurnSchema>['speaker'];
export type SpeechTurn = z.infer<typeof speechTurnSchema>;
export type ToolTurn = z.infer<typeof toolTurnSchema>;
export type Turn = z.infer<typeof turnSchema>;
export type StoredTurns = z.infer<typeof storedTurnsSchema>;
