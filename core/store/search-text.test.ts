import { describe, expect, it } from 'vitest';
import { matchExpression, snippetOf } from './search-text.ts';

describe('a typed search', () => {
  it('becomes words that must begin a word, whatever was typed', () => {
    expect(matchExpression('Refund  ЁЛКА')).toBe('"refund"* AND "елка"*');
    expect(matchExpression('say "no" OR')).toBe('"say"* AND """no"""* AND "or"*');
    expect(matchExpression(' !! -- ')).toBeNull();
    expect(matchExpression('')).toBeNull();
  });

  it('names the words that begin so, where they are known', () => {
    const words = (beginning: string) => (beginning === 'refund' ? ['refund', 'refunded'] : beginning === 'rare' ? [] : null);
    expect(matchExpression('Refund plan rare', words)).toBe('("refund" OR "refunded") AND "plan"* AND "rare"*');
    expect(matchExpression('refund, +1-555', words)).toBe('"refund,"* AND ("+1-555"* OR "1555"*)');
  });

  it('finds digits in a phone number, and written numbers as they are', () => {
    expect(matchExpression('+1-555')).toBe('("+1-555"* OR "1555"*)');
    expect(matchExpression('12.50')).toBe('("12.50"* OR "1250"*)');
    expect(matchExpression('4412')).toBe('"4412"*');
  });
});

describe('the place a search found', () => {
  it('is cut around the first word, from the text as written', () => {
    const text = `${'a '.repeat(100)}Die Überweisung kam nie an. ${'b '.repeat(100)}`;
    const snippet = snippetOf(text, 'uberw') ?? '';
    expect(snippet).toContain('Die Überweisung kam nie an.');
    expect(snippet.startsWith('…') && snippet.endsWith('…')).toBe(true);
    expect(snippet.length).toBeLessThan(170);
  });

  it('is none where only the middle of a word has it', () => {
    expect(snippetOf('prepayment', 'payment')).toBeNull();
    expect(snippetOf('prepayment, payment', 'payment')).toBe('prepayment, payment');
  });
});
