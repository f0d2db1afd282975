import { useEffect, useRef, useState } from 'react';
import { snapTo } from '../../../../core/transcript/boundaries.ts';
import { SNAP_PX, stretchOf, withEdge, type Edge, type Mark, type Marks, type Stretch } from './marks.ts';

/** A press becomes a drag from here on, in pixels. */
const SLACK_PX = 4;
/** Presses of arrow keys that follow each other within this time are one move. */
const SETTLE_MS = 700;

interface Moving {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number | null;
}

interface Grip {
  readonly fromX: number;
  isDrag: boolean;
}

/** What is being moved or drawn over the lanes, before the screen has it. */
export interface MarkBoard {
  /** The strip above the lanes, by which places are measured. */
  readonly strip: React.RefObject<HTMLDivElement | null>;
  /** The marks in order, the one that is being moved where it is now. */
  readonly marks: readonly Mark[];
  readonly drawn: Stretch | null;
  /** Moves an edge by keys; it rests where the keys leave it. */
  readonly nudge: (mark: Mark, edge: Edge, byMs: number) => void;
  /** Hands what keys have moved to the screen at once. */
  readonly settle: () => void;
  /** Handlers of an edge's handle; a press that moves nothing is `onPress`. */
  readonly handle: (mark: Mark, edge: Edge, onPress: () => void) => PointerHandlers;
  /** Handlers of the strip itself: a drag draws a stretch, a press is `onPress`. */
  readonly draw: (onPress: (ms: number) => void) => PointerHandlers;
}

interface PointerHandlers {
  readonly onPointerDown: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: () => void;
}

/** Moves marks and draws stretches by hand and by keys. */
export const useMarkBoard = ({ list, boundaries, onMove, onCreate }: Marks, duration: number): MarkBoard => {
  const strip = useRef<HTMLDivElement>(null);
  const [moving, setMoving] = useState<Moving | null>(null);
  const [drawn, setDrawn] = useState<Stretch | null>(null);
  const grip = useRef<Grip | null>(null);
  const keyed = useRef<{ moving: Moving; timer: ReturnType<typeof setTimeout> } | null>(null);
  const durationMs = duration * 1000;

  const msAt = (clientX: number): number => {
    const box = strip.current?.getBoundingClientRect();
    return box && box.width > 0 ? Math.min(Math.max(0, (clientX - box.left) / box.width), 1) * durationMs : 0;
  };
  const rest = (event: React.PointerEvent): number => {
    const ms = msAt(event.clientX);
    const width = strip.current?.getBoundingClientRect().width ?? 0;
    return event.shiftKey || width === 0 ? ms : snapTo(boundaries, ms, (SNAP_PX / width) * durationMs);
  };
  const commit = (done: Moving): void => {
    const { id, startMs, endMs } = done;
    // It stays where it was put until the screen has it there, and goes back where that did not come about.
    const release = (): void => setMoving((now) => (now === done ? null : now));
    void onMove(id, { startMs, endMs }).then(release, release);
  };
  const settle = (): void => {
    const done = keyed.current;
    keyed.current = null;
    if (done === null) return;
    clearTimeout(done.timer);
    commit(done.moving);
  };
  const latest = useRef(settle);
  useEffect(() => {
    latest.current = settle;
  });
  useEffect(() => () => latest.current(), []);
  const nudge = (mark: Mark, edge: Edge, byMs: number): void => {
    if (keyed.current && keyed.current.moving.id !== mark.id) settle();
    if (keyed.current) clearTimeout(keyed.current.timer);
    const from = keyed.current?.moving ?? mark;
    const next = { id: mark.id, ...withEdge(from, edge, (edge === 'end' ? (from.endMs ?? from.startMs) : from.startMs) + byMs, durationMs) };
    keyed.current = { moving: next, timer: setTimeout(() => latest.current(), SETTLE_MS) };
    setMoving(next);
  };
  const take = (event: React.PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { fromX: event.clientX, isDrag: false };
  };
  const isDrag = (event: React.PointerEvent): boolean => {
    if (grip.current && Math.abs(event.clientX - grip.current.fromX) >= SLACK_PX) grip.current.isDrag = true;
    return grip.current?.isDrag === true;
  };
  const letGo = (): void => {
    grip.current = null;
    setDrawn(null);
  };

  return {
    strip,
    marks: list.map((mark) => (mark.id === moving?.id ? { ...mark, startMs: moving.startMs, endMs: moving.endMs } : mark)).toSorted((a, b) => a.startMs - b.startMs),
    drawn,
    nudge,
    settle,
    handle: (mark, edge, onPress) => ({
      onPointerDown: take,
      onPointerMove: (event) => {
        if (mark.isOwn && isDrag(event)) setMoving({ id: mark.id, ...withEdge(mark, edge, rest(event), durationMs) });
      },
      onPointerUp: (event) => {
        if (mark.isOwn && isDrag(event)) {
          const done = { id: mark.id, ...withEdge(mark, edge, rest(event), durationMs) };
          setMoving(done);
          commit(done);
        } else if (grip.current) onPress();
        letGo();
      },
      onPointerCancel: () => {
        setMoving(null);
        letGo();
      },
    }),
    draw: (onPress) => ({
      onPointerDown: take,
      onPointerMove: (event) => {
        if (onCreate !== null && isDrag(event)) setDrawn(stretchOf(msAt(grip.current?.fromX ?? 0), rest(event)));
      },
      onPointerUp: (event) => {
        if (!grip.current) return;
        const { fromX } = grip.current;
        const width = strip.current?.getBoundingClientRect().width ?? 0;
        const from = event.shiftKey || width === 0 ? msAt(fromX) : snapTo(boundaries, msAt(fromX), (SNAP_PX / width) * durationMs);
        const stretch = isDrag(event) ? stretchOf(from, rest(event)) : null;
        if (stretch && onCreate) onCreate(stretch);
        else if (!isDrag(event)) onPress(msAt(event.clientX));
        letGo();
      },
      onPointerCancel: letGo,
    }),
  };
};
