/**
 * The time of the device when this began, counted on by a clock that nobody sets (epoch ms, whole): what waits for a time waits no
 * longer, and no shorter, where the device's clock is set meanwhile.
 */
export function steadyClock(wall: () => number = Date.now, ticks: () => number = () => performance.now()): () => number {
  const begun = wall() - ticks();
  return () => Math.round(begun + ticks());
}
