import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { foldedWords } from '../words.ts';
import { tokensOf } from './numerals.ts';

const read = (text: string): string => tokensOf(foldedWords(text)).map((token) => token.text).join(' ');
const digits = (number: number): string => String(number).split('').join(' ');

describe('numbers in words', () => {
  test.each([
    ['twenty five', '25'], ['twenty-five', '25'], ['two hundred and ten', '210'], ['one hundred', '100'], ['hundred', '100'], ['a hundred and eighty', 'a 180'], ['fifteen hundred', '1500'],
    ['eighteen thousand', '18000'], ['twenty one thousand', '21000'], ['two thousand five hundred and six', '2506'], ['nineteen ninety five', '1995'], ['twenty twenty six', '2026'],
    ['one million two hundred thousand', '1200000'], ['six one three', '613'], ['six hundred thirteen', '613'], ['ten thirty', '1030'], ['ten five', '105'], ['two three', '23'],
    ['восемнадцать', '18'], ['двести десять', '210'], ['сорок две тысячи', '42000'], ['до двадцати пяти', 'до 25'], ['после пятнадцати', 'после 15'], ['две тысячи двадцать шесть', '2026'], ['трёх', '3'],
    ['dieciocho', '18'], ['treinta y cinco', '35'], ['doscientos diez', '210'], ['dos mil veintiséis', '2026'], ['ciento veinte', '120'], ['mil', '1000'],
    ['1,500', '1500'], ['18 thousand', '18000'], ['18 тысяч', '18000'], ['18 mil', '18000'], ['3 hundred', '300'], ['7 people', '7 people'], ['$25', '25'], ['10am', '10 am'], ['ten am', '10 am'], ['25th', '25 th'], ['zero', '0'],
  ])('%s is %s', (text, wanted) => {
    expect(read(text)).toBe(wanted.replaceAll(/\d+/g, (number) => number.split('').join(' ')));
  });

  test.each(['you and me', 'sí y no', 'constructor', 'someone', 'hasOwnProperty toString'])('"%s" holds none', (text) => {
    expect(read(text)).toBe(foldedWords(text).join(' '));
  });
});

test('a hundred of hundreds is no number', () => {
  expect(read('one hundred hundred')).toBe('1 0 0 1 0 0');
  expect(read('hundred '.repeat(300))).toBe('1 0 0 '.repeat(300).trim());
});

const ONES = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

function spelled(number: number, link: string): string {
  if (number >= 1000) return `${spelled(Math.floor(number / 1000), link)} thousand ${spelled(number % 1000, link)}`;
  if (number >= 100) return `${ONES[Math.floor(number / 100)]} hundred ${number % 100 > 0 ? link : ''} ${spelled(number % 100, link)}`;
  return number < 20 ? (ONES[number] ?? '') : `${TENS[Math.floor(number / 10)]} ${ONES[number % 10]}`;
}

test('every number up to a million is the same in words as in digits, with "and" and without', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 999_999 }), fc.constantFrom('', 'and'), (number, link) => read(`for ${spelled(number, link)} dollars`) === `for ${digits(number)} dollars`), { numRuns: 2000 });
});

test('every word belongs to the tokens of one place, in order, and digits are never more than digits', () => {
  const word = fc.constantFrom('two', 'hundred', 'thousand', 'million', 'and', 'y', 'mil', 'сто', 'zero', 'ten', '7', '10am', 'hello', 'once');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const tokens = tokensOf(words);
      let next = 0;
      for (const { text, first, last } of tokens) {
        expect(text === '' || /^(?:\p{Nd}|\P{Nd}+)$/u.test(text)).toBe(true);
        expect(first === next || last === next - 1).toBe(true);
        next = last + 1;
      }
      expect(next).toBe(words.length);
      // No number of so many words is written as 1e+21, Infinity or NaN.
      expect(tokens.some(({ text }) => ['e+', 'Infinity', 'NaN'].includes(text))).toBe(false);
    }),
  );
});
