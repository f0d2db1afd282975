import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { aRow, AS_OF, ORG } from '../../../store/testing.ts';
import { createRemoteClient, SESSION_KEY } from '../../remote/client.ts';
import { isCutOff } from '../../remote/errors.ts';
import { guardedFetch } from '../../remote/guarded-fetch.ts';
import { createSupabaseRemote } from '../../remote/supabase-remote.ts';
import { memoryStorage } from '../../remote/testing/answering-server.ts';
import { callsHandlers } from './calls.ts';
import { watchChanges } from './change-watch.ts';
import { aDesk, aStore } from './testing/call-desk.ts';

const PAGE = { filter: {}, sort: { by: 'created_at', direction: 'desc' }, cursor: null, limit: 50 } as const;
/** What the person waits at most for the list of this device, and for a workspace that does not answer; milliseconds. */
const FROM_DEVICE_MS = 100;
const PATIENCE_MS = 15_000;

const user = { id: '5d0a0000-0000-4000-8000-000000000001', aud: 'authenticated', app_metadata: {}, user_metadata: {}, created_at: '2026-01-01T00:00:00Z' };

describe('a link that is bad', () => {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
  });
  const listen = async (server: Server): Promise<string> => {
    servers.push(server);
    server.on('connection', (socket) => void sockets.add(socket));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  };

  /** The handlers of a signed-in person over a workspace at this address, with one call on this device. */
  const aDeviceAt = async (url: string) => {
    const session = { access_token: 'a.e30.e30', refresh_token: 'a', token_type: 'bearer', expires_in: 3600, expires_at: Math.round(Date.now() / 1000) + 3600, user };
    const client = createRemoteClient({ url, key: 'sb_publishable_test' }, memoryStorage(new Map([[SESSION_KEY, JSON.stringify(session)]])), { reached: () => undefined });
    const store = aStore();
    await store.saveRows({ organizationId: ORG, rows: [aRow(1)], asOf: AS_OF });
    const nothing = (): void => undefined;
    const desk = async () => ({ ...aDesk(store, {}), remote: async () => createSupabaseRemote(client) });
    return callsHandlers({ desk, isCutOff, now: () => new Date(), kept: nothing, notKept: nothing, gone: nothing, forgetRecordings: async () => undefined, askMembership: async () => undefined, settledOf: () => 0, watch: watchChanges() });
  };
  const quickest = async (ask: () => Promise<unknown>): Promise<number> => {
    const times: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const since = performance.now();
      await ask();
      times.push(performance.now() - since);
    }
    return Math.min(...times);
  };

  it('F25: a connection that stays half open costs fifteen seconds at most, the list of this device comes at once, and who gives up need not wait', async () => {
    const url = await listen(createServer((socket) => void socket.resume()));
    const calls = await aDeviceAt(url);
    const since = Date.now();
    const asked = calls['calls.list'](PAGE);
    const givingUp = new AbortController();
    const heard: boolean[] = [];
    const given = guardedFetch({ reached: (online) => void heard.push(online) })(url, { signal: givingUp.signal }).then(() => 'answered', () => 'given up');
    expect(await quickest(() => calls['calls.listCached'](PAGE))).toBeLessThan(FROM_DEVICE_MS);
    givingUp.abort();
    expect(await Promise.race([given, pause(1_000, 'still waiting')])).toBe('given up');
    expect(heard).toEqual([]);
    expect(await Promise.race([asked, pause(PATIENCE_MS + 5_000, 'still waiting')])).toMatchObject({ source: 'cache', rows: [{ id: aRow(1).id }] });
    expect(Date.now() - since).toBeGreaterThan(PATIENCE_MS - 500);
  }, 40_000);

  it('F25: at fifty kilobits a second, five seconds away, the list still comes', async () => {
    const body = JSON.stringify({ rows: [], next: null, padding: 'x'.repeat(20_000) });
    const url = await listen(createHttpServer((question, reply) => {
      const trickle = async (): Promise<void> => {
        await pause(5_000);
        reply.writeHead(200, { 'content-type': 'application/json' });
        for (let at = 0; at < body.length; at += 625) {
          reply.write(body.slice(at, at + 625));
          await pause(100);
        }
        reply.end();
      };
      question.resume().on('end', () => void trickle());
    }));
    expect(await (await aDeviceAt(url))['calls.list'](PAGE)).toMatchObject({ source: 'workspace', rows: [] });
  }, 40_000);
});
