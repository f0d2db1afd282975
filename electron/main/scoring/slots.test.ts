import { describe, expect, it } from 'vitest';
import { Slots } from './slots.ts';

/** A clock that a test moves. */
function aClock() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    later: (ms: number, run: () => void) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
    pass: (ms: number) => {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}

const forever = (): AbortSignal => new AbortController().signal;
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('places at a server', () => {
  it('are given in the order of asking, and a place that is given back goes to the next', async () => {
    const slots = new Slots(2, aClock());
    const got: number[] = [];
    for (const n of [1, 2, 3, 4]) void slots.take(forever()).then((isMine) => isMine && got.push(n));
    await settle();
    expect([got, slots.used]).toEqual([[1, 2], 2]);
    slots.release();
    await settle();
    expect(got).toEqual([1, 2, 3]);
  });

  it('are not given to whoever has left', async () => {
    const slots = new Slots(1, aClock());
    await slots.take(forever());
    const gone = new AbortController();
    const waiting = slots.take(gone.signal);
    const next = slots.take(forever());
    gone.abort();
    expect(await waiting).toBe(false);
    expect(await slots.take(gone.signal)).toBe(false);
    slots.release();
    expect(await next).toBe(true);
    expect(slots.used).toBe(1);
  });

  it('are held back while the server asks everybody to wait, and then fewer', async () => {
    const clock = aClock();
    const slots = new Slots(8, clock);
    for (let n = 0; n < 8; n += 1) await slots.take(forever());
    for (let n = 0; n < 3; n += 1) slots.refused(2000);
    for (let n = 0; n < 8; n += 1) slots.release();
    let got = 0;
    for (let n = 0; n < 8; n += 1) void slots.take(forever()).then(() => (got += 1));
    await settle();
    expect(got).toBe(0);
    clock.pass(1999);
    await settle();
    expect(got).toBe(0);
    clock.pass(1);
    await settle();
    expect(got).toBe(3);
  });

  it('are more at once when the person allows more', async () => {
    const slots = new Slots(1, aClock());
    let got = 0;
    for (let n = 0; n < 3; n += 1) void slots.take(forever()).then(() => (got += 1));
    slots.allow(3);
    await settle();
    expect(got).toBe(3);
  });
});
