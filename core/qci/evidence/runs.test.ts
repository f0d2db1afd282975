import { describe, expect, test } from 'vitest';

import { foldedWords } from '../words.ts';
import { tokensOf } from './numerals.ts';
import { closestRun, exactRun, wordsOf, type Run } from './runs.ts';

const tokens = (text: string) => tokensOf(foldedWords(text));

/** The tokens of a text that a search found, as one line. */
function found(text: string, run: Run | null): string | null {
  return run && tokens(text).slice(run.first, run.last + 1).map((token) => token.text).join(' ');
}
const exact = (text: string, wanted: string, from = 0) => found(text, exactRun(tokens(text), tokens(wanted), from));
const close = (text: string, wanted: string, from = 0) => found(text, closestRun(tokens(text), tokens(wanted), from));

describe('an exact run', () => {
  test('is the first one from a place on that is accepted', () => {
    const said = tokens('yes no yes no');
    expect(exactRun(said, tokens('yes'), 0)).toEqual({ first: 0, last: 0 });
    expect(exactRun(said, tokens('yes'), 1)).toEqual({ first: 2, last: 2 });
    expect(exactRun(said, tokens('yes'), 0, ({ first }) => first > 0)).toEqual({ first: 2, last: 2 });
    expect(exactRun(said, tokens('no no'), 0)).toBeNull();
  });

  test('never cuts a number in two', () => {
    expect(exact('it is 210 dollars', '210 dollars')).toBe('2 1 0 dollars');
    expect([exact('it is 210 dollars', '10 dollars'), exact('it is 210 dollars', 'is 21'), exact('two hundred and ten', '10')]).toEqual([null, null, null]);
    expect(exact('call six one three', '61')).toBe('6 1');
  });
});

describe('a close run', () => {
  test.each([
    ['we can send you the estimate today', 'we can send the estimate today'],
    ['we can send you the estimate today', 'we can you send the estimate today'],
    ['so we can send you the offer today maybe', 'we can send you the estimate today'],
    ['so that gets signed by noon', 'so that is getting signed by noon'],
  ])('%s: %s', (text, wanted) => {
    expect(close(text, wanted)).not.toBeNull();
  });

  test('is where fewest words differ, and ends where the likeness ends', () => {
    expect(close('we can text you the bill and we can send you the estimate today but later', 'we can send you an estimate today')).toBe('we can send you the estimate today');
  });

  test.each([
    ['fewer than four words', 'we could send it', 'we might send'],
    ['too many other words', 'we can send you the estimate today', 'they can mail him the estimate soon'],
    ['a number changed', 'it costs 210 dollars a month for all', 'it costs 240 dollars a month for all'],
    ['a number that goes on', 'it costs 210 dollars a month for all', 'it costs 21 dollars a month for all'],
    ['a number in words changed', 'for twenty five dollars a month it is', 'for twenty six dollars a month it is'],
    ['an ordinal changed', 'come to us on the fifth of May', 'come to us on the sixth of May'],
    ['an ordinal changed, in Russian', 'приезжайте к нам пятого мая после обеда', 'приезжайте к нам шестого мая после обеда'],
    ['a number with letters changed', 'we are there at 10am on that day', 'we are there at 11am on that day'],
    ['a negation dropped', 'we do not want to sign it today', 'we do want to sign it today'],
    ['a negation dropped with the words before it', 'I am not interested in solar panels today', 'I am interested in solar panels today'],
    ['a negation dropped at the start', 'I do not want to sign the contract today', 'I want to sign the contract today'],
    ['a negation dropped at the end', 'we will come to sign it never', 'we will come to sign it today'],
    ['a negation added', 'we want to sign the contract today', 'we want not to sign the contract today'],
    ['a negation dropped, in Russian', 'мне не нужны эти окна сейчас', 'мне нужны эти окна сейчас'],
    ['a negation grown together', 'мне неинтересно ваше предложение по окнам', 'мне интересно ваше предложение по окнам'],
    ['an opposite the other way round', 'I am happy with the panels you sold', 'I am unhappy with the panels you sold'],
    ['an opposite', 'I am unhappy with the panels you sold', 'I am happy with the panels you sold'],
    ['a negation dropped, in Spanish', 'yo no quiero firmar el contrato hoy', 'yo quiero firmar el contrato hoy'],
    ['a negation dropped, in German', 'ich will das Angebot heute nicht unterschreiben', 'ich will das Angebot heute unterschreiben'],
  ])('is not with %s', (_, text, wanted) => {
    expect(close(text, wanted)).toBeNull();
  });

  test('may follow a no that it does not quote', () => {
    expect(close('No, we can send you the estimate today', 'we can send you an estimate today')).toBe('we can send you the estimate today');
  });

  test('is looked for from a place on', () => {
    const text = 'we can send you the estimate today';
    expect(close(text, 'we can send you an estimate today', 1)).not.toBe(text);
    expect(close(text, 'we can send you an estimate today', 4)).toBeNull();
  });

  /** Ten digits of one number are one word, or all words beside them might differ. */
  test('counts a long number as one word', () => {
    expect(close('please call 6135550100 before noon', 'never ring 6135550100 after lunch')).toBeNull();
  });
});

test('words are counted as they were written', () => {
  expect([wordsOf(tokens('two hundred and ten')), wordsOf(tokens('210')), wordsOf(tokens('10am it is')), wordsOf([])]).toEqual([4, 1, 3, 0]);
});

test('a long retelling in a turn of hours is looked for exactly, and no longer than that takes', () => {
  const letter = (n: number): string => String.fromCharCode(97 + (n % 26));
  const said = tokensOf(Array.from({ length: 40_000 }, (_, n) => `q${letter(n)}${letter(n / 26)}${letter(n / 676)}`));
  const wanted = [...said.slice(500, 600).slice(0, 98), ...tokensOf(['other', 'words'])];
  expect(closestRun(said, wanted, 0)).toBeNull();
  expect(exactRun(said, said.slice(500, 600), 0)).toEqual({ first: 500, last: 599 });
});
