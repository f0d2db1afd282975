import { orgs, people } from '../tests/world.ts';

export type Role = 'viewer' | 'reviewer' | 'coach' | 'editor' | 'admin';
/** An organization: two that are full, and a young one whose rows nothing refers to and whose admin is the only one. */
export type Side = 'a' | 'b' | 'c';
export type FullSide = 'a' | 'b';
export const ladder: readonly Role[] = ['viewer', 'reviewer', 'coach', 'editor', 'admin'];
export const rank = (role: Role | undefined): number => (role === undefined ? -1 : ladder.indexOf(role));

export const organizations: Record<Side, string> = { ...orgs, c: '00000001-0000-4000-8000-000000000003' };

const id = (n: number) => `00000008-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** One person for each role in each organization. */
export const staff: Record<FullSide, Record<Role, string>> = {
  a: { viewer: people.vic.id, reviewer: people.rex.id, coach: people.cora.id, editor: people.ed.id, admin: people.ann.id },
  b: { viewer: id(1), reviewer: id(2), coach: id(3), editor: id(4), admin: people.bob.id },
};

/** People who are there to be acted upon, and those whose standing is unusual. */
export const others = {
  secondAdmin: { a: id(11), b: id(12) },
  colleague: { a: id(21), b: id(22) },
  gone: id(30),
  duo: id(31),
  guest: id(32),
  founder: id(33),
} as const;

/** The address that both organizations have invited. */
export const GUEST_EMAIL = 'guest@example.com';
export const UNKNOWN = '00000009-0000-4000-8000-00000000dead';

/** Who attacks: the role of the database, what his token says, and what he really belongs to. */
export interface Actor {
  name: string;
  dbRole: 'anon' | 'authenticated';
  id: string | null;
  claims: Record<string, unknown>;
  settings: Record<string, string>;
  memberships: Partial<Record<Side, Role>>;
  /** The organization he goes for, and the one he names as his own. */
  target: FullSide;
  home: Side;
}

const otherSide = (side: FullSide): FullSide => (side === 'a' ? 'b' : 'a');

const signedIn = (name: string, user: string, memberships: Actor['memberships'], target: FullSide, more: Partial<Actor> = {}): Actor => ({
  name, dbRole: 'authenticated', id: user, memberships, target, home: otherSide(target), settings: {}, ...more,
  claims: { sub: user, role: 'authenticated', ...more.claims },
});

const forged = { organization_id: orgs.b, org_id: orgs.b, role: 'admin', is_admin: true };

const members = (side: FullSide): Actor[] => ladder.map((role) => signedIn(`${role} of ${side.toUpperCase()}`, staff[side][role], { [side]: role }, otherSide(side)));

export const actors: readonly Actor[] = [
  { name: 'anon', dbRole: 'anon', id: null, claims: { role: 'anon' }, settings: {}, memberships: {}, target: 'b', home: 'a' },
  { name: 'anon with a name', dbRole: 'anon', id: null, claims: { role: 'anon', sub: staff.b.admin }, settings: {}, memberships: {}, target: 'b', home: 'a' },
  signedIn('a person of no organization', people.nan.id, {}, 'b'),
  signedIn('a removed member of B', others.gone, {}, 'b'),
  ...members('a'),
  ...members('b'),
  signedIn('admin of A with forged claims', staff.a.admin, { a: 'admin' }, 'b', {
    claims: { ...forged, user_metadata: forged, app_metadata: forged, user_role: 'service_role', email: GUEST_EMAIL, role: 'authenticated' },
  }),
  // The setting may only narrow: naming another organization opens nothing there.
  signedIn('admin of A narrowed to B', staff.a.admin, { a: 'admin' }, 'b', { settings: { 'app.current_org_id': orgs.b } }),
  signedIn('admin of A with the settings of the writers', staff.a.admin, { a: 'admin' }, 'b', {
    settings: { 'app.history_writer': 'append', 'app.history_reason': 'other' },
  }),
  signedIn('admin of A who is viewer in B', others.duo, { a: 'admin', b: 'viewer' }, 'b'),
  signedIn('the only admin of a young organization', others.founder, { c: 'admin' }, 'b', { home: 'c' }),
];
