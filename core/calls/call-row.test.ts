import { describe, expect, test } from 'vitest';

import { fromRpcRow } from './call-row.ts';

const ROW = {
  id: '019C758A-83EF-7EE3-BE50-B0C95AA22000',
  created_at: '2026-03-02T09:00:00+00:00',
  call_type: 'inbound',
  status: 'ended',
  outcome_bucket: 'completed',
  duration_seconds: '61',
  cost: '0.112000',
  recording_state: 'remote',
  has_transcript: true,
  qci_total_score: 74,
  qci_status: 'review',
  extra_column: 'ignored',
};

describe('fromRpcRow', () => {
  test('names columns as the app does, reads numeric text, and null for what is missing', () => {
    expect(fromRpcRow(ROW)).toMatchObject({
      id: '019c758a-83ef-7ee3-be50-b0c95aa22000', createdAt: ROW.created_at, callType: 'inbound', durationSeconds: 61, cost: 0.112, hasTranscript: true, qciTotalScore: 74, qciStatus: 'review',
      reviewedAt: null, snippet: null, matchTurn: null, matchStartMs: null, assistantId: null,
    });
    expect(fromRpcRow(ROW)).not.toHaveProperty('extra_column');
  });

  test.each([[{}], [null], [{ ...ROW, call_type: 'fax' }], [{ ...ROW, recording_state: 'cached' }], [{ ...ROW, has_transcript: null }]])('refuses %j', (row) => {
    expect(() => fromRpcRow(row)).toThrow();
  });
});
