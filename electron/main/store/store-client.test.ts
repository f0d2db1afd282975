import { describe, expect, it, vi } from 'vitest';
import { createStoreClient, type StorePort } from './store-client.ts';

interface Sent {
  readonly id: number;
  readonly op: string;
  readonly payload: unknown;
}

/** A process that answers as the test says, and dies when told to. */
const fakeProcess = (answer: (sent: Sent) => unknown) => {
  const sent: Sent[] = [];
  let hear: (message: unknown) => void = () => undefined;
  let exit: () => void = () => undefined;
  const port: StorePort = {
    postMessage: (message) => {
      const request = message as Sent;
      sent.push(request);
      const reply = answer(request);
      if (reply !== undefined) queueMicrotask(() => hear(reply));
    },
    onMessage: (handle) => {
      hear = handle;
    },
    onExit: (handle) => {
      exit = handle;
    },
    kill: vi.fn(() => queueMicrotask(() => exit())),
  };
  return { port, sent, die: () => exit(), hear: (message: unknown) => hear(message) };
};

const ok = (value: unknown) => ({ id }: Sent) => ({ id, ok: true, value });
const OPENED = { state: 'opened', setAside: null, recovered: 0 };
const OPEN = { path: '/tmp/x/store.db', keyHex: 'ab'.repeat(32) };
const ORG = '0b0e7a52-0000-4000-8000-00000000000a';
const unavailable = (reason: string) => expect.objectContaining({ code: 'store_unavailable', details: { reason } });

describe('the client of the store', () => {
  it('matches answers to questions by id, in any order, and drops what it did not ask for', async () => {
    const held: Sent[] = [];
    const process = fakeProcess((sent) => (sent.op === 'open' ? ok(OPENED)(sent) : void held.push(sent)));
    const client = createStoreClient({ spawn: () => process.port });
    await client.open(OPEN);
    const first = client.store.getFacets({ organizationId: ORG });
    const second = client.store.removeRows({ organizationId: ORG, ids: [] });
    await vi.waitFor(() => expect(held).toHaveLength(2));
    process.hear({ nonsense: true });
    process.hear({ id: 999, ok: true, value: 'stray' });
    process.hear({ id: held[1]?.id, ok: true, value: { removed: 4 } });
    process.hear({ id: held[0]?.id, ok: true, value: null });
    expect(await second).toEqual({ removed: 4 });
    expect(await first).toBeNull();
  });

  it('rejects with the code of the store, of a time-out, of a store that is not open', async () => {
    const process = fakeProcess((sent) => {
      if (sent.op === 'open') return ok(OPENED)(sent);
      return sent.op === 'status' ? { id: sent.id, ok: false, error: { code: 'disk_full', message: 'full' } } : undefined;
    });
    const client = createStoreClient({ spawn: () => process.port, timeoutMs: 20 });
    await expect(client.store.status({ organizationId: null })).rejects.toEqual(unavailable('not_open'));
    await client.open(OPEN);
    await expect(client.store.status({ organizationId: null })).rejects.toEqual(unavailable('disk_full'));
    await expect(client.store.getFacets({ organizationId: ORG })).rejects.toEqual(unavailable('timeout'));
  });

  it('checks the file in a new process once a page was found damaged', async () => {
    const events: unknown[] = [];
    const replaced = { state: 'replaced', setAside: '/tmp/x/store.db.damaged', recovered: 2 };
    const processes = [
      fakeProcess((sent) => (sent.op === 'open' ? ok(OPENED)(sent) : { id: sent.id, ok: false, error: { code: 'damaged', message: 'malformed' } })),
      fakeProcess((sent) => ok(sent.op === 'open' ? replaced : null)(sent)),
    ];
    let started = 0;
    const client = createStoreClient({ spawn: () => (processes[started++] as (typeof processes)[number]).port, onRestart: ({ state, opened }) => events.push([state, opened]) });
    await client.open(OPEN);
    await expect(client.store.getFacets({ organizationId: ORG })).rejects.toEqual(unavailable('damaged'));
    await vi.waitFor(() => expect(started).toBe(2));
    expect(processes[1]?.sent[0]).toMatchObject({ op: 'open', payload: { ...OPEN, verify: true } });
    expect(await client.store.getFacets({ organizationId: ORG })).toBeNull();
    expect(events).toEqual([['died', null], ['reopened', replaced]]);
  });

  it('fails what waits when the process dies, and gives up on one that keeps dying', async () => {
    const events: string[] = [];
    let started = 0;
    let first: ReturnType<typeof fakeProcess> | null = null;
    const client = createStoreClient({
      spawn: () => {
        started += 1;
        if (started === 1) {
          first = fakeProcess((sent) => (sent.op === 'open' ? ok(OPENED)(sent) : undefined));
          return first.port;
        }
        const dying = fakeProcess(() => undefined);
        setTimeout(dying.die, 1);
        return dying.port;
      },
      onRestart: ({ state }) => events.push(state),
    });
    await client.open(OPEN);
    const waiting = client.store.getFacets({ organizationId: ORG });
    await vi.waitFor(() => expect(first?.sent).toHaveLength(2));
    first!.die();
    await expect(waiting).rejects.toEqual(unavailable('died'));
    await vi.waitFor(() => expect(started).toBe(6));
    await new Promise((done) => setTimeout(done, 20));
    expect(started).toBe(6);
    expect(events.at(-1)).toBe('failed');
    await expect(client.store.getFacets({ organizationId: ORG })).rejects.toEqual(unavailable('not_open'));
  });

  it('does not start it anew after it was stopped on purpose', async () => {
    const spawn = vi.fn(() => fakeProcess((sent) => ok(sent.op === 'open' ? OPENED : null)(sent)).port);
    const client = createStoreClient({ spawn });
    await client.open(OPEN);
    await client.stop();
    await new Promise((done) => setTimeout(done, 5));
    expect(spawn).toHaveBeenCalledTimes(1);
  });
});
