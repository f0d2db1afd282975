import type { SpeechTurn, Turn } from '../transcript/turn.ts';
import { HOLD, MENU, VOICEMAIL } from './markers/machine-speech.ts';
import { holds, readyText } from './markers/pattern.ts';
import type { Rubric } from './rubric.ts';
import { countWords, foldedWords } from './words.ts';

/**
 * Why a call has no score. `no_transcript`: nothing was written down. `no_customer`: the agent alone speaks. `voicemail`,
 * `recorded_menu`: what the transcript calls the customer is a machine. `too_few_words`: the customer said less than the rubric asks.
 */
export const UNSCORABLE_REASONS = ['no_transcript', 'no_customer', 'voicemail', 'recorded_menu', 'too_few_words'] as const;

export type UnscorableReason = (typeof UNSCORABLE_REASONS)[number];

/** Null where a call can be scored, else why it cannot. */
export function unscorableReason(turns: readonly Turn[], rubric: Pick<Rubric, 'minCustomerWords'>): UnscorableReason | null {
  const spoken = turns.filter((turn) => turn.kind === 'speech').filter(({ text }) => countWords(text) > 0);
  if (spoken.length === 0) return 'no_transcript';
  const customer = spoken.filter(({ speaker }) => speaker === 'customer');
  if (customer.length === 0) return 'no_customer';
  const machine = machineTurns(customer);
  const said = customer.filter((turn) => !machine.has(turn));
  const enough = Math.max(1, rubric.minCustomerWords);
  if (wordsOf(said) >= Math.max(enough, wordsOf([...machine.keys()]) * LEAST_HUMAN_SHARE)) return null;
  if ([...machine.values()].includes('voicemail')) return 'voicemail';
  return machine.size > 0 ? 'recorded_menu' : 'too_few_words';
}

/** Beside a recording somebody must have said at least this share of its words to be a person, not what was misheard of it. */
const LEAST_HUMAN_SHARE = 0.25;

type MachineKind = 'voicemail' | 'recorded_menu';

const wordsOf = (turns: readonly SpeechTurn[]): number => turns.reduce((sum, { text }) => sum + countWords(text), 0);

/** The customer's turns that a machine spoke, by its wording in any language or because it says the same again and again. */
function machineTurns(customer: readonly SpeechTurn[]): Map<SpeechTurn, MachineKind> {
  const found = new Map<SpeechTurn, MachineKind>();
  const looped = loopedTurns(customer);
  for (const turn of customer) {
    const text = readyText(turn.text);
    if (holds(text, VOICEMAIL)) found.set(turn, 'voicemail');
    else if (holds(text, MENU) || holds(text, HOLD) || looped.has(turn)) found.set(turn, 'recorded_menu');
  }
  return found;
}

/** Nobody says the same six words a third time in another turn. */
const PIECE_WORDS = 6;
const LEAST_LOOPS = 3;
/** So much of a turn must be such words for a machine to have spoken it. */
const LOOPED_SHARE = 0.5;

/** Turns made mostly of pieces that come back in at least three turns: a recording in a loop, however the transcriber heard its edges. */
function loopedTurns(customer: readonly SpeechTurn[]): Set<SpeechTurn> {
  const said = customer.map((turn) => ({ turn, words: foldedWords(turn.text) }));
  const times = new Map<string, number>();
  for (const { words } of said) for (const piece of new Set(piecesOf(words))) times.set(piece, (times.get(piece) ?? 0) + 1);
  return new Set(said.filter(({ words }) => words.length > 0 && coveredWords(words, times) >= words.length * LOOPED_SHARE).map(({ turn }) => turn));
}

const piecesOf = (words: readonly string[]): string[] =>
  Array.from({ length: Math.max(0, words.length - PIECE_WORDS + 1) }, (_, at) => words.slice(at, at + PIECE_WORDS).join(' '));

/** How many words stand in a piece that comes back. */
function coveredWords(words: readonly string[], times: ReadonlyMap<string, number>): number {
  let covered = 0;
  let until = 0;
  for (const [at, piece] of piecesOf(words).entries()) {
    if ((times.get(piece) ?? 0) < LEAST_LOOPS) continue;
    covered += at + PIECE_WORDS - Math.max(at, until);
    until = at + PIECE_WORDS;
  }
  return covered;
}
