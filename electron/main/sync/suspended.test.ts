import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aMark, callIdOf, KEY, ORG, temporaryFolder } from '../../store/testing.ts';
import { buildStoreProcess } from '../../store/testing/store-process.ts';
import { aDesk } from '../ipc/handlers/testing/call-desk.ts';
import { createRemoteClient, SESSION_KEY } from '../remote/client.ts';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { answeringServer, memoryStorage } from '../remote/testing/answering-server.ts';
import { createStoreClient } from '../store/store-client.ts';
import { Outbox } from './outbox.ts';
import { lossyGateway } from './testing/lossy-gateway.ts';

const HOURS_MS = 8 * 3_600_000;
const OPERATIONS = 12;
const CALLS = 3;
/** How many writes have arrived when the lid is closed. */
const CLOSED_AT = 4;

const user = { id: '5d0a0000-0000-4000-8000-000000000001', aud: 'authenticated', app_metadata: {}, user_metadata: {}, created_at: '2026-01-01T00:00:00Z' };
const session = (name: string, nowMs: number) => ({ access_token: `${name}.e30.e30`, refresh_token: name, token_type: 'bearer', expires_in: 3600, expires_at: Math.round(nowMs / 1000) + 3600, user });

describe('a computer that is suspended', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const end of ends.splice(0)) await end();
  });

  it('F24: for eight hours in the middle of a flush goes on where it was: each operation once and in order, one new token, the same store', async () => {
    const clock = Date.now;
    let sleptMs = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => clock() + sleptMs);

    const folder = temporaryFolder();
    const program = await buildStoreProcess('store-suspended');
    const stores = createStoreClient({ spawn: program.spawn });
    await stores.open({ path: join(folder.path, 'store.db'), keyHex: KEY });
    const auth = await answeringServer((path) => (path.includes('/token') ? { body: session('new', Date.now()) } : {}));
    const done: string[] = [];
    let closed: () => void = () => undefined;
    const lid = new Promise<void>((resolve) => (closed = resolve));
    const gateway = await lossyGateway(auth.url, (opId) => {
      const isDone = done.includes(opId);
      if (!isDone) done.push(opId);
      const isClosing = done.length === CLOSED_AT && !isDone;
      if (isClosing) {
        program.children[0]?.kill('SIGSTOP');
        closed();
      }
      return { status: 200, body: { result: isDone ? 'duplicate' : 'applied', version: 1 }, isLost: isClosing };
    });
    const client = createRemoteClient({ url: gateway.url, key: 'sb_publishable_test' }, memoryStorage(new Map([[SESSION_KEY, JSON.stringify(session('old', Date.now()))]])), { reached: () => undefined });
    const remote = createSupabaseRemote(client);
    const outbox = new Outbox({
      desk: async () => ({ ...aDesk(stores.store, {}), remote: async () => remote }),
      now: Date.now,
      random: Math.random,
      later: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      changed: () => undefined, settled: () => undefined, settledElsewhere: () => undefined, newId: randomUUID, log: () => undefined,
    });
    ends.push(() => outbox.stop(), () => client.auth.stopAutoRefresh(), () => program.children[0]?.kill('SIGCONT'), () => stores.stop().catch(() => undefined), gateway.close, auth.stop, program.remove, folder.remove);

    for (let n = 1; n <= OPERATIONS; n += 1) await stores.store.addOperation({ operation: aMark(n, { callId: callIdOf(n % CALLS) }) });
    outbox.wake();
    await lid;
    await pause(1_500);
    expect(done.length).toBeLessThan(OPERATIONS);
    sleptMs = HOURS_MS;
    program.children[0]?.kill('SIGCONT');

    await vi.waitFor(async () => expect((await stores.store.listOperations({ organizationId: ORG })).operations).toEqual([]), { timeout: 15_000, interval: 100 });
    expect(done).toHaveLength(OPERATIONS);
    for (let call = 0; call < CALLS; call += 1) {
      const ofCall = Array.from({ length: OPERATIONS }, (_, n) => aMark(n + 1, { callId: callIdOf((n + 1) % CALLS) })).filter(({ callId }) => callId === callIdOf(call)).map(({ opId }) => opId);
      expect(done.filter((opId) => ofCall.includes(opId as never))).toEqual(ofCall);
    }
    // The one whose reply was lost went twice, under its own id.
    expect(gateway.passed).toHaveLength(OPERATIONS + 1);
    expect(auth.asked.filter((one) => one.includes('/token'))).toHaveLength(1);
    expect(program.children).toHaveLength(1);
  }, 60_000);
});
