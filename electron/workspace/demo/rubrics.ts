import { DEFAULT_RUBRIC, type Rubric } from '../../../core/qci/rubric.ts';
import { DEMO_ORGANIZATIONS, type OrganizationKey, type UserKey } from './people.ts';

/** A row of `rubrics`: what an organization measured its calls by from a day on. */
export interface DemoRubric {
  organizationKey: OrganizationKey;
  version: number;
  content: Rubric;
  note: string;
  createdBy: UserKey;
  createdAt: string;
}

const DAY_MS = 86_400_000;
/** The latest version is so many days old; scores of older calls carry the one before it. */
export const RUBRIC_V3_DAYS = 20;

/** The three rubrics of the first organization; the last one says what its settings say. */
export function demoRubrics(now: Date): DemoRubric[] {
  const { settings } = DEMO_ORGANIZATIONS.find(({ key }) => key === 'brightwater') ?? {};
  if (!settings) return [];
  const latest: Rubric = {
    ...DEFAULT_RUBRIC, version: '3', bands: settings.bands, minCustomerWords: settings.min_customer_words, brandTerms: settings.brand_terms, forbiddenPhrases: settings.forbidden_phrases,
  };
  const earlier: Rubric = {
    ...latest, version: '2', forbiddenPhrases: settings.forbidden_phrases.slice(0, 3),
    criteria: { ...latest.criteria, compliance: 'The agent respects resistance and does not argue.', flow: 'The conversation goes forward, without loops and long gaps.' },
  };
  const first: Rubric = {
    ...earlier, version: '1', bands: { pass: 85, review: 60 }, withoutObjection: { recognition: 4, compliance: 7, alternatives: 3 }, forbiddenPhrases: settings.forbidden_phrases.slice(0, 1),
    outcomeTiers: { meeting: [26, 30], warm_lead: [18, 25], callback: [11, 17], information: [6, 10], nothing: [0, 5] },
  };
  const written = (content: Rubric, days: number, note: string): DemoRubric => ({
    organizationKey: 'brightwater', version: Number(content.version), content, note, createdBy: 'lena', createdAt: new Date(now.getTime() - days * DAY_MS).toISOString(),
  });
  return [
    written(latest, RUBRIC_V3_DAYS, 'Phrases from the complaints of last month; a no is a no.'),
    written(earlier, 96, 'Pass from 80: 85 left nothing to learn from. A callback is worth less.'),
    written(first, 128, 'Taken over from the score sheet.'),
  ];
}
