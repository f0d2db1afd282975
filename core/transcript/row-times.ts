import type { MessageRow } from './message-row.ts';

/** When the call ran, as the payload says; epoch milliseconds. */
export type CallClock = { startedAtMs: number | null; endedAtMs: number | null };

/** A row with its start in milliseconds from the start of the call; not yet clamped. */
export type PlacedRow = { row: MessageRow; startMs: number | null };

const DAY_MS = 86_400_000;
/** A clock that falls back by more than this has been restarted; less is the lag between the two sides. */
const RESTART_SECONDS = 1;

/** Rule 2: turns count from `startedAt`; where that is missing or more than a day off, from the first row's time. Null where no row has a time. */
export function anchorMs(rows: readonly MessageRow[], startedAtMs: number | null): number | null {
  const times = rows.flatMap((row) => (row.timeMs === null ? [] : [row.timeMs]));
  if (times.length === 0) return startedAtMs;
  const first = times.reduce((least, time) => Math.min(least, time));
  return startedAtMs !== null && Math.abs(first - startedAtMs) <= DAY_MS ? startedAtMs : first;
}

/**
 * Rule 3: the epoch `time` places a row. Only where it is absent does `secondsFromStart`, which starts again at 0 after
 * a transfer between assistants: then the new clock's zero is the latest moment placed so far.
 */
export function placeRows(rows: readonly MessageRow[], anchor: number | null): PlacedRow[] {
  const t0 = anchor ?? 0;
  let zero = t0;
  let lastSeconds = 0;
  let latest = t0;
  return rows.map((row) => {
    const seconds = row.secondsFromStart;
    let time = row.timeMs;
    if (time === null && seconds !== null) {
      if (seconds < lastSeconds - RESTART_SECONDS) zero = latest;
      time = zero + seconds * 1000;
    } else if (time !== null && seconds !== null) {
      zero = time - seconds * 1000;
    }
    if (seconds !== null) lastSeconds = seconds;
    if (time !== null) latest = Math.max(latest, time, row.endTimeMs ?? time);
    return { row, startMs: time === null ? null : time - t0 };
  });
}

/** Rule 1: rows in the order of their time, stable; a row without a time stays behind the one it followed. */
export function orderRows(rows: readonly PlacedRow[]): PlacedRow[] {
  let last = -Infinity;
  return rows
    .map((placed) => ({ placed, key: (last = placed.startMs ?? last) }))
    .toSorted((a, b) => (a.key === b.key ? 0 : a.key - b.key))
    .map(({ placed }) => placed);
}

/**
 * Rule 4: `duration` was seconds until mid 2024 and milliseconds since, under one name. Below 50 it is read as seconds
 * (speech of 50 ms is never reported), and as milliseconds after all where it would far overrun the span it must fit.
 */
export function durationMs(duration: number | null, spanMs: number | null): number | null {
  if (duration === null || duration <= 0) return null;
  const asSeconds = duration * 1000;
  if (duration >= 50 || (spanMs !== null && asSeconds > spanMs * 4)) return duration;
  return asSeconds;
}

/** Rule 4: a turn ends at its `endTime` if that lies after the start, else after its duration, else where the next begins. */
export function endOfRow(placed: PlacedRow, anchor: number | null, nextStartMs: number | null, callLengthMs: number | null): number | null {
  const { row, startMs } = placed;
  if (startMs === null) return null;
  const stated = row.endTimeMs === null || row.timeMs === null ? null : row.endTimeMs - (anchor ?? 0);
  if (stated !== null && stated > startMs) return stated;
  const lasting = durationMs(row.duration, callLengthMs === null ? null : Math.max(0, callLengthMs - startMs));
  if (lasting !== null) return startMs + lasting;
  return nextStartMs;
}

/** How long the call lasted in milliseconds from the anchor; null where that is unknown or cannot be true of these rows. */
export function callLengthMs(rows: readonly PlacedRow[], clock: CallClock, anchor: number | null): number | null {
  if (clock.endedAtMs === null) return null;
  const from = clock.startedAtMs ?? anchor;
  const length = from === null ? 0 : clock.endedAtMs - from;
  if (length <= 0 || length > DAY_MS) return null;
  const starts = rows.flatMap((placed) => (placed.startMs === null || placed.row.kind === 'system' ? [] : [placed.startMs]));
  const first = starts.reduce((least, start) => Math.min(least, start), Infinity);
  return first < length || starts.length === 0 ? length : null;
}

/** Rule 5: a span inside the call, whole milliseconds, never ending before it starts. Overlap with others is normal and stays. */
export function clampSpan(startMs: number | null, endMs: number | null, lengthMs: number | null): { startMs: number | null; endMs: number | null } {
  if (startMs === null) return { startMs: null, endMs: null };
  const start = clampToCall(startMs, lengthMs);
  return { startMs: start, endMs: endMs === null ? null : Math.max(start, clampToCall(endMs, lengthMs)) };
}

function clampToCall(ms: number, lengthMs: number | null): number {
  return Math.round(Math.max(0, Math.min(ms, lengthMs ?? Infinity)));
}
