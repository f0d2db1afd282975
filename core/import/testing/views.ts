import fc from 'fast-check';
import type { ImportedCall } from '../imported-call.ts';
import { parseCall } from '../parse-call.ts';

export const NOW = '2026-11-01T00:00:00.000Z';
const ID = '0198a8f0-4444-7000-8000-000000000001';
const at = (second: number): string => new Date(Date.UTC(2026, 9, 1, 10) + second * 1000).toISOString();

/** Few values for each field, so that views agree, differ, know nothing and are of one time often. */
const moment = fc.constantFrom(0, 1, 2, 3).map(at);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const messages = fc.constantFrom(
  undefined,
  [],
  [{ role: 'bot', message: 'Hi.', time: Date.parse(at(1)), endTime: Date.parse(at(2)) }, { role: 'user', message: 'Yes.', time: Date.parse(at(2)), endTime: Date.parse(at(3)) }],
  [{ role: 'system', message: 'You serve.' }, { role: 'bot', message: 'Hello.' }],
);
const assistant = fc.constantFrom(
  undefined,
  { id: '0198a8f0-4444-7000-8000-0000000000a1' },
  { id: '0198a8f0-4444-7000-8000-0000000000a1', name: 'Rosa', model: { messages: [{ role: 'system', content: 'You book tables.' }] } },
  { id: '0198a8f0-4444-7000-8000-0000000000a2', name: 'Otto', model: { messages: [{ role: 'system', content: 'You take orders.' }] } },
);

const fields = {
  startedAt: maybe(moment),
  endedAt: maybe(moment),
  endedReason: fc.constantFrom(undefined, 'customer-ended-call', 'voicemail'),
  transcript: fc.constantFrom(undefined, '', 'AI: Hi.\nUser: Yes.\n', 'AI: Hello.\n'),
  analysis: fc.constantFrom(undefined, {}, { summary: 'Booked.', successEvaluation: 'true' }, { summary: 'Lost.', structuredData: { party: 2 } }),
  customer: fc.constantFrom(undefined, { number: '+34900000001' }, { number: '+34900000002', name: 'Ana' }, { name: 'Eva' }),
  recordingUrl: fc.constantFrom(undefined, 'https://b.example.com/a.wav', 'https://b.example.com/b.wav'),
  compliance: fc.constantFrom(undefined, undefined, undefined, { recordingConsent: { type: 'verbal' } }),
  cost: fc.constantFrom(undefined, 0, 0.5, 0.7),
  assistant,
  phoneNumberId: fc.constantFrom(undefined, '0198a8f0-4444-7000-8000-0000000000f1', '0198a8f0-4444-7000-8000-0000000000f2'),
  metadata: fc.constantFrom(undefined, {}, { k: 1 }, { k: 2, j: 3 }),
  name: fc.constantFrom(undefined, 'morning', 'evening'),
  assistantOverrides: fc.constantFrom(undefined, { variableValues: { guest: 'Ana' } }),
  messages,
};
const call = { id: fc.constant(ID), type: fc.constantFrom(undefined, 'inboundPhoneCall', 'webCall'), status: fc.constantFrom(undefined, 'queued', 'in-progress', 'ended'), createdAt: maybe(moment), updatedAt: maybe(moment) };

const listed = fc.record({ ...fields, ...call, type: fc.constantFrom('inboundPhoneCall', 'webCall', 'outboundPhoneCall') });
const report = fc.record({ message: fc.record({ ...fields, type: fc.constant('end-of-call-report'), timestamp: maybe(moment), call: fc.record(call) }) });
const event = fc.record({
  message: fc.record({ type: fc.constantFrom('status-update', 'call.deleted'), timestamp: maybe(moment), status: fc.constantFrom(undefined, 'in-progress', 'ended'), endedReason: fields.endedReason, call: fc.record(call) }),
});

/** A payload about one call, of every kind an import takes, as the sender wrote it: JSON has no undefined. */
export const aPayload: fc.Arbitrary<unknown> = fc.oneof({ weight: 3, arbitrary: listed }, { weight: 2, arbitrary: report }, { weight: 1, arbitrary: event }).map((payload): unknown => JSON.parse(JSON.stringify(payload)));

/** The view that the parser makes of a payload. */
export function viewOf(payload: unknown): ImportedCall {
  const parsed = parseCall(payload, NOW);
  if ('setAside' in parsed) throw new Error(parsed.setAside.detail);
  return parsed.imported;
}

/** Every order of some things. */
export function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, n) => ordersOf(items.toSpliced(n, 1)).map((rest) => [item, ...rest]));
}
