import { useEffect, useRef, useState } from 'react';
import { withEdge, type Edge, type Mark, type Marks } from './marks.ts';

/** Presses of arrow keys that follow each other within this time are one move. */
const SETTLE_MS = 700;

/** A mark on its way to another place. */
interface Moving {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number | null;
}

/** The mark that is being moved, by hand or by keys, until the screen has it where it was put. */
export const useMoving = (onMove: Marks['onMove'], durationMs: number) => {
  const [moving, setMoving] = useState<Moving | null>(null);
  const keyed = useRef<{ moving: Moving; timer: ReturnType<typeof setTimeout> } | null>(null);
  const commit = (done: Moving): void => {
    const { id, startMs, endMs } = done;
    setMoving(done);
    const release = (): void => setMoving((now) => (now === done ? null : now));
    void onMove(id, { startMs, endMs }).then(release, release);
  };
  /** Hands to the screen at once what keys have moved. */
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
  /** Moves an edge by keys: it is handed over once they rest. */
  const nudge = (mark: Mark, edge: Edge, byMs: number): void => {
    if (keyed.current && keyed.current.moving.id !== mark.id) settle();
    if (keyed.current) clearTimeout(keyed.current.timer);
    const from = keyed.current?.moving ?? mark;
    const next = { id: mark.id, ...withEdge(from, edge, (edge === 'end' ? (from.endMs ?? from.startMs) : from.startMs) + byMs, durationMs) };
    keyed.current = { moving: next, timer: setTimeout(() => latest.current(), SETTLE_MS) };
    setMoving(next);
  };
  return { moving, setMoving, commit, nudge, settle };
};
