import { z } from 'zod';
import { OUTCOME_TIERS, type OutcomeTier } from '../calls/outcome-tier.ts';
import { DEFAULT_THRESHOLDS } from './band.ts';
import { CRITERIA, CRITERION_KEYS, TIER_POINTS, type CriterionKey } from './criteria.ts';

const MOST_TERMS = 200;

/** As the workspace's settings take them: a term of 1 to 200 characters. */
const term = z.string().trim().min(1).max(200);
const terms = z.array(term).max(MOST_TERMS);
const points = (key: CriterionKey) => z.int().min(0).max(CRITERIA[key].max);
const tierPoints = z.tuple([z.int().min(0).max(30), z.int().min(0).max(30)]);

/**
 * What a score is measured by. It is data with a version: two scores can be compared only where their versions agree. The
 * points of each criterion are fixed by the database's own limits; everything else here is the organization's.
 */
export const rubricSchema = z
  .strictObject({
    version: z.string().trim().min(1).max(40),
    bands: z.strictObject({ pass: z.int().min(1).max(100), review: z.int().min(0).max(99) }),
    /** Words the customer must have said for a call to be scored at all. */
    minCustomerWords: z.int().min(0).max(1000),
    brandTerms: terms,
    forbiddenPhrases: terms,
    /** What a call earns in which nobody objected. */
    withoutObjection: z.strictObject({ recognition: points('recognition'), compliance: points('compliance'), alternatives: points('alternatives') }),
    /** Least and most points of each tier, from the best down. */
    outcomeTiers: z.strictObject(Object.fromEntries(OUTCOME_TIERS.map((tier) => [tier, tierPoints])) as Record<OutcomeTier, typeof tierPoints>),
    /** What earns points, in words: read by people and by the model judge. */
    criteria: z.strictObject(Object.fromEntries(CRITERION_KEYS.map((key) => [key, z.string().trim().min(1).max(2000)])) as Record<CriterionKey, z.ZodString>),
  })
  .refine(({ bands }) => bands.review < bands.pass, { error: 'The threshold for review lies below the one for a pass', path: ['bands', 'review'] })
  .refine(({ outcomeTiers }) => coverEveryPoint(outcomeTiers), { error: 'The tiers follow each other from 30 down to 0 without a gap', path: ['outcomeTiers'] });

export type Rubric = z.infer<typeof rubricSchema>;

function coverEveryPoint(tiers: Readonly<Record<OutcomeTier, readonly [number, number]>>): boolean {
  let next: number = CRITERIA.outcome.max;
  for (const tier of OUTCOME_TIERS) {
    const [least, most] = tiers[tier];
    if (most !== next || least > most) return false;
    next = least - 1;
  }
  return next === -1;
}

/** The rubric of an organization that has not written one of its own; it knows no brand. */
export const DEFAULT_RUBRIC: Rubric = {
  version: 'default-1',
  bands: { ...DEFAULT_THRESHOLDS },
  minCustomerWords: 5,
  brandTerms: [],
  forbiddenPhrases: [],
  withoutObjection: { recognition: 7, compliance: 7, alternatives: 3 },
  outcomeTiers: {
    meeting: [...TIER_POINTS.meeting],
    warm_lead: [...TIER_POINTS.warm_lead],
    callback: [...TIER_POINTS.callback],
    information: [...TIER_POINTS.information],
    nothing: [...TIER_POINTS.nothing],
  },
  criteria: {
    talk_balance: 'The agent speaks 35 to 55 % of the time: 8 to 12 points. 20 to 35 % or 55 to 70 %: 4 to 8. Otherwise 0 to 4.',
    flow: 'The conversation goes forward: no loops, no repeated questions or pitches, no long gaps, nobody cut off.',
    engagement: 'The agent asks what matters, listens, and responds to what was said.',
    recognition: 'The agent hears resistance and names it in the customer’s sense.',
    compliance: 'The agent respects resistance: no pressure after a no, no argument, no blame.',
    alternatives: 'The agent offers another way that fits what the customer said.',
    brand: 'The brand is named by the agent: 10 points. The tone is professional and consistent, without a forbidden phrase: up to 10 more.',
    outcome: 'What the call achieved: a meeting booked, a warm lead, a callback agreed, information exchanged, or nothing.',
  },
};

/** The tier that so many points of the outcome belong to. */
export function tierOfPoints(rubric: Rubric, score: number): OutcomeTier {
  return OUTCOME_TIERS.find((tier) => score >= rubric.outcomeTiers[tier][0]) ?? 'nothing';
}
