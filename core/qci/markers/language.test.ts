import { expect, test } from 'vitest';

import { goldenCalls } from '../golden/measure-judge.ts';
import { goldenTurns } from '../golden/golden-turns.ts';
import { sayings, tool } from '../testing/turns.ts';
import { languageOf } from './language.ts';

test.each([
  ['en', 'Hello, this is Ava. Do you have a minute for me?'],
  ['en', "Yes, I'd like to know what it would cost to have the roof done."],
  ['ru', 'Здравствуйте, вы оставляли заявку на замер?'],
  ['ru', 'Это Қанат, я звоню по поводу окон, вы вчера обещали перезвонить и никто не позвонил, а мне нужно знать, когда приедет замерщик и сколько будет стоить'],
  ['es', 'Buenas tardes, le llamo de Nubelia por su línea, ¿tiene un momento?'],
  ['es', 'No me interesa, ya tengo otra compañía, gracias.'],
  [null, 'Добрий день, це компанія вікон, чи маєте ви хвилину? Мені потрібно знати, коли її привезуть.'],
  [null, 'Bonjour, je vous appelle pour la visite de la maison, est-ce que vous avez le temps en ce moment ?'],
  [null, 'Bom dia, eu queria saber se você tem um minuto para falar sobre o seu contrato com a gente.'],
  [null, 'Buongiorno, la chiamo per il contratto della luce, ha un minuto per me o la disturbo?'],
  [null, 'Guten Tag, ich rufe an, weil wir das Dach machen, was ist mit Ihnen, haben Sie Zeit?'],
  [null, 'Dzień dobry, dzwonię w sprawie okien, czy ma pan chwilę?'],
  [null, 'Merhaba, pencereler için arıyorum, bir dakikanız var mı?'],
  [null, 'もしもし、お元気ですか'],
  [null, '... !'],
])('%s: %s', (language, text) => {
  expect(languageOf(sayings('agent', text))).toBe(language);
});

test('a call without words has no language, and what a tool says is no speech', () => {
  expect(languageOf([])).toBeNull();
  expect(languageOf([tool(0)])).toBeNull();
});

test('every golden call is known by its words', () => {
  for (const call of goldenCalls()) expect(languageOf(goldenTurns(call)), call.id).toBe(call.language);
});
