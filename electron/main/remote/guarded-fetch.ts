import { createReach, isRefusal } from './reach.ts';
import { isVerdict } from './refresh-verdict.ts';

/** Statuses that come from something between here and the workspace, whatever was asked. */
const IN_BETWEEN = new Set([407, 408, 511]);

/** Longest a request may take before it counts as unanswered, in milliseconds. */
export const REQUEST_TIMEOUT_MS = 15_000;
/** How long refreshes pause after a 429 that does not say, and at most. */
const PAUSE_SECONDS = { unsaid: 5, most: 300 };

export interface FetchHears {
  /** The workspace answers, or does not: no network, something in between, or one that refuses everything. */
  readonly reached: (online: boolean) => void;
  /** What each answer said of waiting, its Retry-After header, by the path that was asked. */
  readonly asked?: (path: string, retryAfter: string | null) => void;
}

/**
 * fetch with a time limit, a word to whoever shows the network's state, and a guard for the session: supabase-js
 * deletes it when a refresh is answered by anything but a new session, so only the auth server's own word may end it
 * (refresh-verdict.ts) and everything else counts as "no network".
 */
export function guardedFetch(hears: FetchHears, base: typeof fetch = fetch, timeoutMs = REQUEST_TIMEOUT_MS): typeof fetch {
  const reach = createReach(hears.reached);
  let refreshNotBefore = 0;
  const unreached = (why: string): TypeError => {
    reach.missed();
    return new TypeError(`fetch failed: ${why}`);
  };
  const send: typeof fetch = async (input, init) => {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    try {
      return await whole(await base(input, { ...init, signal }));
    } catch (error) {
      if (!init?.signal?.aborted) reach.missed();
      throw error;
    }
  };
  return async (input, init) => {
    const { path, isToken, isRefresh } = kindOf(urlOf(input));
    if (isRefresh && isHeld(refreshNotBefore)) throw unreached('the auth server asked to wait');
    const response = await send(input, init);
    hears.asked?.(path, response.headers.get('retry-after'));
    if (isRefresh && response.status === 429) refreshNotBefore = Date.now() + pauseOf(response) * 1000;
    if (isRefresh ? !(await isVerdict(response)) : isInBetween(response)) throw unreached(`${response.status} is no answer of the workspace`);
    const answer = isToken && response.ok ? await withoutServerClock(response).catch(() => null) : response;
    if (!answer) throw unreached('the answer broke off');
    // A sign-in that is slowed down is the auth server speaking to this person.
    if (isRefusal(answer.status) && !(isToken && answer.status === 429)) reach.refused(path);
    else reach.answered(path);
    return answer;
  };
}

function urlOf(input: Parameters<typeof fetch>[0]): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

function kindOf(url: string): { path: string; isToken: boolean; isRefresh: boolean } {
  const { pathname, searchParams } = new URL(url);
  const isToken = pathname.endsWith('/auth/v1/token');
  return { path: pathname, isToken, isRefresh: isToken && searchParams.get('grant_type') === 'refresh_token' };
}

const typeOf = (response: Response): string => response.headers.get('content-type') ?? '';

/** A page where data was asked for: a captive portal or a proxy. A server error stays one, page or not. */
const isInBetween = (response: Response): boolean =>
  IN_BETWEEN.has(response.status) || (typeOf(response).includes('html') && response.status < 500);

/** A time further off than any pause was noted before the clock was set back. */
const isHeld = (notBefore: number): boolean => Date.now() < notBefore && notBefore - Date.now() <= PAUSE_SECONDS.most * 1000;

function pauseOf(response: Response): number {
  const said = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Math.min(Number.isFinite(said) && said > 0 ? said : PAUSE_SECONDS.unsaid, PAUSE_SECONDS.most);
}

/** Statuses that come without a body. */
const BODILESS = new Set([204, 205, 304]);

/** An answer that has come whole. Rejects where it breaks off: then it is none, whatever its status. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const body = await response.arrayBuffer();
  return new Response(BODILESS.has(status) ? null : body, { status, statusText, headers });
}

/**
 * A token answer without `expires_at`, which supabase-js would compare with this machine's clock: one that runs two
 * hours fast refreshes at every read. Without it `expires_in` is counted from the clock it is compared with.
 */
async function withoutServerClock(response: Response): Promise<Response> {
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null) throw new TypeError('A token answer is an object.');
  const { expires_at: _serverTime, ...session } = body as Record<string, unknown>;
  return new Response(JSON.stringify(session), { status: response.status, headers: { 'content-type': 'application/json' } });
}
