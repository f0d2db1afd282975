import type { Speaker, Turn } from '../../transcript/turn.ts';
import { foldedWords, sentencesIn } from '../words.ts';
import { similarity } from './similarity.ts';

/** A sentence of one side with the turn it stands in. */
export interface SaidSentence {
  readonly turn: number;
  readonly text: string;
  readonly words: readonly string[];
  readonly isQuestion: boolean;
}

const QUESTION_MARK = /[?？؟]/u;

/** The sentences one side said, in order. A question is a sentence with its mark: transcribers set it, and guessing would count wishes. */
export function sentencesOf(turns: readonly Turn[], speaker: Speaker): SaidSentence[] {
  return turns.flatMap((turn) =>
    turn.kind === 'speech' && turn.speaker === speaker
      ? sentencesIn(turn.text).map(({ text }) => ({ turn: turn.index, text, words: foldedWords(text), isQuestion: QUESTION_MARK.test(text) }))
      : [],
  );
}

/** Shorter sentences ("Hello?", "I see.") are said twice in any good conversation. */
const LEAST_WORDS = 4;
const ALIKE = 0.75;
/** Only so many of the latest sentences are compared with a new one: a loop comes back soon, and a call of hours stays quick to read. */
const LOOK_BACK = 200;

/** A sentence that says again what was said before, and the one it repeats. */
export interface Repetition {
  readonly sentence: SaidSentence;
  readonly earlier: SaidSentence;
}

/** Sentences of at least four words that one side says again in another turn: nearly so, or with a long piece word for word. */
export function repetitions(sentences: readonly SaidSentence[]): Repetition[] {
  const long = sentences.filter(({ words }) => words.length >= LEAST_WORDS);
  return long.flatMap((sentence, at) => {
    const earlier = long
      .slice(Math.max(0, at - LOOK_BACK), at)
      .find((one) => one.turn !== sentence.turn && one.isQuestion === sentence.isQuestion && (similarity(one.words, sentence.words) >= ALIKE || sharesPiece(one.words, sentence.words)));
    return earlier ? [{ sentence, earlier }] : [];
  });
}

/** A piece of a pitch that comes back; times and addresses that are confirmed are shorter. */
const LONG_PIECE = 7;

function sharesPiece(one: readonly string[], other: readonly string[]): boolean {
  if (one.length < LONG_PIECE || other.length < LONG_PIECE) return false;
  const pieces = (words: readonly string[]): string[] => words.slice(0, words.length - LONG_PIECE + 1).map((_, at) => words.slice(at, at + LONG_PIECE).join(' '));
  const known = new Set(pieces(one));
  return pieces(other).some((piece) => known.has(piece));
}
