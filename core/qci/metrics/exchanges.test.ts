import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anySpeech, exchanged, speech, tool, withTools } from '../testing/turns.ts';
import { CUT_IN_MS, exchanges } from './exchanges.ts';

describe('how turns follow each other', () => {
  test('the agent answers so long after the customer; the customer has no latency', () => {
    const turns = [speech(0, 'customer', 'Hello?', 0, 1000), speech(1, 'agent', 'Hi, Ava here.', 1800, 3000), speech(2, 'customer', 'Yes?', 5000, 5500), speech(3, 'agent', 'A minute?', 5600, 6000)];
    expect(exchanges(turns)).toEqual({ latenciesMs: [800, 100], interruptions: [] });
  });

  test('who begins early cuts in; the way sources count is forgiven, and one word is a sign of listening', () => {
    const at = (speaker: 'agent' | 'customer', text: string, early: number) =>
      exchanges([speech(0, speaker === 'agent' ? 'customer' : 'agent', 'I was saying', 0, 5000), speech(1, speaker, text, 5000 - early, 8000)]);
    expect(at('customer', 'Stop it.', CUT_IN_MS + 1)).toEqual({ latenciesMs: [], interruptions: [{ by: 'customer', turn: 1 }] });
    expect(at('agent', 'But sir', 3000)).toEqual({ latenciesMs: [], interruptions: [{ by: 'agent', turn: 1 }] });
    expect(at('customer', 'Stop it.', CUT_IN_MS).interruptions).toEqual([]);
    expect(at('customer', 'Mhm.', 3000).interruptions).toEqual([]);
  });

  test('a turn without words neither answers nor cuts in, and nobody answers it', () => {
    const turns = [speech(0, 'customer', 'Hello there?', 0, 2000), speech(1, 'agent', '...', 2100, 8000), speech(2, 'agent', 'Ava here.', 9000, 9500), speech(3, 'customer', '…', 9000, 20_000), speech(4, 'agent', 'Are you there?', 15_000, 16_000)];
    expect(exchanges(turns)).toEqual({ latenciesMs: [7000], interruptions: [] });
  });

  test('who began first does not cut in, in whatever order the turns are listed', () => {
    expect(exchanges([speech(0, 'agent', 'I was saying', 5000, 8000), speech(1, 'customer', 'Who is this?', 1000, 4000)]).interruptions).toEqual([]);
  });

  test('an overlap is never a latency of nothing', () => {
    expect(exchanges([speech(0, 'customer', 'Hello?', 0, 1000), speech(1, 'agent', 'Hi there.', 900, 2000)]).latenciesMs).toEqual([]);
  });

  test('a word thrown in does not start the clock: the agent who goes on answers nobody', () => {
    const turns = [speech(0, 'agent', 'We have two', 0, 10_000), speech(1, 'customer', 'Mhm.', 3000, 3400), speech(2, 'agent', 'and a third one', 10_500, 12_000), speech(3, 'customer', 'I see', 12_400, 13_000)];
    expect(exchanges(turns)).toEqual({ latenciesMs: [], interruptions: [] });
  });

  test('rows that one sentence was split into count as one', () => {
    const turns = [speech(0, 'agent', 'We could', 0, 4000), speech(1, 'customer', 'No', 2000, 2200), speech(2, 'customer', 'thank you', 2300, 3000)];
    expect(exchanges(turns).interruptions).toEqual([{ by: 'customer', turn: 1 }]);
    expect(exchanges([turns[0], turns[1], tool(9, 2200, 2300), turns[2]].filter((turn) => turn !== undefined)).interruptions).toEqual([{ by: 'customer', turn: 1 }]);
  });

  test('nothing is told of turns without times', () => {
    expect(exchanges([speech(0, 'customer', 'Hello there'), speech(1, 'agent', 'Hi there'), speech(2, 'customer', 'So it is', null, 4000)])).toEqual({ latenciesMs: [], interruptions: [] });
  });

  test('latencies are times, interruptions are turns of theirs, and each side has the other’s when they are exchanged', () => {
    fc.assert(
      fc.property(anySpeech, (turns) => {
        const found = exchanges(turns);
        expect(found.latenciesMs.every((ms) => Number.isFinite(ms) && ms >= 0)).toBe(true);
        for (const { by, turn } of found.interruptions) expect(turns[turn]).toMatchObject({ kind: 'speech', speaker: by });
        const other = exchanges(exchanged(turns)).interruptions;
        expect(other.map(({ turn }) => turn)).toEqual(found.interruptions.map(({ turn }) => turn));
      }),
    );
  });

  test('tools between change nothing', () => {
    fc.assert(
      fc.property(withTools, ({ plain, tooled }) => {
        expect(exchanges(tooled)).toEqual(exchanges(plain));
      }),
    );
  });
});
