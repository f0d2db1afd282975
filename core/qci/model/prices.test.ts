import { describe, expect, test } from 'vitest';
import { costOf, KNOWN_PRICES, priceOf, priceSchema } from './prices.ts';

const usage = { promptTokens: 1_000_000, completionTokens: 500_000 };

describe('what a request costs', () => {
  test.each([
    ['gpt-4o-mini', 0.45],
    ['gpt-4o-mini-2024-07-18', 0.45],
    ['gpt-4o-2024-08-06', 7.5],
    ['gpt-4o-0806', 7.5],
    ['gpt-4o-audio-preview', null],
    ['gpt-4o-realtime-preview-2024-12-17', null],
    ['gpt-4omega', null],
    ['llama3', null],
  ])('%s: %s dollars', (model, dollars) => {
    expect(costOf(usage, model, KNOWN_PRICES)).toBe(dollars);
  });

  test('of a model that is not in the table is not that of a bigger one whose name it begins with', () => {
    expect(costOf(usage, 'gpt-4o-mini-2024-07-18', KNOWN_PRICES.filter(({ model }) => model !== 'gpt-4o-mini'))).toBeNull();
  });

  test('is kept to a millionth', () => {
    expect(costOf({ promptTokens: 1, completionTokens: 1 }, 'gpt-4o-mini', KNOWN_PRICES)).toBe(0.000001);
    expect(costOf({ promptTokens: 0, completionTokens: 0 }, 'gpt-4o-mini', KNOWN_PRICES)).toBe(0);
  });

  test('follows the price that people wrote, which has a day', () => {
    const mine = { model: 'gpt-4o-mini', input: 1, output: 1, asOf: '2026-11-30' };
    expect(priceSchema.parse(mine)).toEqual(mine);
    expect(priceOf('gpt-4o-mini', [mine])?.input).toBe(1);
    expect(priceSchema.safeParse({ ...mine, asOf: 'today' }).success).toBe(false);
    expect(priceSchema.safeParse({ ...mine, input: -1 }).success).toBe(false);
  });
});
