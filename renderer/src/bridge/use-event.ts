import { useEffect, useEffectEvent } from 'react';
import type { EventName, EventPayload } from '../../../core/contract/events.ts';
import { api } from './api.ts';

/** Listens to one of main's events for as long as the component lives. */
export const useEvent = <K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): void => {
  const onEvent = useEffectEvent((payload: unknown) => listener(payload as EventPayload<K>));
  useEffect(() => api().on(name, (payload) => onEvent(payload)), [name]);
};
