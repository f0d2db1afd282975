import { ENGLISH } from './english.ts';
import type { MarkerLanguage } from './language.ts';
import { MARKERS, type Marker, type MarkerPhrases } from './marker.ts';
import { compilePhrases, type Pattern } from './pattern.ts';
import { RUSSIAN } from './russian.ts';
import { SPANISH } from './spanish.ts';

/** A compiled pattern for each marker. */
export type Lexicon = Readonly<Record<Marker, Pattern>>;

const PHRASES: Readonly<Record<MarkerLanguage, MarkerPhrases>> = { en: ENGLISH, ru: RUSSIAN, es: SPANISH };

const compiled = new Map<MarkerLanguage, Lexicon>();

/** The patterns of a language; compiled when it is first met. */
export function lexiconOf(language: MarkerLanguage): Lexicon {
  const known = compiled.get(language);
  if (known) return known;
  const lexicon = Object.fromEntries(MARKERS.map((marker) => [marker, compilePhrases(PHRASES[language][marker])])) as Lexicon;
  compiled.set(language, lexicon);
  return lexicon;
}
