import type { SpeechTurn } from '../../transcript/turn.ts';
import type { GoldenCall } from './golden-call.ts';

/** Characters a voice says in a second, as the demo's recordings have them. */
const CHARACTERS_PER_SECOND = { en: 15.5, ru: 14, es: 15.5 } as const;
const USUAL_PAUSE_MS = 600;
const LEAST_TURN_MS = 350;

/** The turns of a golden call with times: as long as their text takes to say, with the pauses and barge-ins that are written down. */
export function goldenTurns(call: GoldenCall): SpeechTurn[] {
  let clock = 0;
  return call.turns.map(({ speaker, text, pauseBeforeMs, overlapMs }, index) => {
    const startMs = Math.max(0, clock + (overlapMs === undefined ? (pauseBeforeMs ?? USUAL_PAUSE_MS) : -overlapMs));
    const endMs = startMs + Math.max(LEAST_TURN_MS, Math.round((text.length / CHARACTERS_PER_SECOND[call.language]) * 1000));
    clock = Math.max(clock, endMs);
    return { kind: 'speech', index, speaker, name: null, text, startMs, endMs };
  });
}
