import { describe, expect, test } from 'vitest';
import { verifyQuote } from '../../../core/qci/evidence/verify-quote.ts';
import { unscorableReason } from '../../../core/qci/scorable.ts';
import { languageOf } from '../../../core/qci/markers/language.ts';
import { hasInstructions } from '../../../core/qci/judge/instructions.ts';
import type { Turn } from '../../../core/transcript/turn.ts';
import { loadDemoSources } from './demo-data.ts';
import type { Dialogue } from './dialogue.ts';
import { chooseSlots, fillSlots } from './script-of-call.ts';
import { seededRandom } from './seeded-random.ts';

const { dialogues, faults } = loadDemoSources();
const all = [...dialogues.values()];

/** A dialogue as calls have it: the first values of its slots, as its recording has them, and others by chance. */
const WAYS = ['first', seededRandom('one'), seededRandom('two'), seededRandom('three')] as const;

const slotsOf = (dialogue: Dialogue): Map<string, string>[] => WAYS.map((way) => chooseSlots(dialogue, way));

function turnsOf(dialogue: Dialogue, slots: ReadonlyMap<string, string>): Turn[] {
  return dialogue.turns.map((turn, index): Turn =>
    'tool' in turn
      ? { kind: 'tool', index, name: turn.tool, arguments: fillSlots(turn.arguments, slots), result: fillSlots(turn.result, slots), startMs: null, endMs: null }
      : { kind: 'speech', index, speaker: turn.speaker, name: null, text: fillSlots(turn.text, slots), startMs: null, endMs: null },
  );
}

const speakerOf = (turns: readonly Turn[], index: number): 'agent' | 'customer' => {
  const turn = turns[index];
  if (turn?.kind !== 'speech') throw new Error(`Turn ${index} is not spoken`);
  return turn.speaker;
};

describe('the evidence of the demo', () => {
  test.each(faults)('a check finds the planted $id', (fault) => {
    const dialogue = dialogues.get(fault.dialogue);
    if (dialogue === undefined) throw new Error(fault.dialogue);
    for (const slots of slotsOf(dialogue)) {
      const turns = turnsOf(dialogue, slots);
      const cited = { turn: fault.turn, speaker: speakerOf(turns, fault.turn), quote: fillSlots(fault.quote, slots) };
      expect(verifyQuote(turns, cited).state).toBe(fault.state);
    }
  });

  test.each(all.filter(({ analysis }) => analysis !== null))('every quote that was not planted is verified in $id', (dialogue) => {
    for (const slots of slotsOf(dialogue)) {
      const turns = turnsOf(dialogue, slots);
      for (const { turn, quote } of Object.values(dialogue.analysis?.criteria ?? {}).flatMap(({ evidence }) => evidence)) {
        const cited = { turn, speaker: speakerOf(turns, turn), quote: fillSlots(quote, slots) };
        expect(verifyQuote(turns, cited).state, cited.quote).toBe('verified');
      }
    }
  });
});

describe('the calls of the demo', () => {
  test.each(all)('$id can be scored just where it has an analysis, and nobody in it speaks to a judge', (dialogue) => {
    for (const slots of slotsOf(dialogue)) {
      const turns = turnsOf(dialogue, slots);
      const reason = unscorableReason(turns, { minCustomerWords: 5 });
      expect(reason === null, `${reason}`).toBe(dialogue.analysis !== null);
      expect(hasInstructions(turns)).toBe(dialogue.id === 'en-injection');
      if (dialogue.analysis !== null) expect(languageOf(turns)).toBe(dialogue.language);
    }
  });
});
