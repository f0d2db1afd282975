import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { normaliseMessages } from './normalise-messages.ts';
import { storedTurnsSchema, type Turn } from './turn.ts';

const T0 = Date.parse('2026-03-02T09:00:00.000Z');
const CLOCK = { startedAtMs: T0, endedAtMs: T0 + 60_000 };
const UNKNOWN = { startedAtMs: null, endedAtMs: null };

const say = (role: string, message: string, fromMs: number, toMs?: number) => ({
  role,
  message,
  time: T0 + fromMs,
  ...(toMs === undefined ? {} : { endTime: T0 + toMs }),
});
const brief = (turns: readonly Turn[]) => turns.map((turn) => [turn.kind === 'speech' ? turn.text : turn.name, turn.startMs, turn.endMs]);

test('rule 1: rows come in the order of their time, stable, and fractions of a millisecond are rounded', () => {
  const rows = [say('user', 'third', 3000, 3500), say('system', 'prompt', -60), say('bot', 'first', 999.6, 1800.2), say('bot', 'second', 2000, 2500), say('user', 'also second', 2000, 2600)];
  expect(brief(normaliseMessages(rows, CLOCK))).toEqual([['first', 1000, 1800], ['second', 2000, 2500], ['also second', 2000, 2600], ['third', 3000, 3500]]);
});

test('rule 1: a row without a time stays behind the one it followed', () => {
  const rows = [say('bot', 'one', 1000, 1500), { role: 'user', message: 'no time' }, say('bot', 'two', 4000, 4500)];
  expect(normaliseMessages(rows, CLOCK).map((turn) => turn.kind === 'speech' && turn.text)).toEqual(['one', 'no time', 'two']);
});

test.each(['__proto__', 'constructor', 'toString', 'whoever'])('a row of the unknown role %s is left out', (role) => {
  expect(brief(normaliseMessages([say(role, 'not a turn', 500, 900), say('bot', 'hi', 1000, 1800)], CLOCK))).toEqual([['hi', 1000, 1800]]);
});

describe('rule 2: the anchor', () => {
  test('is startedAt, and what lies before it is clamped to 0', () => {
    expect(brief(normaliseMessages([say('user', 'hi', -300, 400)], CLOCK))).toEqual([['hi', 0, 400]]);
  });

  test('is the first row where startedAt is missing', () => {
    expect(brief(normaliseMessages([say('system', 'prompt', 5000), say('bot', 'hi', 6000, 7000)], UNKNOWN))).toEqual([['hi', 1000, 2000]]);
  });

  test('is the first row where startedAt is more than a day off', () => {
    const off = { startedAtMs: T0 + 366 * 86_400_000, endedAtMs: T0 + 366 * 86_400_000 + 130_000 };
    expect(brief(normaliseMessages([say('bot', 'hi', 400, 2200), say('user', 'yes', 3000, 4000)], off))).toEqual([['hi', 0, 1800], ['yes', 2600, 3600]]);
  });
});

describe('rule 3: secondsFromStart', () => {
  test('restarts after a transfer and is not believed where there is a time', () => {
    const rows = [
      { ...say('bot', 'one', 1500, 2000), secondsFromStart: 1.5 },
      { ...say('system', 'second prompt', 20_000), secondsFromStart: 0 },
      { ...say('bot', 'two', 21_000, 22_000), secondsFromStart: 1 },
    ];
    expect(brief(normaliseMessages(rows, CLOCK))).toEqual([['one', 1500, 2000], ['two', 21_000, 22_000]]);
  });

  test('places rows without a time, and a restart goes on from the latest moment', () => {
    const rows = [
      { role: 'bot', message: 'one', secondsFromStart: 2, duration: 1.5 },
      { role: 'user', message: 'two', secondsFromStart: 10, duration: 2 },
      { role: 'bot', message: 'three', secondsFromStart: 1, duration: 2 },
    ];
    expect(brief(normaliseMessages(rows, UNKNOWN))).toEqual([['one', 2000, 3500], ['two', 10_000, 12_000], ['three', 11_000, 13_000]]);
  });
});

describe('rule 4: the end of a turn', () => {
  test('is endTime when that lies after the start, whatever the duration says', () => {
    expect(brief(normaliseMessages([{ ...say('bot', 'hi', 1000, 3000), duration: 900 }], CLOCK))).toEqual([['hi', 1000, 3000]]);
  });

  test('is start plus duration, in seconds (2024) or milliseconds (since)', () => {
    const rows = [{ ...say('user', 'old', 1000), duration: 4.31 }, { ...say('bot', 'new', 8000, 7000), duration: 3799.99 }];
    expect(brief(normaliseMessages(rows, CLOCK))).toEqual([['old', 1000, 5310], ['new', 8000, 11_800]]);
  });

  test('is the next start without either, and unknown for the last turn', () => {
    expect(brief(normaliseMessages([say('bot', 'one', 1000), say('user', 'two', 4000)], CLOCK))).toEqual([['one', 1000, 4000], ['two', 4000, null]]);
  });
});

describe('rule 5: overlap and clamping', () => {
  test('overlap stays as it is', () => {
    expect(brief(normaliseMessages([say('bot', 'one', 1000, 5000), say('user', 'in between', 3000, 3500)], CLOCK))).toEqual([['one', 1000, 5000], ['in between', 3000, 3500]]);
  });

  test('an end after the call is cut to it, a zero-length turn stays', () => {
    const rows = [say('user', 'zero', 2000, 2000), say('bot', 'bye', 58_000, 60_900)];
    expect(brief(normaliseMessages(rows, CLOCK))).toEqual([['zero', 2000, 58_000], ['bye', 58_000, 60_000]]);
  });

  test('an endedAt that lies before everything said is not believed', () => {
    expect(brief(normaliseMessages([say('bot', 'hi', 5000, 6000)], { startedAtMs: T0, endedAtMs: T0 + 1000 }))).toEqual([['hi', 5000, 6000]]);
  });
});

describe('rule 10: tool calls', () => {
  const call = (id: string, name: string, args: unknown) => ({ id, type: 'function', function: { name, arguments: args } });

  test('arguments may be text or an object; a result may come after later speech', () => {
    const rows = [
      { role: 'tool_calls', time: T0 + 1000, toolCalls: [call('call_1', 'book', '{"at":"ten"}'), call('toolu_2', 'look', { id: 7 })] },
      say('bot', 'One moment.', 1500, 2000),
      { role: 'tool_call_result', time: T0 + 3000, toolCallId: 'toolu_2', name: 'look', result: { found: true } },
      { role: 'tool_call_result', time: T0 + 4000, toolCallId: 'call_1', name: 'book', result: 'Done.' },
    ];
    expect(normaliseMessages(rows, CLOCK)).toEqual([
      { kind: 'tool', index: 0, name: 'book', arguments: '{"at":"ten"}', result: 'Done.', startMs: 1000, endMs: 4000 },
      { kind: 'tool', index: 1, name: 'look', arguments: '{"id":7}', result: '{"found":true}', startMs: 1000, endMs: 3000 },
      { kind: 'speech', index: 2, speaker: 'agent', name: null, text: 'One moment.', startMs: 1500, endMs: 2000 },
    ]);
  });

  test('a result whose id is unknown answers the first open call of its name; one nobody asked for stands alone', () => {
    const rows = [
      { role: 'tool_calls', time: T0 + 1000, toolCalls: [call('a', 'book', '{}')] },
      { role: 'tool_call_result', time: T0 + 2000, toolCallId: 'b', name: 'book', result: 'ok' },
      { role: 'tool_call_result', time: T0 + 3000, toolCallId: 'c', name: 'other', result: 'stray' },
    ];
    expect(normaliseMessages(rows, CLOCK)).toMatchObject([
      { name: 'book', result: 'ok' },
      { name: 'other', arguments: '', result: 'stray', startMs: 3000 },
    ]);
  });

  test('three hundred thousand of them in one message, and a result for each of many, are read in one pass', () => {
    expect(normaliseMessages([{ role: 'tool_calls', toolCalls: Array.from({ length: 300_000 }, () => ({})) }], UNKNOWN)).toHaveLength(300_000);
    const asked = Array.from({ length: 50_000 }, (_, n) => call(`t${n}`, n % 2 === 0 ? 'book' : `f${n}`, '{}'));
    const results = asked.toReversed().map(({ id }, n) => ({ role: 'tool_call_result', toolCallId: n % 2 === 0 ? id : 'unknown', name: 'book', result: 'ok' }));
    const started = performance.now();
    const turns = normaliseMessages([{ role: 'tool_calls', toolCalls: asked }, ...results], UNKNOWN);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(turns).toHaveLength(50_000);
  });

  test('OpenAI roles are read too', () => {
    const rows = [
      { role: 'assistant', content: 'Let me look.', tool_calls: [call('x', 'look', '{}')] },
      { role: 'tool', tool_call_id: 'x', content: 'found' },
      { role: 'assistant', content: null, function_call: { name: 'old', arguments: '{}' } },
      { role: 'function', name: 'old', content: 'answer' },
      { role: 'developer', content: 'prompt' },
    ];
    expect(normaliseMessages(rows, UNKNOWN)).toMatchObject([
      { kind: 'speech', text: 'Let me look.', startMs: null },
      { kind: 'tool', name: 'look', result: 'found' },
      { kind: 'tool', name: 'old', result: 'answer' },
    ]);
  });
});

test('rule 11: the customer may speak first', () => {
  const turns = normaliseMessages([say('user', 'Hello?', 500, 900), say('bot', 'Hi.', 1500, 1900)], CLOCK);
  expect(turns.map((turn) => turn.kind === 'speech' && turn.speaker)).toEqual(['customer', 'agent']);
});

test('rule 12: text is NFC and storable, in any script', () => {
  const turns = normaliseMessages([say('user', 'Cafe\u0301 \uD800\0 نعم', 0, 500)], CLOCK);
  expect(turns[0]).toMatchObject({ text: 'Café \uFFFD\uFFFD نعم' });
});

test('content may be a list of parts, and rows without words are no turns', () => {
  const rows = [{ role: 'user', content: [{ type: 'text', text: 'five' }, { type: 'image' }, 'six'] }, say('bot', ' ', 1, 2), { role: 'mystery', message: 'x' }, null, 7];
  expect(normaliseMessages(rows, UNKNOWN)).toMatchObject([{ text: 'five six' }]);
});

test('squad members and diarised speakers are named, a lone assistant is not', () => {
  const squad = [
    { ...say('bot', 'a', 0, 1), assistantName: 'Front desk' },
    { ...say('bot', 'b', 2, 3), assistantId: 'id-2' },
    { ...say('user', 'c', 4, 5), speakerLabel: 'Speaker 1' },
  ];
  const names = (rows: readonly unknown[]) => normaliseMessages(rows, CLOCK, new Map([['id-2', 'Billing']])).map((turn) => turn.name);
  expect(names(squad)).toEqual(['Front desk', 'Billing', null]);
  expect(names([{ ...say('bot', 'a', 0, 1), assistantName: 'Solo' }])).toEqual([null]);
  expect(names([...squad, { ...say('user', 'd', 6, 7), speakerLabel: 'Speaker 2' }])).toEqual(['Front desk', 'Billing', 'Speaker 1', 'Speaker 2']);
});

test('whatever comes in, turns are valid, numbered in order and never end before they start', () => {
  const wild = fc.oneof(fc.jsonValue(), fc.constantFrom(T0, T0 + 1, T0 + 5000.5, String(T0), Infinity, -1, 3.2, '2026-03-02T09:00:01Z'));
  const row = fc.record(
    {
      role: fc.constantFrom('bot', 'user', 'system', 'tool_calls', 'tool_call_result', 'assistant', 'tool', 'x'),
      message: wild, content: wild, time: wild, endTime: wild, duration: wild, secondsFromStart: wild, toolCalls: wild, tool_calls: wild, result: wild, name: wild, assistantName: wild,
    },
    { requiredKeys: ['role'] },
  );
  const clock = fc.record({ startedAtMs: fc.constantFrom(null, T0), endedAtMs: fc.constantFrom(null, T0 - 5, T0 + 9000) });
  fc.assert(
    fc.property(fc.oneof(fc.array(row), fc.jsonValue()), clock, (messages, when) => {
      const { turns } = storedTurnsSchema.parse({ version: 1, turns: normaliseMessages(messages, when) });
      turns.forEach((turn, i) => {
        expect(turn.index).toBe(i);
        if (turn.startMs !== null && turn.endMs !== null) expect(turn.endMs).toBeGreaterThanOrEqual(turn.startMs);
      });
    }),
    { numRuns: 500 },
  );
});
