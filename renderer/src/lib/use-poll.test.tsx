import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usePoll } from './use-poll.ts';

let isHidden = false;
const hide = (value: boolean): void => {
  isHidden = value;
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  isHidden = false;
  vi.useFakeTimers();
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const poll = (work: () => Promise<void>) => renderHook(({ enabled }: { enabled: boolean }) => usePoll(work, 15_000, enabled), { initialProps: { enabled: true } });

describe('a poll', () => {
  it('asks every fifteen seconds, and not at the start', async () => {
    const work = vi.fn(async () => undefined);
    poll(work);
    await vi.advanceTimersByTimeAsync(14_999);
    expect(work).toHaveBeenCalledTimes(0);
    await vi.advanceTimersByTimeAsync(1);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('pauses while the window is hidden and asks at once when it is seen again', async () => {
    const work = vi.fn(async () => undefined);
    poll(work);
    hide(true);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(work).toHaveBeenCalledTimes(0);
    hide(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('waits for an answer that takes long, and goes on after one that failed', async () => {
    let answer: (error: Error | null) => void = () => undefined;
    const work = vi.fn(() => new Promise<void>((resolve, reject) => (answer = (error) => (error ? reject(error) : resolve()))));
    poll(work);
    await vi.advanceTimersByTimeAsync(60_000);
    hide(true);
    hide(false);
    expect(work).toHaveBeenCalledTimes(1);
    answer(new Error('offline'));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('rests while it is switched off, and after its component is gone', async () => {
    const work = vi.fn(async () => undefined);
    const { rerender, unmount } = poll(work);
    rerender({ enabled: false });
    hide(true);
    hide(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(work).toHaveBeenCalledTimes(0);
    rerender({ enabled: true });
    unmount();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(work).toHaveBeenCalledTimes(0);
  });
});
