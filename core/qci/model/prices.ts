import { z } from 'zod';
import type { TokenUsage } from './ask.ts';

/** What a model costs, in US dollars a million tokens, from a date on. */
export const priceSchema = z.strictObject({
  /** The name as the server says it; a dated one ("gpt-4o-mini-2024-07-18") has the price of the name before the date. */
  model: z.string().trim().min(1).max(100),
  input: z.number().nonnegative().max(10_000),
  output: z.number().nonnegative().max(10_000),
  /** The day the price was looked up, YYYY-MM-DD. */
  asOf: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});

export type Price = z.infer<typeof priceSchema>;

/** Prices when the index was first used; people edit them, because nobody tells a program what a model costs today. */
export const KNOWN_PRICES: readonly Price[] = [
  { model: 'gpt-4o-mini', input: 0.15, output: 0.6, asOf: '2024-07-18' },
  { model: 'gpt-4o', input: 2.5, output: 10, asOf: '2024-08-06' },
];

/** The cost of a request in US dollars to a millionth, as `analysis_cost` keeps it; null where the model's price is not known. */
export function costOf(usage: TokenUsage, model: string, prices: readonly Price[]): number | null {
  const price = priceOf(model, prices);
  if (price === null) return null;
  return Math.round(usage.promptTokens * price.input + usage.completionTokens * price.output) / 1_000_000;
}

/** What a dated name has more than the plain one: 2024-07-18, 20241022, 0613. "mini" or "audio" make another model of it, at another price. */
const DATE = /^-(?:\d{4}-\d{2}-\d{2}|\d{8}|\d{4})$/u;

/** The price of the model's own name, or of that name without its date; null where there is none. */
export function priceOf(model: string, prices: readonly Price[]): Price | null {
  const dated = (price: Price): boolean => model.startsWith(price.model) && DATE.test(model.slice(price.model.length));
  return prices.find((price) => price.model === model) ?? prices.find(dated) ?? null;
}
