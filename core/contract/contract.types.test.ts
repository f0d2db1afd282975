import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { route, type HandlersFor, type InputOf, type OutputOf, type Request } from './define.ts';

const routes = {
  'things.count': route(z.strictObject({ from: z.string(), limit: z.int().default(10) }), z.object({ count: z.int() })),
  'things.drop': route(z.strictObject({}), z.object({})),
} as const;
type Handlers = HandlersFor<typeof routes>;

const count = async () => ({ count: 1 });
const drop = async () => ({});

/** The compiler is the test: a line that compiles although it should not is an unused directive, which is an error. */
describe('handlers by type', () => {
  it('are every route and nothing else', () => {
    const whole: Handlers = { 'things.count': count, 'things.drop': drop };
    // @ts-expect-error a route without a handler
    const missing: Handlers = { 'things.count': count };
    // @ts-expect-error a handler without a route
    const undeclared: Handlers = { 'things.count': count, 'things.drop': drop, 'things.steal': drop };
    // @ts-expect-error a result that the contract does not name
    const wrong: Handlers = { 'things.count': async () => ({ count: 'one' }), 'things.drop': drop };
    // @ts-expect-error an answer that is no promise
    const sudden: Handlers = { 'things.count': () => ({ count: 1 }), 'things.drop': drop };
    // @ts-expect-error an input that the contract does not promise
    const greedy: Handlers = { 'things.count': async (input: { from: string; secret: string }) => ({ count: input.secret.length }), 'things.drop': drop };
    expect([whole, missing, undeclared, wrong, sudden, greedy]).toHaveLength(6);
  });

  it('get defaults filled in, which the page may leave out', () => {
    expectTypeOf<InputOf<typeof routes, 'things.count'>>().toEqualTypeOf<{ from: string; limit?: number | undefined }>();
    expectTypeOf<Parameters<Handlers['things.count']>[0]>().toEqualTypeOf<{ from: string; limit: number }>();
    expectTypeOf<OutputOf<typeof routes, 'things.count'>>().toEqualTypeOf<{ count: number }>();
  });

  it('are asked by name, with what the route takes', () => {
    const ask = (async () => ({ count: 1 })) as unknown as Request<typeof routes>;
    void ask('things.count', { from: 'x' });
    // @ts-expect-error no such route
    void ask('things.steal', {});
    // @ts-expect-error not what the route takes
    void ask('things.count', { from: 7 });
    expect(ask).toBeTypeOf('function');
  });
});
