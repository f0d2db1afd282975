import type { ProjectCheck } from '../../../core/contract/routes/session.ts';

const TIMEOUT_MS = 8_000;

/** Payload of a legacy JWT key, or null. Not verified: it only tells a person that the wrong key was pasted. */
function jwtRole(key: string): string | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof payload === 'object' && payload !== null && 'role' in payload ? String(payload.role) : null;
  } catch {
    return null;
  }
}

/** A key that opens every row; it must never enter a desktop app. */
export const isSecretKey = (key: string): boolean => key.startsWith('sb_secret_') || jwtRole(key) === 'service_role';

/** The address as typed, brought to an origin; null where it is none. Plain http only on this machine. */
export function projectOrigin(typed: string): string | null {
  const text = typed.trim();
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal);
    return allowed && url.hostname.length > 0 && !url.username && (url.hostname.includes('.') || isLocal) ? url.origin : null;
  } catch {
    return null;
  }
}

const fault = (result: Exclude<ProjectCheck['result'], 'ok'>, detail: string): ProjectCheck => ({ result, detail });

/**
 * Looks whether an address and a public key belong to a Supabase project with our migrations: reachable? a Supabase?
 * the right key? our functions there? Each failure has its own code. Sends nothing but the key.
 */
export async function checkProject(project: { url: string; key: string }, base: typeof fetch = fetch): Promise<ProjectCheck> {
  const origin = projectOrigin(project.url);
  if (!origin) return fault('bad-address', project.url.slice(0, 200));
  const key = project.key.trim();
  if (isSecretKey(key)) return fault('secret-key', '');
  const headers = { apikey: key, 'content-type': 'application/json' };
  const started = Date.now();
  let settings: Response;
  let probe: Response;
  try {
    settings = await base(`${origin}/auth/v1/settings`, { headers, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    if (settings.status === 401) return fault('wrong-key', '');
    if (!settings.ok || !settings.headers.get('content-type')?.includes('json')) return fault('not-supabase', String(settings.status));
    probe = await base(`${origin}/rest/v1/rpc/schema_version`, { method: 'POST', headers, body: '{}', signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  } catch (error) {
    return fault('unreachable', error instanceof Error ? error.message : '');
  }
  const latencyMs = (Date.now() - started) / 2;
  return readProbe(probe, latencyMs);
}

/** A function that is there answers "permission denied" to a stranger; one that is not is unknown to PostgREST. */
async function readProbe(probe: Response, latencyMs: number): Promise<ProjectCheck> {
  const body = (await probe.json().catch(() => null)) as { code?: string } | null;
  if (probe.status === 404 || body?.code === 'PGRST202') return fault('no-migrations', '');
  if (probe.status === 401 && body?.code !== '42501') return fault('wrong-key', '');
  const date = probe.headers.get('date');
  return { result: 'ok', latencyMs, serverClockOffsetMs: date ? Date.parse(date) - Date.now() : null };
}
