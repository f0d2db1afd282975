import { describe, expect, it } from 'vitest';
import type { CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { placeEvidence, underlinesIn } from './evidence.ts';
import { buildTranscript } from './model.ts';

const speech = (index: number, text: string, startMs: number, endMs: number): Turn => ({ kind: 'speech', index, speaker: 'agent', name: null, text, startMs, endMs });
const piece = (spans: CallEvidence['spans'], state: CallEvidence['state'] = 'verified'): CallEvidence => ({
  id: 'flow 0', startMs: 0, criterion: 'flow', turn: 0, speaker: 'agent', quote: 'q', polarity: '+', state, said: null, spans,
});

/** What the rows of a transcript underline, as text. */
function underlined(turns: readonly Turn[], evidence: CallEvidence): string[] {
  const model = buildTranscript(turns);
  const placed = placeEvidence(model, [evidence]);
  return model.rows.flatMap((row) =>
    row.kind === 'speech' ? underlinesIn(row, placed.get(row.turn) ?? [], () => '', null).map(({ start, end, look }) => `${look} ${row.text.slice(start, end)}`) : [],
  );
}

describe('evidence in the transcript', () => {
  it('is underlined where rows were joined to one turn', () => {
    const turns = [speech(0, 'We come on Thursday', 0, 2000), speech(1, 'at ten.', 2100, 3000)];
    expect(underlined(turns, piece([{ turn: 0, start: 11, end: 19 }, { turn: 1, start: 0, end: 6 }]))).toEqual(['solid Thursday', 'solid at ten']);
  });

  it('is underlined in each part of a turn that is shown in several', () => {
    const turns = [speech(0, 'word '.repeat(1000).trim(), 0, 2000)];
    const parts = underlined(turns, piece([{ turn: 0, start: 0, end: 4999 }], 'close'));
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => part.replace('dashed ', '')).join('').replaceAll(/\s/g, '')).toBe('word'.repeat(1000));
  });

  it('is nowhere where it was not found', () => {
    expect(underlined([speech(0, 'Hello.', 0, 900)], piece([], 'not_found'))).toEqual([]);
  });
});
