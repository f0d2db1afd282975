/** Marks, for the benchmarks, that what was just rendered has reached the screen: after the next frame was produced. */
export function markPainted(name: string): void {
  requestAnimationFrame(() => setTimeout(() => performance.mark(name), 0));
}
