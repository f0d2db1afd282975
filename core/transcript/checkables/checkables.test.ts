import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Turn } from '../turn.ts';
import { findCheckables, type CheckableKind } from './checkables.ts';
import type { KnownNames } from './names.ts';

const NOBODY: KnownNames = { names: [], brandTerms: [] };
const saying = (...texts: readonly string[]): Turn[] => texts.map((text, index) => ({ kind: 'speech', index, speaker: index % 2 === 0 ? 'agent' : 'customer', name: null, text, startMs: null, endMs: null }));

/** So much of a language that it is known by it; nothing in it can be checked. */
const TALK = {
  en: 'and so you know this is what we have for you and it is not that much so if you like it then we can do that with you',
  ru: 'да я вас слышу и мне это нравится но давайте ещё подумаем потому что так будет лучше для всех',
  es: 'pues sí que es lo que le digo que no es para mí y la verdad es que me gusta como está',
} as const;

const found = (language: keyof typeof TALK | null, text: string, kind: CheckableKind, known = NOBODY): string[] =>
  findCheckables(saying(text, language === null ? '' : TALK[language]), known)
    .filter((one) => one.turnIndex === 0 && one.kind === kind)
    .map(({ start, end }) => text.slice(start, end));

describe('numbers', () => {
  test.each([
    ['en', 'It costs $4,500.50 or 12% more', ['$4,500.50', '12%']],
    ['en', 'Call +1 (415) 555-0142, or (415) 555-0143 at 10:30, by 12.05.2026', ['+1 (415) 555-0142', '(415) 555-0143 at 10:30', '12.05.2026']],
    ['en', 'Room 5. 6 people, 3-4 days, at 10am, the 3rd, -5 °C', ['5', '6', '3-4 days', '10am', '3rd', '-5 °C']],
    ['en', 'sixty-five pounds, two hundred and five. Nine, that one, at once', ['sixty-five pounds', 'two hundred and five', 'Nine']],
    ['en', 'number two one eight, Wednesday the fourteenth, twenty past eleven, in March, we may march', ['two one eight', 'Wednesday the fourteenth', 'twenty past eleven', 'in March']],
    ['ru', 'стоит 4 500 ₽ или от трёх до шести тысяч, в среду, семнадцатого, одна знакомая', ['4 500 ₽', 'трёх до шести тысяч', 'среду', 'семнадцатого']],
    ['ru', 'скидка 15 процентов до 3-го марта', ['15 процентов', 'до 3-го марта']],
    ['es', 'son ciento ochenta mil pesos, el martes a las diez, una casa', ['ciento ochenta mil pesos', 'martes a las diez']],
    [null, '电话 123-4567，今天3点；价格是５００元', ['123-4567', '3', '５００']],
    [null, 'À 10 h, 25 € et trente', ['10', '25 €']],
  ] as const)('in %s: %s', (language, text, expected) => {
    const hits = found(language, text, 'number');
    for (const one of expected) expect(hits.some((hit) => hit.includes(one)) ? one : hits).toBe(one);
    expect(hits).toHaveLength(expected.length);
  });
});

describe('names', () => {
  test.each([
    ['en', "Good morning, Brightfern Dental, this is Ivy. I'm glad, OK? We spoke on Monday", ['Brightfern Dental', 'Ivy']],
    ['en', 'See Mr. Hale at Mill Street. Hale is in. The street is long', ['Hale', 'Mill Street', 'Hale']],
    ['ru', 'Записывайте: Кузьмина Тамара Олеговна. Мы Вам рады. Садовая свободна', ['Кузьмина Тамара Олеговна']],
    ['es', 'Soy Teresa de la Vega, usted y Usted', ['Teresa de la Vega']],
    ['en', 'this is all in small letters with maria', []],
  ] as const)('in %s: %s', (language, text, expected) => {
    expect(found(language, text, 'name')).toEqual(expected);
  });

  test('known of the call are found in any script and however they are written; parts of one need their capital', () => {
    const known = { names: ['王伟', 'Mark Will'], brandTerms: ['Brightwater'] };
    expect(found(null, '王伟你好', 'name', known)).toEqual(['王伟']);
    expect(found('en', 'brightwater will help you. Mark is here, so mark it', 'name', known)).toEqual(['brightwater', 'Mark']);
    expect(found(null, '王伟你好', 'name')).toEqual([]);
  });

  test('are not told by capitals where everything has them', () => {
    const shouted = 'THIS IS A CALL THAT SOMEBODY HAS WRITTEN DOWN IN CAPITALS ONLY AND IT GOES ON LIKE THAT '.repeat(5);
    expect(found(null, shouted, 'name')).toEqual([]);
    expect(found(null, shouted, 'name', { names: ['Somebody'], brandTerms: [] })).toHaveLength(5);
  });
});

describe('commitments', () => {
  test.each([
    ['en', 'So I’ll send the page and a link. We will call you back tomorrow at 10:30, okay?', ['I’ll send the page and a link', 'We will call you back tomorrow at 10:30']],
    ['en', 'Well, call me. Will I call you? I will ring you at ten?', []],
    ['ru', 'Хорошо, я вам перезвоню завтра. Пришлём договор, вы пришлёте ответ', ['я вам перезвоню завтра', 'Пришлём договор']],
    ['es', 'Le llamaré mañana. ¿Le mando el enlace? Le llamo de la clínica', ['Le llamaré mañana']],
    [null, 'Oui, je vous rappelle demain et c’est tout ce que je peux dire pour le moment, I will call', []],
  ] as const)('in %s: %s', (language, text, expected) => {
    expect(found(language, text, 'commitment')).toEqual(expected);
  });

  test('hold the numbers of their clause, which stand nowhere else', () => {
    expect(found('en', 'I will call at 10:30 then, at 11', 'number')).toEqual(['at 11']);
  });
});

test('what is found lies within its turn, in order, and never twice, and tools say nothing', () => {
  const piece = fc.constantFrom('I will call ', 'Я перезвоню ', '4 500 ₽', '$', '-', '. ', ', ', '\n', 'twenty', 'and', 'Maria', 'de la', '(415) 5', 'at ten', '王伟', '3点', 'е\u0301', '\uD83D\uDE00', '\uD800', "we'll", 'send', '?', ' ');
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
      const turns: Turn[] = [{ kind: 'tool', index: texts.length, name: 'at ten', arguments: '5', result: '7', startMs: null, endMs: null }, ...saying(...texts)];
      let [turn, end] = [-1, 0];
      for (const one of findCheckables(turns, { names: ['Maria de la Cruz', '王伟'], brandTerms: ['4'] })) {
        if (one.turnIndex !== turn) [turn, end] = [one.turnIndex, 0];
        expect(one.start >= end && one.end > one.start && one.end <= (texts[turn]?.length ?? -1)).toBe(true);
        expect((texts[turn] ?? '').slice(one.start, one.end).trim()).not.toBe('');
        end = one.end;
      }
    }),
    { numRuns: 500 },
  );
});

const LONG = 200_000;

test.each(['1 ', '(1', 'A. Maria de la ', 'ill also ', 'twenty and thousand ', 'Я вам ', '今天3点', 'a1\u0301'])('a turn of 200 kB of "%s" takes no more than its length', (piece) => {
  const started = performance.now();
  findCheckables(saying(piece.repeat(Math.ceil(LONG / piece.length)), TALK.en.repeat(4), TALK.ru.repeat(4)), { names: ['Maria de la Cruz'], brandTerms: ['Brightwater Solar'] });
  // Some two seconds on a slow machine; anything worse than linear takes minutes.
  expect(performance.now() - started).toBeLessThan(30_000);
}, 60_000);
