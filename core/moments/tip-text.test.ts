import { describe, expect, it } from 'vitest';
import { LONGEST } from './moment.ts';
import { tipText, tipWords } from './tip-text.ts';

const long = 'Name the price before the customer asks for it. '.repeat(9).trim();

describe('a tip', () => {
  it('that fits is the label, on one line', () => {
    expect(tipWords('  Ask first,\nthen offer ')).toEqual({ label: 'Ask first, then offer', note: null });
    const exact = 'a'.repeat(LONGEST.label);
    expect(tipWords(exact)).toEqual({ label: exact, note: null });
  });

  it('that is longer has its first words there and the whole in the note', () => {
    const { label, note } = tipWords(long);
    expect(label).toMatch(/^Name the price .* \w+\.?…$/);
    expect(label.length).toBeLessThanOrEqual(LONGEST.label);
    expect(long.charAt(label.length - 1)).toBe(' ');
    expect(note).toBe(long);
  });

  it('of one long word is cut, and never within a character', () => {
    const { label } = tipWords('🙂'.repeat(150));
    expect(label.length).toBeLessThanOrEqual(LONGEST.label);
    expect(label).not.toMatch(/\p{Cs}/u);
    expect(label.endsWith('🙂…')).toBe(true);
  });

  it('is read whole, and as it stands where somebody changed label or note', () => {
    expect(tipText(tipWords(long))).toBe(long);
    expect(tipText({ label: 'Ask first…', note: 'Why: he was in a hurry' })).toBe('Ask first…');
    expect(tipText({ label: 'Ask first', note: 'Ask first, then offer' })).toBe('Ask first');
    expect(tipText({ label: 'Ask first…', note: null })).toBe('Ask first…');
  });
});
