import fc from 'fast-check';
import { expect, test } from 'vitest';

import { findInTranscript } from './find-in-transcript.ts';
import type { SpeechTurn, Turn } from './turn.ts';

const speech = (index: number, text: string): SpeechTurn => ({ kind: 'speech', index, speaker: 'agent', name: null, text, startMs: null, endMs: null });
const found = (text: string, query: string) => findInTranscript([speech(0, text)], query).map(({ start, end }) => text.slice(start, end));

test('case and accents do not matter, and the range is exact', () => {
  expect(found('El café y el CAFE\u0301.', 'cafe')).toEqual(['café', 'CAFE\u0301']);
  expect(found('Ещё раз: ЕЩЕ', 'ещё')).toEqual(['Ещё', 'ЕЩЕ']);
  expect(found('Große Straße', 'strasse')).toEqual(['Straße']);
});

test('a query for part of a sign marks the whole sign', () => {
  expect(found('Straße', 'as')).toEqual(['aß']);
  expect(found('Fuß', 'us')).toEqual(['uß']);
});

test('finds do not overlap, and an empty query finds nothing', () => {
  expect(found('aaaa', 'aa')).toEqual(['aa', 'aa']);
  expect(found('anything', '  ')).toEqual([]);
});

test('turns are named by their index; tool calls are not searched', () => {
  const tool: Turn = { kind: 'tool', index: 1, name: 'book', arguments: 'book', result: 'book', startMs: null, endMs: null };
  expect(findInTranscript([speech(0, 'a book'), tool, speech(2, 'Book it')], 'BOOK')).toEqual([
    { turnIndex: 0, start: 2, end: 6 },
    { turnIndex: 2, start: 0, end: 4 },
  ]);
});

test('a query is data, never a pattern', () => {
  expect(found('costs $19.83 (net)', '$19.83 (')).toEqual(['$19.83 (']);
});

test('any piece of a text is found in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite' }), fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (before, piece, after) => {
      fc.pre(piece.trim() !== '' && !/\p{M}/u.test(after.slice(0, 1)) && !/^\p{M}/u.test(piece));
      expect(found(`${before} ${piece} ${after}`, piece).length).toBeGreaterThan(0);
    }),
  );
});
