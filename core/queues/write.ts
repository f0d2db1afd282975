import { z } from 'zod';
import { toRpcFilters } from '../calls/filters.ts';
import type { ReadFillSource } from '../contract/routes/queues.ts';

/** The workspace's functions by which queues and views are written. */
export type QueueWriteKind = 'save_queue' | 'fill_queue' | 'assign_items' | 'reopen_items' | 'remove_items' | 'save_view';

/** One thing a person decided about queues, in the workspace's own words; sent twice under one id it is done once. */
export interface QueueWrite {
  readonly kind: QueueWriteKind;
  readonly opId: string;
  /** 0 where the workspace compares no version of a row. */
  readonly expectedVersion: number;
  readonly patch: Readonly<Record<string, unknown>>;
}

/** The part of fill_queue's patch that says where the calls come from. */
export function fillPatch(source: ReadFillSource): Record<string, unknown> {
  if (source.from === 'calls') return { call_ids: source.callIds };
  const filters = toRpcFilters(source.filter);
  return source.from === 'filter' ? { filters, most: source.most } : { filters, recipe: source.recipe, seed: source.seed };
}

/** A patch under the workspace's names: `dueOn` is `due_on`; what is undefined is left out, null is a value. */
export const patchOf = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]])));

const applied = {
  /** Of a filling: calls that were put in, and those that were in already. */
  added: z.int().nonnegative().default(0),
  already: z.int().nonnegative().default(0),
  /** Of an assignment: calls that changed hands, and those that stayed as they are. */
  assigned: z.int().nonnegative().default(0),
  left: z.array(z.uuid()).default([]),
};

/** What the workspace answers to a write of queues (docs/adr/0010). */
export const queueAnswerSchema = z.discriminatedUnion('result', [
  z.object({ result: z.literal('applied'), ...applied }),
  z.object({ result: z.literal('duplicate'), ...applied }),
  z.object({ result: z.literal('conflict') }),
  z.object({ result: z.literal('rejected'), code: z.string(), field: z.string().nullish() }),
]);
export type QueueAnswer = z.output<typeof queueAnswerSchema>;
