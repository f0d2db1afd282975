import { describe, expect, it } from 'vitest';
import type { CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { groupTicks } from './evidence-ticks.tsx';

const piece = (id: string, startMs: number | null): CallEvidence => ({
  id, startMs, criterion: 'flow', turn: 0, speaker: 'agent', quote: id, polarity: '+', state: 'verified', said: null, spans: [],
});
const groups = (...pieces: CallEvidence[]) => groupTicks(pieces, 100_000, 1000).map(({ ms, pieces: own }) => [ms, own.map(({ id }) => id).join('')]);

describe('ticks of evidence', () => {
  it('are one where they would lie on each other', () => {
    expect(groups(piece('b', 2000), piece('a', 0), piece('c', 40_000))).toEqual([[0, 'ab'], [40_000, 'c']]);
  });

  it('begin anew a tick’s width after the first of a group, however many lie between', () => {
    expect(groups(...Array.from({ length: 5 }, (_, n) => piece(String(n), n * 1000)))).toEqual([[0, '012'], [3000, '34']]);
  });

  it('leave out what has no time', () => {
    expect(groups(piece('a', null))).toEqual([]);
  });
});
