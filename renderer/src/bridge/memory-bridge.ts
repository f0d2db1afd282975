import type { HandlersFor } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { EventName, EventPayload } from '../../../core/contract/events.ts';
import { routes, type AppRoutes, type RouteName } from '../../../core/contract/index.ts';
import type { SidetoneApi } from '../../../electron/preload/api.ts';

/** Main as tests and the dev harness see it: the same routes, parsed by the same schemas, without a process. */
export interface MemoryBridge extends SidetoneApi {
  emit<K extends EventName>(name: K, payload: EventPayload<K>): void;
  /** Every request so far, newest last. */
  readonly log: readonly { route: string; input: unknown }[];
}

const isRoute = (name: string): name is RouteName => Object.hasOwn(routes, name);

const toShape = (error: unknown): { code: AppError['code']; message: string } =>
  error instanceof AppError ? error.toShape() : { code: 'internal', message: String(error) };

/** Builds the in-memory main; a handler that a route lacks does not compile. */
export const createMemoryBridge = (handlers: HandlersFor<AppRoutes>): MemoryBridge => {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const log: { route: string; input: unknown }[] = [];
  const answer = async (name: string, input: unknown): Promise<unknown> => {
    if (!isRoute(name)) throw new AppError('unknown_route', name);
    const parsed = routes[name].input.safeParse(input);
    if (!parsed.success) throw new AppError('bad_request', `${name}: ${parsed.error.message}`);
    const handle = handlers[name] as (value: unknown) => Promise<unknown>;
    return routes[name].output.parse(await handle(parsed.data));
  };
  return {
    log,
    request: async (name, input) => {
      log.push({ route: name, input });
      try {
        return { ok: true, value: await answer(name, input) };
      } catch (error) {
        return { ok: false, error: toShape(error) };
      }
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
    emit: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload);
    },
  };
};
