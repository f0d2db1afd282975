/** Shift+J within this of a turn's start goes to the one before, as music players do. */
const AT_START_MS = 1000;

/** Start of the turn before the one being heard; of that one itself if it has been on for a while. */
export const previousStart = (starts: readonly number[], ms: number): number | null =>
  starts.findLast((start) => start < ms - AT_START_MS) ?? starts[0] ?? null;

/** Start of the next turn; null after the last. */
export const nextStart = (starts: readonly number[], ms: number): number | null =>
  starts.find((start) => start > ms + 50) ?? null;
