import { describe, expect, it } from 'vitest';
import { secondsLeft } from './seconds-left.ts';

describe('secondsLeft', () => {
  it('goes by the pace so far', () => {
    expect(secondsLeft(0.5, 10_000)).toBe(10);
    expect(secondsLeft(0.25, 3_000)).toBe(9);
    expect(secondsLeft(1, 3_000)).toBe(0);
  });

  it('says nothing while too little is done, and never less than none', () => {
    expect(secondsLeft(0.01, 10_000)).toBeNull();
    expect(secondsLeft(0.5, -5)).toBe(0);
  });
});
