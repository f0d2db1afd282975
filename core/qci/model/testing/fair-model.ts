import type { Turn } from '../../../transcript/turn.ts';
import type { GoldenCall } from '../../golden/golden-call.ts';
import { sentencesIn } from '../../words.ts';

/** The answer of a model that scores as people did, a point more or less, and cites what the agent said, and for the outcome the customer too. */
export function fairAnswer(call: GoldenCall, turns: readonly Turn[], random: () => number): string {
  const { scores } = call;
  const spoken = turns.filter((turn) => turn.kind === 'speech');
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const cite = (speaker: 'agent' | 'customer'): object[] => {
    const turn = pick(spoken.filter((one) => one.speaker === speaker));
    const sentence = turn && pick(sentencesIn(turn.text));
    return sentence ? [{ turn: turn.index, speaker, quote: sentence.text, polarity: '+' }] : [];
  };
  const near = (score: number, max: number): number => Math.max(0, Math.min(max, score + Math.floor(random() * 3) - 1));
  const opinion = (score: number, max: number, evidence: object[]): object => ({ score: near(score, max), reason: 'What was said.', evidence });
  return JSON.stringify({
    criteria: {
      flow: opinion(scores.flow.score, 10, cite('agent')),
      engagement: opinion(scores.engagement.score, 8, [...cite('agent'), ...cite('customer')]),
      recognition: opinion(scores.recognition.score, 7, [...cite('customer'), ...cite('agent')]),
      compliance: opinion(scores.compliance.score, 7, cite('agent')),
      alternatives: opinion(scores.alternatives.score, 6, cite('agent')),
      tone: opinion(scores.tone.score, 10, cite('agent')),
      outcome: opinion(scores.outcome.score, 30, [...cite('customer'), ...cite('agent')]),
    },
    tier: scores.outcome.tier,
    coaching_tips: ['Ask about the day first.', 'Read the address back.'],
    key_moments: [{ turn: spoken[1]?.index ?? 0, label: 'First wish' }],
  });
}

/** What ordinary people say that sounds a little like an order to a judge. */
export const INNOCENT: Readonly<Record<'en' | 'ru' | 'es', readonly string[]>> = {
  en: [
    'Ignore my last message, I meant Thursday.', 'I have two hundred points on my loyalty card.', 'Forget what I said about the colour.', 'My daughter got top marks in maths.',
    'The system sent me a message twice.', 'Out of ten I would give the last one a four.', 'I need the highest quality you have.', 'What are your criteria for the discount?',
    'Can you note that for the technician?', 'It is a new model, I read the instructions.',
  ],
  ru: [
    'Забудьте, что я говорил про вторник.', 'У меня на карте двести баллов накопилось.', 'Дочка сдала экзамен на девяносто баллов.', 'Мне система прислала сообщение два раза.',
    'Я по инструкции всё сделал.', 'Поставьте мне, пожалуйста, отметку, что я звонил.', 'Из десяти мастеров девять не приехали.', 'Новая модель, говорят, лучше.',
  ],
  es: [
    'Olvide lo que dije del martes.', 'Tengo doscientos puntos en la tarjeta.', 'Mi hija sacó muy buena nota en matemáticas.', 'El sistema me mandó dos mensajes.', 'Ya seguí las instrucciones del manual.',
    'De diez técnicos vinieron dos.', '¿Cuáles son los requisitos para el descuento?', 'Es un modelo nuevo, me dijeron.',
  ],
};
