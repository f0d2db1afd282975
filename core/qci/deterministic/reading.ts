import type { Speaker, SpeechTurn, Turn } from '../../transcript/turn.ts';
import type { CitedEvidence } from '../evidence/evidence.ts';
import { languageOf, type MarkerLanguage } from '../markers/language.ts';
import { lexiconOf, type Lexicon } from '../markers/lexicon.ts';
import { MARKERS, type Marker } from '../markers/marker.ts';
import { findHits, holds, readyText, type ReadyText } from '../markers/pattern.ts';
import { callMetrics, type CallMetrics } from '../metrics/call-metrics.ts';
import type { Rubric } from '../rubric.ts';
import { sentencesIn } from '../words.ts';

/** A turn with words, ready for its markers. */
export interface SaidTurn {
  readonly turn: SpeechTurn;
  readonly ready: ReadyText;
  /** Its place among the turns with words, 0 for the first. */
  readonly order: number;
  /** What stands in it. */
  readonly markers: ReadonlySet<Marker>;
}

/** A call as the deterministic judge reads it. */
export interface Reading {
  readonly said: readonly SaidTurn[];
  readonly language: MarkerLanguage | null;
  readonly lexicon: Lexicon | null;
  readonly metrics: CallMetrics;
  readonly rubric: Rubric;
}

/** Reads a call once for all criteria. */
export function readCall(turns: readonly Turn[], rubric: Rubric, measuredLatenciesMs: readonly number[] = []): Reading {
  const language = languageOf(turns);
  const lexicon = language && lexiconOf(language);
  const said = turns
    .filter((turn) => turn.kind === 'speech')
    .map((turn) => ({ turn, ready: readyText(turn.text) }))
    .filter(({ ready }) => ready.words.length > 0)
    .map((one, order) => ({ ...one, order, markers: new Set(lexicon === null ? [] : MARKERS.filter((marker) => holds(one.ready, lexicon[marker]))) }));
  return { said, language, lexicon, metrics: callMetrics(turns, rubric, measuredLatenciesMs), rubric };
}

/** True where a turn holds one of these markers; false in a language that has no phrases. */
export function says(one: SaidTurn | undefined, ...markers: readonly Marker[]): boolean {
  return one !== undefined && markers.some((marker) => one.markers.has(marker));
}

/** The turns of one side. */
export function turnsBy({ said }: Reading, speaker: Speaker): SaidTurn[] {
  return said.filter(({ turn }) => turn.speaker === speaker);
}

/** Longer than this a quote is no longer read at a glance. */
const LONGEST_QUOTE = 160;

/** The sentence of a turn in which a marker stands, as evidence; its first sentence where none of the markers does. */
export function cite(reading: Reading, one: SaidTurn, polarity: '+' | '-', ...markers: readonly Marker[]): CitedEvidence {
  const { lexicon } = reading;
  const hit = lexicon && markers.map((marker) => findHits(one.ready, lexicon[marker])[0]).find((found) => found !== undefined);
  const sentences = sentencesIn(one.turn.text);
  const sentence = (hit && sentences.find(({ start, end }) => start <= hit.start && end >= hit.start)) ?? sentences[0];
  return { turn: one.turn.index, speaker: one.turn.speaker, quote: shortened(sentence?.text ?? one.turn.text), polarity };
}

/** Cut at a space, so that what is left still stands in the turn word for word. */
function shortened(text: string): string {
  if (text.length <= LONGEST_QUOTE) return text;
  const space = text.lastIndexOf(' ', LONGEST_QUOTE);
  return text.slice(0, space > LONGEST_QUOTE / 2 ? space : LONGEST_QUOTE).trim();
}

/** The other side's next turn after this one. */
export function replyTo({ said }: Reading, one: SaidTurn): SaidTurn | undefined {
  return said.slice(one.order + 1).find(({ turn }) => turn.speaker !== one.turn.speaker);
}
