import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { checkoutsRoutes } from '../../../../core/contract/routes/checkouts.ts';
import type { Checkouts } from '../../checkouts/checkouts.ts';
import { bytesOf, callsOfSource } from '../../checkouts/calls-of-source.ts';
import type { Desk } from '../../session/desk.ts';

export interface CheckoutsHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly checkouts: Checkouts;
  readonly now: () => Date;
  /** Bytes that are free where the store lies. */
  readonly freeBytes: () => Promise<number>;
}

/** Calls taken along. */
export function checkoutsHandlers({ desk, checkouts, now, freeBytes }: CheckoutsHandlerDeps): HandlersFor<typeof checkoutsRoutes> {
  const after = async (act: (desk: Desk) => Promise<void>) => {
    const here = await desk();
    await act(here);
    return checkouts.all(here);
  };
  return {
    'checkouts.list': async () => checkouts.all(await desk()),
    'checkouts.estimate': async ({ source, withAudio }) => {
      const here = await desk();
      const wanted = await callsOfSource(here, source, now);
      const kept = await Promise.all(wanted.map(({ id }) => here.store.hasDetail({ organizationId: here.organizationId, callId: id })));
      return {
        calls: wanted.length,
        onDevice: kept.filter(({ kept: isKept }) => isKept).length,
        bytes: Math.round(wanted.reduce((sum, call) => sum + bytesOf(call, withAudio), 0)),
        freeBytes: await freeBytes(),
      };
    },
    'checkouts.start': ({ checkoutId, name, source, withAudio }) =>
      after(async (here) => {
        const wanted = await callsOfSource(here, source, now);
        await checkouts.start(here, { checkoutId, name, source, withAudio, callIds: wanted.map(({ id }) => id) });
      }),
    'checkouts.pause': ({ checkoutId }) => after((here) => checkouts.pause(here, checkoutId)),
    'checkouts.resume': ({ checkoutId }) => after((here) => checkouts.resume(here, checkoutId)),
    'checkouts.remove': ({ checkoutId }) => after((here) => checkouts.remove(here, checkoutId)),
  };
}
