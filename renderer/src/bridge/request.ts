import type { AppRequest, RouteInput, RouteName, RouteOutput } from '../../../core/contract/index.ts';
import { AppError, unpackEnvelope } from '../../../core/contract/errors.ts';
import { api } from './api.ts';

/** Asks main. Gives the value, or throws the AppError that the envelope carried. */
export const request: AppRequest = async <K extends RouteName>(name: K, input: RouteInput<K>): Promise<RouteOutput<K>> => {
  const answer = unpackEnvelope(await api().request(name, input));
  if (answer.ok) return answer.value as RouteOutput<K>;
  const { code, message, details } = answer.error;
  throw new AppError(code, message, details);
};

/** Any thrown thing as an AppError, so that screens decide on codes only. */
export const toAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('internal', error instanceof Error ? error.message : String(error));
