import { randomUUID } from 'node:crypto';
import type { OutboxItem, OutboxState } from '../../../../core/contract/routes/outbox.ts';
import { momentsHandlers } from '../../ipc/handlers/moments.ts';
import { outboxHandlers } from '../../ipc/handlers/outbox.ts';
import { scoresHandlers } from '../../ipc/handlers/scores.ts';
import { aDesk, aStore } from '../../ipc/handlers/testing/call-desk.ts';
import { createRemoteClient } from '../../remote/client.ts';
import { isCutOff } from '../../remote/errors.ts';
import { createSupabaseRemote } from '../../remote/supabase-remote.ts';
import { memoryStorage } from '../../remote/testing/answering-server.ts';
import type { Desk } from '../../session/desk.ts';
import { KEY, ONE, PASSWORD } from '../../session/testing/real-workspace.ts';
import { Outbox } from '../outbox.ts';

/** A person signed in at a workspace over HTTP, with a store in memory, the handlers the page asks, and an outbox that is told when to send. */
export interface Device {
  readonly userId: string;
  readonly store: Desk['store'];
  readonly moments: ReturnType<typeof momentsHandlers>;
  readonly scores: ReturnType<typeof scoresHandlers>;
  readonly tray: ReturnType<typeof outboxHandlers>;
  /** What the outbox told the screens, the latest last. */
  readonly states: readonly OutboxState[];
  /** What was exported, as text. */
  readonly saved: readonly string[];
  /** Reads a call as opening it does. */
  open(callId: string): Promise<void>;
  /** Sends all that can be sent; answers what is left. */
  flush(): Promise<readonly OutboxItem[]>;
  end(): Promise<void>;
}

/** Signs somebody in; nothing is sent before it is asked for. */
export async function aDevice(url: string, email: string): Promise<Device> {
  const client = createRemoteClient({ url, key: KEY }, memoryStorage(), { reached: () => undefined });
  const { data } = await client.auth.signInWithPassword({ email, password: PASSWORD });
  const remote = createSupabaseRemote(client);
  const store = aStore();
  const here: Desk = { ...aDesk(store, {}), userId: data.user?.id ?? '', organizationId: ONE, nameIn: () => email, remote: async () => remote };
  const desk = async (): Promise<Desk> => here;
  const [states, saved]: [OutboxState[], string[]] = [[], []];
  const outbox = new Outbox({ desk, now: Date.now, random: () => 0, later: () => () => undefined, changed: (state) => void states.push(state), settled: () => undefined, settledElsewhere: () => undefined, newId: randomUUID, log: () => undefined });
  const saveText = async (name: string, text: string): Promise<string> => (saved.push(text), name);
  const tray = outboxHandlers({ desk, outbox, newId: randomUUID, saveText, touched: () => undefined });
  return {
    userId: here.userId,
    store,
    moments: momentsHandlers({ desk, isCutOff, now: () => new Date(), newId: randomUUID, journaled: () => undefined }),
    scores: scoresHandlers({ desk, now: () => new Date(), newId: randomUUID, journaled: () => undefined }),
    tray,
    states,
    saved,
    open: async (callId) => {
      const call = await remote.getCall(ONE, callId);
      if (call) await store.saveDetail({ organizationId: ONE, call, readAt: new Date().toISOString() });
    },
    flush: async () => (await tray['outbox.flush']({})).items,
    end: async () => {
      outbox.stop();
      await client.auth.stopAutoRefresh();
    },
  };
}
