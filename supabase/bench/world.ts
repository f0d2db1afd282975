import { seededRandom } from '../../core/qci/seeded-random.ts';

/** Share of the calls that each organization has, in hundredths of a percent: the first has half, the last about one in eighty. */
const SHARES = [5000, 2000, 1000, 600, 400, 300, 200, 200, 180, 120];
const ASSISTANTS = 6;
const NUMBERS = 4;
const REVIEWERS = 5;

/** Thirteen whole months, so that a page, a month and the last 30 days lie in different ones. */
export const FIRST_DAY = '2025-10-01';
export const LAST_DAY = '2026-11-01';

const id = (kind: string, org: number, n: number) => `${kind}0000000-0000-4000-8000-${String(org).padStart(6, '0')}${String(n).padStart(6, '0')}`;

export interface Organization {
  readonly id: string;
  readonly assistants: readonly string[];
  /** Two versions of each assistant's prompt, in the assistants' order. */
  readonly prompts: readonly (readonly [string, string])[];
  readonly numbers: readonly string[];
  readonly reviewers: readonly string[];
}

const list = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n));

export const organizations: readonly Organization[] = SHARES.map((_, org) => ({
  id: id('1', org, 0),
  assistants: list(ASSISTANTS, (n) => id('3', org, n)),
  prompts: Array.from({ length: ASSISTANTS }, (__, n) => [id('4', org, 2 * n), id('4', org, 2 * n + 1)] as const),
  numbers: list(NUMBERS, (n) => id('5', org, n)),
  reviewers: list(REVIEWERS, (n) => id('2', org, n)),
}));

/** The organization with half of all calls, and who asks for it: its first reviewer, who is a coach there and a viewer in the last. */
export const half: Organization = organizations[0] as Organization;
export const person: string = half.reviewers[0] as string;

/** The organization of a call, by a random number. */
export function organizationOf(roll: number): Organization {
  let below = roll * 10_000;
  const found = SHARES.findIndex((share) => (below -= share) < 0);
  return organizations[found] as Organization;
}

/** Organizations, people, assistants, prompts and numbers, as one script. */
export function worldSql(): string {
  const rows = <T>(of: (org: Organization, n: number) => readonly T[], row: (item: T) => string) => organizations.flatMap((org, n) => of(org, n).map(row)).join(', ');
  const last = organizations.at(-1) as Organization;
  return `
    insert into auth.users (id) values ${rows((org) => org.reviewers, (user) => `('${user}')`)};
    insert into public.organizations (id, name, settings) values ${rows((org, n) => [[org.id, n] as const], ([org, n]) => `('${org}', 'Organization ${n}', '{"timezone": "America/New_York"}')`)};
    insert into public.organization_members (organization_id, user_id, role, display_name) values
      ${rows((org) => org.reviewers.map((user, n) => [org.id, user, n] as const), ([org, user, n]) => `('${org}', '${user}', '${['coach', 'admin'][n] ?? 'reviewer'}', 'Reviewer ${n}')`)};
    insert into public.organization_members (organization_id, user_id, role) values ('${last.id}', '${person}', 'viewer');
    insert into public.assistants (id, vapi_assistant_id, organization_id, name) values
      ${rows((org) => org.assistants.map((assistant, n) => [org.id, assistant, n] as const), ([org, assistant, n]) => `('${assistant}', '${assistant}', '${org}', 'Assistant ${n}')`)};
    insert into public.prompts (id, assistant_id, version, content) values
      ${rows((org) => org.prompts.flatMap(([a, b], n) => [[org.assistants[n], a, 1], [org.assistants[n], b, 2]] as const), ([assistant, prompt, version]) => `('${prompt}', '${assistant}', ${version}, 'You are version ${version}.')`)};
    insert into public.phone_numbers (id, vapi_phone_id, organization_id, phone_number) values
      ${rows((org) => org.numbers.map((number, n) => [org.id, number, n] as const), ([org, number, n]) => `('${number}', '${number}', '${org}', '+1555000${n}')`)};`;
}

/** Said in three calls of five, and in one of five thousand. */
export const COMMON = 'appointment';
export const RARE = 'quincunx';

const SYLLABLES = ['ba', 'co', 'di', 'fu', 'ga', 'he', 'lo', 'mi', 'no', 'pe', 'qua', 're', 'si', 'to', 'ul', 'ver', 'win', 'xo', 'ya', 'zen'];

/** Sentences of an invented language with some 4,000 words, few of them frequent, as in speech. */
export function sentences(seed: number): readonly string[] {
  const random = seededRandom(seed);
  const word = () => list(2 + Math.floor(random() * 3), () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] as string).join('');
  const words = list(4000, word);
  const said = () => words[Math.floor(random() ** 3 * words.length)] as string;
  return list(3000, () => `${list(5 + Math.floor(random() * 6), said).join(' ')}.`);
}
