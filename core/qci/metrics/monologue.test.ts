import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anySpeech, exchanged, numbered, speech, tool, withTools } from '../testing/turns.ts';
import { longestMonologue } from './monologue.ts';
import { spokenWords } from './talk-share.ts';

describe('the longest monologue', () => {
  test('is the longest by time, from its first word to its last, over several rows', () => {
    const turns = [
      speech(0, 'agent', 'one two three four five six seven', 0, 3000),
      speech(1, 'customer', 'yes', 3000, 4000),
      speech(2, 'agent', 'well', 5000, 6000),
      tool(3, 6000, 8000),
      speech(4, 'agent', 'here it is', 8000, 10_000),
    ];
    expect(longestMonologue(turns)).toEqual({ speaker: 'agent', firstTurn: 2, lastTurn: 4, words: 4, durationMs: 5000 });
  });

  test('is the longest by words where a time is missing anywhere', () => {
    const turns = [speech(0, 'agent', 'a long story about nothing', 0, 2000), speech(1, 'customer', 'yes', 2000, 90_000), speech(2, 'agent', 'bye')];
    expect(longestMonologue(turns)).toMatchObject({ speaker: 'agent', firstTurn: 0, words: 5 });
    expect(longestMonologue([speech(0, 'customer', 'hello there', null, 1000)])?.durationMs).toBeNull();
  });

  test('is not ended by a turn without words, nor made shorter by a row that ends before the last one did', () => {
    const turns = [speech(0, 'agent', 'one', 0, 9000), speech(1, 'customer', '...', 1000, 2000), speech(2, 'agent', 'two', 3000, 4000)];
    expect(longestMonologue(turns)).toEqual({ speaker: 'agent', firstTurn: 0, lastTurn: 2, words: 2, durationMs: 9000 });
  });

  test('is none in an empty call', () => {
    expect([longestMonologue([]), longestMonologue([tool(0), speech(1, 'agent', '…')])]).toEqual([null, null]);
  });

  test('has a span of turns, words and a time that exist', () => {
    fc.assert(
      fc.property(anySpeech, (turns) => {
        const found = longestMonologue(turns);
        const words = spokenWords(turns);
        expect(found === null).toBe(words.agent + words.customer === 0);
        if (found === null) return;
        expect(found.firstTurn <= found.lastTurn && found.words > 0 && found.words <= words[found.speaker]).toBe(true);
        expect(found.durationMs === null || (found.durationMs >= 0 && Number.isFinite(found.durationMs))).toBe(true);
      }),
    );
  });

  test('does not care for tools, and changes sides with the speakers', () => {
    fc.assert(
      fc.property(withTools, ({ plain, tooled }) => {
        const found = longestMonologue(plain);
        expect(longestMonologue(tooled)).toEqual(found);
        expect(longestMonologue(exchanged(plain))).toEqual(found && { ...found, speaker: found.speaker === 'agent' ? 'customer' : 'agent' });
      }),
    );
  });

  test('never becomes shorter when its speaker goes on', () => {
    fc.assert(
      fc.property(anySpeech, fc.integer({ min: 0, max: 70_000 }), (turns, at) => {
        const last = turns.at(-1);
        if (last?.kind !== 'speech') return;
        const longer = longestMonologue(numbered([...turns, speech(0, last.speaker, 'and so on', at, at + 1000)]));
        const before = longestMonologue(turns);
        if (before?.durationMs && longer?.durationMs) expect(longer.durationMs >= before.durationMs || longer.words > before.words).toBe(true);
      }),
    );
  });
});
