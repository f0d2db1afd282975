import { expect, test } from 'vitest';

import { CRITERIA } from '../criteria.ts';
import { DEFAULT_RUBRIC } from '../rubric.ts';
import { speech } from '../testing/turns.ts';
import { readCall } from './reading.ts';
import { signalsOf } from './signals.ts';
import { together } from './together.ts';

const RUBRIC = { ...DEFAULT_RUBRIC, brandTerms: ['Brightwater'], forbiddenPhrases: ['act now'] };
const call = (...texts: string[]) => readCall(texts.map((text, index) => speech(index, index % 2 === 0 ? 'agent' : 'customer', text)), RUBRIC);
const PLAIN = call('Hello, this is Ava from Brightwater.', 'Yes, what is it about?');
const RESISTED = call('Hello, this is Ava.', 'I am not interested, no thank you.', 'You must act now.', 'No thank you.');

const given = (share: number, mention: number) => {
  const opinion = (score: number) => ({ score, reason: '', evidence: [] });
  return {
    flow: opinion(Math.round(CRITERIA.flow.max * share)), engagement: opinion(Math.round(CRITERIA.engagement.max * share)), recognition: opinion(7), compliance: opinion(7), alternatives: opinion(3),
    brand: opinion(mention + Math.round(10 * share)),
  };
};
const scores = (criteria: ReturnType<typeof given>, reading: typeof PLAIN) => Object.fromEntries(Object.entries(together(criteria, reading, signalsOf(reading))).map(([key, { score }]) => [key, score]));

test('a good call gains in what has left no mark, a bad one loses, and nothing leaves its range', () => {
  expect(scores(given(0.9, 10), PLAIN)).toMatchObject({ flow: 10, engagement: 8, brand: 20 });
  expect(scores(given(0.3, 10), PLAIN)).toMatchObject({ flow: 2, engagement: 1, brand: 12 });
  expect(scores(given(0, 10), PLAIN)).toMatchObject({ flow: 0, engagement: 0, brand: 10 });
});

test('what the rubric gives where nobody objected stays; where somebody did, it moves too', () => {
  expect(scores(given(0.2, 10), PLAIN)).toMatchObject({ recognition: 7, compliance: 7, alternatives: 3 });
  const poor = { ...given(0, 0), compliance: { score: 0, reason: '', evidence: [] } };
  expect(scores(poor, RESISTED)['recognition']).toBeLessThan(7);
  expect(scores(poor, PLAIN)).toMatchObject({ recognition: 7, compliance: 0 });
});

test('a forbidden phrase holds the tone down, however good the rest is', () => {
  expect(scores({ ...given(1, 0), brand: { score: 3, reason: '', evidence: [] } }, RESISTED)['brand']).toBe(3);
});
