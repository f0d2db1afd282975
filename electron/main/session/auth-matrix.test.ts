import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellsOf, PASSING_FAULTS, REVOCATIONS, type Cell } from './testing/chaos/cell.ts';
import { guarded, stock } from './testing/chaos/connect.ts';
import { installDeviceClocks } from './testing/chaos/device-clock.ts';
import { playCell } from './testing/chaos/play-cell.ts';
import { openAuthWorld, type AuthWorld } from './testing/chaos/world.ts';

const HOUR_MS = 3_600_000;
let world: AuthWorld;
let takeBack: () => void;
beforeAll(async () => {
  takeBack = installDeviceClocks();
  world = await openAuthWorld();
}, 60_000);
afterAll(async () => {
  await world.stop();
  takeBack();
});

const aCell = (change: Partial<Cell>): Cell => ({ fault: 'portal', token: 'expired', clockMs: 0, reach: 'everything', moment: 'running', isLong: false, ...change });
const play = (change: Partial<Cell>, connect = guarded) => playCell(world, aCell(change), connect, () => 0.5);

it('the matrix has every fault with every token and clock', () => {
  const cells = cellsOf(() => 0.5);
  expect(cells.length).toBeGreaterThanOrEqual(12 * 3 * 3);
  expect(new Set(cells.map(({ fault }) => fault)).size).toBe(PASSING_FAULTS.length + REVOCATIONS.length);
  expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(cells.length);
});

// Some of the cells of `npm run chaos -- auth`.
describe.concurrent('a session', () => {
  const outlives = async (change: Partial<Cell>): Promise<void> => {
    const { seen, faults } = await play(change);
    expect(faults).toEqual([]);
    expect(seen.renewalsAfter).toBeLessThanOrEqual(1);
  };

  it.each<[string, Partial<Cell>]>([
    ['F6: outlives a renewal that is asked to wait, and waits', { fault: 'slow-down' }],
    ['F7: outlives a captive portal that the app starts into', { fault: 'portal-redirect', moment: 'starting' }],
    ['F7: outlives a renewal that reached the auth server, whose answer did not come back', { fault: 'reset-after-commit', token: 'rotated' }],
    ['F10: outlives a clock that is set back while the auth server is out of reach', { fault: 'html-403', reach: 'auth', clockMs: -2 * HOUR_MS }],
  ])('%s', async (_name, change) => outlives(change));

  it('F9: outlives 30 days without a network: one renewal, and what waited is sent', async () => outlives({ fault: 'refused', clockMs: 720 * HOUR_MS, moment: 'starting' }));

  it('F8: that was revoked asks for a sign-in, and keeps key and outbox for the same person, who then sends what waited', async () => {
    const { seen, faults } = await play({ fault: 'refresh_token_already_used', reach: 'auth' });
    expect(faults).toEqual([]);
    expect(seen).toMatchObject({ statuses: ['ended'], keptUnsent: 1, isSameKey: true, delivered: 1 });
  });

  it('would not outlive a captive portal without the guard', async () => {
    expect((await play({ fault: 'html-403', moment: 'starting' }, stock)).faults).toContain('signed out');
  });
});
