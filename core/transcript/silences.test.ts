import { expect, test } from 'vitest';

import { silences } from './silences.ts';
import type { SpeechTurn, Turn } from './turn.ts';

const speech = (index: number, startMs: number | null, endMs: number | null): SpeechTurn => ({ kind: 'speech', index, speaker: 'agent', name: null, text: 'x', startMs, endMs });

test('a pause of two seconds counts, a shorter one does not', () => {
  expect(silences([speech(0, 0, 1000), speech(1, 3000, 4000), speech(2, 5999, 7000)])).toEqual([{ startMs: 1000, endMs: 3000, afterIndex: 0, beforeIndex: 1 }]);
});

test('while an earlier turn still sounds there is no silence', () => {
  expect(silences([speech(0, 0, 9000), speech(1, 1000, 2000), speech(2, 10_000, 11_000)])).toEqual([]);
  expect(silences([speech(0, 0, 6000), speech(1, 1000, 2000), speech(2, 10_000, 11_000)])).toEqual([{ startMs: 6000, endMs: 10_000, afterIndex: 0, beforeIndex: 2 }]);
});

test('an unknown end hides the pause behind it; turns without times and tools do not count', () => {
  const tool: Turn = { kind: 'tool', index: 1, name: 'x', arguments: '', result: null, startMs: 2000, endMs: 2500 };
  expect(silences([speech(0, 0, null), speech(1, 9000, 9500), speech(2, null, null)])).toEqual([]);
  expect(silences([speech(0, 0, 1000), tool, speech(2, 4000, 4500)])).toHaveLength(1);
  expect(silences([speech(0, 0, 1000), speech(1, 1500, 1600)], 500)).toHaveLength(1);
});
