import { z } from 'zod';

const shape = {
  assistant: z.uuid().optional(),
  /** The number of a version, or the draft. */
  version: z.union([z.int().positive(), z.literal('draft')]).optional(),
  /** The number of the version that the shown one is compared with. */
  compare: z.int().positive().optional(),
  /** The id of the shown version, for a call that was taken along: its text is here where no list of versions is. */
  prompt: z.uuid().optional(),
};

/** What the address of the prompts holds. Anything a hand-written link gets wrong is left out, field by field. */
export type PromptsSearch = z.input<z.ZodObject<typeof shape>>;

/** Reads the search part of an address. Never throws. */
export const parsePromptsSearch = (raw: Record<string, unknown>): PromptsSearch =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([key, schema]) => {
      const { data } = schema.safeParse(raw[key]);
      return data === undefined ? [] : [[key, data] as const];
    }),
  );
