import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { CallColumns, StoredCall } from './imported-call.ts';
import { mergeCall } from './merge-call.ts';
import { viewStamp } from './stamps.ts';

const at = (minute: number) => `2026-03-02T09:${String(minute).padStart(2, '0')}:00.000Z`;
const base: CallColumns = {
  vapi_call_id: '019c758a-83ef-7ee3-be50-b0c95aa22000', assistant_name: null, call_type: null, status: null, ended_reason: null, outcome_bucket: null, created_at: at(0), started_at: null, ended_at: null,
  transcript: null, summary: null, recording_url: null, stereo_recording_url: null, recording_state: 'none', customer_number: null, customer_info: {}, cost: null, turns: null, success_evaluation: null,
  structured_data: null, cost_breakdown: null, metadata: {}, source_updated_at: at(1), merge_stamps: {}, raw_data: null,
};
/** A view as the parser makes it: all that it knows bears one stamp. */
const aView = (change: Partial<CallColumns> = {}): CallColumns => {
  const view = { ...base, ...change };
  return { ...view, merge_stamps: { '*': viewStamp(view.source_updated_at, 'listed', view) } };
};
const turns = (startMs: number | null): NonNullable<CallColumns['turns']> => ({ version: 1, turns: [{ kind: 'speech', index: 0, speaker: 'agent', name: null, text: 'Hi.', startMs, endMs: null }] });
const stored = (change: Partial<CallColumns> = {}): StoredCall => mergeCall(null, aView(change)).merged;
const merge = (existing: Partial<CallColumns>, incoming: Partial<CallColumns>) => mergeCall(stored(existing), aView(incoming)).merged;

describe('mergeCall', () => {
  test('a first view is inserted, with a type and a status also where it has none', () => {
    expect(mergeCall(null, aView())).toMatchObject({ changed: true, merged: { call_type: 'web', status: 'queued' } });
    expect(stored({ customer_number: '+34900000001', ended_reason: 'x', outcome_bucket: 'other' })).toMatchObject({ call_type: 'inbound', status: 'ended' });
    expect(stored({ started_at: at(1) })).toMatchObject({ status: 'in-progress' });
  });

  test('a value beats none, in either order of time; "", {} and [] are none', () => {
    expect(merge({ summary: 'kept', structured_data: { a: 1 } }, { summary: null, structured_data: {}, source_updated_at: at(9) })).toMatchObject({ summary: 'kept', structured_data: { a: 1 } });
    expect(merge({ summary: '' }, { summary: 'late', source_updated_at: at(0) })).toMatchObject({ summary: 'late' });
  });

  test('the later view beats the earlier, whichever comes first', () => {
    expect(merge({ summary: 'old' }, { summary: 'new', source_updated_at: at(2) })).toMatchObject({ summary: 'new', source_updated_at: at(2) });
    expect(merge({ summary: 'new', source_updated_at: at(2) }, { summary: 'old' })).toMatchObject({ summary: 'new', source_updated_at: at(2) });
  });

  test('at the same time, and without any, one of two views wins in either order', () => {
    for (const source_updated_at of [at(1), null]) {
      const [one, other] = [{ summary: 'first', source_updated_at }, { summary: 'second', source_updated_at }];
      expect(merge(one, other)).toEqual(merge(other, one));
    }
    expect(merge({ summary: 'undated', source_updated_at: null }, { summary: 'dated' }).summary).toBe('dated');
    expect(merge({ summary: 'dated' }, { summary: 'undated', source_updated_at: null }).summary).toBe('dated');
  });

  test('of two views of one time the list beats the report, and that any other event', () => {
    const kinds = ['event', 'report', 'listed'] as const;
    const views = kinds.map((kind) => ({ ...base, summary: kind, merge_stamps: { '*': viewStamp(at(1), kind, kind) } }));
    for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]]) {
      expect(order.reduce<StoredCall | null>((row, n) => mergeCall(row, views[n] ?? base).merged, null)?.summary).toBe('listed');
    }
  });

  test('a known cost outlives a later cost of 0', () => {
    expect(merge({ cost: 0.5 }, { cost: 0, source_updated_at: at(9) }).cost).toBe(0.5);
    expect(merge({ cost: 0, source_updated_at: at(9) }, { cost: 0.5 }).cost).toBe(0.5);
    expect(merge({ cost: null }, { cost: 0 }).cost).toBe(0);
    expect(merge({ cost: 0.5 }, { cost: 0.6, source_updated_at: at(9) }).cost).toBe(0.6);
  });

  test('each key of an object is a field of its own', () => {
    const known = { metadata: { a: 'old', b: 'old' }, customer_info: { name: 'Ana' } };
    expect(merge(known, { metadata: { a: 'new', c: '' }, customer_info: {}, source_updated_at: at(9) })).toMatchObject({ metadata: { a: 'new', b: 'old' }, customer_info: { name: 'Ana' } });
    expect(merge({ metadata: { a: 'new' }, source_updated_at: at(9) }, known).metadata).toEqual({ a: 'new', b: 'old' });
  });

  test('what is guessed gives way to what any view knows, however old', () => {
    expect(merge({ source_updated_at: at(9) }, { call_type: 'outbound', status: 'ringing', source_updated_at: null })).toMatchObject({ call_type: 'outbound', status: 'ringing' });
    expect(merge({}, { customer_number: '+34900000001', started_at: at(1) })).toMatchObject({ call_type: 'inbound', status: 'in-progress' });
  });

  test('the stronger claim about a recording stays, in either order', () => {
    const states = ['none', 'remote', 'expired', 'denied'] as const;
    for (const [n, a] of states.entries()) for (const [m, b] of states.entries()) expect(merge({ recording_state: a }, { recording_state: b, source_updated_at: at(9) }).recording_state).toBe(states[Math.max(n, m)]);
  });

  test('a row that no import wrote is as new as it says', () => {
    const row = { ...stored({ summary: 'by hand', source_updated_at: at(5) }), merge_stamps: {} };
    expect(mergeCall(row, aView({ summary: 'later', source_updated_at: at(6) })).merged.summary).toBe('later');
    expect(mergeCall(row, aView({ summary: 'earlier', source_updated_at: at(4) })).merged.summary).toBe('by hand');
  });

  test('ended is never taken back', () => {
    expect(merge({ status: 'ended' }, { status: 'in-progress', source_updated_at: at(9) }).status).toBe('ended');
    expect(merge({ status: 'in-progress', source_updated_at: at(9) }, { status: 'ended' }).status).toBe('ended');
    expect(merge({ status: 'queued' }, { status: 'ringing', source_updated_at: at(9) }).status).toBe('ringing');
  });

  test('created_at never moves', () => {
    expect(merge({ created_at: at(5) }, { created_at: at(1), source_updated_at: at(9) }).created_at).toBe(at(5));
  });

  test('the bucket goes with its reason', () => {
    expect(merge({ ended_reason: 'voicemail', outcome_bucket: 'voicemail' }, { source_updated_at: at(9) })).toMatchObject({ outcome_bucket: 'voicemail' });
    expect(merge({ ended_reason: 'voicemail', outcome_bucket: 'voicemail' }, { ended_reason: 'x…cut', outcome_bucket: 'error', source_updated_at: at(9) })).toMatchObject({ ended_reason: 'x…cut', outcome_bucket: 'error' });
  });

  test('timed turns are not given up for untimed ones', () => {
    expect(merge({ turns: turns(5) }, { turns: turns(null), source_updated_at: at(9) }).turns).toEqual(turns(5));
    expect(merge({ turns: turns(null), source_updated_at: at(9) }, { turns: turns(5) }).turns).toEqual(turns(5));
  });

  test('a payload with a conversation is not replaced by one without', () => {
    const webhook = { message: { artifact: { messages: [1] } } };
    expect(merge({ raw_data: webhook }, { raw_data: { id: 'a' }, source_updated_at: at(9) }).raw_data).toEqual(webhook);
    expect(merge({ raw_data: { id: 'a' } }, { raw_data: webhook, source_updated_at: at(0) }).raw_data).toEqual(webhook);
  });

  test('a refused recording stays refused and loses its reference', () => {
    expect(merge({ recording_state: 'denied' }, { recording_state: 'remote', recording_url: 'https://b.example.com/a.wav', source_updated_at: at(9) })).toMatchObject({ recording_state: 'denied', recording_url: null });
    expect(merge({ recording_state: 'remote', recording_url: 'https://b.example.com/a.wav' }, { recording_state: 'denied', source_updated_at: at(9) })).toMatchObject({ recording_url: null });
  });

  test('a row as the database writes it counts as unchanged', () => {
    const row = stored({ started_at: at(1), ended_at: at(2), cost: 0.1, metadata: { a: 1, b: 2 }, customer_info: { name: 'Ana' } });
    const fromDatabase = { ...row, created_at: '2026-03-02T09:00:00+00:00', started_at: '2026-03-02 09:01:00+00', cost: '0.100000' as unknown as number, metadata: { b: 2, a: 1 } };
    expect(mergeCall(fromDatabase, row).changed).toBe(false);
  });
});

describe('properties', () => {
  const minutes = fc.nat(59).map(at);
  const view: fc.Arbitrary<CallColumns> = fc
    .record({
      status: fc.constantFrom(null, 'queued', 'in-progress', 'ended'),
      ended_reason: fc.constantFrom(null, 'voicemail', 'customer-ended-call'),
      summary: fc.constantFrom(null, '', 'a', 'b'),
      cost: fc.constantFrom(null, 0, 1.5),
      started_at: fc.option(minutes),
      ended_at: fc.option(minutes),
      created_at: minutes,
      source_updated_at: fc.option(minutes),
      recording_state: fc.constantFrom('none' as const, 'remote' as const, 'expired' as const, 'denied' as const),
      recording_url: fc.constantFrom(null, 'https://b.example.com/a.wav'),
      customer_info: fc.dictionary(fc.constantFrom('name', 'sipUri'), fc.constantFrom('x', 'y')),
      metadata: fc.dictionary(fc.constantFrom('a', 'b'), fc.nat(3)),
      turns: fc.constantFrom(null, turns(null), turns(7)),
      raw_data: fc.constantFrom<unknown>(null, { id: 'a' }, { transcript: 'x' }),
    })
    .map((drawn) => aView(drawn));

  test('the same view twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(view, { minLength: 1, maxLength: 4 }), view, (before, again) => {
        const row = before.reduce<StoredCall | null>((current, next) => mergeCall(current, next).merged, null);
        const once = mergeCall(row, again).merged;
        expect(mergeCall(once, again)).toEqual({ merged: once, changed: false });
      }),
    );
  });

  test('changed says whether the row differs', () => {
    fc.assert(
      fc.property(view, view, (a, b) => {
        const row = mergeCall(null, a).merged;
        const { merged, changed } = mergeCall(row, b);
        expect(changed).toBe(JSON.stringify(sorted(merged)) !== JSON.stringify(sorted(row)));
      }),
    );
  });

  test('any number of views gives one row in every order, but for created_at, and however they are merged', () => {
    fc.assert(
      fc.property(fc.array(view, { minLength: 2, maxLength: 4 }), (views) => {
        const rows = ordersOf(views).map((order) => order.reduce<StoredCall | null>((row, next) => mergeCall(row, next).merged, null));
        for (const row of rows) expect({ ...row, created_at: '' }).toEqual({ ...rows[0], created_at: '' });
        // Rows are views too: what two importers have made of some views each is merged like any other.
        const [one, ...rest] = views.map((each) => mergeCall(null, each).merged);
        expect({ ...rest.reduceRight((row, next) => mergeCall(row, next).merged, one as StoredCall), created_at: '' }).toEqual({ ...rows[0], created_at: '' });
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  const ordersOf = <T>(items: readonly T[]): T[][] => (items.length < 2 ? [[...items]] : items.flatMap((item, n) => ordersOf(items.toSpliced(n, 1)).map((rest) => [item, ...rest])));
  const sorted = (row: object) => Object.entries(row).map(([key, value]) => [key, value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).toSorted() : value]).toSorted();
});
