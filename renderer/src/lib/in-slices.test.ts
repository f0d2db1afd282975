import { afterEach, describe, expect, it, vi } from 'vitest';
import { inSlices } from './in-slices.ts';

/** Work of so many steps, each of which takes 3 ms of a clock that only it moves. */
function* work(count: number, onStep: () => void = () => undefined): Generator<number, string> {
  for (let at = 0; at < count; at += 1) {
    vi.setSystemTime(Date.now() + 3);
    onStep();
    yield at / count;
  }
  return 'done';
}

describe('work in slices', () => {
  afterEach(() => vi.useRealTimers());

  it('lets the page go on after 8 ms, says how far it is, and ends with its result', () => {
    vi.useFakeTimers();
    vi.spyOn(performance, 'now').mockImplementation(() => Date.now());
    const shares: number[] = [];
    const results: string[] = [];
    let steps = 0;
    inSlices(work(10, () => (steps += 1)), { onShare: (share) => shares.push(share), onDone: (result) => results.push(result) });
    expect(steps).toBe(0);
    vi.runOnlyPendingTimers();
    expect(steps).toBe(3);
    vi.runAllTimers();
    expect([shares, results]).toEqual([[0.2, 0.5, 0.8], ['done']]);
  });

  it('ends early where it is asked to', () => {
    vi.useFakeTimers();
    vi.spyOn(performance, 'now').mockImplementation(() => Date.now());
    const results: string[] = [];
    const stop = inSlices(work(10), { onShare: () => undefined, onDone: (result) => results.push(result) });
    vi.runOnlyPendingTimers();
    stop();
    vi.runAllTimers();
    expect(results).toEqual([]);
  });
});
