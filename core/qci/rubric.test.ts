import { describe, expect, test } from 'vitest';

import { OUTCOME_TIERS } from '../calls/outcome-tier.ts';
import { DEFAULT_RUBRIC, rubricSchema, tierOfPoints, type Rubric } from './rubric.ts';

const accepts = (change: Partial<Record<keyof Rubric, unknown>>): boolean => rubricSchema.safeParse({ ...DEFAULT_RUBRIC, ...change }).success;
const tiers = (change: Partial<Rubric['outcomeTiers']>) => ({ outcomeTiers: { ...DEFAULT_RUBRIC.outcomeTiers, ...change } });

describe('the schema of a rubric', () => {
  test('accepts the default one as it is, also from JSON', () => {
    expect(rubricSchema.parse(DEFAULT_RUBRIC)).toEqual(DEFAULT_RUBRIC);
    expect(rubricSchema.parse(JSON.parse(JSON.stringify(DEFAULT_RUBRIC)))).toEqual(DEFAULT_RUBRIC);
  });

  test('accepts tiers drawn elsewhere that still follow each other', () => {
    expect(accepts(tiers({ meeting: [30, 30], warm_lead: [16, 29] }))).toBe(true);
  });

  test.each<[string, Partial<Rubric['outcomeTiers']>]>([
    ['a gap between two tiers', { warm_lead: [17, 24] }],
    ['an overlap of two tiers', { warm_lead: [16, 25] }],
    ['no tier for 30', { meeting: [25, 29] }],
    ['no tier for 0', { nothing: [1, 5] }],
    ['a tier upside down', { meeting: [30, 25] }],
    ['tiers in another order', { meeting: [16, 24], warm_lead: [25, 30] }],
    ['a tier of no points', { callback: [16, 15], information: [6, 15] }],
  ])('refuses %s', (_, change) => {
    expect(accepts(tiers(change))).toBe(false);
  });

  test.each([[80, 80], [60, 80]])('refuses a pass at %i and a review at %i', (pass, review) => {
    const parsed = rubricSchema.safeParse({ ...DEFAULT_RUBRIC, bands: { pass, review } });
    expect(parsed.error?.issues[0]?.path).toEqual(['bands', 'review']);
  });

  test.each<[string, Partial<Record<keyof Rubric, unknown>>]>([
    ['an empty term', { brandTerms: [' '] }],
    ['201 terms', { forbiddenPhrases: Array.from({ length: 201 }, (_, n) => `term ${n}`) }],
    ['more points than a criterion has', { withoutObjection: { recognition: 8, compliance: 7, alternatives: 3 } }],
    ['half a word', { minCustomerWords: 2.5 }],
    ['no version', { version: '' }],
    ['a criterion without words', { criteria: { ...DEFAULT_RUBRIC.criteria, flow: '' } }],
  ])('refuses %s', (_, change) => {
    expect(accepts(change)).toBe(false);
  });

  test('refuses what it does not know', () => {
    expect(rubricSchema.safeParse({ ...DEFAULT_RUBRIC, total: 100 }).success).toBe(false);
  });
});

test('points belong to the tier whose range holds them', () => {
  expect([30, 25, 24, 16, 15, 11, 10, 6, 5, 0].map((points) => tierOfPoints(DEFAULT_RUBRIC, points))).toEqual([
    'meeting', 'meeting', 'warm_lead', 'warm_lead', 'callback', 'callback', 'information', 'information', 'nothing', 'nothing',
  ]);
  for (const tier of OUTCOME_TIERS) for (const points of DEFAULT_RUBRIC.outcomeTiers[tier]) expect(tierOfPoints(DEFAULT_RUBRIC, points)).toBe(tier);
});
