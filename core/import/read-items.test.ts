import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readItems, type ReadItem } from './read-items.ts';

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
