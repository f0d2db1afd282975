import { describe, expect, it, vi } from 'vitest';
import { AppError, type AppErrorCode } from '../../../../core/contract/errors.ts';
import { doubting } from './doubting.ts';

const refused = (code: AppErrorCode) => Promise.reject(new AppError(code, code));

describe('a refusal', () => {
  it.each<AppErrorCode>(['forbidden', 'not_found'])('%s has the workspace asked for the memberships before it is passed on', async (code) => {
    const order: string[] = [];
    const doubted = doubting(async () => {
      await Promise.resolve();
      order.push('asked');
    });
    await doubted(refused(code)).catch((error: unknown) => order.push((error as AppError).code));
    expect(order).toEqual(['asked', code]);
  });

  it('of many questions at once has it asked once, and of a later one again', async () => {
    const ask = vi.fn(async () => undefined);
    const doubted = doubting(ask);
    await Promise.allSettled([doubted(refused('forbidden')), doubted(refused('forbidden')), doubted(refused('not_found'))]);
    expect(ask).toHaveBeenCalledOnce();
    await Promise.allSettled([doubted(refused('forbidden'))]);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('stands as it is where the workspace cannot be asked', async () => {
    const doubted = doubting(() => Promise.reject(new AppError('offline', 'gone')));
    await expect(doubted(refused('forbidden'))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it.each<AppErrorCode>(['offline', 'workspace_unavailable', 'not_signed_in', 'rate_limited', 'internal'])('%s says nothing of the memberships', async (code) => {
    const ask = vi.fn(async () => undefined);
    await expect(doubting(ask)(refused(code))).rejects.toMatchObject({ code });
    expect(ask).not.toHaveBeenCalled();
  });

  it('is none where there is an answer', async () => {
    const ask = vi.fn(async () => undefined);
    expect(await doubting(ask)(Promise.resolve(7))).toBe(7);
    expect(ask).not.toHaveBeenCalled();
  });
});
