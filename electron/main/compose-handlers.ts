import { randomUUID } from 'node:crypto';
import { app, clipboard, shell, type BrowserWindow } from 'electron';
import type { HandlersFor } from '../../core/contract/define.ts';
import type { EventName, EventPayload } from '../../core/contract/events.ts';
import type { Network } from '../../core/contract/routes/app.ts';
import type { AppRoutes } from '../../core/contract/index.ts';
import type { DemoUser } from '../../core/workspace/messages.ts';
import { runImport } from './imports/run-import.ts';
import { agreementHandlers } from './ipc/handlers/agreement.ts';
import { appHandlers } from './ipc/handlers/app.ts';
import { callsHandlers } from './ipc/handlers/calls.ts';
import { checkoutsHandlers } from './ipc/handlers/checkouts.ts';
import { draftsHandlers } from './ipc/handlers/drafts.ts';
import { importsHandlers } from './ipc/handlers/imports.ts';
import { membersHandlers } from './ipc/handlers/members.ts';
import { momentsHandlers } from './ipc/handlers/moments.ts';
import { outboxHandlers } from './ipc/handlers/outbox.ts';
import { promptsHandlers } from './ipc/handlers/prompts.ts';
import { queuesHandlers } from './ipc/handlers/queues.ts';
import { recordingsHandlers } from './ipc/handlers/recordings.ts';
import { rubricHandlers } from './ipc/handlers/rubric.ts';
import { scoresHandlers } from './ipc/handlers/scores.ts';
import { scoringHandlers } from './ipc/handlers/scoring.ts';
import { sessionHandlers } from './ipc/handlers/session.ts';
import type { Sync } from './compose-sync.ts';
import type { Log } from './log/log.ts';
import type { RecordingDesk } from './media/recording-desk.ts';
import { isCutOff } from './remote/errors.ts';
import { checkProject, projectOrigin } from './remote/project-check.ts';
import type { SessionManager } from './session/session-manager.ts';
import type { SettingsFile } from './settings/settings.ts';
import { startImportWorker } from './shell/processes.ts';
import { saveText } from './shell/save-text.ts';
import { windowState } from './shell/window.ts';
import type { WorkspaceSupervisor } from './workspace/supervisor.ts';

export interface HandlerParts {
  readonly manager: Promise<SessionManager>;
  readonly supervisor: WorkspaceSupervisor;
  readonly recordings: RecordingDesk;
  readonly sync: Sync;
  readonly settings: SettingsFile;
  readonly settingsChanged: () => void;
  readonly log: Log;
  readonly network: () => Network;
  readonly window: () => BrowserWindow;
  readonly tell: <K extends EventName>(name: K, payload: EventPayload<K>) => void;
  readonly demoUsers: () => Promise<readonly DemoUser[]>;
  /** Version of the Electron that releases carry. */
  readonly releaseElectron: string;
}

/** Every route's handler, put together from the parts of main. */
export function composeHandlers(parts: HandlerParts): HandlersFor<AppRoutes> {
  const { manager, supervisor, settings, log, window, tell, sync } = parts;
  const desk = async () => (await manager).desk();
  const now = () => new Date();
  return {
    ...appHandlers({
      info: async () => ({
        version: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        runtime: process.versions.electron === parts.releaseElectron || app.isPackaged ? 'release' : 'fallback',
        platform: process.platform,
        locale: app.getLocale(),
        logFile: log.file,
      }),
      settings,
      settingsChanged: parts.settingsChanged,
      showLog: () => shell.showItemInFolder(log.file),
      workspaceState: () => supervisor.state,
      network: parts.network,
      restartWorkspace: () => supervisor.start(),
      copyText: (text) => clipboard.writeText(text),
      window: {
        state: () => windowState(window()),
        minimize: () => window().minimize(),
        toggleMaximize: () => (window().isMaximized() ? window().unmaximize() : window().maximize()),
        close: () => window().close(),
      },
    }),
    ...sessionHandlers({ manager, check: checkProject, originOf: projectOrigin, demoUsers: parts.demoUsers }),
    ...callsHandlers({
      desk,
      isCutOff,
      now,
      kept: () => void manager.then((one) => one.countOnDevice()).catch((error: unknown) => log.warn('store.not-counted', { cause: wordsOf(error) })),
      askMembership: async () => (await manager).refresh(),
      forgetRecordings: parts.recordings.forgetCalls,
      gone: (callIds) => tell('calls.invalidated', { callIds: [...callIds] }),
      settledOf: (callId) => sync.outbox.settledOf(callId),
      watch: sync.watch,
      notKept: (error) => log.warn('store.not-kept', { cause: wordsOf(error) }),
    }),
    ...membersHandlers(desk),
    ...momentsHandlers({ desk, isCutOff, now, newId: randomUUID, journaled: () => sync.outbox.wake() }),
    ...agreementHandlers({ desk, now, saveText: (name, text) => saveText(window(), name, text) }),
    ...rubricHandlers({ desk, now, newId: randomUUID, journaled: () => sync.outbox.wake() }),
    ...scoresHandlers({ desk, now, newId: randomUUID, journaled: () => sync.outbox.wake() }),
    ...draftsHandlers(desk),
    ...outboxHandlers({
      desk: async () => (await manager).outboxDesk(),
      outbox: sync.outbox,
      newId: randomUUID,
      saveText: (name, text) => saveText(window(), name, text),
      touched: (callId) => tell('calls.invalidated', { callIds: [callId] }),
    }),
    ...checkoutsHandlers({ desk, checkouts: sync.checkouts, freeBytes: sync.freeBytes }),
    ...promptsHandlers({
      desk,
      isCutOff,
      now,
      newId: randomUUID,
      journaled: () => sync.outbox.wake(),
      askMembership: async () => (await manager).refresh(),
      notKept: (error) => log.warn('store.not-kept', { cause: wordsOf(error) }),
    }),
    ...scoringHandlers({ desk, ...sync.scoring }),
    ...queuesHandlers({
      desk,
      isCutOff,
      now,
      journaled: () => sync.outbox.wake(),
      askMembership: async () => (await manager).refresh(),
      notKept: (error) => log.warn('store.not-kept', { cause: wordsOf(error) }),
    }),
    ...recordingsHandlers({ desk, recordings: parts.recordings }),
    ...importsHandlers({
      desk,
      runImport: (run) => runImport(startImportWorker, run),
      now,
      progressed: (progress) => tell('import.progressed', progress),
      written: () => tell('calls.invalidated', { callIds: null }),
      died: (cause) => log.warn('import.worker-died', { cause }),
    }),
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
