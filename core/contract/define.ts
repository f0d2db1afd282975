import type { z } from 'zod';

/** One thing the renderer may ask of main: what goes in, what comes out. */
export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}

export type Routes = Readonly<Record<string, Route>>;

/** Declares a route; both schemas are enforced at run time by the router and at compile time by the types below. */
export const route = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Route<I, O> => ({ input, output });

/** What the renderer writes: defaults may be left out. */
export type InputOf<R extends Routes, K extends keyof R> = z.input<R[K]['input']>;

/** What the renderer gets back. */
export type OutputOf<R extends Routes, K extends keyof R> = z.output<R[K]['output']>;

/** What main must supply for a set of routes: every one of them, and nothing else. */
export type HandlersFor<R extends Routes> = {
  readonly [K in keyof R]: (input: z.output<R[K]['input']>) => Promise<z.input<R[K]['output']>>;
};

/** The renderer's side of a set of routes. Rejects with an AppError; never resolves with one. */
export type Request<R extends Routes> = <K extends keyof R & string>(
  name: K,
  input: InputOf<R, K>,
) => Promise<OutputOf<R, K>>;
