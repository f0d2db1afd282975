import type { SeededRandom } from '../../electron/workspace/demo/seeded-random.ts';
import { Raw, type Tree } from './tree.ts';

/** Texts that break readers: unstorable, invisible, turned, over-long, or looking like something else. */
const TEXTS: readonly string[] = [
  '', ' ', '\0', 'a\0b', '\uD800', '\uDC00x', 'x\uD83D', '\u0001\u0008\u001B[31m', '\u007F\u0085', '\u2028\u2029', '\uFEFF', 'a\uFEFFb', '\uFFFE\uFFFF', '\u202Eevil\u202C', '\u200B\u200D\u2066', 'شكرا جزيلا', 'שלום', '😀👩‍👩‍👧‍👦🏳️‍🌈', 'e\u0301\u0323\u0327', `z${'\u0300'.repeat(300)}`,
  '__proto__', 'constructor', 'toString', 'null', 'undefined', 'true', '[object Object]', '-0', 'NaN', 'Infinity', '1e400', '0x10', '１２３', '9'.repeat(400), '{"a":', '[', '{}', '"', "'; drop table public.calls; --", '%s%n', '../../etc/passwd', '<script>alert(1)</script>', '\\u0000', '\\', '\\\\"', '$1', '{{x}}',
  'infinity', '-infinity', 'epoch', 'now', 'today', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '2026-02-31T00:00:00Z', '2026-13-01', '2026-11-22T25:61:61Z', '2026-11-22T10:00:00+99:99', '2026-11-22T10:00:00-00:00', '2026-11-22T10:00:00.123456789Z', '2026-11-22 10:00', '22/11/2026', '1970-01-01T00:00:00Z', '2099-12-31T23:59:59.999Z', '2000-01-01T00:00:00Z', '+012026-01-01T00:00:00Z', '2026-11-22T10:00:00+23:59', '-000001-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'AAAAAAAA-AAAA-0AAA-0AAA-AAAAAAAAAAAA', '11111111-1111-1111-1111-111111111111', '{0198a8f0-7777-7000-8000-000000000001}', '0198a8f0777770008000000000000001', 'call_123', 'ended', 'end-of-call-report', 'status-update', 'guessed', '*', 'agent', 'x'.repeat(51), 'y'.repeat(101), 'ж'.repeat(256), '😀'.repeat(260),
];

/** Numbers as JSON may write them, beyond what a number holds included. */
const NUMBERS: readonly Tree[] = [
  0, new Raw('-0'), -1, 1, 0.1, 1e-7, 5e-324, 1e12, 2 ** 31, 2 ** 53, new Raw('9007199254740993'), new Raw('12345678901234567890123'), new Raw('1e400'), new Raw('-1e400'), new Raw('1e-400'), new Raw('0.1000000000000000055511151231257827'), new Raw('1E+2'), 1e308, 253402300799000, 1771498544, 1771498544362, 1771498544362.5, 4102444799999, 946684800000, 8.64e15, 8.64e15 + 1, -62135596800000,
];

const OTHERS: readonly Tree[] = [null, true, false, [], {}, [[]], [null], [[[[1]]]], { '': '' }, { id: 'x' }, { message: {} }, { call: {} }, { results: [] }, [{ role: 'bot' }], { type: 'text', text: 'x' }];

/** Keys that mean something to a language, to Vapi or to the schema, and some that mean nothing. */
export const KEYS: readonly string[] = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'length', '', ' ', '\0', '\uD800', 'a.b', 'a"b', "a'b", '*', 'agent', 'id', 'type', 'status', 'message', 'call', 'artifact', 'messages', 'transcript', 'results', 'data', 'json', 'body', 'pinData', 'customer', 'metadata', 'cost', 'name', 'value', 'key', 'url', 'headers', '😀', 'ключ', 'x'.repeat(300),
];

const DATES: readonly Tree[] = [...TEXTS.filter((text) => /^[-+]?\d{4,6}-|^-?infinity$|^epoch$|^now$|\d{4}$/u.test(text)), ...NUMBERS.filter((value) => typeof value === 'number' && Math.abs(value) > 1e8), '2026-11-23T11:59:59Z', '2026-11-23T12:00:01Z', '2026-11-22T12:00:00.000', '1771498544362', '1771498544.362', null];
const IDS: readonly Tree[] = [...TEXTS.filter((text) => /^[{]?[0-9a-fA-F-]{32,38}[}]?$/u.test(text)), 'call_123', ' 0198a8f0-7777-7000-8000-000000000007 ', '0198A8F0-7777-7000-8000-000000000008', '', 7, null, {}, 'id\0id', '\uD800', 'ж'.repeat(300)];

/** Faults that only hurt where they are aimed: what the fields named so must not hold. */
const AIMED: readonly (readonly [field: RegExp, values: readonly Tree[]])[] = [
  [/(?:At|^time|Time|timestamp)$/u, DATES],
  [/(?:^id|Id)$/u, IDS],
  [/^(?:cost|total|duration|durationSeconds|secondsFromStart)$/u, [...NUMBERS, '0.0208', '1e12', 'NaN', '', '1,50', ' 7 ', '0x10', new Raw('1e5000')]],
  [/(?:Url|^url)$/u, ['https://b.example.com/a\0b\uD800.wav', 'https://b.example.com', 'http://[::1]/x', 'HTTPS://B.EXAMPLE.COM/a?b#c', '//b.example.com/a', 'javascript:alert(1)', 'file:///etc/passwd', `https://b.example.com/${'a'.repeat(5_000)}`, 'https://ü.example/ж 😀', '', 7, ['https://b.example.com/a.wav'], null]],
  [/^role$/u, ['system', 'bot', 'user', 'tool', 'tool_calls', 'tool_call_result', 'function', 'developer', 'BOT', 'constructor', '__proto__', 'mystery', '', 7, null, ['bot']]],
  [/^(?:type|status)$/u, ['end-of-call-report', 'status-update', 'call.deleted', 'ended', 'queued', 'Inbound', 'webcall', 'INBOUNDPHONECALL', '', 1, null, ['ended'], 'x'.repeat(80)]],
  [/^(?:toolCalls|tool_calls|transfers|messages|results|members|assistantActivations)$/u, [[], [null], [[]], {}, 'none', 7, [{}], [{ function: null }], [{ function: { name: {}, arguments: [] } }], [{ destination: { number: 7, sipUri: 'sip:a@b' } }], [{ assistantId: 'x', assistantName: '\0' }]]],
  [/^(?:number|name|endedReason|summary|transcript|successEvaluation|message|content)$/u, [...TEXTS, [{ role: 'user', message: 'x' }], { text: 'x' }, 7, true]],
];

/** Something for a field of this name, or null where nothing is aimed at it. */
export function aimedPoison(field: string, random: SeededRandom): { value: Tree } | null {
  const aimed = AIMED.find(([pattern]) => pattern.test(field));
  return aimed ? { value: structured(random.pick(aimed[1])) } : null;
}

export function poison(random: SeededRandom): Tree {
  const kind = random.int(1, 10);
  if (kind <= 5) return random.pick(TEXTS);
  return structured(random.pick(kind <= 8 ? NUMBERS : OTHERS));
}

/** A copy, so that what is done to one tree does not reach the next; raw pieces have nothing to change. */
function structured(tree: Tree): Tree {
  return tree instanceof Raw ? tree : structuredClone(tree);
}
