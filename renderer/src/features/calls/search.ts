import { z } from 'zod';
import { callFilterSchema, sortSchema, type CallSort } from '../../../../core/calls/filters.ts';

export const PERIODS = ['today', '7d', '30d', '90d'] as const;
export type Period = (typeof PERIODS)[number];

const shape = {
  ...callFilterSchema.shape,
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

/** Reads the search part of an address. Never throws: a list must open from any link. */
export const parseCallsSearch = (raw: Record<string, unknown>): CallsSearch => {
  const entries = Object.entries(shape).flatMap(([key, schema]) => {
    if (isEmpty(raw[key])) return [];
    const parsed = schema.safeParse(raw[key]);
    return parsed.success && !isEmpty(parsed.data) ? [[key, parsed.data] as const] : [];
  });
  return Object.fromEntries(entries);
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
