import { AppError, type AppErrorCode } from '../../../core/contract/errors.ts';

/** The parts of a PostgREST error that are codes; messages are only for the log. */
export interface RemoteFailure {
  readonly code?: string | undefined;
  readonly message: string;
}

const BY_CODE: ReadonlyMap<string, AppErrorCode> = new Map([
  ['42501', 'forbidden'],
  ['22023', 'bad_request'],
  ['22P02', 'bad_request'],
  ['PGRST301', 'not_signed_in'],
  ['PGRST302', 'not_signed_in'],
  ['PGRST303', 'not_signed_in'],
  ['PGRST202', 'workspace_unavailable'],
]);

/** Turns a failed REST answer into the app's own error, by code and HTTP status, never by the words. */
export function remoteError(status: number, failure: RemoteFailure): AppError {
  return new AppError(BY_CODE.get(failure.code ?? '') ?? byStatus(status), failure.message, { status, code: failure.code ?? '' });
}

function byStatus(status: number): AppErrorCode {
  if (status === 0) return 'offline';
  if (status === 401) return 'not_signed_in';
  if (status === 403) return 'forbidden';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate_limited';
  // 402: a project over its quota is switched off, like one that is paused.
  if (status === 402 || status >= 500) return 'workspace_unavailable';
  return 'internal';
}

const CUT_OFF: ReadonlySet<AppErrorCode> = new Set(['offline', 'workspace_unavailable', 'not_signed_in']);

/** Errors after which the cache may answer instead: the workspace was not reached, is not up, or ended the session. */
export function isCutOff(error: unknown): boolean {
  return error instanceof AppError && CUT_OFF.has(error.code);
}
