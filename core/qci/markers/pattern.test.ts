import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compilePhrases, findHits, holds, readyText } from './pattern.ts';

const found = (phrases: string, text: string): string[] => findHits(readyText(text), compilePhrases(phrases)).map(({ start, end }) => text.slice(start, end));

describe('phrases', () => {
  test.each([
    ['no thanks', 'No, thanks!', ['No, thanks']],
    ['not', 'nothing notes', []],
    ['interest*', 'Interested? An interest.', ['Interested', 'interest']],
    ['press #', 'Press 12 or press one', ['Press 12']],
    ['call ~ later', 'call later, call me later, call me a bit later, call me in a little later', ['call later', 'call me later', 'call me a bit later']],
    ['a ~ ~ b', 'a 1 2 3 4 5 6 b', ['a 1 2 3 4 5 6 b']],
    ['see you ~', 'see you', ['see you']],
    ['~ agent', 'the agent', ['agent']],
    ["don't, ещё раз", 'Don’t! Еще раз', ['Don’t', 'Еще раз']],
    ['más', 'MA\u0301S', ['MA\u0301S']],
    ['yes', 'yes yes yes', ['yes', 'yes', 'yes']],
    ['yes no', 'yes\nno', ['yes\nno']],
    ['', 'anything', []],
  ])('"%s" in "%s"', (phrases, text, hits) => {
    expect(found(phrases, text)).toEqual(hits);
    expect(holds(readyText(text), compilePhrases(phrases))).toBe(hits.length > 0);
  });

  test('of one list are alternatives, whatever the line breaks', () => {
    expect(found('hello,\n  good\n  day,', 'Good day and hello')).toEqual(['Good day', 'hello']);
  });

  test('are found again and again by one pattern', () => {
    const pattern = compilePhrases('stop');
    for (let time = 0; time < 3; time += 1) expect(holds(readyText('stop'), pattern)).toBe(true);
  });
});

test('any words of a text are found in it, at the place where they stand', () => {
  const word = fc.constantFrom('yes', 'не', 'сейчас', 'mañana', 'Straße', 'İs', '12');
  fc.assert(
    fc.property(fc.array(word), fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word), (before, wanted, after) => {
      const text = [...before, ...wanted, ...after].join(', ');
      const hits = found(wanted.join(' '), text);
      expect(hits.length).toBeGreaterThan(0);
      for (const hit of hits) expect(hit.split(', ')).toEqual(wanted);
    }),
  );
});

test('every hit lies within the text, in order', () => {
  const pattern = compilePhrases('a ~ b, a*, #');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1', '.', '\uD800', 'é') }), (text) => {
      let last = 0;
      for (const { start, end } of findHits(readyText(text), pattern)) {
        expect(start >= last && end > start && end <= text.length).toBe(true);
        last = end;
      }
    }),
  );
});
