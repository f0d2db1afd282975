import { z } from 'zod';

const KEY = 'sidetone.position';

const positionSchema = z.object({ callId: z.string(), seconds: z.number().nonnegative() });

const read = (): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
};

/** Keeps how far the call on screen was heard. It outlives the page in its window, and no other call, and holds no words. */
export const keepPosition = (callId: string, seconds: number): void =>
  sessionStorage.setItem(KEY, JSON.stringify({ callId, seconds }));

/** Has a call open where the search found its words; one that was found by its summary opens at its start. */
export const openAtMatch = (row: { readonly id: string; readonly matchStartMs: number | null }): void => {
  if (row.matchStartMs !== null) keepPosition(row.id, row.matchStartMs / 1000);
};

/** Where a call was when its page went, in seconds; its start where another call was on screen since, or none. */
export const keptPosition = (callId: string): number => {
  const { data } = positionSchema.safeParse(read());
  return data?.callId === callId ? data.seconds : 0;
};

/** Says that no call is on screen. */
export const forgetPosition = (): void => sessionStorage.removeItem(KEY);
