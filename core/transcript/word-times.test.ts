import { expect, test } from 'vitest';

import { wordTimes } from './word-times.ts';

const ANCHOR = Date.parse('2026-03-02T09:00:00.000Z');
const row = (...words: unknown[]) => ({ metadata: { wordLevelConfidence: words } });

test('rule 7: seconds from the start and epoch milliseconds are told apart by magnitude', () => {
  expect(wordTimes(row({ word: 'vale', punctuated_word: 'Vale.', start: 14.4, end: 14.9 }), ANCHOR)).toEqual([{ word: 'Vale.', startMs: 14_400, endMs: 14_900 }]);
  expect(wordTimes(row({ word: 'one', start: ANCHOR + 5000.4, end: ANCHOR + 5200 }), ANCHOR)).toEqual([{ word: 'one', startMs: 5000, endMs: 5200 }]);
});

test('rule 7: words without times are left out, and a row without words has none', () => {
  expect(wordTimes(row({ word: 'x' }, null, { start: 1, end: 2 }), ANCHOR)).toEqual([]);
  expect(wordTimes({}, ANCHOR)).toEqual([]);
});
