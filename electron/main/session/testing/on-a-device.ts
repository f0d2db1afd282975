import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { Device } from './managers.ts';
import { realWorkspace, type RealWorkspace } from './real-workspace.ts';

/** The workspace of a test file and the device of the test that runs, once `onADevice` was called in the file. */
export let world: RealWorkspace;
export let device: Device;

/** Gives a file's tests one real workspace, each test a device of its own, and Ed and Vera their memberships back. */
export function onADevice(): void {
  beforeAll(async () => {
    world = await realWorkspace();
  }, 60_000);
  afterAll(() => world.stop());
  beforeEach(async () => {
    device = new Device(world.server.url);
    await world.everybodyEverywhere();
  });
  afterEach(async () => {
    await device.remove();
    vi.useRealTimers();
  });
}
