import { createHmac } from 'node:crypto';
import { SESSION_KEY } from '../../../remote/client.ts';
import type { TokenStorage } from '../../sealed-session.ts';

/** The parts of a kept session that an experiment looks at. */
export interface KeptTokens { readonly access_token: string; readonly refresh_token: string; readonly expires_at: number }

/** What a device holds, or null where it holds nothing any more. */
export function keptIn(storage: TokenStorage): KeptTokens | null {
  const text = storage.getItem(SESSION_KEY);
  return text === null ? null : (JSON.parse(text) as KeptTokens);
}

const claimsOf = (token: string): Record<string, unknown> => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;

/** The session that a token is of. */
export const sessionIdOf = (tokens: KeptTokens): string => String(claimsOf(tokens.access_token)['session_id']);

/** Lets the kept access token run out, for the workspace and for a clock that is right. */
export function spendIn(storage: TokenStorage, jwtSecret: string): void {
  const kept = keptIn(storage);
  if (!kept) throw new Error('There is no session that could run out.');
  const endedAt = Math.round(Date.now() / 1000) - 60;
  const [head = ''] = kept.access_token.split('.');
  const body = Buffer.from(JSON.stringify({ ...claimsOf(kept.access_token), exp: endedAt })).toString('base64url');
  const seal = createHmac('sha256', jwtSecret).update(`${head}.${body}`).digest('base64url');
  storage.setItem(SESSION_KEY, JSON.stringify({ ...kept, access_token: `${head}.${body}.${seal}`, expires_at: endedAt }));
}
