/** Seconds that the rest takes at the pace so far; null while too little is done to say. */
export const secondsLeft = (share: number, elapsedMs: number): number | null =>
  share > 0.02 && share <= 1 ? Math.ceil((Math.max(0, elapsedMs) / 1000) * (1 / share - 1)) : null;
