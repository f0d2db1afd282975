import { AsyncLocalStorage } from 'node:async_hooks';

const clocks = new AsyncLocalStorage<DeviceClock>();

/** A device's clock, which is off by `ms` for all that runs within it; the workspace in the same process keeps the right time. */
export class DeviceClock {
  ms = 0;

  run<T>(work: () => T): T {
    return clocks.run(this, work);
  }
}

/** Makes Date.now tell each device its own time; answers the way back. */
export function installDeviceClocks(): () => void {
  const right = Date.now;
  Date.now = () => right.call(Date) + (clocks.getStore()?.ms ?? 0);
  return () => {
    Date.now = right;
  };
}
