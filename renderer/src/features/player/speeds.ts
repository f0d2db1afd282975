/** Speeds one key apart. The settings hold any value between the ends; stepping goes to the next of these. */
export const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5] as const;

/** The next speed up or down from a rate; the rate itself at either end. */
export const stepSpeed = (rate: number, direction: 1 | -1): number =>
  direction === 1
    ? (SPEEDS.find((speed) => speed > rate + 0.001) ?? rate)
    : (SPEEDS.findLast((speed) => speed < rate - 0.001) ?? rate);
