import { AppError } from '../../../core/contract/errors.ts';

/** The parts of an AuthError that are codes. */
interface AuthFailure {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly message: string;
}

/** A sign-in that failed, by status and code; supabase-js gives no status where no answer came. */
export function signInError({ status, code, message }: AuthFailure): AppError {
  if (!status) return new AppError('offline', message);
  if (status === 429) return new AppError('rate_limited', message);
  if (status >= 500) return new AppError('workspace_unavailable', message);
  if (status === 400 || status === 422) return new AppError('invalid_credentials', message, { code: code ?? '' });
  return new AppError('internal', message, { status });
}
