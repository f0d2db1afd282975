import { describe, expect, it } from 'vitest';
import { rpcHistorySchema } from './rpc-history.ts';

const REX = '5d0a0000-0000-4000-8000-000000000001';
const entry = {
  organization_id: REX, call_id: REX, entry: 2, at: '2026-11-28T10:00:00.123456+00:00', actor: REX, actor_name: 'Rex', subject_table: 'qci_analyses', subject_id: REX,
  action: 'update', before: { version: 1 }, after: { version: 2, scores: { flow: 3 } }, reason: 'policy', previous_hash: 'ab', hash: 'cd',
};

describe('the answer of call_history', () => {
  it('is read without the hashes of its chain', () =>
    expect(rpcHistorySchema.parse([entry])).toEqual([
      { entry: 2, at: entry.at, actorId: REX, actorName: 'Rex', table: 'qci_analyses', subjectId: REX, action: 'update', before: entry.before, after: entry.after, reason: 'policy' },
    ]));

  it('may name nobody, no reason and no values', () => {
    const bare = { ...entry, actor: null, actor_name: null, before: null, after: null, reason: null };
    expect(rpcHistorySchema.parse([bare])).toMatchObject([{ actorId: null, actorName: null, before: null, after: null, reason: null }]);
  });

  it.each([{ entry: 0 }, { actor: 'me' }, { before: [] }, { after: 'x' }, { at: null }])('with %j is none', (change) => expect(rpcHistorySchema.safeParse([{ ...entry, ...change }]).success).toBe(false));
});
