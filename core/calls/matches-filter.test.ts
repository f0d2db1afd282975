import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fromRpcRow, type CallRow } from './call-row.ts';
import { callFilterSchema, type KeptSort } from './filters.ts';
import { compareRows, matchesFilter } from './matches-filter.ts';

const ASSISTANT = '019c758a-83ef-7ee3-be50-b0c95aa22000';
const OTHER = '019c758a-83ef-7ee3-be50-b0c95aa22001';
const base = fromRpcRow({
  id: ASSISTANT, created_at: '2026-03-02T09:00:00.000Z', call_type: 'inbound', status: 'ended', outcome_bucket: 'completed', assistant_id: ASSISTANT, assistant_name: 'Clínica',
  phone_number_id: ASSISTANT, customer_number: '+34900000001', summary: 'Asked for a refund.', duration_seconds: 61, cost: 0.1, recording_state: 'remote', has_transcript: true,
  qci_total_score: 74, qci_status: 'review', reviewed_at: '2026-03-03T09:00:00Z',
});
const bare: CallRow = { ...base, assistantId: null, phoneNumberId: null, durationSeconds: null, qciTotalScore: null, qciStatus: null, outcomeBucket: null, recordingState: 'expired', hasTranscript: false, reviewedAt: null, summary: null };
const passes = (row: CallRow, filter: unknown) => matchesFilter(row, callFilterSchema.parse(filter));

describe('matchesFilter', () => {
  test.each([
    [{}, true, true],
    [{ from: '2026-03-02T09:00:00Z', to: '2026-03-02T09:00:01Z' }, true, true],
    [{ from: '2026-03-02T12:00:01+03:00' }, false, false],
    [{ to: '2026-03-02T09:00:00Z' }, false, false],
    [{ assistantIds: [] }, true, true],
    [{ assistantIds: [ASSISTANT.toUpperCase(), OTHER] }, true, false],
    [{ phoneNumberIds: [OTHER] }, false, false],
    [{ callTypes: ['inbound'] }, true, true],
    [{ statuses: ['queued'] }, false, false],
    [{ outcomeBuckets: ['completed'] }, true, false],
    [{ bands: ['review'] }, true, false],
    [{ bands: ['none'] }, false, true],
    [{ scoreMin: 74, scoreMax: 74 }, true, false],
    [{ scoreMin: 75 }, false, false],
    [{ durationMin: 0 }, true, false],
    [{ durationMax: 60 }, false, false],
    [{ hasTranscript: true }, true, false],
    [{ hasRecording: true }, true, false],
    [{ hasRecording: false }, false, true],
    [{ hasAnalysis: false }, false, true],
    [{ reviewed: true }, true, false],
    [{ q: 'REFÚND clinica' }, true, false],
    [{ q: '900000001' }, true, true],
    [{ q: 'refund tomorrow' }, false, false],
  ])('%j: full row %s, bare row %s', (filter, full, empty) => {
    expect([passes(base, filter), passes(bare, filter)]).toEqual([full, empty]);
  });
});

describe('compareRows', () => {
  const row = (id: string, minute: number, cost: number | null): CallRow => ({ ...base, id: fromRpcRow({ ...rpc, id }).id, createdAt: `2026-03-02T09:0${minute}:00Z`, cost });
  const rpc = { created_at: 'x', call_type: 'web', status: 'ended', recording_state: 'none', has_transcript: false };
  const [a, b, c] = ['a', 'b', 'c'].map((digit) => `00000000-0000-0000-0000-00000000000${digit}`) as [string, string, string];
  const order = (rows: CallRow[], sort: KeptSort) => rows.toSorted(compareRows(sort)).map((one) => one.id.at(-1)).join('');

  test('newest first, ties by id', () => {
    expect(order([row(a, 1, 1), row(b, 1, 1), row(c, 2, 1)], { by: 'created_at', direction: 'desc' })).toBe('cba');
    expect(order([row(b, 1, 1), row(a, 1, 1), row(c, 2, 1)], { by: 'created_at', direction: 'asc' })).toBe('abc');
  });

  test('what has no value comes last in both directions, ties newest first', () => {
    const rows = [row(a, 1, null), row(b, 2, 5), row(c, 3, 1)];
    expect(order(rows, { by: 'cost', direction: 'asc' })).toBe('cba');
    expect(order(rows, { by: 'cost', direction: 'desc' })).toBe('bca');
    expect(order([row(a, 1, null), row(b, 2, null)], { by: 'cost', direction: 'asc' })).toBe('ba');
  });

  test('is an order: swapping the rows swaps the sign', () => {
    const any = fc.tuple(fc.constantFrom(a, b, c), fc.nat(9), fc.constantFrom(null, 0, 1)).map(([id, minute, cost]) => row(id, minute, cost));
    const sort = fc.record({ by: fc.constantFrom('created_at' as const, 'cost' as const), direction: fc.constantFrom('asc' as const, 'desc' as const) });
    fc.assert(fc.property(any, any, sort, (x, y, by) => Math.sign(compareRows(by)(x, y)) === -Math.sign(compareRows(by)(y, x)) || compareRows(by)(x, y) === 0));
  });
});
