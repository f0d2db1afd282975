import { expect, it, vi } from 'vitest';
import { createNetworkState } from './network-state.ts';

it('tells each read with its time, and being cut off once', () => {
  const changed = vi.fn();
  let minute = 0;
  const network = createNetworkState(changed, () => new Date(Date.UTC(2026, 0, 1, 10, minute++)));
  expect(network.get()).toEqual({ online: true, lastReadAt: null });
  for (const online of [false, false, true, true, false, false]) network.reached(online);
  expect(changed.mock.calls.map(([{ online, lastReadAt }]) => [online, lastReadAt?.slice(11, 16) ?? null])).toEqual([
    [false, null],
    [true, '10:00'],
    [true, '10:01'],
    [false, '10:01'],
  ]);
  expect(network.get()).toEqual({ online: false, lastReadAt: '2026-01-01T10:01:00.000Z' });
});
