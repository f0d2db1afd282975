import { describe, expect, test } from 'vitest';

import { callFilterSchema, sortSchema, toRpcFilters } from './filters.ts';

const ID = '019c758a-83ef-7ee3-be50-b0c95aa22000';
const FULL = {
  from: '2026-03-01T00:00:00Z',
  to: '2026-04-01T00:00:00+03:00',
  assistantIds: [ID],
  phoneNumberIds: [ID],
  callTypes: ['inbound', 'web'],
  statuses: ['ended'],
  outcomeBuckets: ['voicemail'],
  bands: ['fail', 'none'],
  scoreMin: 0,
  scoreMax: 50,
  durationMin: 10,
  durationMax: 600,
  hasTranscript: true,
  hasRecording: false,
  hasAnalysis: true,
  reviewed: false,
  q: 'refund',
};

describe('callFilterSchema', () => {
  test('takes every filter, and none', () => {
    expect(callFilterSchema.parse(FULL)).toEqual(FULL);
    expect(callFilterSchema.parse({})).toEqual({});
  });

  test.each([
    [{ unknown: 1 }],
    [{ from: 'yesterday' }],
    [{ assistantIds: ['x'] }],
    [{ assistantIds: Array.from({ length: 101 }, () => ID) }],
    [{ callTypes: ['inboundPhoneCall'] }],
    [{ bands: ['good'] }],
    [{ scoreMin: -1 }],
    [{ scoreMax: 101 }],
    [{ durationMax: Infinity }],
    [{ q: 'x'.repeat(201) }],
    [{ statuses: [''] }],
  ])('refuses %j', (filter) => {
    expect(callFilterSchema.safeParse(filter).success).toBe(false);
  });
});

test('sort knows four columns and two directions', () => {
  expect(sortSchema.safeParse({ by: 'cost', direction: 'asc' }).success).toBe(true);
  expect(sortSchema.safeParse({ by: 'summary', direction: 'asc' }).success).toBe(false);
});

test('toRpcFilters names every filter as the RPC does', () => {
  expect(toRpcFilters(callFilterSchema.parse(FULL))).toEqual({
    from: FULL.from, to: FULL.to, assistant_ids: [ID], phone_number_ids: [ID], call_types: ['inbound', 'web'], statuses: ['ended'], outcome_buckets: ['voicemail'],
    bands: ['fail', 'none'], score_min: 0, score_max: 50, duration_min: 10, duration_max: 600, has_transcript: true, has_recording: false, has_analysis: true, reviewed: false, q: 'refund',
  });
});

test('what lets everything through is not sent', () => {
  expect(toRpcFilters(callFilterSchema.parse({ q: '  ', statuses: [], hasRecording: undefined }))).toEqual({});
});
