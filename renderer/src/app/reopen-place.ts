import type { RegisteredRouter } from '@tanstack/react-router';
import { request } from '../bridge/request.ts';
import { keepPosition } from '../lib/call-position.ts';

const TOUCHES = ['keydown', 'pointerdown'] as const;

/**
 * Opens the call that was open when the app ended, at its second, unless the address asks for something else. Does nothing
 * where main answers only after the person has begun to do something here.
 */
export const reopenPlace = async (router: RegisteredRouter): Promise<void> => {
  if (router.latestLocation.pathname !== '/') return;
  let isTouched = false;
  const touch = (): void => void (isTouched = true);
  for (const name of TOUCHES) window.addEventListener(name, touch, { capture: true, once: true });
  const place = await request('drafts.getPlace', {}).catch(() => null);
  for (const name of TOUCHES) window.removeEventListener(name, touch, { capture: true });
  if (place === null || isTouched) return;
  keepPosition(place.callId, place.positionMs / 1000);
  await router.navigate({ to: '/calls/$callId', params: { callId: place.callId }, search: {}, replace: true });
};
