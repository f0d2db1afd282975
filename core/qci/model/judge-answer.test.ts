import { describe, expect, test } from 'vitest';
import { attackJudge } from './testing/attack.ts';

describe('the model judge', () => {
  test('passes nobody who gives it orders, flags few others, and keeps every row valid', () => {
    const tally = attackJudge({ injected: 60, benign: 150, mutated: 300, seed: 5 });
    expect(tally.passed).toBe(0);
    expect(tally.flagged).toBeLessThanOrEqual(6);
    expect(tally.invalidStored).toBe(0);
  });
});
