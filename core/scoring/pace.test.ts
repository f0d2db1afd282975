import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterAnswer, afterRefusal, slotsAt, startPace, type Pace } from './pace.ts';

const after = (pace: Pace, answers: number): Pace => Array.from({ length: answers }).reduce<Pace>((now) => afterAnswer(now), pace);

/** A server that takes `allowed` at once, and what becomes of the pace over some rounds. */
function against(allowed: number, most: number, rounds: number): { pace: Pace; used: number[]; refused: number } {
  let pace = startPace(most);
  const used: number[] = [];
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    const sent = Math.max(1, slotsAt(pace, round * 10_000));
    const taken = Math.min(sent, allowed);
    for (let n = taken; n < sent; n += 1) pace = afterRefusal(pace, 100, round * 10_000);
    refused += sent - taken;
    pace = after(pace, taken);
    used.push(taken);
  }
  return { pace, used, refused };
}

describe('the pace', () => {
  test('begins small and doubles up to what the person allows', () => {
    expect(slotsAt(startPace(4), 0)).toBe(4);
    expect(slotsAt(startPace(64), 0)).toBe(8);
    expect(slotsAt(after(startPace(64), 8), 0)).toBe(16);
    expect(slotsAt(after(startPace(64), 500), 0)).toBe(64);
  });

  test('finds what a server takes and stays there, refused three times a round at most', () => {
    for (const allowed of [1, 3, 10, 16, 50]) {
      const { used, refused } = against(allowed, 64, 200);
      const settled = used.slice(20);
      expect(settled.reduce((sum, n) => sum + n, 0) / settled.length).toBeGreaterThanOrEqual(allowed * 0.95);
      expect(refused).toBeLessThan(64 + 600);
    }
  });

  test('takes the first refusal in a round for an accident, is lowered by one for the next, and is back within a round', () => {
    const once = afterRefusal(after(startPace(16), 100), 500, 1000);
    const twice = afterRefusal(after(once, 5), 500, 1000);
    expect([slotsAt(once, 1000), slotsAt(twice, 1000), slotsAt(after(twice, 4), 1000), slotsAt(after(twice, 8), 1000)]).toEqual([16, 15, 15, 16]);
  });

  test('halves once for a run of refusals, and everybody waits as long as the longest asks', () => {
    let pace = after(startPace(16), 100);
    for (const wait of [1000, 1500, 2000, 3000]) pace = afterRefusal(pace, wait, 10_000);
    const held = afterRefusal(afterRefusal(pace, 9000, 10_001), null, 10_002);
    expect([slotsAt(held, 18_999), slotsAt(held, 19_001)]).toEqual([0, 7]);
  });

  test.each([864_000_000, Infinity])('never waits longer than ten minutes, whatever a server asks: %d ms', (asked) => {
    let pace = startPace(4);
    for (const now of [0, 1, 2, 3]) pace = afterRefusal(pace, asked, now);
    expect(slotsAt(pace, 599_999)).toBe(0);
    expect(slotsAt(pace, 600_003)).toBeGreaterThan(0);
  });

  test('is never below one nor above what is allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(fc.option(fc.nat(5000)), { maxLength: 300 }), (most, events) => {
        let pace = startPace(most);
        for (const [n, event] of events.entries()) pace = event === null ? afterAnswer(pace) : afterRefusal(pace, event, n * 100);
        expect(slotsAt(pace, Infinity)).toBeGreaterThanOrEqual(1);
        expect(slotsAt(pace, Infinity)).toBeLessThanOrEqual(most);
      }),
    );
  });
});
