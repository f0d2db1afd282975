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
    const isNamed = url.hostname.includes('.') || isLocal;
    return allowed && isNamed && !url.username && !url.password ? url.origin : null;
  } catch {
    return null;
  }
}

const fault = (result: Exclude<ProjectCheck['result'], 'ok'>, detail: string): ProjectCheck => ({ result, detail });

/**
 * Looks whether an address and a public key belong to a Supabase project with our migrations: reachable? a Supabase?
 * the right key? our functions there? Each failure has its own code. Sends nothing but the key, and only to the address
 * that was typed: a redirect is not followed.
 */
export async function checkProject(project: { url: string; key: string }, base: typeof fetch = fetch, timeoutMs = TIMEOUT_MS): Promise<ProjectCheck> {
  const origin = projectOrigin(project.url);
  if (!origin) return fault('bad-address', project.url.slice(0, 200));
  const key = project.key.trim();
  if (isSecretKey(key)) return fault('secret-key', '');
  if (!/^[\x21-\x7e]+$/.test(key)) return fault('wrong-key', '');
  const ask = (path: string, init: RequestInit): Promise<Response> =>
    base(`${origin}${path}`, { ...init, headers: { apikey: key, 'content-type': 'application/json' }, signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' });
  const started = Date.now();
  try {
    const refused = await readSettings(await ask('/auth/v1/settings', {}));
    if (refused) return refused;
    const probe = await ask('/rest/v1/rpc/schema_version', { method: 'POST', body: '{}' });
    return await readProbe(probe, (Date.now() - started) / 2);
  } catch (error) {
    return fault('unreachable', error instanceof Error ? error.message : '');
  }
}

async function bodyOf(answer: Response): Promise<Record<string, unknown> | null> {
  const body: unknown = await answer.json().catch((error: unknown) => {
    if (error instanceof SyntaxError) return null;
    throw error;
  });
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;
}

/** Nothing was said of the project: it is down or paused, or asks to be left alone for a while. */
const saysNothing = (status: number): boolean => status >= 500 || [402, 408, 425, 429].includes(status);

/** An auth server answers its settings, which name the ways to sign in; null where it did. */
async function readSettings(settings: Response): Promise<ProjectCheck | null> {
  const body = await bodyOf(settings);
  if (saysNothing(settings.status)) return fault('unreachable', String(settings.status));
  if (body && (settings.status === 401 || settings.status === 403)) return fault('wrong-key', '');
  return settings.ok && body && 'external' in body ? null : fault('not-supabase', String(settings.status));
}

/** A function that is there answers "permission denied" to a stranger; one that is not is unknown to PostgREST. */
async function readProbe(probe: Response, latencyMs: number): Promise<ProjectCheck> {
  const code = (await bodyOf(probe))?.['code'];
  if (saysNothing(probe.status)) return fault('unreachable', String(probe.status));
  if (code === 'PGRST202' || code === '42883') return fault('no-migrations', '');
  if (code !== '42501') return probe.status === 401 ? fault('wrong-key', '') : fault('not-supabase', String(probe.status));
  const offset = Date.parse(probe.headers.get('date') ?? '') - Date.now();
  return { result: 'ok', latencyMs, serverClockOffsetMs: Number.isFinite(offset) ? offset : null };
}
