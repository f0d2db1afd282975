import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { CallColumns, StoredCall } from './imported-call.ts';
import { mergeCall } from './merge-call.ts';

const at = (minute: number) => `2026-03-02T09:${String(minute).padStart(2, '0')}:00.000Z`;
const base: CallColumns = {
  vapi_call_id: '019c758a-83ef-7ee3-be50-b0c95aa22000', assistant_name: null, call_type: null, status: null, ended_reason: null, outcome_bucket: null, created_at: at(0), started_at: null, ended_at: null,
  transcript: null, summary: null, recording_url: null, stereo_recording_url: null, recording_state: 'none', customer_number: null, customer_info: {}, cost: null, turns: null, success_evaluation: null,
  structured_data: null, cost_breakdown: null, metadata: {}, source_updated_at: at(1), raw_data: null,
};
const turns = (startMs: number | null): NonNullable<CallColumns['turns']> => ({ version: 1, turns: [{ kind: 'speech', index: 0, speaker: 'agent', name: null, text: 'Hi.', startMs, endMs: null }] });
const stored = (change: Partial<CallColumns> = {}): StoredCall => mergeCall(null, { ...base, ...change }).merged;
const merge = (existing: Partial<CallColumns>, incoming: Partial<CallColumns>) => mergeCall(stored(existing), { ...base, ...incoming }).merged;

describe('mergeCall', () => {
  test('a first view is inserted, with a type and a status also where it has none', () => {
    expect(mergeCall(null, base)).toMatchObject({ changed: true, merged: { call_type: 'web', status: 'queued' } });
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

  test('at the same time what is stored stays', () => {
    expect(merge({ summary: 'first' }, { summary: 'second' })).toMatchObject({ summary: 'first' });
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
    .map((drawn) => ({ ...base, ...drawn }));

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

  test('two views of different times give one row in either order, but for created_at and what is guessed', () => {
    fc.assert(
      fc.property(view, view, (a, b) => {
        fc.pre(a.source_updated_at !== b.source_updated_at);
        const known = (call: CallColumns) => ({ ...call, call_type: 'web' as const, status: call.status ?? 'queued', created_at: at(0) });
        const one = mergeCall(mergeCall(null, known(a)).merged, known(b)).merged;
        const other = mergeCall(mergeCall(null, known(b)).merged, known(a)).merged;
        expect(one).toEqual(other);
      }),
    );
  });

  const sorted = (row: object) => Object.entries(row).map(([key, value]) => [key, value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).toSorted() : value]).toSorted();
});
