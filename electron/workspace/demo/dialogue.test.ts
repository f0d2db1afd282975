import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadDemoSources } from './demo-data.ts';
import { CRITERIA, TIER_POINTS } from '../../../core/qci/criteria.ts';
import type { Dialogue } from './dialogue.ts';
import { chooseSlots, fillSlots } from './script-of-call.ts';

const { dialogues, recordings, faults } = loadDemoSources();
const all = [...dialogues.values()];

const textOf = (dialogue: Dialogue, index: number): string | undefined => {
  const turn = dialogue.turns[index];
  return turn && 'text' in turn ? turn.text : undefined;
};

const speakerOf = (dialogue: Dialogue, index: number): string | undefined => {
  const turn = dialogue.turns[index];
  return turn && 'speaker' in turn ? turn.speaker : undefined;
};

describe('the dialogues', () => {
  it('are at least forty, in three languages, each id once', () => {
    expect(all.length).toBeGreaterThanOrEqual(40);
    const of = (language: string) => all.filter((one) => one.language === language).length;
    expect([of('en') >= 20, of('ru') >= 11, of('es') >= 11]).toEqual([true, true, true]);
    expect(new Set(all.map((one) => one.id.slice(0, 2) === one.language))).toEqual(new Set([true]));
  });

  it('have either an analysis or the reason why there is none', () => {
    for (const one of all) expect(one.analysis === null, one.id).toBe(one.notScorable !== null);
  });

  it('quote what is said in the turn they name', () => {
    for (const one of all) {
      for (const criterion of Object.values(one.analysis?.criteria ?? {})) {
        for (const { turn, quote } of criterion.evidence) expect(textOf(one, turn), one.id).toContain(quote);
      }
    }
  });

  it('keep the outcome inside its tier', () => {
    for (const { id, analysis } of all) {
      if (analysis === null) continue;
      const [least, most] = TIER_POINTS[analysis.tier];
      expect(analysis.criteria.outcome.score, id).toBeGreaterThanOrEqual(least);
      expect(analysis.criteria.outcome.score, id).toBeLessThanOrEqual(most);
    }
    expect(Object.values(CRITERIA).reduce((sum, { max }) => sum + max, 0)).toBe(100);
  });

  it('have as many values in each slot of a group, and no slot without values', () => {
    for (const one of all) {
      const lengths = new Map<string, number>();
      for (const [name, values] of Object.entries(one.slots)) {
        const group = name.split('.')[0] ?? name;
        if (name.includes('.')) expect(values.length, `${one.id} ${name}`).toBe(lengths.get(group) ?? values.length);
        lengths.set(group, values.length);
      }
    }
  });
});

describe('the planted faults', () => {
  it('are a dozen or more, of all three kinds', () => {
    expect(faults.length).toBeGreaterThanOrEqual(12);
    expect(new Set(faults.map((one) => one.kind)).size).toBe(3);
    expect(new Set(faults.map((one) => one.id)).size).toBe(faults.length);
  });

  it.each(faults)('$id is the fault it says', (fault) => {
    const dialogue = dialogues.get(fault.dialogue);
    if (dialogue === undefined) throw new Error(fault.dialogue);
    expect(dialogue.analysis?.criteria[fault.criterion].evidence[fault.evidenceIndex]).toBeDefined();
    const said = dialogue.turns.flatMap((_, index) => (textOf(dialogue, index)?.includes(fault.quote) ? [index] : []));
    expect(speakerOf(dialogue, fault.turn)).toBeDefined();
    if (fault.kind === 'wrong_speaker') {
      expect(said.length).toBeGreaterThan(0);
      for (const index of said) expect(speakerOf(dialogue, index)).not.toBe(speakerOf(dialogue, fault.turn));
    } else expect(said).toEqual([]);
    expect(fault.state).toBe(fault.kind === 'near_quote' ? 'close' : 'not_found');
  });
});

describe('the recordings', () => {
  it('are twelve or more, in three languages, with the agent on either side, below 6 MB', () => {
    expect(recordings.size).toBeGreaterThanOrEqual(12);
    expect(new Set([...recordings.keys()].map((id) => id.slice(0, 2)))).toEqual(new Set(['en', 'ru', 'es']));
    expect(new Set([...recordings.values()].map((one) => one.agentChannel))).toEqual(new Set(['left', 'right']));
    const bytes = [...recordings.values()].reduce((sum, one) => sum + mp3(one.file).length, 0);
    expect(bytes).toBeLessThan(6_000_000);
  });

  it.each([...recordings])('%s says what the dialogue says, for as long as its times say', (id, recording) => {
    const dialogue = dialogues.get(id);
    if (dialogue === undefined) throw new Error(id);
    const slots = chooseSlots(dialogue, 'first');
    const spoken = dialogue.turns.map((turn) => ('text' in turn ? fillSlots(turn.text, slots) : ''));
    expect(createHash('sha256').update(spoken.join('\n')).digest('hex')).toBe(recording.textHash);
    expect(recording.turns).toHaveLength(dialogue.turns.length);
    const starts = recording.turns.map((turn) => turn.startMs);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
    const file = mp3(recording.file);
    // Constant bit rate, 32 kbit/s: four bytes a millisecond; the last frame rounds it up.
    expect(Math.abs(file.length / 4 - recording.durationMs)).toBeLessThan(150);
  });
});

function mp3(file: string): Buffer {
  return readFileSync(new URL(`../../../supabase/demo/recordings/${file}`, import.meta.url));
}
