import type { HandlersFor, InputOf, Routes } from '../../../../core/contract/define.ts';
import { packEnvelope, type Envelope } from '../../../../core/contract/errors.ts';
import { createRouter } from '../router.ts';

/** Handlers as the page reaches them: through the router and their real contract. */
export interface Asked<R extends Routes> {
  ask<K extends keyof R & string>(name: K, input: InputOf<R, K>): Promise<Envelope<unknown>>;
  /** Everything that has crossed to the page so far, as text. */
  crossed(): string;
}

export function asked<R extends Routes>(routes: R, handlers: HandlersFor<R>): Asked<R> {
  const router = createRouter({ routes, handlers, onError: () => undefined });
  let crossed = '';
  return {
    ask: async (name, input) => {
      const answer = await router(name, input, true);
      crossed += JSON.stringify(packEnvelope(answer));
      return answer;
    },
    crossed: () => crossed,
  };
}
