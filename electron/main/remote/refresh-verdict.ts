/** What the auth server says where a refresh token, its session or its owner is no more (auth-js `ErrorCode`, GoTrue). */
const SESSION_OVER: ReadonlySet<unknown> = new Set([
  'refresh_token_not_found',
  'refresh_token_already_used',
  'session_not_found',
  'session_expired',
  'user_not_found',
  'user_banned',
  'bad_jwt',
]);

/** Statuses under which the auth server says so. */
export const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 404]);

/**
 * True where an answer to a refresh is the auth server's own word on the session: a new one whole, or a code that ends it.
 * Anything else (a gateway, a paused project, a portal, whatever its status) says nothing, and supabase-js would delete
 * the session over it. Leaves the body to be read.
 */
export async function isVerdict(response: Response): Promise<boolean> {
  const body = await jsonOf(response.clone());
  if (response.ok) return isText(body['access_token']) && isText(body['refresh_token']) && Number(body['expires_in']) > 0;
  if (!REFUSALS.has(response.status)) return false;
  return SESSION_OVER.has(body['error_code']) || SESSION_OVER.has(body['code']) || body['error'] === 'invalid_grant';
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
