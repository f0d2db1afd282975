import { describe, expect, it } from 'vitest';
import { looseTexts, parseMomentText, textOfMoment } from './moment-text.ts';

describe('a moment as a text of the analysis', () => {
  it('is written with its second and its label', () => {
    expect(textOfMoment({ startMs: 50_900, label: 'Price' })).toBe('00:50 Price');
    expect(textOfMoment({ startMs: 3_734_000, label: 'Late' })).toBe('1:02:14 Late');
  });

  it('is read with the second it names', () => {
    expect(parseMomentText('00:50 Objection: price')).toMatchObject({ startMs: 50_000, label: 'Objection: price' });
    expect(parseMomentText('1:02:14  Late')).toMatchObject({ startMs: 3_734_000, label: 'Late' });
    expect(parseMomentText('Asked at 00:50')).toMatchObject({ startMs: null, label: 'Asked at 00:50' });
    expect(parseMomentText('00:50')).toMatchObject({ startMs: null, label: '00:50' });
  });

  it('is left out where a moment stands for it, or stood', () => {
    const texts = ['00:50 Price', '01:47 Decider', '02:23 Tuesday'];
    const found = looseTexts(texts, [{ startMs: 50_200, label: 'Price' }], new Set(['02:23 Tuesday']));
    expect(found.map(({ text }) => text)).toEqual(['01:47 Decider']);
  });
});
