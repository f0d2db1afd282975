import { asList, asNumber, asText, at, firstOf } from '../text/json-value.ts';

/** A word of the customer with its place in the call, milliseconds from the start. */
export type WordTime = { word: string; startMs: number; endMs: number };

/**
 * Rule 7: the word times of one customer row. Transcribers count in seconds from the start or in epoch milliseconds, told
 * apart by magnitude. They often cover only part of the message, so they refine a turn and never bound it.
 */
export function wordTimes(message: unknown, anchor: number): WordTime[] {
  return asList(at(message, 'metadata', 'wordLevelConfidence')).flatMap((entry) => {
    const word = firstOf(asText, at(entry, 'punctuated_word'), at(entry, 'word'));
    const start = asNumber(at(entry, 'start'));
    const end = asNumber(at(entry, 'end'));
    if (word === null || start === null || end === null) return [];
    const startMs = Math.max(0, Math.round(wordMs(start, anchor)));
    return [{ word, startMs, endMs: Math.max(startMs, Math.round(wordMs(end, anchor))) }];
  });
}

function wordMs(value: number, anchor: number): number {
  return value > 1e9 ? value - anchor : value * 1000;
}
