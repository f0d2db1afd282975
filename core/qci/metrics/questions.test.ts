import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anySpeech, sayings, speech, tool } from '../testing/turns.ts';
import { repetitions, sentencesOf } from './questions.ts';

const repeated = (...texts: string[]): string[] => repetitions(sentencesOf(sayings('agent', ...texts), 'agent')).map(({ sentence, earlier }) => `${earlier.turn}→${sentence.turn}`);

test('sentences of one side, with their marks', () => {
  const turns = [speech(0, 'agent', 'Hello. Who is this?'), speech(1, 'customer', 'Why?'), tool(2), speech(3, 'agent', '¿Tiene un momento? 何ですか？')];
  expect(sentencesOf(turns, 'agent').map(({ turn, text, isQuestion }) => [turn, text, isQuestion])).toEqual([
    [0, 'Hello.', false], [0, 'Who is this?', true], [3, '¿Tiene un momento?', true], [3, '何ですか？', true],
  ]);
});

describe('repetitions', () => {
  test.each<[string, string[], string[]]>([
    ['word for word', ['Do you own the house?', 'I see.', 'Do you own the house?'], ['0→2']],
    ['nearly so', ['How old is the roof roughly?', 'And how old is the roof?'], ['0→1']],
    ['a third time, of the first', ['We have a new offer.', 'We have a new offer.', 'We have a new offer.'], ['0→1', '0→2']],
    ['not short ones', ['Hello, are you?', 'Hello, are you?'], []],
    ['not others', ['Do you own the house?', 'When would you like to move?'], []],
    ['not a question that became a statement', ['You own the house?', 'You own the house.'], []],
    ['not within one turn', ['We come on Friday then. We come on Friday then.'], []],
  ])('%s', (_, texts, wanted) => {
    expect(repeated(...texts)).toEqual(wanted);
  });

  test('are of sentences in other, earlier turns, each at most once; a call said twice repeats all its long sentences', () => {
    fc.assert(
      fc.property(anySpeech, (turns) => {
        const sentences = sentencesOf(turns, 'agent');
        const found = repetitions(sentences);
        expect(found.every(({ sentence, earlier }) => earlier.turn < sentence.turn)).toBe(true);
        expect(new Set(found.map(({ sentence }) => sentence)).size).toBe(found.length);
        const twice = repetitions([...sentences, ...sentences.map((one) => ({ ...one, turn: one.turn + 100 }))]);
        expect(twice.length).toBe(found.length + sentences.filter(({ words }) => words.length >= 4).length);
      }),
    );
  });
});
