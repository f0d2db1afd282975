import { describe, expect, test } from 'vitest';
import { sayings, speech, tool } from '../testing/turns.ts';
import { callEvidence, countStates } from './call-evidence.ts';
import { readCriteria } from './read-criteria.ts';

const turns = [
  speech(0, 'agent', 'Hello, this is Ava. How can I help?', 0, 3000),
  speech(1, 'customer', 'The last company wanted eighteen thousand up front.', 4000, 8000),
  tool(2, 8000, 9000),
  speech(3, 'agent', 'That is a lot of money. With us you pay nothing until it is switched on.', 9500, 14_000),
];
const stored = (criteria: Record<string, unknown>) => readCriteria({ criteria });

describe('the evidence of a call', () => {
  const evidence = callEvidence(
    turns,
    stored({
      brand: { score: 19, max: 20, reason: 'Warm.', evidence: [{ turn: 0, quote: 'this is Ava', polarity: '+', state: 'verified' }] },
      recognition: { score: 6, max: 7, reason: '', evidence: [{ turn: 3, quote: 'that’s a lot of money', polarity: '+' }, { turn: 1, speaker: 'agent', quote: 'eighteen thousand', polarity: '+', state: 'verified' }] },
      flow: { score: 7, max: 10, reason: 'Goes on.', evidence: [{ turn: 1, quote: '18 thousand up front', polarity: '-' }] },
    }),
  );

  test('stands in the order of the conversation, each piece checked anew whatever the analysis claims', () => {
    expect(evidence.map(({ criterion, state }) => `${criterion} ${state}`)).toEqual(['brand verified', 'recognition not_found', 'flow verified', 'recognition close']);
    expect(countStates(evidence)).toEqual({ verified: 2, close: 1, not_found: 1 });
  });

  test('says whose words they are, where they begin, and what was said where a quote is only close', () => {
    const [brand, missing, flow, close] = evidence;
    expect(brand).toMatchObject({ speaker: 'agent', startMs: 0, said: null, polarity: '+' });
    expect(missing).toMatchObject({ startMs: 4000, spans: [], said: null });
    expect(flow).toMatchObject({ speaker: 'customer', startMs: 4000, polarity: '-' });
    expect(close).toMatchObject({ said: 'is a lot of money', startMs: 9500 });
  });

  test('has no time where turns have none, and no speaker where there is no such turn', () => {
    const untimed = callEvidence(sayings('agent', 'Good morning to you all'), stored({ flow: { score: 3, evidence: [{ turn: 0, quote: 'good morning' }, { turn: 9, quote: 'good evening' }] } }));
    expect(untimed.map(({ startMs, speaker, state }) => [startMs, speaker, state])).toEqual([[null, 'agent', 'verified'], [null, null, 'not_found']]);
  });
});

describe('readCriteria', () => {
  test.each([null, undefined, 'x', 4, [], {}, { criteria: null }, { criteria: [] }, { criteria: { flow: 'x', brand: null } }])('reads nothing of %j', (evidence) => {
    expect(readCriteria(evidence)).toEqual([]);
  });

  test('leaves out what cannot be read, and keeps the rest', () => {
    const read = stored({
      flow: { score: 11, evidence: [] },
      engagement: { score: 2.5 },
      outcome: { score: 14, reason: 7, evidence: [{ turn: -1, quote: 'x' }, 'x', { turn: 1, quote: 'up front', polarity: '?' }], clamped: { from: 24, by: 'outside_tier' } },
      unknown: { score: 1, evidence: [] },
    });
    expect(read).toEqual([{ key: 'outcome', score: 14, reason: '', evidence: [{ turn: 1, speaker: null, quote: 'up front', polarity: '+' }], clampedFrom: 24 }]);
  });
});
