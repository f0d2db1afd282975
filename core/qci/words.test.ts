import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { countWords, foldedWords, foldWord, sentencesIn, wordsIn } from './words.ts';

const ANY = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('a', 'É', '\uD800', '\uDC00', '’', 'ʼ', 'ـ', '\u0301', '漢', ' ', '.', '?', '7', '\u00AD') }));

describe('the words of a text', () => {
  test.each([
    ['Hello, world!', ['hello', 'world']],
    ['I don’t know, we’re fine', ['i', 'dont', 'know', 'were', 'fine']],
    ["don't donʼt", ['dont', 'dont']],
    ['well-known всё-таки', ['well', 'known', 'все', 'таки']],
    ['E\u0301cole ÉCOLE', ['ecole', 'ecole']],
    ['мои\u0306 мой', ['мой', 'мой']],
    ['re\u00ADfund now', ['refund', 'now']],
    ['‘quoted’ «слово»', ['quoted', 'слово']],
    ['$1,500 at 10:30', ['1', '500', 'at', '10', '30']],
    ['3rd floor', ['3rd', 'floor']],
    ['漢字かな', ['漢', '字', 'か', 'な']],
    ['rock ʼn’ roll', ['rock', 'n', 'roll']],
    ['… — !', []],
    ['', []],
  ])('%s', (text, folded) => {
    expect(foldedWords(text)).toEqual(folded);
    expect(countWords(text)).toBe(folded.length);
  });

  test('stand where they say, in order, none twice and none empty when folded', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        let end = 0;
        for (const word of wordsIn(text)) {
          expect(text.slice(word.start, word.end)).toBe(word.text);
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(foldWord(word.text)).not.toBe('');
          end = word.end;
        }
        expect(countWords(text)).toBe(wordsIn(text).length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the sentences of a text', () => {
  test.each([
    ['Hello. Who is this? Fine!', ['Hello.', 'Who is this?', 'Fine!']],
    ['no marks at all', ['no marks at all']],
    ['¿Quién es? Dígame.', ['¿Quién es?', 'Dígame.']],
    ['“Really?” she said… yes', ['“Really?”', 'she said…', 'yes']],
    ['何ですか？はい。', ['何ですか？', 'はい。']],
    ['It costs 3.5 a day. At 10.30 then? Room 7.', ['It costs 3.5 a day.', 'At 10.30 then?', 'Room 7.']],
    ['... !', []],
  ])('%s', (text, sentences) => {
    expect(sentencesIn(text).map((one) => one.text)).toEqual(sentences);
  });

  test('stand where they say, and no word of the text is lost', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const sentences = sentencesIn(text);
        for (const { text: written, start, end } of sentences) expect(text.slice(start, end)).toBe(written);
        expect(sentences.flatMap((one) => foldedWords(one.text))).toEqual(foldedWords(text));
      }),
      { numRuns: 1000 },
    );
  });
});
