import { describe, expect, it } from 'vitest';
import { parseSnippet } from './highlighted.tsx';

const shown = (fragment: string) => {
  const { text, ranges } = parseSnippet(fragment);
  return { text, hits: ranges.map(({ start, end }) => text.slice(start, end)), first: ranges[0]?.start };
};

describe('search fragments', () => {
  it('marks every hit and shows no mark of the markers', () => {
    expect(shown('a \u0002price\u0003 and a \u0002price\u0003')).toMatchObject({ text: 'a price and a price', hits: ['price', 'price'] });
  });

  it('begins near the first hit, at a word', () => {
    const found = shown(`${'Can you beat that, and for how long? '.repeat(3)}Our \u0002price\u0003 is lower`);
    expect(found.hits).toEqual(['price']);
    expect(found.first).toBeLessThan(30);
    expect(found.text).toMatch(/^…\S/);
  });

  it('takes broken markers for text', () => {
    expect(shown('\u0003odd \u0002end')).toMatchObject({ text: 'odd end', hits: [] });
  });
});
