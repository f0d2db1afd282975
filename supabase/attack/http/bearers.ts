import { createHmac } from 'node:crypto';
import { keys } from '../../tests/lite.ts';
import { type Actor, actors, staff } from '../people.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(claims: Record<string, unknown>, secret: string, until: number): string {
  const now = Math.floor(Date.now() / 1000);
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ aud: 'authenticated', iat: now - 7200, exp: now + until, ...claims })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const admin = { sub: staff.b.admin, role: 'authenticated' };
const service = { sub: staff.b.admin, role: 'service_role' };
const unsigned = (claims: Record<string, unknown>): string => `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ aud: 'authenticated', exp: 4_000_000_000, ...claims })}.`;

/** Bearers that nobody gave out: whoever has one is to get nothing more than anon. */
const hostile: Record<string, (secret: string) => string> = {
  'a bearer of alg none': () => unsigned(admin),
  'a bearer of alg none for service_role': () => unsigned(service),
  'a bearer of another secret': () => signed(admin, 'another secret that is long enough to be one', 3600),
  'a bearer of another secret for service_role': () => signed(service, 'another secret that is long enough to be one', 3600),
  'a bearer signed with the publishable key': () => signed(service, keys.publishable, 3600),
  'a bearer that has expired': (secret) => signed(admin, secret, -3600),
  'a bearer that is no token': () => 'sb_secret_guess',
};

const strangers: Actor[] = Object.keys(hostile).map((name) => ({ name, dbRole: 'anon', id: null, claims: {}, settings: {}, memberships: {}, target: 'b', home: 'a' }));

/** Who attacks over HTTP: everybody who needs no setting of the connection, and those with bearers of their own making. */
export const callers: readonly Actor[] = [...actors.filter(({ settings }) => Object.keys(settings).length === 0), ...strangers];

/** What an actor sends as his bearer; null where the publishable key is all he has. */
export function bearerOf({ name, claims }: Actor, secret: string): string | null {
  const forge = hostile[name];
  if (forge) return forge(secret);
  return name === 'anon' ? null : signed(claims, secret, 3600);
}
