/** Roles of a member, weakest last in power order: admin, editor, coach, reviewer, viewer. */
export type DemoRole = 'admin' | 'editor' | 'coach' | 'reviewer' | 'viewer';
export type OrganizationKey = 'brightwater' | 'north';
export type UserKey = 'lena' | 'tomas' | 'priya' | 'dana' | 'viktor';

export interface DemoOrganization {
  key: OrganizationKey;
  id: string;
  name: string;
  vapiOrgId: string;
  settings: {
    brand_terms: string[];
    forbidden_phrases: string[];
    bands: { pass: number; review: number };
    min_customer_words: number;
    timezone: string;
  };
}

export interface DemoUser {
  key: UserKey;
  id: string;
  name: string;
  email: string;
}

export interface DemoMembership {
  organizationKey: OrganizationKey;
  userKey: UserKey;
  role: DemoRole;
}

const SETTINGS: DemoOrganization['settings'] = {
  brand_terms: ['Brightwater', 'Ветролад', 'Nubelia'],
  forbidden_phrases: ['only today', 'limited program', 'только сегодня', 'вы не понимаете', 'oportunidad única'],
  bands: { pass: 80, review: 60 },
  min_customer_words: 5,
  timezone: 'Europe/Lisbon',
};

/** The agency whose three campaigns fill the first screen, and a small partner that shares two people with it. */
export const DEMO_ORGANIZATIONS: readonly DemoOrganization[] = [
  {
    key: 'brightwater',
    id: '5d0a0000-0000-4000-8000-000000000001',
    name: 'Brightwater Contact',
    vapiOrgId: '5d0a0000-0000-4000-8000-0000000000f1',
    settings: SETTINGS,
  },
  {
    key: 'north',
    id: '5d0a0000-0000-4000-8000-000000000002',
    name: 'Brightwater North',
    vapiOrgId: '5d0a0000-0000-4000-8000-0000000000f2',
    settings: { ...SETTINGS, brand_terms: ['Brightwater'], timezone: 'America/Chicago' },
  },
];

/** Five invented people, one for each role. */
export const DEMO_USERS: readonly DemoUser[] = [
  { key: 'lena', id: '5d0b0000-0000-4000-8000-000000000001', name: 'Lena Marsh', email: 'lena@brightwater.example' },
  { key: 'tomas', id: '5d0b0000-0000-4000-8000-000000000002', name: 'Tomás Vela', email: 'tomas@brightwater.example' },
  { key: 'priya', id: '5d0b0000-0000-4000-8000-000000000003', name: 'Priya Nandan', email: 'priya@brightwater.example' },
  { key: 'dana', id: '5d0b0000-0000-4000-8000-000000000004', name: 'Dana Whitlow', email: 'dana@brightwater.example' },
  { key: 'viktor', id: '5d0b0000-0000-4000-8000-000000000005', name: 'Viktor Hale', email: 'viktor@brightwater.example' },
];

/** Who holds which role where; two people are in both organizations with different roles. */
export const DEMO_MEMBERSHIPS: readonly DemoMembership[] = [
  { organizationKey: 'brightwater', userKey: 'lena', role: 'admin' },
  { organizationKey: 'brightwater', userKey: 'tomas', role: 'editor' },
  { organizationKey: 'brightwater', userKey: 'priya', role: 'coach' },
  { organizationKey: 'brightwater', userKey: 'dana', role: 'reviewer' },
  { organizationKey: 'brightwater', userKey: 'viktor', role: 'viewer' },
  { organizationKey: 'north', userKey: 'tomas', role: 'admin' },
  { organizationKey: 'north', userKey: 'dana', role: 'viewer' },
];
