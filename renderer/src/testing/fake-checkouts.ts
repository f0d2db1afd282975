import type { HandlersFor } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import type { Checkout, Checkouts, CheckoutSource } from '../../../core/contract/routes/checkouts.ts';
import { uuid } from './fake-calls.ts';

export interface FakeCheckouts {
  checkouts: Checkout[];
  freeBytes: number;
  /** How many calls a filter finds. */
  found: number;
}

/** A call takes about so much, with its recording and without. */
const BYTES = { audio: 3_500_000, words: 60_000 };

/** A device that has taken nothing along and has room. */
export const someCheckouts = (checkouts: Checkout[] = []): FakeCheckouts => ({ checkouts, freeBytes: 12_000_000_000, found: 60 });

/** Sixty calls taken along, two of them still on their way. */
export const aCheckout = (n: number, change: Partial<Checkout> = {}): Checkout => ({
  checkoutId: uuid(5000 + n),
  name: `Queue ${n}`,
  startedAt: '2026-11-22T13:00:00.000Z',
  state: 'running',
  total: 60,
  ready: 58,
  failed: 0,
  withoutAudio: 0,
  bytes: 203_000_000,
  secondsLeft: 9,
  ...change,
});

/** The routes of checkouts on some in memory; one that is started has taken nothing yet. */
export const checkoutsHandlers = (device: FakeCheckouts) => {
  const all = (): Checkouts => ({
    checkouts: [...device.checkouts],
    callsOnDevice: device.checkouts.reduce((sum, one) => sum + one.ready, 0),
    bytes: device.checkouts.reduce((sum, one) => sum + one.bytes, 0),
    maxBytes: 20_000_000_000,
  });
  const put = (id: string, change: Partial<Checkout>): Checkouts => {
    if (!device.checkouts.some((one) => one.checkoutId === id)) throw new AppError('not_found', id);
    device.checkouts = device.checkouts.map((one) => (one.checkoutId === id ? { ...one, ...change } : one));
    return all();
  };
  const size = (source: CheckoutSource): number => (source.from === 'calls' ? source.callIds.length : Math.min(source.most, device.found));
  return {
    'checkouts.list': async () => all(),
    'checkouts.estimate': async ({ source, withAudio }) => ({
      calls: size(source), onDevice: 0, bytes: size(source) * (withAudio ? BYTES.audio : BYTES.words), freeBytes: device.freeBytes,
    }),
    'checkouts.start': async ({ checkoutId, name, source }) => {
      const known = device.checkouts.some((one) => one.checkoutId === checkoutId);
      if (!known) device.checkouts = [...device.checkouts, aCheckout(0, { checkoutId, name, total: size(source), ready: 0, bytes: 0, secondsLeft: null })];
      return all();
    },
    'checkouts.pause': async ({ checkoutId }) => put(checkoutId, { state: 'paused', secondsLeft: null }),
    'checkouts.resume': async ({ checkoutId }) => put(checkoutId, { state: 'running' }),
    'checkouts.remove': async ({ checkoutId }) => {
      device.checkouts = device.checkouts.filter((one) => one.checkoutId !== checkoutId);
      return all();
    },
  } satisfies Partial<HandlersFor<AppRoutes>>;
};
