import { talkTime } from '../../transcript/talk-time.ts';
import type { Speaker, Turn } from '../../transcript/turn.ts';
import { countWords } from '../words.ts';

/** The agent's share of the talk, 0 to 1, and what it was measured by. */
export interface TalkShare {
  readonly agentRatio: number;
  readonly basis: 'time' | 'words';
}

/** Where times are missing for more than this share of the words, the words are counted instead. */
const MOST_UNTIMED = 0.1;

/** The agent's share of all talk: by time where turns have times, else by words. Null where nobody said a word. */
export function talkShare(turns: readonly Turn[]): TalkShare | null {
  const words = spokenWords(turns);
  const all = words.agent + words.customer;
  if (all === 0) return null;
  const time = talkTime(turns.filter(hasWords));
  const agent = time.agent ?? 0;
  const both = agent + (time.customer ?? 0);
  if (both > 0 && untimedWords(turns) <= all * MOST_UNTIMED) return { agentRatio: agent / both, basis: 'time' };
  return { agentRatio: words.agent / all, basis: 'words' };
}

/** True for a turn in which something was said: a noise that a transcriber wrote down as dots is nobody's talk. */
export const hasWords = (turn: Turn): boolean => turn.kind === 'speech' && countWords(turn.text) > 0;

/** Words each side said. */
export function spokenWords(turns: readonly Turn[]): Record<Speaker, number> {
  const side = (speaker: Speaker) => turns.reduce((sum, turn) => (turn.kind === 'speech' && turn.speaker === speaker ? sum + countWords(turn.text) : sum), 0);
  return { agent: side('agent'), customer: side('customer') };
}

function untimedWords(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => (turn.kind === 'speech' && !isTimed(turn) ? sum + countWords(turn.text) : sum), 0);
}

/** True for a turn of which is known how long it took. */
export const isTimed = ({ startMs, endMs }: Turn): boolean => startMs !== null && endMs !== null && endMs > startMs;
