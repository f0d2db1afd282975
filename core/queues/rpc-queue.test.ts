import { describe, expect, it } from 'vitest';
import { fillPatch, patchOf, queueAnswerSchema } from './write.ts';
import { rpcQueuePageSchema, rpcTakenSchema, rpcViewsSchema } from './rpc-queue.ts';

const id = '5d0a0000-0000-4000-8000-000000000001';
const queue = {
  id, organization_id: id, name: null, kind: 'calibration', blind: true, shared: true, due_on: '2026-12-01', collects_flags: true, created_by: id, created_by_name: 'Rex', created_at: '2026-11-30T10:00:00+00:00', closed_at: null,
  deleted: false, version: 3, items: 1, done: 0, taken: 0, skipped: 0, reviewed: 1, free: 1, mine: 0,
};
const row = {
  id, call_id: id, place: 1, state: 'open', is_free: true, assigned_to: null, assigned_to_name: null, taken_by: null, taken_by_name: null, taken_until: null, skipped_by: null, skipped_by_name: null, skip_reason: null,
  skip_note: null, done_by: null, done_by_name: null, done_at: null, reviews: 1, version: 1, created_at: '2026-11-30T10:00:00+00:00', assistant_name: 'Solar', customer_number: null, summary: null, duration_seconds: 60, recording_state: 'remote',
  qci_total_score: 70, qci_status: 'review',
};

describe('what the workspace says of queues', () => {
  it('is read under the app\'s names', () => {
    const page = rpcQueuePageSchema.parse({ ...queue, rows: [row] });
    expect(page?.queue).toMatchObject({ id, name: null, dueOn: '2026-12-01', collectsFlags: true, createdByName: 'Rex', closedAt: null, reviewed: 1 });
    expect(page?.items).toEqual([expect.objectContaining({ callId: id, isFree: true, skipReason: null, durationSeconds: 60, score: 70, band: 'review' })]);
    expect(rpcQueuePageSchema.parse(null)).toBeNull();
    expect(rpcTakenSchema.parse({ item_id: id, taken: false, locked_by: id, locked_by_name: 'Ed', locked_until: 'x' })).toEqual({ taken: false, byName: 'Ed', until: 'x' });
  });

  it('keeps the words of a view\'s filters as they are', () =>
    expect(rpcViewsSchema.parse([{ id, name: 'Lost', filters: { outcome_buckets: [1], scoreMin: 3 }, shared: false, created_by: null, created_by_name: null, version: 1, updated_at: 'x', deleted: false }])).toMatchObject([{ filters: { outcome_buckets: [1], scoreMin: 3 } }]));

  it.each([{ ...queue, rows: [{ ...row, state: 'lost' }] }, { ...queue, kind: 'secret', rows: [] }, { ...queue }])('is refused where it is of another shape: %#', (answer) => expect(rpcQueuePageSchema.safeParse(answer).success).toBe(false));
});

describe('what is written of queues', () => {
  it('is said in the workspace\'s words', () => {
    expect(patchOf({ queueId: id, dueOn: null, closed: undefined, name: 'Aß' })).toEqual({ queue_id: id, due_on: null, name: 'Aß' });
    expect(fillPatch({ from: 'calls', callIds: [id] })).toEqual({ call_ids: [id] });
    expect(fillPatch({ from: 'filter', filter: { scoreMin: 3, bands: [] }, most: 5 })).toEqual({ filters: { score_min: 3 }, most: 5 });
    expect(fillPatch({ from: 'recipe', filter: {}, recipe: { edge: 1, weak: 0, random: 2, repeats: 0 }, seed: 7 })).toEqual({ filters: {}, recipe: { edge: 1, weak: 0, random: 2, repeats: 0 }, seed: 7 });
  });

  it('is answered with what came of it', () => {
    expect(queueAnswerSchema.parse({ result: 'duplicate', id, version: 0, added: 3, already: 1 })).toEqual({ result: 'duplicate', added: 3, already: 1, assigned: 0, left: [] });
    expect(queueAnswerSchema.parse({ result: 'rejected', code: 'forbidden' })).toMatchObject({ code: 'forbidden' });
  });
});
