import { z } from 'zod';
import { callFilterSchema, sortSchema, type CallSort } from '../../../../core/calls/filters.ts';
import { storableJson } from '../../../../core/text/storable.ts';

export const PERIODS = ['today', '7d', '30d', '90d'] as const;
export type Period = (typeof PERIODS)[number];

/** In UTC and of the years one to 9999: PostgreSQL reads neither the year 0000 nor every offset that a link can write. */
const instant = callFilterSchema.shape.from
  .transform((iso) => (iso === undefined ? iso : new Date(iso).toISOString()))
  .refine((iso) => iso === undefined || /^(?!0000)\d{4}-/.test(iso));

const shape = {
  ...callFilterSchema.shape,
  from: instant,
  to: instant,
  /** A period that moves with the day, beside the fixed from and to. */
  period: z.enum(PERIODS).optional(),
  /** Lists only what this device holds, without asking the workspace. */
  here: z.literal(true).optional(),
  by: sortSchema.shape.by.optional(),
  direction: sortSchema.shape.direction.optional(),
};

/** What the address of the list holds. Anything a hand-written link gets wrong is left out, field by field. */
export type CallsSearch = z.input<z.ZodObject<typeof shape>>;

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** No call holds what its database cannot; asking for it would be an error and not an empty list. */
const isStorable = (value: unknown): boolean => JSON.stringify(storableJson(value)) === JSON.stringify(value);

/** Reads the search part of an address. Never throws: a list must open from any link. */
export const parseCallsSearch = (raw: Record<string, unknown>): CallsSearch => {
  const entries = Object.entries(shape).flatMap(([key, schema]) => {
    if (isEmpty(raw[key])) return [];
    const parsed = schema.safeParse(raw[key]);
    return parsed.success && !isEmpty(parsed.data) && isStorable(parsed.data) ? [[key, parsed.data] as const] : [];
  });
  const search: CallsSearch = Object.fromEntries(entries);
  // Without words there is nothing to rank.
  if (search.by !== 'rank' || search.q !== undefined) return search;
  const { by: _by, direction: _direction, ...rest } = search;
  return rest;
};

const DAYS: Record<Period, number> = { today: 0, '7d': 6, '30d': 29, '90d': 89 };

/** First instant of a moving period: the start of a local day, so that it is the same all day long. */
export const startOfPeriod = (period: Period, now: Date): string =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS[period]).toISOString();

export type FilterInput = z.input<typeof callFilterSchema>;

/** The filter and sort to ask for. */
export const toQuery = (search: CallsSearch, now = new Date()): { filter: FilterInput; sort: CallSort } => {
  const { period, here: _here, by = 'created_at', direction = 'desc', ...rest } = search;
  const filter: FilterInput = { ...rest };
  if (period !== undefined) filter.from = startOfPeriod(period, now);
  return { filter, sort: { by, direction } };
};

const NO_FILTER = new Set(['by', 'direction', 'here']);

/** Whether a search narrows the list by a filter or by words. */
export const isFiltered = (search: CallsSearch): boolean =>
  Object.entries(search).some(([key, value]) => !NO_FILTER.has(key) && !isEmpty(value));

export type { CallSort };
