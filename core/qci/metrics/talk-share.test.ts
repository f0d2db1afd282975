import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anySpeech, exchanged, speech, tool, withTools } from '../testing/turns.ts';
import { spokenWords, talkShare } from './talk-share.ts';

describe('the share of talk', () => {
  test('is by time where turns have times', () => {
    expect(talkShare([speech(0, 'agent', 'one two three four', 0, 1000), speech(1, 'customer', 'yes', 1000, 4000)])).toEqual({ agentRatio: 0.25, basis: 'time' });
  });

  test('is by words where times are missing, or for more than a tenth of the words', () => {
    expect(talkShare([speech(0, 'agent', 'one two three'), speech(1, 'customer', 'yes')])).toEqual({ agentRatio: 0.75, basis: 'words' });
    const long = speech(0, 'agent', 'one two three four five six seven eight nine', 0, 1000);
    expect(talkShare([long, speech(1, 'customer', 'yes')])?.basis).toBe('time');
    expect(talkShare([long, speech(1, 'customer', 'yes please')])?.basis).toBe('words');
    // A turn that took no time has none.
    expect(talkShare([long, speech(1, 'customer', 'yes please', 500, 500)])?.basis).toBe('words');
  });

  test('is that of one side where the other is silent, and none where nobody speaks', () => {
    expect(talkShare([speech(0, 'agent', 'hello', 0, 1000)])?.agentRatio).toBe(1);
    expect(talkShare([speech(0, 'customer', 'hello')])?.agentRatio).toBe(0);
    expect([talkShare([]), talkShare([tool(0)]), talkShare([speech(0, 'agent', '...', 0, 1000)])]).toEqual([null, null, null]);
  });

  test('leaves out turns without a word, however long a noise they are', () => {
    const talk = [speech(0, 'agent', 'how are you', 0, 2000), speech(1, 'customer', 'fine thanks', 2500, 4500)];
    expect(talkShare([...talk, speech(2, 'customer', '...', 4600, 60_000), speech(3, 'agent', '', 60_000, 90_000)])).toEqual({ agentRatio: 0.5, basis: 'time' });
  });

  test('is never outside 0 to 1, and what one side has the other has not', () => {
    fc.assert(
      fc.property(anySpeech, (turns) => {
        const [share, other] = [talkShare(turns), talkShare(exchanged(turns))];
        expect(other?.basis).toBe(share?.basis);
        if (share === null || other === null) return;
        expect(share.agentRatio >= 0 && share.agentRatio <= 1).toBe(true);
        expect(share.agentRatio + other.agentRatio).toBeCloseTo(1, 9);
      }),
    );
  });

  test('does not care for tools, nor for the order of the turns', () => {
    fc.assert(
      fc.property(withTools, ({ plain, tooled }) => {
        expect(talkShare(tooled)).toEqual(talkShare(plain));
        expect(talkShare(plain.toReversed())).toEqual(talkShare(plain));
        expect(spokenWords(tooled)).toEqual(spokenWords(plain));
      }),
    );
  });
});
