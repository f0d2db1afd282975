import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anySpeech, exchanged, numbered, speech, tool, withTools } from '../testing/turns.ts';
import { callMetrics } from './call-metrics.ts';

const TERMS = { brandTerms: ['Brightwater'], forbiddenPhrases: ['only today'] };
const CALL = [
  speech(0, 'agent', 'Hi, Ava with Brightwater. Do you own the house?', 0, 4000),
  speech(1, 'customer', 'Yes. Why?', 5000, 6000),
  tool(2, 6000, 9000),
  speech(3, 'agent', 'We have an offer, only today. Do you own the house?', 9500, 13_500),
  speech(4, 'customer', 'Stop it.', 13_000, 14_000),
];

const measured = (turns: Parameters<typeof callMetrics>[0]) => callMetrics(turns, TERMS);

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('the metrics of a call', () => {
  test('are all there', () => {
    const metrics = callMetrics(CALL, TERMS);
    expect(metrics).toMatchObject({
      talkShare: { agentRatio: 0.8, basis: 'time' },
      talkSeconds: { agent: 8, customer: 2 },
      words: { agent: 20, customer: 4 },
      wordsPerMinute: { agent: 150, customer: 120 },
      longestMonologue: { speaker: 'agent', firstTurn: 0, durationMs: 4000 },
      silences: [{ startMs: 6000, endMs: 9500, afterIndex: 1, beforeIndex: 3 }],
      deadAirMs: 3500,
      interruptions: [{ by: 'customer', turn: 4 }],
      latency: { medianMs: 3500, p95Ms: 3500, source: 'turns' },
      questions: { agent: 2, customer: 1 },
    });
    expect(metrics.repetitions.map(({ sentence, earlier }) => [earlier.turn, sentence.turn])).toEqual([[0, 3]]);
    expect([metrics.brandMentions.map(({ turn }) => turn), metrics.forbidden.map(({ turn }) => turn)]).toEqual([[0], [3]]);
  });

  test('take the latencies that the source measured itself', () => {
    expect(callMetrics(CALL, TERMS, [400, 900, 500]).latency).toEqual({ medianMs: 500, p95Ms: 900, source: 'vapi' });
  });

  test('are empty for an empty call', () => {
    expect(measured([])).toMatchObject({ talkShare: null, talkSeconds: { agent: null, customer: null }, wordsPerMinute: { agent: null, customer: null }, longestMonologue: null, deadAirMs: 0, latency: { medianMs: null, p95Ms: null } });
  });

  /** Words of a turn without times would be spoken in no time at all. */
  test('count for the pace only the words whose time is known', () => {
    const [timed] = CALL;
    if (timed === undefined) throw new Error('No turn');
    expect(measured([timed, speech(1, 'agent', 'and a lot more words of which nobody knows the time')]).wordsPerMinute.agent).toBe(measured([timed]).wordsPerMinute.agent);
    expect(measured([speech(0, 'agent', 'yes', 5000, 5000)]).wordsPerMinute.agent).toBeNull();
  });

  test('are numbers, never NaN and never below nothing, whatever the times', () => {
    fc.assert(fc.property(anySpeech, (turns) => numbersIn(measured(turns)).every((number) => Number.isFinite(number) && number >= 0)));
  });

  test('do not change with the tools between', () => {
    fc.assert(
      fc.property(withTools, ({ plain, tooled }) => {
        expect(measured(tooled)).toEqual(measured(plain));
      }),
    );
  });

  test('belong to the other side when the sides are exchanged', () => {
    fc.assert(
      fc.property(anySpeech, (turns) => {
        const [one, other] = [measured(turns), measured(exchanged(turns))];
        for (const key of ['words', 'talkSeconds', 'wordsPerMinute', 'questions'] as const) expect(other[key]).toEqual({ agent: one[key].customer, customer: one[key].agent });
        expect(other.deadAirMs).toBe(one.deadAirMs);
      }),
    );
  });

  test('have dead air that the order of the rows does not change, and that nobody speaks in', () => {
    fc.assert(
      fc.property(anySpeech, (turns) => {
        const timed = turns.filter(({ startMs, endMs }) => startMs !== null && endMs !== null);
        const { deadAirMs, silences } = measured(timed);
        expect(measured(numbered(timed.toReversed())).deadAirMs).toBe(deadAirMs);
        for (const { startMs, endMs } of silences) expect(timed.some((turn) => (turn.startMs ?? 0) < endMs && (turn.endMs ?? 0) > startMs)).toBe(false);
      }),
    );
  });
});
