import { silences, type Silence } from '../../transcript/silences.ts';
import { talkTime } from '../../transcript/talk-time.ts';
import type { Speaker, Turn } from '../../transcript/turn.ts';
import type { Rubric } from '../rubric.ts';
import { exchanges, type Interruption } from './exchanges.ts';
import { longestMonologue, type Monologue } from './monologue.ts';
import { median, percentile } from './percentile.ts';
import { findPhrases, type PhraseHit } from './phrases.ts';
import { repetitions, sentencesOf, type Repetition, type SaidSentence } from './questions.ts';
import { hasWords, isTimed, spokenWords, talkShare, type TalkShare } from './talk-share.ts';

/** What is computed of a call and never asked of a model. Times are milliseconds, shares 0 to 1. */
export interface CallMetrics {
  readonly talkShare: TalkShare | null;
  /** Seconds each side spoke; null for a side without times. Fills `call_participants.talk_time_seconds`. */
  readonly talkSeconds: Readonly<Record<Speaker, number | null>>;
  readonly words: Readonly<Record<Speaker, number>>;
  /** Words a minute of the side's own speech, of the turns that have times; null where none has. */
  readonly wordsPerMinute: Readonly<Record<Speaker, number | null>>;
  readonly longestMonologue: Monologue | null;
  /** Pauses of two seconds and more. */
  readonly silences: readonly Silence[];
  readonly deadAirMs: number;
  readonly interruptions: readonly Interruption[];
  readonly latency: { readonly medianMs: number | null; readonly p95Ms: number | null; readonly source: 'turns' | 'vapi' };
  /** The sentences of each side, and which of them are questions. */
  readonly sentences: Readonly<Record<Speaker, readonly SaidSentence[]>>;
  readonly questions: Readonly<Record<Speaker, number>>;
  /** What the agent said again; those that are questions are repeated questions. */
  readonly repetitions: readonly Repetition[];
  readonly brandMentions: readonly PhraseHit[];
  readonly forbidden: readonly PhraseHit[];
}

/** Computes them all. `measuredLatenciesMs` are the source's own, which beat what the times of the turns tell. */
export function callMetrics(turns: readonly Turn[], rubric: Pick<Rubric, 'brandTerms' | 'forbiddenPhrases'>, measuredLatenciesMs: readonly number[] = []): CallMetrics {
  const talkSeconds = talkTime(turns.filter(hasWords));
  const words = spokenWords(turns);
  const timed = spokenWords(turns.filter(isTimed));
  const pauses = silences(turns);
  const { latenciesMs, interruptions } = exchanges(turns);
  const latencies = measuredLatenciesMs.length > 0 ? measuredLatenciesMs : latenciesMs;
  const sentences = { agent: sentencesOf(turns, 'agent'), customer: sentencesOf(turns, 'customer') };
  const asked = (speaker: Speaker): number => sentences[speaker].filter(({ isQuestion }) => isQuestion).length;
  return {
    talkShare: talkShare(turns),
    talkSeconds,
    words,
    wordsPerMinute: { agent: perMinute(timed.agent, talkSeconds.agent), customer: perMinute(timed.customer, talkSeconds.customer) },
    longestMonologue: longestMonologue(turns),
    silences: pauses,
    deadAirMs: pauses.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
    interruptions,
    latency: { medianMs: median(latencies), p95Ms: percentile(latencies, 0.95), source: measuredLatenciesMs.length > 0 ? 'vapi' : 'turns' },
    sentences,
    questions: { agent: asked('agent'), customer: asked('customer') },
    repetitions: repetitions(sentences.agent),
    brandMentions: findPhrases(turns, 'agent', rubric.brandTerms),
    forbidden: findPhrases(turns, 'agent', rubric.forbiddenPhrases),
  };
}

const perMinute = (words: number, seconds: number | null): number | null => (seconds === null || seconds <= 0 ? null : (words * 60) / seconds);
