import { fork } from 'node:child_process';
import { z } from 'zod';
import type { Remote } from '../../../../../core/remote/remote.ts';
import { writeAnswerSchema } from '../../../../../core/sync/answer.ts';
import { idOf, KEY, ORG } from '../../../../store/testing.ts';
import { Outbox } from '../../../sync/outbox.ts';
import { createStoreClient } from '../../../store/store-client.ts';
import type { Desk } from '../../../session/desk.ts';
import { aScoringApp, callIds, detailOf, named, numberOf } from '../scoring-desk.ts';

/**
 * The part of the app that scores, as a process of its own: the real engine, judge, adapter, store process and outbox. It says on its
 * channel when the batch begins, when every call is judged, and when the workspace has it all.
 */
const { storeFile, storeEntry, modelUrl, rowsUrl, calls, concurrency } = z
  .object({ storeFile: z.string(), storeEntry: z.string(), modelUrl: z.string(), rowsUrl: z.string(), calls: z.number(), concurrency: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''));

const say = (what: string, more: object = {}): void => void process.send?.({ what, at: Date.now(), ...more });

const client = createStoreClient({
  spawn: () => {
    const child = fork(storeEntry, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    return {
      postMessage: (message) => void child.send(message as object, () => undefined),
      onMessage: (handle) => void child.on('message', handle),
      onExit: (handle) => void child.on('exit', handle),
      kill: () => void child.kill(),
    };
  },
  timeoutMs: 60_000,
});
await client.open({ path: storeFile, keyHex: KEY });
const { store } = client;

const remote = {
  getCall: async (_: string, callId: string) => named(detailOf(numberOf(callId))),
  sendOperation: async (operation: object) => {
    const answer = await fetch(rowsUrl, { method: 'POST', body: JSON.stringify(operation) });
    return answer.ok ? { type: 'answered', answer: writeAnswerSchema.parse(await answer.json()) } : { type: 'refused', status: answer.status, code: '', retryAfterMs: null };
  },
} as unknown as Remote;

const desk: Desk = { userId: idOf(9), organizationId: ORG, nameIn: () => 'Ana', store, isEmbedded: false, vault: { directory: null, keyHex: KEY }, remote: async () => remote };
const later = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const outbox = new Outbox({
  desk: async () => desk, now: Date.now, random: Math.random, later, changed: () => undefined, settled: () => undefined, log: () => undefined,
  newId: () => crypto.randomUUID(), settledElsewhere: () => undefined,
});
const { scoring, logged } = aScoringApp(desk, { url: modelUrl, journaled: () => outbox.wake(), random01: Math.random }, { concurrency, timeoutSeconds: 30 });

outbox.wake();
say('begun');
const batchId = idOf(1);
await scoring.start(desk, { batchId, name: 'chaos', source: { from: 'calls', callIds: callIds(calls) }, judge: 'model', budget: null });
await scoring.idle();
say('judged');
await outbox.idle();
const [batch] = (await store.listBatches({ organizationId: ORG })).batches;
say('done', { batch, logged });
await client.stop();
process.disconnect();
