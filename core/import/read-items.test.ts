import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { layoutOf, readItems, type ReadItem } from './read-items.ts';
import { unwrapItems } from './unwrap-items.ts';

const call = (id: string) => ({ id, type: 'webCall', status: 'ended' });
const all = (text: string) => [...readItems(text)];
const ids = (items: readonly ReadItem[]) => items.map((item) => ('error' in item ? item.error.reason : ((item.value as { id?: string }).id ?? item.value)));
const json = (value: unknown) => JSON.stringify(value);

describe('every wrapping', () => {
  test.each([
    ['a bare call', call('a'), ['a']],
    ['an array', [call('a'), call('b')], ['a', 'b']],
    ['an array of pages', [[call('a')], { results: [call('b')] }], ['a', 'b']],
    ['{results}', { results: [call('a'), call('b')], metadata: { currentPage: 1 } }, ['a', 'b']],
    ['{data}', { data: [call('a')] }, ['a']],
    ['{calls}', { calls: [call('a')] }, ['a']],
    ['{data} with one call', { data: call('a') }, ['a']],
    ['an empty list', [], []],
    ['{results: []}', { results: [] }, []],
    ['n8n items', [{ json: call('a') }, { json: call('b'), pairedItem: { item: 0 } }], ['a', 'b']],
    ['an n8n workflow', { id: 'workflow', nodes: [], pinData: { Webhook: [{ json: call('a') }], Other: [call('b')] } }, ['a', 'b']],
  ])('%s', (_name, value, expected) => {
    expect(ids(all(json(value)))).toEqual(expected);
    expect(ids(all(JSON.stringify(value, null, 2)))).toEqual(expected);
  });

  test('an event stays one item, also inside an n8n webhook node', () => {
    const event = { message: { type: 'end-of-call-report', call: call('a') } };
    expect(all(json(event))).toEqual([{ index: 0, value: event }]);
    expect(all(json([{ headers: { 'x-vapi-secret': 's' }, body: event }]))).toEqual([{ index: 0, value: event }]);
    const bare = { type: 'end-of-call-report', call: call('a') };
    expect(all(json(bare))).toEqual([{ index: 0, value: bare }]);
  });

  test('a call\'s own fields are never taken for a wrapper', () => {
    const value = { ...call('a'), data: [1, 2], results: [3] };
    expect(all(json(value))).toEqual([{ index: 0, value }]);
  });

  test('one value a line, with the separators other tools write', () => {
    expect(ids(all(`${json(call('a'))}\r\n\n${json([call('b'), call('c')])}\n`))).toEqual(['a', 'b', 'c']);
    expect(ids(all(`\u001E${json(call('a'))}\n\u001E${json(call('b'))}`))).toEqual(['a', 'b']);
    expect(ids(all(`${json(call('a'))},\n${json(call('b'))},`))).toEqual(['a', 'b']);
  });

  test('documents one after another over several lines', () => {
    expect(ids(all(`${JSON.stringify(call('a'), null, 2)}\n${JSON.stringify(call('b'), null, 2)}`))).toEqual(['a', 'b']);
  });
});

describe('what is broken is set aside and costs nothing else', () => {
  test('a broken line', () => {
    const items = all(`${json(call('a'))}\n{"id": "b", \n${json(call('c'))}`);
    expect(ids(items)).toEqual(['a', 'broken-json', 'c']);
    expect(items[1]).toMatchObject({ index: 1, error: { detail: expect.stringContaining('Line 2') } });
  });

  test('an array whose end is missing', () => {
    expect(ids(all(json([call('a'), call('b'), { ...call('c'), text: 'with } and "quotes"' }]).slice(0, -8)))).toEqual(['a', 'b', 'broken-json']);
    expect(ids(all(`[\n${json(call('a'))},\n${json(call('b'))},\n{"id": "c`))).toEqual(['a', 'b', 'broken-json']);
  });

  test('an array with one element that is no JSON', () => {
    expect(ids(all(`[${json(call('a'))}, {"id": nope}, ${json(call('c'))}]`))).toEqual(['a', 'broken-json', 'c']);
  });

  test('a wrapper that is cut off, or holds one call that is no JSON', () => {
    const page = json({ metadata: { currentPage: 1 }, results: [call('a'), call('b'), { ...call('c'), text: 'with ] and "quotes"' }] });
    expect(ids(all(page.slice(0, -8)))).toEqual(['a', 'b', 'broken-json']);
    expect(ids(all(`{"results":[${json(call('a'))}, {"id": nope}, ${json(call('c'))}], "metadata": {"page": 1}}`))).toEqual(['a', 'broken-json', 'c']);
    expect(ids(all(`{"results":[\n${json(call('a'))},\n${json(call('b'))},\n{"id": "c`))).toEqual(['a', 'b', 'broken-json']);
    expect(ids(all(`{"results":[${json(call('a'))}],"metadat`))).toEqual(['a']);
  });

  test('a call that is cut off is not taken for a wrapper of its own lists', () => {
    for (const key of ['data', 'results', 'calls', 'json']) {
      const text = json({ ...call('a'), [key]: [call('x'), call('y')], body: { data: [call('z')] }, rest: 'of it' });
      expect(ids(all(text.slice(0, -4)))).toEqual(['broken-json']);
      expect(ids(all(`{"results":[${text.slice(0, -4)}`))).toEqual(['broken-json']);
    }
  });

  test('wherever any wrapping is cut, every call before the cut is read', () => {
    /** Wrappings, and how many brackets close an element of their list. */
    const shapes: readonly (readonly [(calls: readonly unknown[]) => unknown, closing: RegExp])[] = [
      [(calls) => calls, /\}/u],
      [(calls) => ({ results: calls, metadata: { totalItems: calls.length } }), /\}/u],
      [(calls) => ({ metadata: { list: [{}] }, data: { calls } }), /\}/u],
      [(calls) => [{ body: { items: calls } }], /\}/u],
      [(calls) => ({ id: 'workflow', nodes: [{ id: 'n' }], pinData: { Hook: calls.map((one) => ({ json: one })), Other: [] } }), /\}\s*\}/u],
    ];
    const drawn = fc.array(fc.record({ id: fc.string({ minLength: 1 }), transcript: fc.string(), messages: fc.array(fc.record({ time: fc.nat() }), { maxLength: 2 }) }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...shapes), drawn, fc.constantFrom(0, 2), fc.nat(), ([shape, closing], some, space, place) => {
        const calls = some.map((one, n) => ({ ...one, end: `end of ${n}.` }));
        const whole = JSON.stringify(shape(calls), null, space);
        const cut = whole.slice(0, 1 + (place % whole.length));
        const closed = calls.filter(({ end }) => new RegExp(`${end}"\\s*${closing.source}`, 'u').test(cut));
        const items = all(cut);
        expect(items.flatMap((item) => ('value' in item && 'end' in (item.value as object) ? [item.value] : []))).toEqual(closed);
        expect(items.filter((item) => 'error' in item).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['{"data":', '{"results":[', '[{"json":', '{"pinData":{"a":['])('a hundred thousand of %s do not exhaust the stack', (wrapper) => {
    expect(ids(all(wrapper.repeat(100_000)))).toEqual(['broken-json']);
  });

  test('text that is no JSON at all, an empty file, values that are no objects', () => {
    expect(ids(all('hello'))).toEqual(['broken-json']);
    expect(ids(all(' \n '))).toEqual(['empty-file']);
    expect(ids(all('[1, null, "x", {"id": "a"}]'))).toEqual(['not-an-object', 'not-an-object', 'not-an-object', 'a']);
  });

  test('the reason never quotes the file, which may hold a person\'s words', () => {
    expect(json(all('{"id": "a", "secret": canary-value}'))).not.toContain('canary');
  });
});

test('any text yields items numbered from 0 and never throws', () => {
  const text = fc.oneof(fc.string(), fc.json(), fc.tuple(fc.json(), fc.nat()).map(([value, cut]) => value.slice(0, cut % (value.length + 1))), fc.array(fc.json()).map((lines) => lines.join('\n')));
  fc.assert(
    fc.property(text, (drawn) => {
      all(drawn).forEach((item, i) => expect(item.index).toBe(i));
    }),
  );
});

describe('a list', () => {
  /** Texts that look like lists: lists of any values, printed in either way, with a character changed or their end missing. */
  const nearLists = fc
    .tuple(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.boolean(), fc.nat(), fc.constantFrom('', ',', ']', '}', '"', '\\', ' ', '1'), fc.boolean())
    .map(([value, isPretty, place, change, isWhole]) => {
      const text = JSON.stringify(value, null, isPretty ? 2 : 0);
      const at = place % (text.length + 1);
      return isWhole ? text : `${text.slice(0, at)}${change}${text.slice(at + 1)}`;
    })
    .filter((text) => text.trim().startsWith('['));

  test('is one exactly where JSON.parse takes it, and holds the same items', () => {
    fc.assert(
      fc.property(nearLists, (text) => {
        let whole: unknown;
        try {
          whole = JSON.parse(text);
        } catch {
          whole = null;
        }
        expect(layoutOf(text) === 'list').toBe(whole !== null);
        if (whole === null) return;
        const values = unwrapItems(whole).map((item) => (typeof item === 'object' && item !== null && !Array.isArray(item) ? item : 'not-an-object'));
        expect(all(text).map((item) => ('error' in item ? item.error.reason : item.value))).toEqual(values);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of calls is read one call at a time', () => {
    const parse = vi.spyOn(JSON, 'parse');
    const text = json(Array.from({ length: 500 }, (_, n) => call(String(n))));
    expect(all(text)).toHaveLength(500);
    const longest = Math.max(...parse.mock.calls.map(([parsed]) => parsed.length));
    parse.mockRestore();
    expect(longest).toBeLessThan(100);
  });
});
