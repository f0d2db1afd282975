import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { vapiUuid } from '../calls/ids.ts';
import { storedTurnsSchema } from '../transcript/turn.ts';
import { COLUMN_LIMITS } from './column-limits.ts';
import type { ImportedCall } from './imported-call.ts';
import { parseCall } from './parse-call.ts';

const NOW = '2026-03-10T12:00:00.000Z';
const ID = '019c758a-83ef-7ee3-be50-b0c95aa22000';
const ASSISTANT = '49e56db1-1f20-4cf1-b031-9cea9fba73cb';
const LINE = '611c8c8e-ab43-4af0-8df0-f2f8fac8115b';
const T0 = Date.parse('2026-03-02T09:00:05.000Z');

const MESSAGES = [
  { role: 'system', message: 'You book tables for Rosa.', time: T0 - 60 },
  { role: 'bot', message: 'Hello, how can I help?', time: T0 + 1000, endTime: T0 + 3000, duration: 1900 },
  { role: 'user', message: 'A table for two.', time: T0 + 4000, endTime: T0 + 6000, duration: 1800 },
];
const LISTED = {
  id: ID, orgId: '5af37b40-c12e-4ed9-aa06-f05f98106dde', type: 'outboundPhoneCall', status: 'ended', endedReason: 'customer-ended-call',
  createdAt: '2026-03-02T09:00:00.000Z', startedAt: '2026-03-02T09:00:05.000Z', endedAt: '2026-03-02T09:01:05.000Z', updatedAt: '2026-03-02T09:01:10.000Z',
  assistantId: ASSISTANT, phoneNumberId: LINE, customer: { number: '+34900000001', name: 'Ana' }, cost: 0.2693, costBreakdown: { total: 0.2693 }, costs: [{ type: 'vapi', cost: 0.1 }],
  analysis: { summary: 'Booked.', successEvaluation: true, structuredData: { party: 2 } },
  artifact: { messages: MESSAGES, transcript: 'AI: Hello, how can I help?\nUser: A table for two.\n', recording: { mono: { combinedUrl: 'https://b.example.com/m.wav?X-Amz-Signature=abc' }, stereoUrl: 'https://b.example.com/s.wav' } },
  assistantOverrides: { variableValues: { guest: 'Ana' } }, monitor: { listenUrl: 'wss://a.vapi.ai/x/listen' },
};
const REPORT = {
  message: {
    type: 'end-of-call-report', timestamp: T0 + 70_000, startedAt: LISTED.startedAt, endedAt: LISTED.endedAt, endedReason: 'assistant-ended-call', cost: 0.1034, artifact: { messages: MESSAGES },
    call: { id: ID, type: 'webCall', status: 'queued', cost: 0, createdAt: LISTED.createdAt, updatedAt: LISTED.createdAt },
    assistant: { id: ASSISTANT, name: 'Rosa', model: { messages: [{ role: 'system', content: 'You book tables for {{name}}.' }] }, server: { url: 'https://h.example.com', headers: { a: 'b' } } },
  },
};

const take = (payload: unknown): ImportedCall => {
  const parsed = parseCall(payload, NOW);
  if ('setAside' in parsed) throw new Error(parsed.setAside.detail);
  return parsed.imported;
};
const reason = (payload: unknown) => {
  const parsed = parseCall(payload, NOW);
  return 'setAside' in parsed ? parsed.setAside.reason : 'taken';
};

describe('a call of the list', () => {
  const { call, assistant, phone_number, prompt, participants, partial } = take(LISTED);

  test('fills the columns', () => {
    expect(partial).toBe(false);
    expect(call).toMatchObject({
      vapi_call_id: ID, call_type: 'outbound', status: 'ended', ended_reason: 'customer-ended-call', outcome_bucket: 'completed', created_at: LISTED.createdAt, started_at: LISTED.startedAt,
      ended_at: LISTED.endedAt, summary: 'Booked.', customer_number: '+34900000001', customer_info: { name: 'Ana' }, cost: 0.2693, success_evaluation: 'true', structured_data: { structuredData: { party: 2 } },
      cost_breakdown: { breakdown: { total: 0.2693 }, costs: [{ type: 'vapi', cost: 0.1 }] }, metadata: { variableValues: { guest: 'Ana' } }, source_updated_at: LISTED.updatedAt,
      recording_url: 'https://b.example.com/m.wav', stereo_recording_url: 'https://b.example.com/s.wav', recording_state: 'remote',
    });
  });

  test('has its turns timed from the start, and its transcript', () => {
    expect(call.turns?.turns).toMatchObject([{ text: 'Hello, how can I help?', startMs: 1000, endMs: 3000 }, { text: 'A table for two.', startMs: 4000, endMs: 6000 }]);
    expect(call.transcript).toBe(LISTED.artifact.transcript);
  });

  test('keeps the payload without its secrets', () => {
    expect(call.raw_data).toMatchObject({ id: ID, monitor: {}, artifact: { recording: { mono: { combinedUrl: 'https://b.example.com/m.wav' } } } });
  });

  test('names the rows beside it', () => {
    expect(assistant).toEqual({ vapi_assistant_id: ASSISTANT, name: null, configuration: {} });
    expect(phone_number).toEqual({ vapi_phone_id: LINE, phone_number: null, country_code: null });
    expect(prompt).toEqual({ content: 'You book tables for Rosa.', source: 'call', vapi_version: null });
    expect(participants).toEqual([
      { participant_type: 'agent', participant_name: null, phone_number: null, join_time: LISTED.startedAt, leave_time: LISTED.endedAt, talk_time_seconds: 2 },
      { participant_type: 'customer', participant_name: 'Ana', phone_number: '+34900000001', join_time: LISTED.startedAt, leave_time: LISTED.endedAt, talk_time_seconds: 2 },
    ]);
  });
});

describe('an end-of-call report', () => {
  const { call, assistant, prompt } = take(REPORT);

  test('is the end, whatever the snapshot inside it says', () => {
    expect(call).toMatchObject({ status: 'ended', ended_reason: 'assistant-ended-call', cost: 0.1034, call_type: 'web', source_updated_at: new Date(T0 + 70_000).toISOString() });
  });

  test('brings the assistant and its prompt as written, without server headers', () => {
    expect(assistant).toMatchObject({ name: 'Rosa', configuration: { server: { url: 'https://h.example.com' } } });
    expect(JSON.stringify(assistant)).not.toContain('headers');
    expect(prompt).toMatchObject({ content: 'You book tables for {{name}}.', source: 'assistant' });
  });

  test('rebuilds a missing transcript from the messages', () => {
    expect(call.transcript).toBe(LISTED.artifact.transcript);
  });

  test('is taken without its wrapping too', () => {
    expect(take(REPORT.message).call).toMatchObject({ vapi_call_id: ID, status: 'ended', cost: 0.1034 });
  });

  test('of 2024 has its times from the messages, and a stale cost of 0 is no cost', () => {
    const old = { message: { type: 'end-of-call-report', timestamp: '2026-03-02T09:02:00.000Z', messages: MESSAGES, artifact: { messages: [] }, call: { id: ID, type: 'inboundPhoneCall', cost: 0 } } };
    expect(take(old).call).toMatchObject({
      started_at: new Date(T0 - 60).toISOString(), ended_at: new Date(T0 + 6000).toISOString(), created_at: '2026-03-02T09:02:00.000Z', cost: null, metadata: { timesFromMessages: true },
    });
  });

  test('with text only has turns without times', () => {
    const text = { type: 'end-of-call-report', call: { id: ID }, artifact: { transcript: 'AI: Hi.\nUser: Bye.', messages: [] } };
    expect(take(text).call.turns?.turns).toMatchObject([{ text: 'Hi.', startMs: null }, { text: 'Bye.', startMs: null }]);
    expect(take({ ...text, artifact: { transcript: [{ role: 'assistant', message: 'Hi.' }] } }).call).toMatchObject({ transcript: 'AI: Hi.\n' });
  });

  test('reads the labels the assistant\'s settings give', () => {
    const report = { type: 'end-of-call-report', call: { id: ID }, artifact: { transcript: 'Roberto: Hi.\nGast: Ja.\nNote: no.' }, assistant: { artifactPlan: { transcriptPlan: { assistantName: 'Roberto', userName: 'Gast' } } } };
    expect(take(report).call.turns?.turns).toMatchObject([{ speaker: 'agent', text: 'Hi.' }, { speaker: 'customer', text: 'Ja.\nNote: no.' }]);
  });
});

describe('other events', () => {
  test('a status update is partial: the call\'s state and nothing else', () => {
    const { partial, call } = take({ message: { type: 'status-update', timestamp: T0, status: 'ended', endedReason: 'voicemail', call: { id: ID, type: 'webCall', status: 'queued', cost: 0 } } });
    expect(partial).toBe(true);
    expect(call).toMatchObject({ status: 'ended', ended_reason: 'voicemail', outcome_bucket: 'voicemail', turns: null, transcript: null, cost: null, raw_data: null });
  });

  test('a deleted call is marked and keeps its status', () => {
    expect(take({ message: { type: 'call.deleted', call: { id: ID } } })).toMatchObject({ partial: true, call: { status: null, metadata: { deletedUpstream: true } } });
  });

  test.each(['transcript', 'tool-calls', 'conversation-update', 'speech-update', 'whatever'])('%s holds a piece of a call and is set aside', (type) => {
    expect(reason({ message: { type, call: { id: ID }, transcript: 'x', messages: MESSAGES } })).toBe('event-not-a-report');
  });

  test('an event that names no call, and things that are no call', () => {
    expect(reason({ message: { type: 'end-of-call-report', call: {} } })).toBe('no-call-id');
    expect(reason({ message: { type: 'conversation-update', call: {} } })).toBe('no-call-id');
    expect(reason({ type: 'webCall' })).toBe('no-call-id');
    expect(reason({ id: ID, name: 'An assistant', model: {} })).toBe('not-a-call');
    expect(reason({ call_cost: '0.02', url_audio: 'x' })).toBe('not-a-call');
    expect(reason([])).toBe('not-an-object');
    expect(reason(JSON.parse(`{"id":"a","type":"webCall","x":${'['.repeat(5000)}${']'.repeat(5000)}}`))).toBe('too-deep');
  });
});

describe('values', () => {
  test('a Vapi id that is no UUID becomes its UUIDv5; the text stays in the payload', () => {
    const { call } = take({ ...LISTED, id: 'call_abc' });
    expect(call).toMatchObject({ vapi_call_id: vapiUuid('call_abc'), raw_data: { id: 'call_abc' } });
  });

  test.each([
    [{ createdAt: '2026-03-01T00:00:00Z' }, '2026-03-01T00:00:00.000Z'],
    [{ createdAt: undefined }, LISTED.startedAt],
    [{ createdAt: 'infinity', startedAt: null, artifact: {} }, NOW],
  ])('created_at with %j is %s', (change, expected) => {
    expect(take({ ...LISTED, ...change }).call.created_at).toBe(expected);
  });

  test.each<[string, object, object]>([
    ['createdAt', { createdAt: '2099-12-31T23:59:59Z' }, { created_at: LISTED.startedAt }],
    ['createdAt and startedAt', { createdAt: '2026-03-12T00:00:00Z', startedAt: '2027-01-01T00:00:00Z', message: { timestamp: '2026-03-03T00:00:00Z' } }, { created_at: '2026-03-03T00:00:00.000Z' }],
    ['every date there is', { createdAt: '2099-01-01', startedAt: '2099-01-01', endedAt: '2099-01-02', updatedAt: '2099-01-02', artifact: {} }, { created_at: NOW, started_at: null, ended_at: null, source_updated_at: null }],
    ['endedAt', { startedAt: '2000-01-01T00:00:00Z', endedAt: '2099-12-31T23:59:59Z' }, { started_at: '2000-01-01T00:00:00.000Z', ended_at: null, source_updated_at: LISTED.updatedAt }],
    ['startedAt, not the messages', { startedAt: '2099-01-01T00:00:00Z' }, { started_at: new Date(T0 - 60).toISOString(), ended_at: LISTED.endedAt, metadata: { timesFromMessages: true } }],
    ['the messages too', { startedAt: null, endedAt: null, artifact: { messages: MESSAGES.map((one) => ({ ...one, time: one.time + 1e12, endTime: one.time + 1e12 })) } }, { started_at: null, ended_at: null }],
    ['updatedAt', { updatedAt: '2026-03-12T00:00:00Z' }, { source_updated_at: LISTED.endedAt }],
  ])('a clock that is more than a day ahead is not believed: %s; the payload keeps it', (_what, change, expected) => {
    const { message, ...call } = { message: undefined, ...LISTED, ...change };
    const payload = message === undefined ? call : { message: { ...(message as object), type: 'end-of-call-report', call } };
    expect(take(payload).call).toMatchObject({ ...expected, raw_data: {} });
    expect(JSON.stringify(take(payload).call.raw_data)).toContain(Object.values(change).find((value) => typeof value === 'string') ?? 'messages');
  });

  test('a clock that is some hours ahead is believed: zones and late imports are not errors', () => {
    expect(take({ ...LISTED, createdAt: '2026-03-11T11:59:59Z' }).call.created_at).toBe('2026-03-11T11:59:59.000Z');
  });

  test('too long is cut to the column and stands whole in raw_data; the bucket is of the whole reason', () => {
    const long = `${'x'.repeat(120)}-error`;
    const { call } = take({ ...LISTED, endedReason: long, customer: { number: `sip:${'9'.repeat(40)}` } });
    expect(call.ended_reason).toHaveLength(COLUMN_LIMITS.ended_reason);
    expect(call.outcome_bucket).toBe('error');
    expect(call.customer_number).toHaveLength(COLUMN_LIMITS.customer_number);
    expect(call.raw_data).toMatchObject({ endedReason: long });
  });

  test.each([[1e9, 9999.999999], ['0.0208', 0.0208], [-1, 0], [0.123456789, 0.123457], ['n/a', null], [Infinity, null]])('cost %s is %s', (cost, expected) => {
    expect(take({ ...LISTED, cost, costBreakdown: {} }).call.cost).toBe(expected);
  });

  test('what PostgreSQL refuses is replaced, an end before the start is dropped', () => {
    const { call } = take({ ...LISTED, endedAt: '2026-03-02T08:00:00Z', analysis: { summary: 'a\0b\uD800' } });
    expect(call).toMatchObject({ summary: 'a\uFFFDb\uFFFD', ended_at: null });
  });

  test('"" and {} are nothing', () => {
    expect(take({ ...LISTED, analysis: { summary: '', structuredData: {} }, summary: '' }).call).toMatchObject({ summary: null, structured_data: null });
  });

  test('a summary may be a structured output', () => {
    const artifact = { ...LISTED.artifact, structuredOutputs: { a: { name: 'Score', result: 7 }, b: { name: 'Call Summary', result: 'Asked.' } } };
    expect(take({ ...LISTED, analysis: {}, artifact }).call).toMatchObject({ summary: 'Asked.' });
  });

  test('a recording whose path is a secret, or cannot be stored, keeps neither', () => {
    const { call } = take({ ...LISTED, artifact: { recordingUrl: 'https://hooks.slack.com/services/T1/B2/c4n4ry', stereoRecordingUrl: 'https://b.example.com/a\0b\uD800.wav' } });
    expect(call).toMatchObject({ recording_url: 'https://hooks.slack.com/services/[redacted]', stereo_recording_url: 'https://b.example.com/a\uFFFDb\uFFFD.wav' });
  });

  test('a refused recording leaves no reference', () => {
    expect(take({ ...LISTED, compliance: { recordingConsent: { type: 'verbal' } } }).call).toMatchObject({ recording_state: 'denied', recording_url: null, stereo_recording_url: null });
  });

  test('a call that never connected has no times', () => {
    expect(take({ id: ID, type: 'outboundPhoneCall', status: 'ended', createdAt: LISTED.createdAt, endedReason: 'customer-busy' })).toMatchObject({
      call: { started_at: null, ended_at: null, turns: null, transcript: null, recording_state: 'none', outcome_bucket: 'no-answer' }, prompt: null, assistant: null,
    });
  });

  test('a number known from the call or its variables gives the line its calling code', () => {
    expect(take({ ...LISTED, artifact: { variables: { phoneNumber: { id: LINE, number: '+380441234567' } } } }).phone_number).toEqual({ vapi_phone_id: LINE, phone_number: '+380441234567', country_code: '+380' });
    expect(take({ ...LISTED, phoneNumber: { id: LINE, number: '+12025550123', twilioAuthToken: 't' } }).phone_number).toMatchObject({ country_code: '+1' });
  });

  test('squad members take part one by one, and a transfer\'s target too', () => {
    const messages = [
      { role: 'bot', message: 'Desk.', assistantName: 'Desk', time: T0 + 1000, endTime: T0 + 2000 },
      { role: 'bot', message: 'Bills.', assistantName: 'Bills', time: T0 + 5000, endTime: T0 + 9000 },
    ];
    const { participants } = take({ ...LISTED, assistantId: null, artifact: { messages, transfers: [{ destination: { type: 'number', number: '+12025550123' } }] } });
    expect(participants).toMatchObject([
      { participant_type: 'agent', participant_name: 'Desk', join_time: '2026-03-02T09:00:06.000Z', leave_time: '2026-03-02T09:00:07.000Z', talk_time_seconds: 1 },
      { participant_type: 'agent', participant_name: 'Bills', talk_time_seconds: 4 },
      { participant_type: 'customer' },
      { participant_type: 'transfer', phone_number: '+12025550123' },
    ]);
  });

  test('messages of which one has a broken clock give a talk time that fits, and a speaker in each of many rows is read in one pass', () => {
    const messages = [{ role: 'bot', message: 'Hi.', time: Date.UTC(2000, 1, 1), endTime: Date.UTC(2099, 1, 1) }];
    const { participants } = take({ ...LISTED, startedAt: null, endedAt: null, artifact: { messages } });
    expect(participants[0]?.talk_time_seconds).toBe(2_147_483_647);
    const crowd = Array.from({ length: 30_000 }, (_, n) => ({ role: 'bot', message: 'x', assistantName: `Speaker ${n}`, time: T0 + n }));
    const started = performance.now();
    expect(take({ ...LISTED, artifact: { messages: crowd } }).participants).toHaveLength(30_001);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

describe('fuzz', () => {
  /** The payload with some of its values, at any depth, replaced by anything. */
  const mutate = (value: unknown, picks: Iterator<unknown>): unknown => {
    const pick = picks.next().value;
    if (pick !== undefined) return pick;
    if (Array.isArray(value)) return value.map((item) => mutate(item, picks));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mutate(item, picks)]));
  };
  const poison = fc.oneof(fc.jsonValue(), fc.constantFrom('\0', '\uD800', Infinity, 'infinity', -1, '9999-12-31T00:00:00Z', [], {}, '', null, 1e308, '__proto__'));
  const mutated = fc
    .tuple(fc.constantFrom<unknown>(LISTED, REPORT, REPORT.message, { results: [LISTED] }), fc.array(fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: poison }), { minLength: 1, maxLength: 200 }))
    .map(([payload, picks]) => mutate(payload, picks.values()));

  test('no mutation throws, and what is taken can be stored', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.jsonValue()), (payload) => {
        const parsed = parseCall(payload, NOW);
        if ('setAside' in parsed) return;
        const { call } = parsed.imported;
        if (call.turns !== null) storedTurnsSchema.parse(call.turns);
        expect(JSON.stringify(parsed)).not.toMatch(/\\u0000|\\ud[89a-f][0-9a-f]{2}/u);
        for (const [column, limit] of Object.entries(COLUMN_LIMITS)) {
          const value = call[column as keyof typeof call];
          if (typeof value === 'string') expect(Array.from(value).length).toBeLessThanOrEqual(limit);
        }
        if (call.cost !== null) expect(call.cost).toBeLessThan(10_000);
        if (call.started_at !== null && call.ended_at !== null) expect(call.ended_at >= call.started_at).toBe(true);
        expect(call.created_at).toMatch(/^20\d\d-/u);
      }),
      { numRuns: 2000 },
    );
  });
});
