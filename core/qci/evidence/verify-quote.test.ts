import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Speaker, Turn } from '../../transcript/turn.ts';
import { speech, tool } from '../testing/turns.ts';
import { foldedWords, wordsIn } from '../words.ts';
import { verifyQuote, type QuoteSpan } from './verify-quote.ts';

const TURNS: Turn[] = [
  speech(0, 'agent', 'Hi, this is Ava. Do you have two minutes for me today?'),
  speech(1, 'customer', 'I don’t know, it was two hundred and ten last summer. The café was twenty five.'),
  tool(2),
  speech(3, 'agent', 'So we could send you an'),
  speech(4, 'agent', 'estimate by text tomorrow, and nothing gets signed before noon.'),
  speech(5, 'customer', 'Да, восемнадцать окон. Son dieciocho ventanas, ¿no?'),
  speech(6, 'agent', 'Yes.'),
  speech(7, 'agent', 'Yes. I will call you again on Friday after lunch, as we said before.'),
  speech(8, 'customer', 'Call me on Friday.'),
];

const check = (turn: number, quote: string, speaker?: Speaker) => {
  const named = TURNS[turn];
  return verifyQuote(TURNS, { turn, speaker: speaker ?? (named?.kind === 'speech' ? named.speaker : 'agent'), quote });
};
const textOf = ({ turn, start, end }: QuoteSpan): string => {
  const named = TURNS.find(({ index }) => index === turn);
  return named?.kind === 'speech' ? named.text.slice(start, end) : '';
};
const quoted = (turn: number, quote: string): string[] => check(turn, quote).spans.map(textOf);

describe('a quote is verified', () => {
  test.each<[string, number, string]>([
    ['word for word', 1, 'it was two hundred and ten last summer'],
    ['with other case and punctuation', 1, 'IT WAS — two hundred, and ten; LAST summer!'],
    ['without its accents', 1, 'the cafe was'],
    ['with its accents taken apart', 1, 'the cafe\u0301 was'],
    ['with other apostrophes', 1, "I don't know"],
    ['in typographic quotes', 1, '“I don’t know”'],
    ['with 25 for twenty five', 1, 'The café was 25'],
    ['with 210 for two hundred and ten', 1, 'it was 210 last summer'],
    ['with 18 for восемнадцать', 5, 'Да, 18 окон'],
    ['with 18 for dieciocho', 5, 'Son 18 ventanas'],
    ['split over two rows', 4, 'we could send you an estimate by text'],
    ['split over two rows, the first one named', 3, 'we could send you an estimate by text'],
    ['with parts left out', 4, 'estimate by text… signed before noon'],
    ['with parts left out in brackets', 7, 'I will call you [...] after lunch'],
    ['with parts left out over two rows', 4, 'we could send ... nothing gets signed'],
    ['of one word', 6, 'yes'],
    ['of one word that the row before has too', 7, 'Yes!'],
    ['that breaks off inside a number', 1, 'it was two hundred'],
  ])('%s', (_, turn, quote) => {
    expect(check(turn, quote).state).toBe('verified');
  });

  test('and its spans are the words that were meant', () => {
    expect(quoted(1, 'the CAFE was 25')).toEqual(['The café was twenty five']);
    expect(quoted(4, 'send you an estimate')).toEqual(['send you an', 'estimate']);
    expect(quoted(4, 'estimate by text … before noon')).toEqual(['estimate by text', 'before noon']);
    expect(check(7, 'yes').spans).toEqual([{ turn: 7, start: 0, end: 3 }]);
  });
});

describe('a quote is close', () => {
  test.each<[string, number, string]>([
    ['with two words swapped', 7, 'I will you call again on Friday'],
    ['with one of six words another', 7, 'I will call you again by Friday'],
    ['with a word left out', 7, 'I will call again on Friday after lunch'],
    ['with a part that is close', 4, 'by text tomorrow … nothing gets signed before lunch'],
    ['word for word in another turn of the same speaker', 0, 'I will call you again on Friday'],
    ['word for word in the row before', 4, 'So we could send you'],
    ['of a later turn of the same speaker', 0, 'nothing gets signed before noon'],
  ])('%s', (_, turn, quote) => {
    const { state, spans } = check(turn, quote);
    expect(state).toBe('close');
    expect(spans.length).toBeGreaterThan(0);
  });
});

describe('a fraction', () => {
  const stateOf = (said: string, quote: string) => verifyQuote([speech(0, 'agent', said)], { turn: 0, speaker: 'agent', quote }).state;

  test.each([
    ['we could give you 1.5 percent off today', 'give you 15 percent off today'],
    ['we could give you 15 percent off today', 'give you 1.5 percent off today'],
    ['it costs 9,99 a month for all of it', 'costs 999 a month'],
    ['it costs 9.99 a month for all of it', 'it costs 99 a month'],
  ])('is no whole number: %s, %s', (said, quote) => {
    expect(stateOf(said, quote)).toBe('not_found');
  });

  test.each([
    ['it costs 9.99 a month', 'costs 9,99 a month'],
    ['at 10.30 then', 'at ten thirty then'],
    ['at 10:30 then', 'at 10.30 then'],
    ['it was $1,500.', 'it was 1500'],
    ['version 2.', 'version 2'],
  ])('is found as it is: %s, %s', (said, quote) => {
    expect(stateOf(said, quote)).toBe('verified');
  });
});

describe('a quote is not found', () => {
  test.each<[string, number, string, Speaker?]>([
    ['with a negation dropped', 1, 'I know it was two hundred and ten'],
    ['with a negation added', 7, 'I will not call you again on Friday'],
    ['with a number changed', 1, 'it was two hundred and eleven last summer'],
    ['with a number in digits changed', 1, 'it was 310 last summer'],
    ['with half a number', 1, 'it was 2 last summer'],
    ['of somebody else', 7, 'it was two hundred and ten last summer'],
    ['with another speaker than the turn has', 7, 'I will call you again on Friday', 'customer'],
    ['of few words in another turn', 0, 'after lunch'],
    ['of one long number in another turn', 8, '210'],
    ['of few words in the row before', 4, 'So we could'],
    ['of few words in another turn, with others between', 7, 'estimate by'],
    ['with parts in the wrong order', 7, 'after lunch … call you'],
    ['with other words', 7, 'we never agreed on anything at all'],
    ['of a tool', 2, 'found it'],
    ['without words', 7, ''],
    ['of marks alone', 7, '… — "!"'],
    ['in a turn that does not exist', 99, 'I will call you again on Friday'],
    ['longer than any quote', 7, 'I will call you again '.repeat(100)],
  ])('%s', (_, turn, quote, speaker) => {
    expect(check(turn, quote, speaker)).toEqual({ state: 'not_found', spans: [] });
  });

  test('in turns that are not there, or have no number', () => {
    expect(verifyQuote([], { turn: 0, speaker: 'agent', quote: 'hello' }).state).toBe('not_found');
    expect(check(NaN, 'Yes').state).toBe('not_found');
  });
});

const SPOKEN = TURNS.filter((turn) => turn.kind === 'speech');
const MARK = fc.constantFrom(' ', ', ', '… ', '. ', ' — ', '! "', '\n', '...', ' “', '; ');

test('any words of a turn that stand together are verified, whatever their case and the marks between them', () => {
  const texts = fc.oneof(
    fc.constantFrom(...SPOKEN.map(({ text }) => text)),
    fc.array(fc.constantFrom('two', 'hundred', 'and', 'ten', 'not', '210', '10am', 'Straße', 'éa', 'ёж', 'yes', 'don’t', 'mil', 'y', 'constructor'), { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(), fc.array(fc.tuple(MARK, fc.boolean()), { minLength: 1 }), (text, start, length, ways) => {
      const words = wordsIn(text);
      fc.pre(words.length > 0);
      const run = words.slice(start % words.length).slice(0, 1 + (length % words.length));
      const quote = run.map((word, at) => {
        const [mark, loud] = ways[at % ways.length] ?? [' ', false];
        // Some letters have no one capital ("ß", "ŉ"); only those are raised that come back.
        const raised = word.text.toUpperCase();
        return `${mark}${loud && foldedWords(raised).join() === foldedWords(word.text).join() ? raised : word.text}`;
      });
      fc.pre(quote.join('').length <= 2000);
      const turns = [speech(0, 'agent', text), speech(1, 'customer', 'What?')];
      expect(verifyQuote(turns, { turn: 0, speaker: 'agent', quote: quote.join('') }).state).toBe('verified');
    }),
    { numRuns: 1000 },
  );
});

test('no text breaks it, and spans lie within the text of a turn of the speaker', () => {
  const any = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('a', 'b ', ' no ', '1', 'two ', '…', '\uD800', '\uDC00', '\u0301', 'ʼ', 'İ', '漢') }),
    fc.constantFrom(...SPOKEN.map(({ text }) => text)),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(any, fc.boolean()), { maxLength: 5 }), any, fc.nat(5), (said, quote, turn) => {
      const turns = said.map(([text, agent], index) => speech(index, agent ? 'agent' : 'customer', text));
      const { state, spans } = verifyQuote(turns, { turn, speaker: 'agent', quote });
      expect(state === 'not_found').toBe(spans.length === 0);
      for (const span of spans) {
        const named = turns[span.turn];
        expect(named?.speaker).toBe('agent');
        expect(span.start >= 0 && span.start < span.end && span.end <= (named?.text.length ?? 0)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

test('spans of a verified quote hold its words and no others', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SPOKEN), fc.nat(), fc.nat(), ({ index, text, speaker }, start, length) => {
      const words = wordsIn(text);
      const run = words.slice(start % words.length).slice(0, 1 + (length % 5));
      const quote = run.map((word) => word.text).join(' ');
      const { spans } = verifyQuote(TURNS, { turn: index, speaker, quote });
      expect(spans.flatMap((span) => foldedWords(textOf(span)))).toEqual(foldedWords(quote));
    }),
  );
});

test('quotes that a judge invented are looked for in a turn of hours without holding everybody up', () => {
  const said = 'roof price visit friday morning please could would solar panel window call back number house estimate'.split(' ');
  const words = (count: number, step: number): string => Array.from({ length: count }, (_, n) => said[(n * n * step + n * 7) % said.length]).join(' ');
  const turns = [speech(0, 'agent', words(30_000, 3))];
  const begun = performance.now();
  for (let n = 0; n < 10; n += 1) expect(verifyQuote(turns, { turn: 0, speaker: 'agent', quote: `zebra ${n % 2 === 0 ? 'crossing' : 'finch'} ${words(55, n + 20)}` }).state).toBe('not_found');
  expect(performance.now() - begun).toBeLessThan(4000);
});
