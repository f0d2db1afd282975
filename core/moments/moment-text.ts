import { parseTypedTime, typedTime } from './typed-time.ts';

/** A moment that exists only as a text of the analysis: what a judge wrote, with the second it names where it names one. */
export interface MomentText {
  readonly text: string;
  readonly startMs: number | null;
  readonly label: string;
}

interface Marked {
  readonly startMs: number;
  readonly label: string;
}

/** How the analysis writes a moment: where it is, to the second, and what it is called. */
export const textOfMoment = ({ startMs, label }: Marked): string => `${typedTime(Math.floor(startMs / 1000) * 1000)} ${label}`;

/** A text of the analysis as a moment. */
export function parseMomentText(text: string): MomentText {
  const [, time = '', label = ''] = /^(\d{1,2}(?::\d{2}){1,2})\s+(.+)$/su.exec(text.trim()) ?? [];
  const startMs = parseTypedTime(time);
  return startMs === null ? { text, startMs: null, label: text.trim() } : { text, startMs, label };
}

/** The texts that no moment stands for. `known` are the texts of moments as they stood before they were changed. */
export function looseTexts(texts: readonly string[], moments: readonly Marked[], known: ReadonlySet<string>): MomentText[] {
  const standing = new Set(moments.map(textOfMoment));
  return texts.filter((text) => !standing.has(text) && !known.has(text)).map(parseMomentText);
}
