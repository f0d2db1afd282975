import { describe, expect, test } from 'vitest';
import { isUuid, uuidV5 } from '../../calls/ids.ts';
import { speech, tool } from '../testing/turns.ts';
import { hashedText, runKey, type ScoringWork } from './run-key.ts';

const WORK: ScoringWork = {
  callId: '0000000a-0000-4000-8000-000000000001', judge: 'model-1', model: 'gpt-4o-mini', modelParameters: { temperature: 0, seed: 7 }, rubricVersion: 'default-1', promptId: null, transcriptHash: 'ab12', once: null,
};

describe('the key of a piece of work', () => {
  test('is the same for the same work, in whatever order its parameters come', () => {
    expect(isUuid(runKey(WORK))).toBe(true);
    expect(runKey({ ...WORK, modelParameters: { seed: 7, temperature: 0 } })).toBe(runKey(WORK));
  });

  test('is another one where anything else is judged, or by another measure', () => {
    const others: Partial<ScoringWork>[] = [
      { callId: '0000000a-0000-4000-8000-000000000002' }, { judge: 'deterministic-1' }, { model: 'gpt-4o' }, { modelParameters: { temperature: 1, seed: 7 } }, { modelParameters: null },
      { rubricVersion: 'default-2' }, { promptId: '0000000a-0000-4000-8000-000000000003' }, { transcriptHash: 'ab13' }, { once: 'again' },
    ];
    expect(new Set([WORK, ...others.map((change) => ({ ...WORK, ...change }))].map(runKey)).size).toBe(others.length + 1);
  });

  test('stands in a namespace of its own', () => {
    expect(uuidV5('https://sidetone.app/run', '6ba7b811-9dad-11d1-80b4-00c04fd430c8')).toBe('7f8b831b-8b3c-57c8-a03e-fdbbde2ad8a2');
  });
});

test('what is hashed of a transcript is all that a judge reads of it', () => {
  const turns = [speech(0, 'agent', 'Hello', 0, 900), tool(1), speech(2, 'customer', 'Hi', null, null)];
  const read = hashedText(turns);
  expect(hashedText(turns.map((turn) => ({ ...turn })))).toBe(read);
  for (const changed of [speech(0, 'agent', 'Hello!', 0, 900), speech(0, 'customer', 'Hello', 0, 900), speech(0, 'agent', 'Hello', 0, 901)]) expect(hashedText([changed, ...turns.slice(1)])).not.toBe(read);
});
