import fc from 'fast-check';
import type { Speaker, SpeechTurn, ToolTurn, Turn } from '../../transcript/turn.ts';

/** Something said, with times only where they matter. */
export const speech = (index: number, speaker: Speaker, text: string, startMs: number | null = null, endMs: number | null = null): SpeechTurn => ({
  kind: 'speech', index, speaker, name: null, text, startMs, endMs,
});

/** A tool that ran. */
export const tool = (index: number, startMs: number | null = null, endMs: number | null = null): ToolTurn => ({
  kind: 'tool', index, name: 'look_up', arguments: '{}', result: 'found it', startMs, endMs,
});

/** What one side says, in turns of their own. */
export const sayings = (speaker: Speaker, ...texts: string[]): SpeechTurn[] => texts.map((text, index) => speech(index, speaker, text));

/** The same turns with the index each has in the list. */
export const numbered = (turns: readonly Turn[]): Turn[] => turns.map((turn, index) => ({ ...turn, index }));

/** The same call with the two sides exchanged. */
export const exchanged = (turns: readonly Turn[]): Turn[] =>
  turns.map((turn) => (turn.kind === 'speech' ? { ...turn, speaker: turn.speaker === 'agent' ? 'customer' : 'agent' } : turn));

const WORDS = ['yes', 'no', 'hello there', 'I see', 'we could come on Friday', 'да', 'нет спасибо', 'vale', '...', '', 'what does it cost?'];

const times = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 9000 })).map(([start, took]) => [start, start + took] as const) },
  { weight: 1, arbitrary: fc.constantFrom([null, null] as const, [5000, null] as const, [null, 7000] as const, [9000, 8000] as const) },
);

const spoken: fc.Arbitrary<Turn> = fc
  .record({ speaker: fc.constantFrom('agent' as const, 'customer' as const), text: fc.constantFrom(...WORDS), at: times })
  .map(({ speaker, text, at: [startMs, endMs] }) => speech(0, speaker, text, startMs, endMs));

/** Any call: turns in the order of their indexes, times as sources give them, missing and wrong ones too, no tool. */
export const anySpeech: fc.Arbitrary<Turn[]> = fc.array(spoken, { maxLength: 14 }).map(numbered);

/** The same, with tools between, and how it is without them. */
export const withTools: fc.Arbitrary<{ plain: Turn[]; tooled: Turn[] }> = fc
  .tuple(anySpeech, fc.array(fc.tuple(fc.nat(14), times), { maxLength: 5 }))
  .map(([plain, tools]) => {
    const tooled: Turn[] = [...plain];
    for (const [at, [startMs, endMs]] of tools) tooled.splice(Math.min(at, tooled.length), 0, tool(100 + tooled.length, startMs, endMs));
    return { plain, tooled };
  });
