import { describe, expect, it } from 'vitest';
import { SEARCH_CASES } from './search-cases.ts';
import { matchExpression, snippetOf } from './search-text.ts';

describe('a typed search', () => {
  it('becomes words that must begin a word, whatever was typed', () => {
    expect(matchExpression('Refund  ЁЛКА')).toBe('"refund"* AND "елка"*');
    expect(matchExpression('say "no" OR')).toBe('"say"* AND "no" AND "or"*');
    expect(matchExpression(' !! -- ')).toBeNull();
    expect(matchExpression('')).toBeNull();
  });

  it('holds phrases, and runs of scripts without spaces as phrases', () => {
    expect(matchExpression('"call you back"')).toBe('"call you back"');
    expect(matchExpression('x "call you ba')).toBe('"x"* AND "call you ba"*');
    expect(matchExpression('预约')).toBe('"预  约"*');
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
    expect(snippet).toContain('Die \u0002Überweisung\u0003 kam nie an.');
    expect(snippet.startsWith('…') && snippet.endsWith('…')).toBe(true);
    expect(snippet.length).toBeLessThan(170);
  });

  it('is none where only the middle of a word has it', () => {
    expect(snippetOf('prepayment', 'payment')).toBeNull();
    expect(snippetOf('prepayment, payment', 'payment')).toBe('prepayment, \u0002payment\u0003');
  });

  it.each(SEARCH_CASES)('shows in $text what $q asks for: $finds', ({ text, q, finds }) => {
    const snippet = snippetOf(text, q);
    if (finds) expect(snippet).toMatch(/\u0002[^\u0003]+\u0003/);
    else expect(snippet).toBeNull();
  });

  it('marks a phrase whole, a run without spaces as one, and a word beside it not', () => {
    expect(snippetOf('I said call, I call you back.', '"call you"')).toBe('I said call, I \u0002call\u0003 \u0002you\u0003 back.');
    expect(snippetOf('我想预约明天下午，约', '预约')).toBe('我想\u0002预约\u0003明天下午，约');
    expect(snippetOf('sa\u0300 I\u0307stanbul re\u00adfunds', 'refund')).toBe('sa\u0300 I\u0307stanbul \u0002re\u00adfunds\u0003');
  });
});
