/** How long a workspace asked to be left alone, by the last part of the path that was asked, in milliseconds. */
type Waits = Map<string, number>;

const waitsOf = new WeakMap<object, Waits>();

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Notes Retry-After of each answer (seconds or an HTTP date) for a client that is about to be made; supabase-js drops headers. */
export function rememberWaits(): { readonly note: (path: string, retryAfter: string | null) => void; readonly belongTo: (client: object) => void } {
  const waits: Waits = new Map();
  return {
    note: (path, retryAfter) => {
      const ms = millisecondsOf(retryAfter);
      if (ms === null) waits.delete(lastPart(path));
      else waits.set(lastPart(path), ms);
    },
    belongTo: (client) => void waitsOf.set(client, waits),
  };
}

/** What the last answer of a function asked for; null where it asked for nothing. */
export const waitOf = (client: object, name: string): number | null => waitsOf.get(client)?.get(name) ?? null;

function millisecondsOf(retryAfter: string | null): number | null {
  if (retryAfter === null) return null;
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, 3_600_000) : null;
}
