import type { Network } from '../../../core/contract/routes/app.ts';

/** Whether the workspace is reached, as the page is told. */
export interface NetworkState {
  readonly get: () => Network;
  /** A request reached the workspace, or did not. */
  readonly reached: (online: boolean) => void;
}

/** Keeps when the workspace was last read. Each read is told, but being cut off only once. */
export function createNetworkState(changed: (network: Network) => void, now: () => Date): NetworkState {
  let network: Network = { online: true, lastReadAt: null };
  return {
    get: () => network,
    reached: (online) => {
      const isNews = online || network.online;
      network = { online, lastReadAt: online ? now().toISOString() : network.lastReadAt };
      if (isNews) changed(network);
    },
  };
}
