import type { HandlersFor, Routes } from '../../../core/contract/define.ts';
import { AppError, type AppErrorShape, type Envelope } from '../../../core/contract/errors.ts';
import { sayableError } from './sayable.ts';

export interface RouterDeps<R extends Routes> {
  readonly routes: R;
  readonly handlers: HandlersFor<R>;
  /** Hears of every answer that was an error. The message may hold a route name and a code, never an input. */
  readonly onError: (route: string, error: AppErrorShape, cause: unknown) => void;
}

type AnyHandler = (input: unknown) => Promise<unknown>;

/**
 * Answers one request, in a fixed order: known route, trusted sender, parsed input, handler, checked result, envelope.
 * Never rejects: what goes wrong travels as a code.
 */
export function createRouter<R extends Routes>(deps: RouterDeps<R>) {
  return async (name: unknown, input: unknown, trusted: boolean): Promise<Envelope<unknown>> => {
    const label = typeof name === 'string' ? name.slice(0, 80) : typeof name;
    try {
      if (typeof name !== 'string' || !Object.hasOwn(deps.routes, name)) throw new AppError('unknown_route', 'No such route.');
      if (!trusted) throw new AppError('untrusted_sender', 'This page may not ask.');
      const route = deps.routes[name as keyof R] as R[keyof R];
      const parsed = route.input.safeParse(input);
      if (!parsed.success) throw new AppError('bad_request', whatIsWrong(parsed.error.issues));
      const handler = deps.handlers[name as keyof R] as unknown as AnyHandler;
      return { ok: true, value: route.output.parse(await handler(parsed.data)) };
    } catch (cause) {
      const error = sayableError(toShape(cause));
      deps.onError(label, error, cause);
      return { ok: false, error };
    }
  };
}

/** Enough to find the fault; a hostile input must not make the answer as long as itself. */
function whatIsWrong(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const said = issues.slice(0, 5).map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
  return said.join('; ').slice(0, 500);
}

/** Anything that is not an AppError is a fault of ours; its words go to the log, not to the screen. */
function toShape(cause: unknown): AppErrorShape {
  if (cause instanceof AppError) return cause.toShape();
  return { code: 'internal', message: 'Something went wrong inside the app. The log has the details.' };
}
