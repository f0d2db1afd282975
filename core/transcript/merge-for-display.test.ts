import { expect, test } from 'vitest';

import { mergeForDisplay } from './merge-for-display.ts';
import type { SpeechTurn, ToolTurn } from './turn.ts';

const speech = (index: number, speaker: SpeechTurn['speaker'], startMs: number | null, endMs: number | null, name: string | null = null): SpeechTurn => ({
  kind: 'speech', index, speaker, name, text: `t${index}`, startMs, endMs,
});
const tool = (index: number): ToolTurn => ({ kind: 'tool', index, name: 'x', arguments: '{}', result: null, startMs: 0, endMs: null });
const shown = (turns: readonly (SpeechTurn | ToolTurn)[]) => mergeForDisplay(turns).map((turn) => turn.indexes);

test('rule 6: one speaker less than half a second apart reads as one, and remembers the turns it covers', () => {
  const turns = [speech(0, 'agent', 0, 1000), speech(1, 'agent', 1499, 2000), speech(2, 'agent', 2500, 3000), speech(3, 'customer', 3000, 3200)];
  expect(mergeForDisplay(turns)[0]).toEqual({ kind: 'speech', speaker: 'agent', name: null, text: 't0 t1', startMs: 0, endMs: 2000, indexes: [0, 1] });
  expect(shown(turns)).toEqual([[0, 1], [2], [3]]);
});

test('rule 6: overlap of one speaker counts as no gap; the stored turns are not touched', () => {
  const turns = [speech(0, 'agent', 0, 5000), speech(1, 'agent', 3000, 4000)];
  expect(mergeForDisplay(turns)[0]).toMatchObject({ endMs: 5000, indexes: [0, 1] });
  expect(turns[0]?.text).toBe('t0');
});

test('other speakers, other squad members, tools and unknown times keep turns apart', () => {
  expect(shown([speech(0, 'agent', 0, 1), speech(1, 'customer', 1, 2), speech(2, 'customer', 2, 3, 'Speaker 2'), tool(3), speech(4, 'agent', 3, 4)])).toEqual([[0], [1], [2], [3], [4]]);
  expect(shown([speech(0, 'agent', null, null), speech(1, 'agent', null, null)])).toEqual([[0], [1]]);
});
