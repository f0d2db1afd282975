import { z } from 'zod';
import { callFilterSchema } from '../../calls/filters.ts';
import { route } from '../define.ts';

/** The most calls one checkout takes. */
export const MOST_CALLS = 2000;

const nothing = z.strictObject({});
const ofCheckout = { checkoutId: z.uuid() };

/** Which calls: named ones, or those that a filter finds when it starts, the newest first, at most so many. */
export const checkoutSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('calls'), callIds: z.array(z.uuid()).min(1).max(MOST_CALLS) }),
  z.strictObject({ from: z.literal('filter'), filter: callFilterSchema, most: z.int().min(1).max(MOST_CALLS) }),
]);

/** Calls taken along: `paused` by the person or because the workspace is out of reach, `done` where each has an outcome. */
export const checkoutSchema = z.object({
  ...ofCheckout,
  name: z.string(),
  startedAt: z.string(),
  state: z.enum(['running', 'paused', 'done']),
  total: z.int().nonnegative(),
  /** Calls on this device: transcript, analysis, moments, prompt text, and their recording where one was to be had. */
  ready: z.int().nonnegative(),
  /** Calls that the workspace did not give. */
  failed: z.int().nonnegative(),
  /** Of those that are ready: calls that have a recording which could not be had. */
  withoutAudio: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  /** By the pace so far; null where it cannot be told. */
  secondsLeft: z.number().nonnegative().nullable(),
});

const all = z.object({
  checkouts: z.array(checkoutSchema),
  /** Calls of any checkout on this device, what they take, and how much there may be. */
  callsOnDevice: z.int().nonnegative(), bytes: z.int().nonnegative(), maxBytes: z.int().positive(),
});

/** Calls taken offline. Each change answers how things stand after it; progress comes as `checkouts.progressed`. */
export const checkoutsRoutes = {
  'checkouts.list': route(nothing, all),
  /** How many calls it would be and about how much they take, by what is known of calls of their length. */
  'checkouts.estimate': route(
    z.strictObject({ source: checkoutSourceSchema, withAudio: z.boolean() }),
    z.object({ calls: z.int().nonnegative(), onDevice: z.int().nonnegative(), bytes: z.int().nonnegative(), freeBytes: z.int().nonnegative() }),
  ),
  'checkouts.start': route(z.strictObject({ ...ofCheckout, name: z.string().trim().min(1).max(120), source: checkoutSourceSchema, withAudio: z.boolean() }), all),
  'checkouts.pause': route(z.strictObject(ofCheckout), all),
  'checkouts.resume': route(z.strictObject(ofCheckout), all),
  /** Lets its calls go from this device, but for those of another checkout and those with unsent operations. */
  'checkouts.remove': route(z.strictObject(ofCheckout), all),
} as const;

export type CheckoutSource = z.infer<typeof checkoutSourceSchema>;
export type Checkout = z.infer<typeof checkoutSchema>;
export type Checkouts = z.infer<typeof all>;
