import { expect, it } from 'vitest';
import { steadyClock } from './steady-clock.ts';

it('goes on where the clock of the device is set back or ahead', () => {
  let [wall, ticks] = [1_000_000, 500.25];
  const now = steadyClock(() => wall, () => ticks);
  expect(now()).toBe(1_000_000);
  wall -= 7_200_000;
  ticks += 3000;
  expect(now()).toBe(1_003_000);
});

it('tells the time of the device', () => {
  expect(Math.abs(steadyClock()() - Date.now())).toBeLessThan(1000);
});
