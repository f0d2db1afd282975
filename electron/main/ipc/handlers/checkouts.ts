import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { checkoutsRoutes } from '../../../../core/contract/routes/checkouts.ts';
import type { Checkouts } from '../../checkouts/checkouts.ts';
import type { Desk } from '../../session/desk.ts';

export interface CheckoutsHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly checkouts: Checkouts;
  /** Bytes that are free where the store lies. */
  readonly freeBytes: () => Promise<number>;
}

/** Calls taken along. */
export function checkoutsHandlers({ desk, checkouts, freeBytes }: CheckoutsHandlerDeps): HandlersFor<typeof checkoutsRoutes> {
  const after = async (act: (desk: Desk) => Promise<void>) => {
    const here = await desk();
    await act(here);
    return checkouts.all(here);
  };
  return {
    'checkouts.list': async () => checkouts.all(await desk()),
    'checkouts.estimate': async ({ source, withAudio }) => ({ ...(await checkouts.estimate(await desk(), source, withAudio)), freeBytes: await freeBytes() }),
    'checkouts.start': (wanted) => after((here) => checkouts.start(here, wanted)),
    'checkouts.pause': ({ checkoutId }) => after((here) => checkouts.pause(here, checkoutId)),
    'checkouts.resume': ({ checkoutId }) => after((here) => checkouts.resume(here, checkoutId)),
    'checkouts.remove': ({ checkoutId }) => after((here) => checkouts.remove(here, checkoutId)),
  };
}
