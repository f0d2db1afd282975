import type { SeededRandom } from '../../electron/workspace/demo/seeded-random.ts';
import { plausiblePayload, someMessages } from './shapes.ts';
import { Raw, setMember, writeTree, type Tree, type TreeRecord } from './tree.ts';

const START_MS = Date.parse('2026-11-01T10:00:00.000Z');

/** A call with some members of its own, in place of what else stands there. */
function aCallWith(random: SeededRandom, members: TreeRecord): TreeRecord {
  const payload = plausiblePayload(random);
  const call = 'id' in payload ? payload : { id: `heavy-${random.int(1, 1e9)}`, type: 'webCall', status: 'ended', startedAt: '2026-11-01T10:00:00.000Z' };
  for (const [key, value] of Object.entries(members)) setMember(call, key, value);
  return call;
}

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const rowsOf = (count: number, make: (n: number) => TreeRecord): Tree => times(count, make);
const withMessages = (random: SeededRandom, messages: Tree): TreeRecord => aCallWith(random, { artifact: { messages } });

/** Payloads at the edge of what fits: each is some megabytes, or nested or numerous beyond reason. */
export const HEAVY: Readonly<Record<string, (random: SeededRandom) => Tree>> = {
  'a transcript of 5 MB': (random) => aCallWith(random, { artifact: { transcript: 'AI: one two three four.\nUser: five six.\n'.repeat(130_000) } }),
  '5 MB in one line': (random) => aCallWith(random, { artifact: { transcript: 'word '.repeat(1_000_000) } }),
  '5 MB in one word': (random) => aCallWith(random, { artifact: { transcript: 'ж'.repeat(2_500_000) } }),
  '200,000 distinct words': (random) => aCallWith(random, { artifact: { transcript: times(200_000, (n) => `слово${n.toString(36)}`).join(' ') } }),
  'as many signs as fit a search': (random) => aCallWith(random, { artifact: { transcript: times(125_000, (n) => String.fromCodePoint(0x20000 + (n % 40_000))).join(' ') } }),
  'signs that grow when they are folded': (random) => aCallWith(random, { artifact: { transcript: '\uFDFA '.repeat(120_000) }, analysis: { summary: 'İ\u0130ŉǰ'.repeat(50_000) } }),
  'a million lines': (random) => aCallWith(random, { artifact: { transcript: 'User: a\n'.repeat(600_000) } }),
  '20,000 messages': (random) => withMessages(random, rowsOf(20_000, (n) => ({ role: n % 2 === 0 ? 'bot' : 'user', message: `word ${n}`, time: START_MS + n * 20, endTime: START_MS + n * 20 + 15 }))),
  '100,000 messages without a time': (random) => withMessages(random, rowsOf(100_000, () => ({ role: 'user', message: 'x' }))),
  'messages in reverse': (random) => withMessages(random, someMessages(random, START_MS, 8_000).toReversed()),
  '30,000 speakers': (random) => withMessages(random, rowsOf(30_000, (n) => ({ role: 'bot', message: 'x', assistantName: `Speaker ${n}`, time: START_MS + n }))),
  '40,000 tool calls': (random) => withMessages(random, [{ role: 'tool_calls', toolCalls: rowsOf(40_000, (n) => ({ id: `t${n}`, function: { name: `f${n}`, arguments: '{}' } })) }, ...times(40_000, (n) => ({ role: 'tool_call_result', toolCallId: `t${39_999 - n}`, result: 'ok' }))]),
  '300,000 tool calls in one message': (random) => withMessages(random, [{ role: 'tool_calls', toolCalls: new Raw(`[${'{},'.repeat(299_999)}{}]`) }]),
  '30,000 transfers': (random) => aCallWith(random, { artifact: { transfers: rowsOf(30_000, (n) => ({ destination: { number: `+1202555${n}` } })) } }),
  'a list of 100,000': (random) => aCallWith(random, { metadata: { list: times(100_000, (n) => n) } }),
  'a customer of 20,000 fields': (random) => aCallWith(random, { customer: Object.fromEntries(times(20_000, (n) => [`field ${n}`, n])) }),
  'a key of 1 MB': (random) => aCallWith(random, { customer: { ['k'.repeat(1_000_000)]: 1 } }),
  'an id of 1 MB': (random) => aCallWith(random, { id: 'i'.repeat(1_000_000), name: 'n'.repeat(1_000_000), status: 's'.repeat(1_000_000), endedReason: 'r'.repeat(1_000_000) }),
  'a prompt of 1 MB': (random) => aCallWith(random, { assistantId: 'heavy', assistant: { name: 'a'.repeat(500_000), model: { systemPrompt: 'p'.repeat(1_000_000) } } }),
  'nested 10,000 deep': (random) => aCallWith(random, { metadata: new Raw('['.repeat(10_000) + ']'.repeat(10_000)) }),
  'objects nested 100,000 deep': (random) => aCallWith(random, { x: new Raw('{"data":'.repeat(100_000) + '1' + '}'.repeat(100_000)) }),
  'nested as deep as is taken': (random) => aCallWith(random, { metadata: new Raw(`${'{"a":['.repeat(99)}1${']}'.repeat(99)}`) }),
  'JSON in JSON, nested 10,000 deep': (random) => aCallWith(random, { arguments: '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000) }),
  'brackets that never close': () => new Raw('[{"results":['.repeat(60_000)),
  'quotes that never close': () => new Raw('[{"a":"\\\\'.repeat(100_000)),
  'wrappers within wrappers': (random) => new Raw('{"data":'.repeat(5_000) + writeTree(plausiblePayload(random))),
  '100,000 small items': () => new Raw(`[${'{},null,7,"x",'.repeat(25_000)}{}]`),
  '50,000 lines': () => new Raw('{"id":"x"}\n{"broken\n'.repeat(25_000)),
  'signs of secrets without end': (random) => aCallWith(random, { artifact: { transcript: ['eyJ-'.repeat(100_000), '?token='.repeat(60_000), '-----BEGIN '.repeat(40_000), 'https://vapi.ai/'.repeat(30_000), '"apiKey":'.repeat(40_000), 'Bearer '.repeat(60_000), '\\'.repeat(200_000)][random.int(0, 6)] ?? '' } }),
};
