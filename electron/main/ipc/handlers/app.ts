import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { appRoutes, Network, WindowState, WorkspaceState } from '../../../../core/contract/routes/app.ts';
import type { SettingsFile } from '../../settings/settings.ts';

/** The window's and system's side of the app; main/shell supplies it. */
export interface AppHandlerDeps {
  readonly info: () => Promise<{ version: string; electron: string; chromium: string; runtime: 'release' | 'fallback'; platform: string; locale: string; logFile: string }>;
  readonly settings: SettingsFile;
  readonly settingsChanged: () => void;
  readonly showLog: () => void;
  readonly workspaceState: () => WorkspaceState;
  readonly network: () => Network;
  readonly restartWorkspace: () => void;
  readonly copyText: (text: string) => void;
  readonly window: {
    state(): WindowState;
    minimize(): void;
    toggleMaximize(): void;
    close(): void;
  };
}

/** Settings, window, log and the workspace's process. */
export function appHandlers(deps: AppHandlerDeps): HandlersFor<typeof appRoutes> {
  const done = (act: () => void) => async () => {
    act();
    return {};
  };
  return {
    'app.getInfo': deps.info,
    'app.getSettings': async () => deps.settings.get(),
    'app.updateSettings': async (change) => {
      const settings = deps.settings.update(change);
      deps.settingsChanged();
      return settings;
    },
    'app.showLog': done(deps.showLog),
    'app.getWorkspaceState': async () => deps.workspaceState(),
    'app.getNetwork': async () => deps.network(),
    'app.restartWorkspace': async () => {
      deps.restartWorkspace();
      return deps.workspaceState();
    },
    'app.copyText': async ({ text }) => {
      deps.copyText(text);
      return {};
    },
    'window.getState': async () => deps.window.state(),
    'window.minimize': done(() => deps.window.minimize()),
    'window.toggleMaximize': done(() => deps.window.toggleMaximize()),
    'window.close': done(() => deps.window.close()),
  };
}
