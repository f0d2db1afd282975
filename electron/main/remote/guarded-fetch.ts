/** Answers of gateways and captive portals that say nothing about the session itself. */
const NOT_A_VERDICT = new Set([403, 407, 408, 425, 429, 511]);

/** Longest a request may take before it counts as unanswered, in milliseconds. */
export const REQUEST_TIMEOUT_MS = 15_000;

export interface FetchHears {
  /** A request reached the server, or did not. */
  readonly reached: (online: boolean) => void;
}

/**
 * fetch with a time limit, a word to whoever shows the network's state, and one guard: supabase-js deletes the session
 * when a refresh is answered by a proxy's error page. Only JSON from the auth server may end a session; everything else
 * counts as "no network".
 */
export function guardedFetch(hears: FetchHears, base: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const limit = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    let response: Response;
    try {
      response = await base(input, { ...init, signal });
    } catch (error) {
      if (!init?.signal?.aborted) hears.reached(false);
      throw error;
    }
    if (urlOf(input).includes('/auth/v1/token') && !isVerdict(response)) {
      hears.reached(false);
      throw new TypeError(`fetch failed: ${response.status} is no answer of the auth server`);
    }
    hears.reached(true);
    return response;
  };
}

function urlOf(input: Parameters<typeof fetch>[0]): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

function isVerdict(response: Response): boolean {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return isJson && !NOT_A_VERDICT.has(response.status);
}
