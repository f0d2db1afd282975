import { expect, test } from 'vitest';

import { spokenSeconds, talkTime } from './talk-time.ts';
import { transcriptText } from './transcript-text.ts';
import type { SpeechTurn } from './turn.ts';

const speech = (index: number, speaker: SpeechTurn['speaker'], startMs: number | null, endMs: number | null): SpeechTurn => ({
  kind: 'speech', index, speaker, name: null, text: `t${index}`, startMs, endMs,
});

test('overlapping turns of one side count once', () => {
  const turns = [speech(0, 'agent', 0, 4000), speech(1, 'customer', 3000, 5000), speech(2, 'agent', 2000, 6000), speech(3, 'agent', 10_000, 10_500)];
  expect(talkTime(turns)).toEqual({ agent: 6.5, customer: 2 });
});

test('without times the talk time is unknown, not zero', () => {
  expect(talkTime([speech(0, 'agent', null, null), speech(1, 'customer', 0, null)])).toEqual({ agent: null, customer: null });
  expect(spokenSeconds([])).toBeNull();
});

test('a transcript can be rebuilt from turns in the form Vapi writes it', () => {
  expect(transcriptText([speech(0, 'agent', 0, 1), speech(1, 'customer', 2, 3)])).toBe('AI: t0\nUser: t1\n');
  expect(transcriptText([])).toBeNull();
});
