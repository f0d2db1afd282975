import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startI18n } from '../../i18n/index.ts';
import { MediaClock } from '../../lib/media-clock.ts';
import { MarkLines, MarkStrip } from './mark-strip.tsx';
import type { Mark, Marks } from './marks.ts';
import { useMarkBoard } from './use-mark-board.ts';

/** One pixel is a tenth of a second: the strip is 1000 px wide and 100 s long. */
const SECONDS = 100;

const aMark = (change: Partial<Mark> = {}): Mark => ({ id: 'a', startMs: 20_000, endMs: null, label: 'Price', glyph: null, about: 'Issue', isOwn: true, ...change });

const draw = (change: Partial<Marks> = {}) => {
  const marks = {
    list: [aMark(), aMark({ id: 'b', startMs: 60_000, endMs: 70_000, label: 'Stretch' })],
    title: 'Moments',
    boundaries: [30_000, 71_000],
    onOpen: vi.fn(),
    onMove: vi.fn(async () => undefined),
    onDelete: vi.fn(),
    onCreate: vi.fn(),
    ...change,
  };
  const clock = new MediaClock();
  const Board = (): React.JSX.Element => {
    const strip = useRef<HTMLDivElement>(null);
    const board = useMarkBoard(marks, SECONDS, strip);
    return (
      <>
        <MarkStrip marks={marks} board={board} strip={strip} clock={clock} duration={SECONDS} />
        <MarkLines board={board} duration={SECONDS} />
      </>
    );
  };
  render(<Board />, { wrapper: ({ children }: { children: React.ReactNode }) => <MantineProvider>{children}</MantineProvider> });
  return { marks, clock };
};

const drag = (element: HTMLElement, from: number, to: number, keys = {}): void => {
  fireEvent.pointerDown(element, { pointerId: 1, button: 0, clientX: from, ...keys });
  fireEvent.pointerMove(element, { pointerId: 1, clientX: to, ...keys });
  fireEvent.pointerUp(element, { pointerId: 1, clientX: to, ...keys });
};
const flag = (id: string): HTMLElement => document.querySelector(`[data-mark="${id}"]`) as HTMLElement;

beforeEach(async () => {
  await startI18n('en');
  HTMLElement.prototype.setPointerCapture = () => undefined;
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 1000, 24);
});
afterEach(cleanup);

describe('flags over the lanes', () => {
  it('show their label where there is room for it, and say it in any case', () => {
    draw({ list: [aMark({ label: 'Price' }), aMark({ id: 'b', startMs: 21_000, label: 'Refund' })] });
    expect([flag('a').textContent, flag('b').textContent]).toEqual(['', 'Refund']);
    expect(flag('a').getAttribute('aria-label')).toContain('Price');
  });

  it('are a list for a screen reader and one tab stop', () => {
    draw();
    expect(screen.getByRole('list', { name: 'Moments' }).children).toHaveLength(2);
    expect(screen.getByRole('button', { name: '01:00 to 01:10, Issue, Stretch' })).toBeTruthy();
    expect(screen.getAllByRole('button').filter((one) => one.tabIndex === 0)).toEqual([flag('a')]);
    expect(flag('a').style.maxWidth).toContain('40.000%');
  });

  it('open by a press and are moved by a drag, which rests at a boundary unless Shift is held', () => {
    const { marks } = draw();
    drag(flag('a'), 200, 202);
    expect(marks.onOpen).toHaveBeenCalledTimes(1);
    expect(marks.onMove).not.toHaveBeenCalled();
    drag(flag('a'), 200, 293);
    expect(marks.onMove).toHaveBeenLastCalledWith('a', { startMs: 30_000, endMs: null });
    drag(flag('a'), 200, 291);
    expect(marks.onMove).toHaveBeenLastCalledWith('a', { startMs: 29_100, endMs: null });
    drag(flag('a'), 200, 293, { shiftKey: true });
    expect(marks.onMove).toHaveBeenLastCalledWith('a', { startMs: 29_300, endMs: null });
    expect(marks.onOpen).toHaveBeenCalledTimes(1);
    expect(marks.onCreate).not.toHaveBeenCalled();
  });

  it('have an end of their own where they are stretches', () => {
    const { marks } = draw();
    drag(screen.getByTestId('flag-end'), 700, 706);
    expect(marks.onMove).toHaveBeenLastCalledWith('b', { startMs: 60_000, endMs: 71_000 });
    drag(screen.getByTestId('flag-end'), 700, 300);
    expect(marks.onMove).toHaveBeenLastCalledWith('b', { startMs: 60_000, endMs: 60_100 });
  });

  it('are moved by keys, many presses as one move, and deleted', async () => {
    const { marks } = draw();
    flag('a').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}{ArrowLeft}');
    expect(marks.onMove).not.toHaveBeenCalled();
    await waitFor(() => expect(marks.onMove).toHaveBeenCalledTimes(1), { timeout: 3000 });
    expect(marks.onMove).toHaveBeenLastCalledWith('a', { startMs: 21_100, endMs: null });
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(flag('b'));
    await userEvent.keyboard('{ArrowLeft}{ArrowUp}');
    expect(marks.onMove).toHaveBeenLastCalledWith('b', { startMs: 59_900, endMs: 70_000 });
    await userEvent.keyboard('{Delete}');
    expect(marks.onDelete).toHaveBeenCalledWith('a');
    await userEvent.keyboard('{Enter}');
    expect(marks.onOpen).toHaveBeenCalledTimes(1);
  });

  it('of others stay where they are', async () => {
    const { marks } = draw({ list: [aMark({ isOwn: false })] });
    drag(flag('a'), 200, 400);
    flag('a').focus();
    await userEvent.keyboard('{ArrowRight}{Delete}');
    expect(marks.onMove).not.toHaveBeenCalled();
    expect(marks.onDelete).not.toHaveBeenCalled();
  });
});

describe('the strip beside the flags', () => {
  it('draws a stretch by a drag, and takes the recording along by a press', () => {
    const { marks, clock } = draw();
    const strip = screen.getByTestId('mark-strip');
    drag(strip, 450, 303);
    expect(marks.onCreate).toHaveBeenCalledWith({ startMs: 30_000, endMs: 45_000 });
    drag(strip, 500, 500);
    expect(clock.state.time).toBe(50);
    expect(marks.onCreate).toHaveBeenCalledTimes(1);
  });

  it('draws nothing for who may not mark', () => {
    const { clock } = draw({ onCreate: null });
    const strip = screen.getByTestId('mark-strip');
    drag(strip, 450, 303);
    expect([clock.state.time, strip.title]).toEqual([0, '']);
  });
});
