import { describe, expect, test } from 'vitest';

import { DEFAULT_RUBRIC } from '../rubric.ts';
import { speech } from '../testing/turns.ts';
import { agreedTime } from './agreed-time.ts';
import { judgeOutcome } from './outcome.ts';
import { readCall } from './reading.ts';

/** A call of which the agent speaks first and both take turns. */
const reading = (...texts: string[]) => readCall(texts.map((text, index) => speech(index, index % 2 === 0 ? 'agent' : 'customer', text)), DEFAULT_RUBRIC);

function agreed(...texts: string[]) {
  const read = reading(...texts);
  const found = agreedTime(read, read.said);
  return found && { turn: found.turn.turn.index, isExact: found.isExact, isConfirmed: found.isConfirmed };
}

describe('a time that both agree on', () => {
  test.each<[string, string[]]>([
    ['named by the customer and said again by the agent', ['When would you like it?', 'I would like Wednesday from four to six, please.', 'Wednesday, four to six, at the house.', 'All right then.']],
    ['today, with an hour', ['We have a man near you, between two and three today.', 'That will have to be it, between two and three.', 'Between two and three today, then. Where to?', 'Fourteen Abbey Rise.']],
    ['in words here and digits there', ['Which hour do you want on Friday?', 'I want to come at ten on Friday.', 'Friday at 10, in the office.', 'Fine, thank you.']],
    ['in another case', ['Вам на сегодня или на завтра?', 'Сегодня, я к пяти подъеду, раньше никак.', 'Сегодня в пять ждём вас на Мельничной.', 'Хорошо.']],
    ['in two numbers', ['Когда вам удобно?', 'Запишите меня на понедельник. Вечером есть что-нибудь?', 'В понедельник есть восемнадцать тридцать, площадка у стадиона.', 'Буду.']],
    ['between two hours', ['¿Cuándo le queda bien?', 'Mañana entre doce y dos estoy en la casa.', 'Mañana entre doce y dos, en la carrera 19.', 'Bueno, gracias.']],
  ])('%s', (_, texts) => {
    expect(agreed(...texts)).toEqual({ turn: 2, isExact: true, isConfirmed: true });
  });

  test.each<[string, string[]]>([
    ['to choose from', ['We dance on Tuesday or Saturday at seven.', 'Then rather the Saturday one, if my sister stays away.', 'We are there on Tuesday and Saturday.', 'I know it now.']],
    ['of opening', ['How can I help you with this?', 'I paid for it on Monday by card and lost the slip.', 'We are open Monday to Saturday.', 'I have no time for this.']],
    ['ruled out before it', ['When may somebody come by?', 'I told you, not Friday and not any other day.', 'You could still come on Friday.', 'I do this at home.']],
    ['ruled out after it', ['¿Qué día le queda bien a usted?', 'El viernes no, que tengo misa.', 'Pues el viernes es lo que hay.', 'Ya veré yo.']],
    ['asked for only', ['What is it about?', 'Would you have anything on Friday at all?', 'I would have to see about Friday.', 'I see.']],
  ])('not one %s', (_, texts) => {
    expect(agreed(...texts)).toBeNull();
  });

  test('a sign between a no and a day says that the day is wanted', () => {
    expect(agreed('Is it Thursday for you?', 'No, Friday at ten is what I want.', 'Friday at ten, with Ava.', 'Fine.')?.isConfirmed).toBe(true);
  });
});

test('what the agent confirms is a meeting, though the customer goes on asking', () => {
  const { tier } = judgeOutcome(reading('Which day would suit you?', 'Wednesday four to six, that is fine. Do it.', 'Done: Wednesday the sixth, four to six, at eleven Harrow Lane.', 'Oh. And if he does not come, maybe?', 'Then thirty pounds are credited.', 'I will hold you to it. Thanks.'));
  expect(tier).toBe('meeting');
});

test('who is taken off the list agreed to nothing, however friendly it was', () => {
  const { tier, score } = judgeOutcome(reading('May I tell you about the donkeys?', 'You are kind, dear, and I thank you, but I give to two others.', 'Then I take your number off the list as of now. Have a warm evening.', 'And you, dear. Thank you.'));
  expect([tier, score]).toEqual(['nothing', 5]);
});
