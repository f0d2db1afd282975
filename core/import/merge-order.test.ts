import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportedCall, StoredCall } from './imported-call.ts';
import { strongestLinked } from './linked-views.ts';
import { planImport } from './plan.ts';
import { aPayload, ordersOf, viewOf } from './testing/views.ts';

/** `created_at` is the first import's by rule; everything else is no matter of order. */
const known = (row: StoredCall | undefined) => ({ ...row, created_at: '' });
const plan = (views: readonly ImportedCall[], stored?: StoredCall) =>
  planImport(views.map((imported, index) => ({ file: 0, index, parsed: { imported } })), new Map(stored ? [[stored.vapi_call_id, stored]] : []));

const someViews = fc.array(aPayload, { minLength: 2, maxLength: 4 }).map((payloads) => payloads.map(viewOf)).filter((views) => views.some((view) => !view.partial));

describe('views of one call, in every order', () => {
  test('make one row and name one assistant, prompt, number and list of people', () => {
    fc.assert(
      fc.property(someViews, (views) => {
        const plans = ordersOf(views).map((order) => plan(order).writes[0]);
        for (const write of plans) {
          expect(JSON.stringify(known(write?.row))).toBe(JSON.stringify(known(plans[0]?.row)));
          expect(strongestLinked(write?.sources ?? [])).toEqual(strongestLinked(plans[0]?.sources ?? []));
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  test('make the same row in one import and in one import each; each of them again changes nothing', () => {
    fc.assert(
      fc.property(someViews, (views) => {
        const whole = plan(views).writes[0]?.row;
        for (const order of ordersOf(views).filter(([first]) => first?.partial === false)) {
          const row = order.reduce<StoredCall | undefined>((stored, view) => plan([view], stored).writes[0]?.row, undefined);
          expect(known(row)).toEqual(known(whole));
          for (const view of order) expect(plan([view], row).writes.map(({ action }) => action)).toEqual(['none']);
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

test('what any view knows, the row knows', () => {
  fc.assert(
    fc.property(someViews, (views) => {
      const row = plan(views).writes[0]?.row;
      const isDenied = row?.recording_state === 'denied';
      for (const { call } of views) {
        for (const [column, value] of Object.entries(call)) {
          if (value === null || value === '' || (isDenied && column.endsWith('recording_url'))) continue;
          expect([column, row?.[column as keyof StoredCall]]).not.toEqual([column, null]);
        }
        expect(Object.keys(row?.metadata ?? {})).toEqual(expect.arrayContaining(Object.keys(call.metadata).filter((key) => JSON.stringify(call.metadata[key]) !== '{}')));
        if (call.status === 'ended') expect(row?.status).toBe('ended');
        if ((call.cost ?? 0) > 0) expect(row?.cost).toBeGreaterThan(0);
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);
