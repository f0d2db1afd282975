import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { foldPlain, foldText } from './fold.ts';

describe('foldPlain', () => {
  test.each([
    ['Kullanıcı', 'kullanici'],
    ['ÉCOLE', 'ecole'],
    ['e\u0301cole', 'ecole'],
    ['Straße', 'strasse'],
    ['Ёлка', 'елка'],
    ['мой', 'мой'],
    ['мои\u0306', 'мой'],
    ['İstanbul', 'istanbul'],
    ['don’t', "don't"],
    ['a\u00A0b', 'a b'],
    ['की', 'की'],
    ['ΤΕΛΟΣ', 'τελοσ'],
    ['\u1112\u1161\u11AB', '한'],
    ['\u1112\u00AD\u1161', '하'],
    ['שָׁלוֹם', 'שלום'],
    ['أُحِبّ ٱلْعَرَبِيَّة ٣', 'احب العربية 3'],
    ['\uFEFFre\u00ADfund, مـرحبا', 'refund, مرحبا'],
  ])('%s folds to %s', (text, folded) => {
    expect(foldPlain(text)).toBe(folded);
  });

  test('folding again changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldPlain(foldPlain(text)) === foldPlain(text)));
  });
});

test('a plain piece folds as each of its signs does, marks and spaces beside it', () => {
  const unit = fc.constantFrom('A', 'z', '9', '\t', '\n', ' ', '-', '\u0301', 'É', 'й', 'ß', '\u1112', '\u1161', '\0', '\u{1F44D}', '\uD800');
  fc.assert(fc.property(fc.string({ unit }), (text) => foldPlain(text) === foldText(text).text), { numRuns: 2000 });
});

describe('foldText', () => {
  test('maps a text of plain letters and signs sign by sign', () => {
    expect(foldText('A\tb')).toEqual({ text: 'a b', starts: [0, 1, 2], ends: [1, 2, 3] });
  });

  test('maps each folded unit back to the whole sign it came from', () => {
    const folded = foldText('aße\u0301!');
    expect(folded.text).toBe('asse!');
    expect(folded.starts).toEqual([0, 1, 1, 2, 4]);
    expect(folded.ends).toEqual([1, 2, 2, 4, 5]);
  });

  test('the ways back cover any text and never run backwards', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: folded, starts, ends } = foldText(text);
        expect(starts).toHaveLength(folded.length);
        expect(ends).toHaveLength(folded.length);
        expect(starts.every((start, i) => start < (ends[i] ?? 0) && start >= (starts[i - 1] ?? 0))).toBe(true);
        expect(folded).toBe(foldPlain(text));
      }),
    );
  });
});
