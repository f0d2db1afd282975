import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { route } from '../../../core/contract/define.ts';
import { createRouter } from '../ipc/router.ts';

type Answer = (event: unknown, route: unknown, input: unknown) => Promise<unknown>;

const channels = vi.hoisted(() => new Map<string, Answer>());

vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, answer: Answer) => channels.set(channel, answer) },
  protocol: { registerSchemesAsPrivileged: () => undefined },
}));

const { answerRequests } = await import('./bridge.ts');
const { OWN_PAGE } = await import('./schemes.ts');

interface Frame {
  readonly url: string;
}

/** Web contents as an event names them: their main frame, and a frame within it. */
const contentsAt = (url: string) => {
  const mainFrame: Frame = { url };
  return { mainFrame, subframe: { url } satisfies Frame };
};

const own = contentsAt(`${OWN_PAGE}index.html#/calls`);
const other = contentsAt(`${OWN_PAGE}index.html#/calls`);
let window: BrowserWindow | null;

/** Sends a request as Electron would hand it over, and says what the router was told of its sender. */
const send = async (sender: object, senderFrame: Frame | null) => {
  const router = vi.fn(async (_route: unknown, _input: unknown, trusted: boolean) => ({ ok: true as const, value: { trusted } }));
  answerRequests(router, () => window);
  await channels.get('sidetone:request')?.({ sender, senderFrame }, 'calls.list', { limit: 1 });
  expect(router).toHaveBeenCalledOnce();
  const [asked, input, trusted] = router.mock.calls[0] ?? [];
  expect([asked, input]).toEqual(['calls.list', { limit: 1 }]);
  return trusted;
};

beforeEach(() => {
  channels.clear();
  window = { webContents: own } as unknown as BrowserWindow;
});

describe('what main is told of the sender of a request', () => {
  it('trusts the main frame of the window that shows the app’s page', async () => {
    expect(await send(own, own.mainFrame)).toBe(true);
  });

  it('trusts no frame within it, though it shows the same page', async () => {
    expect(await send(own, own.subframe)).toBe(false);
  });

  it('trusts no other window, though it shows the same page', async () => {
    expect(await send(other, other.mainFrame)).toBe(false);
  });

  it('trusts nobody while there is no window', async () => {
    window = null;
    expect(await send(own, own.mainFrame)).toBe(false);
  });

  it('trusts no frame that is gone', async () => {
    expect(await send(own, null)).toBe(false);
  });

  it.each(['https://renderer/index.html', 'app://renderer.evil/index.html', 'about:blank', ''])('trusts no page at %s', async (url) => {
    const strange = contentsAt(url);
    window = { webContents: strange } as unknown as BrowserWindow;
    expect(await send(strange, strange.mainFrame)).toBe(false);
  });

  it('and the router asks no handler for a sender that is not trusted', async () => {
    const count = vi.fn(async () => ({ count: 3 }));
    const routes = { 'calls.count': route(z.strictObject({}), z.object({ count: z.int() })) };
    answerRequests(createRouter({ routes, handlers: { 'calls.count': count }, onError: () => undefined }), () => window);
    const ask = (senderFrame: Frame) => channels.get('sidetone:request')?.({ sender: own, senderFrame }, 'calls.count', {});
    expect(await ask(own.subframe)).toMatchObject({ ok: false, error: { code: 'untrusted_sender' } });
    expect(count).not.toHaveBeenCalled();
    expect(await ask(own.mainFrame)).toEqual({ ok: true, json: '{"count":3}' });
  });
});
