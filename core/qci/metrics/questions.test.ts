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
    ['with other grammar around it', ['What is your address?', 'So what is your address?'], ['0→1']],
    ['with a declined word', ['Сколько окон у вас в квартире сейчас?', 'Сколько окон у вас в квартирах сейчас?'], ['0→1']],
    ['a pitch, with some words exchanged', ['We have buyers for that part of town with the money in hand.', 'As I say we have buyers for that part of town, money in hand.'], ['0→1']],
    ['not another question of the same make', ['What is your first name?', 'What is your last name?', 'How many windows do you have?', 'How many doors do you have?'], []],
    ['not another day that is offered', ['Is Tuesday at ten good?', 'Is Wednesday at ten good?'], []],
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
