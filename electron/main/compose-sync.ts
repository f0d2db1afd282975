import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import type { EventName, EventPayload } from '../../core/contract/events.ts';
import { Checkouts } from './checkouts/checkouts.ts';
import { watchChanges, type ChangeWatch } from './ipc/handlers/change-watch.ts';
import type { Log } from './log/log.ts';
import type { RecordingDesk } from './media/recording-desk.ts';
import { isCutOff } from './remote/errors.ts';
import type { SessionManager } from './session/session-manager.ts';
import { Outbox } from './sync/outbox.ts';
import { steadyClock } from './sync/steady-clock.ts';

export interface SyncParts {
  readonly manager: Promise<SessionManager>;
  readonly userData: string;
  readonly recordings: RecordingDesk;
  readonly log: Log;
  readonly tell: <K extends EventName>(name: K, payload: EventPayload<K>) => void;
}

/** What works by itself between this device and the workspace. */
export interface Sync {
  readonly outbox: Outbox;
  readonly checkouts: Checkouts;
  readonly watch: ChangeWatch;
  readonly freeBytes: () => Promise<number>;
  /** The workspace answers, or does not: goes on with what waited for it. */
  readonly reached: (online: boolean) => void;
  /** Another reader, or the same one signed in anew. */
  readonly readerChanged: () => void;
  readonly stop: () => void;
}

/** Puts the outbox and the checkouts together; nothing runs before there is a session. */
export function composeSync({ manager, userData, recordings, log, tell }: SyncParts): Sync {
  const desk = async () => (await manager).desk();
  const kept = () => void manager.then((one) => one.countOnDevice()).catch((error: unknown) => log.warn('store.not-counted', { cause: String(error) }));
  const outbox = new Outbox({
    desk: async () => (await manager).outboxDesk(),
    now: steadyClock(),
    newId: randomUUID,
    random: Math.random,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    changed: (state) => tell('outbox.changed', state),
    settled: (callIds) => tell('calls.invalidated', { callIds: [...callIds] }),
    settledElsewhere: (kind) => tell('documents.changed', { kind }),
    log: (event, details) => log.info(event, details),
  });
  const checkouts = new Checkouts({
    desk,
    isCutOff,
    now: () => new Date(),
    settledOf: (callId) => outbox.settledOf(callId),
    keepRecording: recordings.keep,
    progressed: (checkout) => tell('checkouts.progressed', checkout),
    kept,
    log: (event, details) => log.info(event, details),
  });
  const resume = () => void checkouts.resumeAll().catch((error: unknown) => log.info('checkout.not-resumed', { cause: String(error) }));
  let isReached = false;
  return {
    outbox,
    checkouts,
    watch: watchChanges(),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(userData);
      return bavail * bsize;
    },
    reached: (online) => {
      if (online) outbox.reached();
      if (online && !isReached) resume();
      isReached = online;
    },
    readerChanged: () => {
      checkouts.stop();
      outbox.restart();
      isReached = false;
    },
    stop: () => {
      checkouts.stop();
      outbox.stop();
    },
  };
}
