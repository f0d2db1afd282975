import { afterEach, describe, expect, it, vi } from 'vitest';
import { catchTyping } from './early-typing.ts';

const press = (key: string, more: KeyboardEventInit = {}): boolean => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

describe('typing that comes before its field', () => {
  const heard = vi.fn<(event: KeyboardEvent) => void>();
  document.addEventListener('keydown', heard);
  afterEach(() => {
    heard.mockClear();
    vi.useRealTimers();
  });

  it('is caught sign by sign, corrections too, and nobody else hears of it', () => {
    const early = catchTyping();
    for (const key of ['п', 'р', '😀', 'Backspace', 'и', 'Enter', 'Shift']) press(key);
    expect(press('F')).toBe(false);
    expect(heard.mock.calls.map(([event]) => event.key)).toEqual(['Shift']);
    expect([early.take(), early.take()]).toEqual(['приF', '']);
    press('f');
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('leaves presses with Ctrl, Alt or Meta and those of an input method to whom they belong', () => {
    const early = catchTyping();
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { isComposing: true }]) press('a', more);
    expect(heard).toHaveBeenCalledTimes(4);
    expect(early.take()).toBe('');
  });

  it('ends by itself where no field comes', () => {
    vi.useFakeTimers();
    const early = catchTyping();
    press('a');
    vi.advanceTimersByTime(3_000);
    press('b');
    expect(heard.mock.calls.map(([event]) => event.key)).toEqual(['b']);
    expect(early.take()).toBe('a');
  });
});
