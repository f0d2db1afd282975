import { z } from 'zod';
import { momentFilterSchema } from '../../../../core/contract/routes/moments.ts';
import { storableJson } from '../../../../core/text/storable.ts';

const shape = { ...momentFilterSchema.shape, sharedWithMe: z.literal(true).optional() };

/** What the address of the list of moments holds: its filter. Anything a hand-written link gets wrong is left out, field by field. */
export type MomentsSearch = z.input<z.ZodObject<typeof shape>>;

const isEmpty = (value: unknown): boolean => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** No moment holds what its database cannot; asking for it would be an error and not an empty list. */
const isStorable = (value: unknown): boolean => JSON.stringify(storableJson(value)) === JSON.stringify(value);

/** Reads the search part of an address. Never throws. */
export const parseMomentsSearch = (raw: Record<string, unknown>): MomentsSearch =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([key, schema]) => {
      const parsed = schema.safeParse(raw[key]);
      return parsed.success && !isEmpty(parsed.data) && isStorable(parsed.data) ? [[key, parsed.data] as const] : [];
    }),
  );

/** Whether a search narrows the list. */
export const isNarrowed = (search: MomentsSearch): boolean => Object.values(search).some((value) => !isEmpty(value));
