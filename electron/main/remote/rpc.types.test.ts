import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { callRpc, type RemoteClient } from './client.ts';
import type { Json } from './database.types.ts';

const nowhere = { rpc: async () => ({ status: 200, error: null, data: { count: 3, capped: false } }) } as unknown as RemoteClient;
const answer = z.object({ count: z.int() });
const organization = { p_organization_id: '5d0a0000-0000-4000-8000-00000000000a' };

/** The compiler is the test: a line that compiles although it should not is an unused directive, which is an error. */
describe('an RPC by type', () => {
  it('is asked by a name that the migrations have, with the arguments they have for it', () => {
    const asks = [
      () => callRpc(nowhere, 'count_calls', { ...organization, p_cap: 10 }, answer),
      () => callRpc(nowhere, 'whoami', {}, answer),
      // @ts-expect-error no such function
      () => callRpc(nowhere, 'drop_calls', organization, answer),
      // @ts-expect-error an argument is missing
      () => callRpc(nowhere, 'get_call', organization, answer),
      // @ts-expect-error an argument of another name
      () => callRpc(nowhere, 'count_calls', { ...organization, p_limit: 10 }, answer),
      // @ts-expect-error an argument of another type
      () => callRpc(nowhere, 'count_calls', { ...organization, p_cap: 'ten' }, answer),
    ];
    expect(asks).toHaveLength(6);
  });

  it('answers what its schema says, whatever the generated types say', async () => {
    const counted = await callRpc(nowhere, 'count_calls', organization, answer);
    expectTypeOf(counted).toEqualTypeOf<{ count: number }>();
    expect(counted).toEqual({ count: 3 });
    expectTypeOf<Awaited<ReturnType<typeof nowhere.rpc<'whoami'>>>['data']>().toEqualTypeOf<Json | null>();
  });
});
