import { z } from 'zod';

/** Of a run that was recorded: its row's id, and whether it became the call's score. Other writes answer neither, or an id alone. */
const ofRun = { id: z.uuid().optional().catch(undefined), effective: z.boolean().optional().catch(undefined) };

/** What the workspace answers to a write (docs/adr/0010). */
export const writeAnswerSchema = z.discriminatedUnion('result', [
  z.object({ result: z.literal('applied'), version: z.int().nonnegative(), ...ofRun }),
  z.object({ result: z.literal('duplicate'), version: z.int().nonnegative(), ...ofRun }),
  z.object({ result: z.literal('conflict'), current: z.record(z.string(), z.unknown()) }),
  z.object({ result: z.literal('rejected'), code: z.string(), field: z.string().nullish().transform((value) => value ?? null) }),
]);

export type WriteAnswer = z.output<typeof writeAnswerSchema>;

/**
 * What became of one sending. `answered`: the workspace's own word. `refused`: an HTTP status without such a word, with the
 * Retry-After it gave in milliseconds. `unreached`: nothing came back, so it may have been applied or not.
 */
export type SendOutcome =
  | { readonly type: 'answered'; readonly answer: WriteAnswer }
  | { readonly type: 'refused'; readonly status: number; readonly code: string; readonly retryAfterMs: number | null }
  | { readonly type: 'unreached' };
