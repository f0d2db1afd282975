import type { Speaker, Turn } from '../../transcript/turn.ts';
import { frequentWords } from '../markers/language.ts';
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
  const long = sentences.filter(({ words }) => words.length >= LEAST_WORDS).map((sentence) => ({ sentence, pieces: piecesOf(sentence.words) }));
  return long.flatMap(({ sentence, pieces }, at) => {
    const earlier = long.slice(Math.max(0, at - LOOK_BACK), at).find(
      (one) =>
        one.sentence.turn !== sentence.turn
        && one.sentence.isQuestion === sentence.isQuestion
        && (saysTheSame(one.sentence.words, sentence.words) || [...pieces].some((piece) => one.pieces.has(piece))),
    );
    return earlier ? [{ sentence, earlier: earlier.sentence }] : [];
  });
}

/** A piece of a pitch that comes back; times and addresses that are confirmed are shorter. */
const LONG_PIECE = 7;

const piecesOf = (words: readonly string[]): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, words.length - LONG_PIECE + 1) }, (_, at) => words.slice(at, at + LONG_PIECE).join(' ')));

function saysTheSame(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = [Math.min(one.length, other.length), Math.max(one.length, other.length)];
  if ((2 * shorter) / (shorter + longer) < ALIKE || similarity(one, other) < ALIKE) return false;
  return shorter >= PITCH_WORDS || !(isAboutMore(one, other) && isAboutMore(other, one));
}

/** A pitch of so many words comes back with some of them exchanged. */
const PITCH_WORDS = 10;

/** True where a sentence has a word of its own that is more than grammar: "your first name" and "your last name" are two questions. */
function isAboutMore(one: readonly string[], other: readonly string[]): boolean {
  return one.some((word) => !GRAMMAR.has(word) && !other.some((there) => isForm(word, there)));
}

const GRAMMAR = frequentWords(null);
/** Declined and conjugated forms differ at their end. */
const STEM = 4;
const isForm = (word: string, other: string): boolean => word === other || (word.length >= STEM && word.slice(0, STEM) === other.slice(0, STEM));
