import { orgs } from '../../tests/world.ts';
import { type Actor, GUEST_EMAIL } from '../people.ts';
import { type HttpAttempt, httpAttempt, type Sent } from './request.ts';

/** What the backend keeps for itself. */
const doors: [string, string][] = [
  ['GET', '/auth/v1/admin/users'], ['POST', '/auth/v1/admin/users'], ['GET', '/auth/v1/admin/audit'],
  ['GET', '/_system/introspect'], ['GET', '/_system/config'], ['GET', '/rest/v1/'],
];

/** What a token's bearer may say of himself must open nothing: he says it, and then he reads. */
export function* onAccount(actor: Actor): Generator<HttpAttempt> {
  const claims = { organization_id: orgs[actor.target], org_id: orgs[actor.target], role: 'admin', is_admin: true };
  const reads: [string, Sent][] = [
    ['calls', { method: 'GET', path: '/rest/v1/calls?select=*' }], ['memberships', { method: 'GET', path: '/rest/v1/organization_members?select=*' }],
    ['invitations', { method: 'GET', path: '/rest/v1/organization_invitations?select=*' }], ['account', { method: 'GET', path: '/auth/v1/user' }],
    ['joining', { method: 'POST', path: '/rest/v1/rpc/accept_invitations', body: {} }],
  ];
  const said: [string, Sent][] = [
    ['metadata', { method: 'PUT', path: '/auth/v1/user', body: { data: claims } }],
    ['app metadata', { method: 'PUT', path: '/auth/v1/user', body: { data: claims, app_metadata: claims, role: 'service_role' } }],
    ['an address', { method: 'PUT', path: '/auth/v1/user', body: { email: GUEST_EMAIL } }],
    ['an invited address', { method: 'PUT', path: '/auth/v1/user', body: { email: `kept_${actor.target}_invited@example.com` } }],
  ];
  for (const [what, first] of said)
    for (const [then, second] of reads)
      yield httpAttempt(actor, { kind: 'action', verb: 'say of oneself', object: 'auth.users', columns: what, filter: then, echoes: true }, first, second);
  for (const [method, path] of doors)
    yield httpAttempt(actor, { kind: 'action', verb: method, object: 'auth.users', columns: '', filter: path, echoes: true },
      { method, path, ...(method === 'POST' ? { body: { email: 'taken@example.com' } } : {}) });
}
