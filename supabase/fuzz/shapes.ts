import { uuidV4, uuidV7, type SeededRandom } from '../../electron/workspace/demo/seeded-random.ts';
import type { Tree, TreeRecord } from './tree.ts';

/** The import takes place at this moment, whenever the fuzz runs: a seed gives the same payloads on every day. */
export const NOW = '2026-11-22T12:00:00.000Z';

const DAY_MS = 86_400_000;

/** Ids that many payloads share, so that views of one call meet in every order. */
const SHARED = Array.from({ length: 40 }, (_, n) => `0198a8f0-7777-7000-8000-${String(n).padStart(12, '0')}`);
const ASSISTANTS = Array.from({ length: 6 }, (_, n) => `0198a8f0-8888-4000-8000-${String(n).padStart(12, '0')}`);
const LINES = Array.from({ length: 4 }, (_, n) => `0198a8f0-9999-4000-8000-${String(n).padStart(12, '0')}`);

const REASONS = ['customer-ended-call', 'assistant-ended-call', 'silence-timed-out', 'voicemail', 'customer-busy', 'pipeline-error-provider', 'assistant-forwarded-call', 'exceeded-max-duration'];
const LINES_SAID = ['Hello, how can I help?', 'I would like a table for two.', '¿A qué hora?', 'Ёлки, в восемь.', 'مرحبا', 'Nota: second floor', 'One moment 😀', 'six one three', 'Danke, tschüß!'];

type Moments = { createdMs: number; startedMs: number; endedMs: number };

const iso = (ms: number): string => new Date(ms).toISOString();

export function anId(random: SeededRandom, createdMs: number): string {
  if (random.chance(0.12)) return random.pick(SHARED);
  return random.chance(0.9) ? uuidV7(createdMs, random) : uuidV4(random);
}

function moments(random: SeededRandom): Moments {
  const createdMs = Date.parse(NOW) - random.int(0, 300 * DAY_MS);
  const startedMs = createdMs + random.int(200, 25_000);
  return { createdMs, startedMs, endedMs: startedMs + random.int(3_800, 600_000) };
}

function aToolExchange(random: SeededRandom, time: number): TreeRecord[] {
  const id = `call_${random.int(1, 9)}`;
  return [
    { role: 'tool_calls', time, toolCalls: [{ id, type: 'function', function: { name: 'book', arguments: random.pick<Tree>(['{"at":"eight"}', { at: 'eight' }]) } }], message: '' },
    { role: 'tool_call_result', time: time + 900, toolCallId: id, name: 'book', result: random.pick(['Done.', '{"ok":true}']) },
  ];
}

/** What was said, in Vapi's rows or in those of other exports. */
export function someMessages(random: SeededRandom, startedMs: number, count: number): TreeRecord[] {
  const rows: TreeRecord[] = [{ role: 'system', message: 'You book tables.', time: startedMs - 60, secondsFromStart: 0 }];
  for (let n = 0, time = startedMs + 400; n < count; n += 1) {
    const said = random.pick(LINES_SAID);
    const lasts = random.int(300, 6_000);
    if (random.chance(0.1)) rows.push(...aToolExchange(random, time));
    else if (random.chance(0.15)) rows.push({ role: random.pick(['assistant', 'user']), content: random.chance(0.5) ? said : [{ type: 'text', text: said }] });
    else rows.push({ role: random.pick(['bot', 'user']), message: said, time, endTime: time + lasts, secondsFromStart: (time - startedMs) / 1000, duration: random.pick([lasts, lasts / 1000]) });
    time += lasts + random.int(-400, 2_000);
  }
  return rows;
}

function anAssistant(random: SeededRandom): TreeRecord {
  return { id: random.pick(ASSISTANTS), name: random.pick(['Rosa', 'Otto', 'Reception']), model: { provider: 'openai', model: 'gpt', temperature: 0.5, messages: [{ role: 'system', content: random.pick(['You book tables.', 'You take orders for {{place}}.']) }] }, voice: { provider: '11labs', voiceId: 'v' }, server: { url: 'https://hooks.example.com/vapi', timeoutSeconds: 20 } };
}

/** What a call and its report both carry. */
function details(random: SeededRandom, when: Moments): TreeRecord {
  const messages = someMessages(random, when.startedMs, random.int(0, 8));
  const maybe = (chance: number, members: TreeRecord): TreeRecord => (random.chance(chance) ? members : {});
  return {
    startedAt: iso(when.startedMs),
    endedAt: iso(when.endedMs),
    endedReason: random.pick(REASONS),
    cost: random.int(0, 90_000) / 100_000,
    costBreakdown: { transport: 0.01, stt: 0.02, llm: 0.03, total: 0.06 },
    costs: [{ type: 'model', cost: 0.0123456789, promptTokens: 400 }, { type: 'vapi', cost: 0.05 }],
    analysis: random.pick<Tree>([{}, { summary: 'A table was booked.', successEvaluation: 'true', structuredData: { party: 2 } }, { summary: '', successEvaluation: 7 }]),
    artifact: { messages, transcript: 'AI: Hello.\nUser: A table, please.\n', recordingUrl: 'https://acct.r2.example.com/hipaa-recordings/a.wav', recording: { mono: { combinedUrl: 'https://acct.r2.example.com/mono.wav' } }, structuredOutputs: { s1: { name: 'Call Summary', result: 'Booked.' } } },
    ...maybe(0.5, { assistant: anAssistant(random), assistantId: random.pick(ASSISTANTS) }),
    ...maybe(0.4, { phoneNumberId: random.pick(LINES), phoneNumber: { id: random.pick(LINES), number: '+34900000001', name: 'Line' } }),
    ...maybe(0.7, { customer: { number: '+12025550123', name: random.pick(['Ana', 'Łukasz', '']) } }),
    ...maybe(0.3, { assistantOverrides: { variableValues: { guest: 'Ana', 'party size': 2 } }, metadata: { ref: 'a-1', nested: { deep: [1, 2, { x: null }] } } }),
    ...maybe(0.15, { compliance: { recordingConsent: { type: 'verbal' } } }),
    ...maybe(0.15, { destination: { type: 'number', number: '+12025550177', description: 'Desk' } }),
    ...maybe(0.15, { squad: { name: 'Front', members: [{ assistant: anAssistant(random) }] }, squadId: uuidV4(random) }),
  };
}

function aCall(random: SeededRandom): TreeRecord {
  const when = moments(random);
  return {
    id: anId(random, when.createdMs), orgId: ASSISTANTS[0] ?? '', type: random.pick(['inboundPhoneCall', 'outboundPhoneCall', 'webCall', 'vapi.websocketCall']), status: random.pick(['ended', 'ended', 'in-progress', 'queued']),
    createdAt: iso(when.createdMs), updatedAt: iso(when.endedMs + 5_000), ...details(random, when),
  };
}

function aReport(random: SeededRandom): TreeRecord {
  const when = moments(random);
  const call = { id: anId(random, when.createdMs), type: 'inboundPhoneCall', status: 'ringing', createdAt: iso(when.createdMs), updatedAt: iso(when.createdMs), cost: 0 };
  const message = { timestamp: random.pick<Tree>([when.endedMs, iso(when.endedMs)]), type: 'end-of-call-report', durationSeconds: (when.endedMs - when.startedMs) / 1000, ...details(random, when), call };
  return random.chance(0.8) ? { message } : message;
}

function anEvent(random: SeededRandom): TreeRecord {
  const when = moments(random);
  const type = random.pick(['status-update', 'status-update', 'call.deleted', 'conversation-update', 'speech-update', 'tool-calls', 'hang']);
  return { message: { type, timestamp: when.endedMs, status: 'ended', endedReason: random.pick(REASONS), call: { id: anId(random, when.createdMs), type: 'webCall', status: 'queued' } } };
}

/** One payload as Vapi could have written it. */
export function plausiblePayload(random: SeededRandom): TreeRecord {
  const kind = random.int(1, 10);
  if (kind <= 6) return aCall(random);
  return kind <= 9 ? aReport(random) : anEvent(random);
}
