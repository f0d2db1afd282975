import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { route } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import { createRouter } from './router.ts';
import { isTrustedSender } from './sender.ts';

const routes = {
  'calls.count': route(z.strictObject({ from: z.string() }), z.object({ count: z.int() })),
  'calls.break': route(z.strictObject({}), z.object({})),
};

function aRouter() {
  const count = vi.fn(async () => ({ count: 3 }));
  const onError = vi.fn();
  const router = createRouter({
    routes,
    handlers: {
      'calls.count': count,
      'calls.break': async () => {
        throw new Error('secret path in here');
      },
    },
    onError,
  });
  return { router, count, onError };
}

describe('router', () => {
  it('answers a known route from a trusted sender', async () => {
    const { router } = aRouter();
    expect(await router('calls.count', { from: 'x' }, true)).toEqual({ ok: true, value: { count: 3 } });
  });

  it.each([['constructor'], ['__proto__'], ['calls.remove'], [42], [null]])('refuses the unknown route %s', async (name) => {
    const { router } = aRouter();
    expect(await router(name, {}, true)).toMatchObject({ ok: false, error: { code: 'unknown_route' } });
  });

  it('asks no handler for an untrusted sender', async () => {
    const { router, count } = aRouter();
    expect(await router('calls.count', { from: 'x' }, false)).toMatchObject({ ok: false, error: { code: 'untrusted_sender' } });
    expect(count).not.toHaveBeenCalled();
  });

  it('refuses unknown keys and wrong types before the handler', async () => {
    const { router, count } = aRouter();
    expect(await router('calls.count', { from: 'x', extra: 1 }, true)).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(await router('calls.count', { from: 7 }, true)).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(count).not.toHaveBeenCalled();
  });

  it('keeps the words of an unexpected error out of the answer', async () => {
    const { router, onError } = aRouter();
    const answer = await router('calls.break', {}, true);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('secret path');
    expect(onError).toHaveBeenCalledOnce();
  });

  it('treats an answer that breaks the contract as a fault of ours', async () => {
    const router = createRouter({
      routes: { 'calls.count': routes['calls.count'] },
      handlers: { 'calls.count': async () => ({ count: 1.5 }) },
      onError: () => undefined,
    });
    expect(await router('calls.count', { from: 'x' }, true)).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('hands a typed error through whole', () => {
    expect(new AppError('offline', 'No answer', { tries: 2 }).toShape()).toEqual({ code: 'offline', message: 'No answer', details: { tries: 2 } });
  });
});

describe('sender', () => {
  const page = 'app://renderer/';
  it.each([
    ['our page in the main frame', { frameUrl: 'app://renderer/index.html#/calls', isMainFrame: true, isOwnWindow: true }, true],
    ['a subframe', { frameUrl: 'app://renderer/index.html', isMainFrame: false, isOwnWindow: true }, false],
    ['another window', { frameUrl: 'app://renderer/index.html', isMainFrame: true, isOwnWindow: false }, false],
    ['another page', { frameUrl: 'https://renderer/', isMainFrame: true, isOwnWindow: true }, false],
    ['a look-alike host', { frameUrl: 'app://renderer.evil/', isMainFrame: true, isOwnWindow: true }, false],
    ['a frame that is gone', { frameUrl: '', isMainFrame: true, isOwnWindow: true }, false],
  ])('%s', (_name, sender, trusted) => {
    expect(isTrustedSender(sender, page)).toBe(trusted);
  });
});
