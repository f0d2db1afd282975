import { expect, it, vi } from 'vitest';
import { appRoutes, settingsSchema } from '../../../../core/contract/routes/app.ts';
import { asked } from '../testing/ask.ts';
import { appHandlers, type AppHandlerDeps } from './app.ts';

function app(change: Partial<AppHandlerDeps>) {
  const unasked = () => {
    throw new Error('Nobody expected this to be asked.');
  };
  const deps: AppHandlerDeps = {
    info: unasked,
    settings: { get: unasked, update: unasked, windowPlace: unasked, rememberWindow: unasked },
    settingsChanged: unasked,
    showLog: unasked,
    workspaceState: unasked,
    network: unasked,
    restartWorkspace: unasked,
    copyText: unasked,
    window: { state: unasked, minimize: unasked, toggleMaximize: unasked, close: unasked },
    ...change,
  };
  return asked(appRoutes, appHandlers(deps));
}

it('settings are written before anybody hears of them', async () => {
  const order: string[] = [];
  const kept = settingsSchema.parse({ theme: 'dark' });
  const update = vi.fn(() => (order.push('written'), kept));
  const { ask } = app({ settings: { get: () => kept, update, windowPlace: () => null, rememberWindow: () => undefined }, settingsChanged: () => void order.push('told') });
  expect(await ask('app.updateSettings', { theme: 'dark' })).toEqual({ ok: true, value: kept });
  expect(update).toHaveBeenCalledExactlyOnceWith({ theme: 'dark' });
  expect(order).toEqual(['written', 'told']);
});

it('settings that cannot be written are told to nobody, and the page hears no path', async () => {
  const settingsChanged = vi.fn();
  const update = () => {
    throw new Error("EROFS: open '/home/canary/settings.json'");
  };
  const { ask, crossed } = app({ settings: { get: () => settingsSchema.parse({}), update, windowPlace: () => null, rememberWindow: () => undefined }, settingsChanged });
  expect(await ask('app.updateSettings', { theme: 'dark' })).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(settingsChanged).not.toHaveBeenCalled();
  expect(crossed()).not.toContain('canary');
});

it('a restart answers with the state that came of it', async () => {
  let state: 'failed' | 'starting' = 'failed';
  const { ask } = app({ workspaceState: () => ({ state, detail: null }), restartWorkspace: () => void (state = 'starting') });
  expect(await ask('app.restartWorkspace', {})).toEqual({ ok: true, value: { state: 'starting', detail: null } });
});
