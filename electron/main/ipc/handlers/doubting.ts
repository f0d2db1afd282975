import { AppError, type AppErrorCode } from '../../../../core/contract/errors.ts';

/** What the workspace answers to somebody who is no longer a member: a list is refused, a call is not there. */
const MAY_BE_NO_MEMBER: ReadonlySet<AppErrorCode> = new Set<AppErrorCode>(['forbidden', 'not_found']);

/**
 * Takes a refusal for the sign that the person may have been removed, and has the workspace asked before it is passed
 * on, once for all that are refused at the same time. Where it cannot be asked, the refusal stands alone.
 */
export function doubting(askMembership: () => Promise<unknown>): <T>(answer: Promise<T>) => Promise<T> {
  let asking: Promise<void> | null = null;
  const ask = async (): Promise<void> => {
    try {
      await askMembership();
    } catch {
      // No answer is no verdict.
    } finally {
      asking = null;
    }
  };
  return (answer) =>
    answer.catch(async (error: unknown) => {
      if (error instanceof AppError && MAY_BE_NO_MEMBER.has(error.code)) await (asking ??= ask());
      throw error;
    });
}
