import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parsePlainText, type SpeakerLabels } from './parse-plain-text.ts';

const read = (text: string, labels?: SpeakerLabels) => parsePlainText(text, labels).map(({ speaker, name, text: said }) => [speaker, name, said]);

describe('rule 8: labels', () => {
  test('the default labels, any case, first speaker either side', () => {
    expect(read('User: Hello?\nAI: Hi.\n')).toEqual([['customer', null, 'Hello?'], ['agent', null, 'Hi.']]);
  });

  test('labels from the settings, with spaces and other scripts', () => {
    const labels = { agent: ['Support Agent'], customer: ['Покупатель'] };
    expect(read('Support Agent: Hi.\nПокупатель: Да.', labels)).toEqual([['agent', 'Support Agent', 'Hi.'], ['customer', 'Покупатель', 'Да.']]);
  });

  test('an unknown label stands for the side no known label names', () => {
    expect(read('AI: Merhaba.\nKullanıcı: Evet.\nAI: Peki.')).toEqual([['agent', null, 'Merhaba.'], ['customer', 'Kullanıcı', 'Evet.'], ['agent', null, 'Peki.']]);
  });

  test('of two unknown labels the first is the agent', () => {
    expect(read('Оператор: Да?\nКлиент: Нет.\nОператор: Хорошо.')).toEqual([['agent', 'Оператор', 'Да?'], ['customer', 'Клиент', 'Нет.'], ['agent', 'Оператор', 'Хорошо.']]);
  });

  test('one line with several labels is split at them', () => {
    expect(read('AI: Hello there. User: I asked the user: why? AI: Bye.')).toEqual([['agent', null, 'Hello there.'], ['customer', null, 'I asked the user: why?'], ['agent', null, 'Bye.']]);
  });
});

describe('rule 9: what only looks like a label', () => {
  test('"Note: " inside a turn is speech once both sides are known', () => {
    expect(read('AI: Address?\nUser: Main street.\nNota: second floor\nAI: Thanks.')).toEqual([
      ['agent', null, 'Address?'],
      ['customer', null, 'Main street.\nNota: second floor'],
      ['agent', null, 'Thanks.'],
    ]);
  });

  test('lines without a label continue the turn; the text keeps every word', () => {
    expect(read('AI: one\ntwo\n\nthree\nUser: four')).toEqual([['agent', null, 'one\ntwo\nthree'], ['customer', null, 'four']]);
  });

  test('text without any label is the agent\'s', () => {
    expect(read('Please leave a message.')).toEqual([['agent', null, 'Please leave a message.']]);
    expect(read('   ')).toEqual([]);
  });

  test('turns have no times and are numbered', () => {
    expect(parsePlainText('AI: a\nUser:\nUser: b')).toEqual([
      { kind: 'speech', index: 0, speaker: 'agent', name: null, text: 'a', startMs: null, endMs: null },
      { kind: 'speech', index: 1, speaker: 'customer', name: null, text: 'b', startMs: null, endMs: null },
    ]);
  });
});

test('no word is lost, whatever the text', () => {
  const line = fc.tuple(fc.constantFrom('AI: ', 'USER: ', 'NOTA: ', 'КЛИЕНТ: ', '', ': '), fc.stringMatching(/^[a-z ]*$/u)).map(([label, text]) => label + text);
  const letters = (text: string) => text.replace(/[^a-z]/gu, '');
  fc.assert(
    fc.property(fc.array(line, { minLength: 2 }), (lines) => {
      const turns = parsePlainText(lines.join('\n'));
      expect(letters(turns.map((turn) => turn.text).join(''))).toBe(letters(lines.join('')));
      expect(turns.every((turn, i) => turn.index === i)).toBe(true);
    }),
  );
});

test('a hundred thousand lines are read in one pass', () => {
  const text = `AI: start\n${'just words\n'.repeat(100_000)}User: end`;
  expect(parsePlainText(text)).toHaveLength(2);
});

test('a text of a million turns is no dialogue: the last turn of twenty thousand takes the rest, and no word is lost', () => {
  const turns = parsePlainText('User: a\n'.repeat(100_000));
  expect(turns).toHaveLength(20_000);
  expect(turns.map(({ text }) => text).join('\n').match(/a/gu)).toHaveLength(100_000);
});
