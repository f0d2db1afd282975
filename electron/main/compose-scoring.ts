import { randomUUID } from 'node:crypto';
import type { EventName, EventPayload } from '../../core/contract/events.ts';
import type { Log } from './log/log.ts';
import { isCutOff } from './remote/errors.ts';
import { JudgeBook } from './scoring/judge-book.ts';
import { RubricBook } from './scoring/rubric-book.ts';
import { Scoring } from './scoring/scoring.ts';
import type { Keyring } from './session/session-deps.ts';
import type { SessionManager } from './session/session-manager.ts';

export interface ScoringParts {
  readonly manager: Promise<SessionManager>;
  readonly log: Log;
  readonly tell: <K extends EventName>(name: K, payload: EventPayload<K>) => void;
  /** Runs are in the outbox. */
  readonly journaled: () => void;
}

/** Batches of calls that are scored, and the model judge's settings. */
export interface ScoringDesk {
  readonly scoring: Scoring;
  readonly judge: JudgeBook;
  /** The workspace answers, or does not: goes on with what waited for it. */
  readonly reached: (online: boolean) => void;
  /** Another reader, or the same one signed in anew. */
  readonly readerChanged: () => void;
  /** The keyring was asked; before, a key is kept until the app ends. */
  readonly keyringOpened: (keyring: Keyring) => void;
}

/** Puts the scoring of many calls together; nothing runs before there is a session. */
export function composeScoring({ manager, log, tell, journaled }: ScoringParts): ScoringDesk {
  let keyring: Keyring | null = null;
  const judge = new JudgeBook({
    keyring: () => keyring,
    // The SDK takes some 100 ms to load: it comes with the first call that a model scores.
    modelOf: async (access) => (await import('./scoring/openai-model.ts')).openAiModel(access),
    log: (event, details) => log.warn(event, details),
  });
  const rubrics = new RubricBook({ isCutOff, log: (event, details) => log.warn(event, details) });
  const scoring = new Scoring({
    desk: async () => (await manager).desk(),
    judge,
    rubricOf: (desk) => rubrics.current(desk),
    mayRecord: async ({ organizationId }) => (await manager).current().memberships.some((one) => one.organizationId === organizationId && one.role !== 'viewer'),
    isCutOff,
    now: Date.now,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random01: Math.random,
    newId: randomUUID,
    journaled,
    progressed: (batch) => tell('scoring.progressed', batch),
    log: (event, details) => log.info(event, details),
  });
  let isReached = false;
  return {
    scoring,
    judge,
    reached: (online) => {
      if (online && !isReached) {
        void scoring.reached().catch((error: unknown) => log.info('scoring.not-resumed', { cause: String(error) }));
        // Whoever loses the network before he scored anything can score what is on this device all the same.
        void manager.then(async (session) => rubrics.current(await session.desk())).catch((error: unknown) => log.info('rubric.not-read', { cause: String(error) }));
      }
      isReached = online;
    },
    readerChanged: () => {
      scoring.stop();
      isReached = false;
    },
    keyringOpened: (opened) => {
      keyring = opened;
    },
  };
}
