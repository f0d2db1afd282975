import type { DemoRecording, Dialogue, DialogueTurn, Language } from './dialogue.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Something said or a tool that ran, in ms from the start of the call. */
export type TimedTurn =
  | { kind: 'speech'; speaker: 'agent' | 'customer'; text: string; startMs: number; endMs: number }
  | { kind: 'tool'; name: string; arguments: string; result: string; startMs: number; endMs: number };

/** One dialogue with its slots chosen and its turns laid on the clock. */
export interface CallScript {
  dialogue: Dialogue;
  slots: ReadonlyMap<string, string>;
  summary: string;
  turns: readonly TimedTurn[];
  durationMs: number;
}

const CHARS_PER_SECOND: Record<Language, number> = { en: 15.5, ru: 14, es: 15.5 };
const SLOT = /\{([a-z][a-z0-9.]*)\}/gi;

/** Replaces {slots} until none is left; values may hold slots themselves. Double braces are template variables and stay. */
export function fillSlots(text: string, slots: ReadonlyMap<string, string>): string {
  const once = text.replace(SLOT, (whole, name: string) => slots.get(name) ?? whole);
  return once === text ? text : fillSlots(once, slots);
}

/** One value for each slot: the first of each where the call is recorded, else by chance, one index for `a.x` and `a.y`. */
export function chooseSlots(dialogue: Dialogue, random: SeededRandom | 'first'): Map<string, string> {
  const indexes = new Map<string, number>();
  const chosen = new Map<string, string>();
  for (const [name, values] of Object.entries(dialogue.slots)) {
    const group = name.includes('.') ? name.slice(0, name.indexOf('.')) : name;
    const index = indexes.get(group) ?? (random === 'first' ? 0 : random.int(0, values.length - 1));
    indexes.set(group, index);
    const value = values[index];
    if (value === undefined) throw new Error(`Slot ${name} of ${dialogue.id} has no value ${index}`);
    chosen.set(name, value);
  }
  return chosen;
}

/** The call as its recording has it: first slot values, times from the file. */
export function recordedScript(dialogue: Dialogue, recording: DemoRecording): CallScript {
  const slots = chooseSlots(dialogue, 'first');
  const turns = dialogue.turns.map((turn, index) => {
    const span = recording.turns[index];
    if (span === undefined) throw new Error(`Recording of ${dialogue.id} has no turn ${index}`);
    return timed(turn, slots, span.startMs, span.endMs);
  });
  return { dialogue, slots, summary: fillSlots(dialogue.summary, slots), turns, durationMs: recording.durationMs };
}

/** A call of its own: slots by chance, times from the length of the text, a tail by the way it ended. */
export function variedScript(dialogue: Dialogue, random: SeededRandom, maxDurationMs: number): CallScript {
  const slots = chooseSlots(dialogue, random);
  let clock = random.int(300, 1200);
  let lastStart = -1000;
  const turns = dialogue.turns.map((turn) => {
    const startMs = Math.max(lastStart + 300, clock + gapBefore(turn, random));
    const endMs = startMs + lengthOf(turn, dialogue.language, slots, random);
    clock = Math.max(clock, endMs);
    lastStart = startMs;
    return timed(turn, slots, startMs, endMs);
  });
  const durationMs =
    dialogue.endedReason === 'exceeded-max-duration' ? maxDurationMs : clock + tailMs(dialogue.endedReason, random);
  return { dialogue, slots, summary: fillSlots(dialogue.summary, slots), turns, durationMs };
}

function gapBefore(turn: DialogueTurn, random: SeededRandom): number {
  if ('tool' in turn) return random.int(180, 420);
  if (turn.overlap !== undefined) return -turn.overlap;
  if (turn.pauseBeforeMs !== undefined) return turn.pauseBeforeMs;
  return turn.speaker === 'agent' ? random.int(620, 1600) : random.int(300, 1100);
}

function lengthOf(
  turn: DialogueTurn,
  language: Language,
  slots: ReadonlyMap<string, string>,
  random: SeededRandom,
): number {
  if ('tool' in turn) return turn.tookMs + random.int(-300, 300);
  const pace = CHARS_PER_SECOND[language] * (0.92 + random.next() * 0.16);
  return 220 + Math.round((fillSlots(turn.text, slots).length / pace) * 1000);
}

function tailMs(endedReason: string, random: SeededRandom): number {
  if (endedReason === 'silence-timed-out') return random.int(4000, 6000);
  return random.int(280, 900);
}

function timed(turn: DialogueTurn, slots: ReadonlyMap<string, string>, startMs: number, endMs: number): TimedTurn {
  if ('tool' in turn) {
    const filled = { arguments: fillSlots(turn.arguments, slots), result: fillSlots(turn.result, slots) };
    return { kind: 'tool', name: turn.tool, ...filled, startMs, endMs };
  }
  return { kind: 'speech', speaker: turn.speaker, text: fillSlots(turn.text, slots), startMs, endMs };
}
