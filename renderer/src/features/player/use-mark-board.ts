import { useRef, useState } from 'react';
import { snapTo } from '../../../../core/transcript/boundaries.ts';
import { SNAP_PX, stretchOf, withEdge, type Edge, type Mark, type Marks, type Stretch } from './marks.ts';
import { useMoving } from './use-moving.ts';

/** A press becomes a drag from here on, in pixels. */
const SLACK_PX = 4;

interface PointerHandlers {
  readonly onPointerDown: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: () => void;
}

/** What is being moved or drawn over the lanes, before the screen has it. */
export interface MarkBoard {
  /** The marks in order, the one that is being moved where it is now. */
  readonly marks: readonly Mark[];
  readonly drawn: Stretch | null;
  readonly nudge: (mark: Mark, edge: Edge, byMs: number) => void;
  readonly settle: () => void;
  /** Handlers of an edge's handle; a press that moves nothing is `onPress`. */
  readonly handle: (mark: Mark, edge: Edge, onPress: () => void) => PointerHandlers;
  /** Handlers of the strip itself: a drag draws a stretch, a press is `onPress`. */
  readonly draw: (onPress: (ms: number) => void) => PointerHandlers;
}

/** A press that is held, and whether it has become a drag. */
const useGrip = () => {
  const grip = useRef<{ readonly fromX: number; isDrag: boolean } | null>(null);
  return {
    take: (event: React.PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = { fromX: event.clientX, isDrag: false };
    },
    /** Where the press began; null where none is held. */
    fromX: (): number | null => grip.current?.fromX ?? null,
    isDrag: (event: React.PointerEvent): boolean => {
      if (grip.current && Math.abs(event.clientX - grip.current.fromX) >= SLACK_PX) grip.current.isDrag = true;
      return grip.current?.isDrag === true;
    },
    letGo: (): void => {
      grip.current = null;
    },
  };
};

/** What a flag on the strip is asked for comes by here too. */
const isOwnPress = (event: React.PointerEvent): boolean => event.target === event.currentTarget;

/** Moves marks and draws stretches by hand and by keys; places are measured by the strip above the lanes. */
export const useMarkBoard = ({ list, boundaries, onMove, onCreate }: Marks, duration: number, strip: React.RefObject<HTMLDivElement | null>): MarkBoard => {
  const durationMs = duration * 1000;
  const { moving, setMoving, commit, nudge, settle } = useMoving(onMove, durationMs);
  const [drawn, setDrawn] = useState<Stretch | null>(null);
  const grip = useGrip();
  /** The place under a pointer, at a boundary where one is near; with Shift exactly there. */
  const placeAt = (clientX: number, isExact: boolean): number => {
    const box = strip.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    const ms = Math.min(Math.max(0, (clientX - box.left) / box.width), 1) * durationMs;
    return isExact ? ms : snapTo(boundaries, ms, (SNAP_PX / box.width) * durationMs);
  };
  const movedTo = (mark: Mark, edge: Edge, { clientX, shiftKey }: React.PointerEvent) => ({
    id: mark.id,
    ...withEdge(mark, edge, placeAt(clientX, shiftKey), durationMs),
  });
  const drawnTo = ({ clientX, shiftKey }: React.PointerEvent): Stretch | null =>
    stretchOf(placeAt(grip.fromX() ?? clientX, shiftKey), placeAt(clientX, shiftKey));
  const shown = list.map((mark) => (mark.id === moving?.id ? { ...mark, startMs: moving.startMs, endMs: moving.endMs } : mark));
  return {
    marks: shown.toSorted((a, b) => a.startMs - b.startMs),
    drawn,
    nudge,
    settle,
    handle: (mark, edge, onPress) => ({
      onPointerDown: grip.take,
      onPointerMove: (event) => {
        if (mark.isOwn && grip.isDrag(event)) setMoving(movedTo(mark, edge, event));
      },
      onPointerUp: (event) => {
        if (mark.isOwn && grip.isDrag(event)) commit(movedTo(mark, edge, event));
        else if (grip.fromX() !== null) onPress();
        grip.letGo();
      },
      onPointerCancel: () => {
        setMoving(null);
        grip.letGo();
      },
    }),
    draw: (onPress) => ({
      onPointerDown: grip.take,
      onPointerMove: (event) => {
        if (isOwnPress(event) && onCreate !== null && grip.isDrag(event)) setDrawn(drawnTo(event));
      },
      onPointerUp: (event) => {
        if (!isOwnPress(event)) return;
        const stretch = grip.isDrag(event) ? drawnTo(event) : null;
        if (stretch && onCreate) onCreate(stretch);
        else if (grip.fromX() !== null && !grip.isDrag(event)) onPress(placeAt(event.clientX, true));
        grip.letGo();
        setDrawn(null);
      },
      onPointerCancel: () => {
        grip.letGo();
        setDrawn(null);
      },
    }),
  };
};
