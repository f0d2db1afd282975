import { CRITERIA, MENTION_POINTS, TONE_MAX, type CriterionKey } from '../criteria.ts';
import type { CriterionOpinion } from '../judge/judgment.ts';
import { TONE_WITH_FORBIDDEN } from './brand.ts';
import { points } from './points.ts';
import type { Reading } from './reading.ts';
import type { Signals } from './signals.ts';

/** What an agent did well or badly shows in all of these; the balance of talk is computed, and the outcome is agreed on or not. */
type Judged = Exclude<CriterionKey, 'talk_balance' | 'outcome'>;

const ALWAYS = ['flow', 'engagement', 'brand'] as const satisfies readonly Judged[];
const WITH_OBJECTIONS = ['recognition', 'compliance', 'alternatives'] as const satisfies readonly Judged[];

/** The share of its points that calls usually have, and how much of what a call lies above or below that goes to each of its criteria. */
const USUAL = 0.64;
const WEIGHT = 0.35;

/**
 * The criteria of one call go together: who presses on does not listen either, though only the one has left a mark in the words. So each
 * moves some way towards how the call is as a whole. What the rubric gives where nobody objected stays, and so does the mention of the brand.
 */
export function together(criteria: Readonly<Record<Judged, CriterionOpinion>>, { metrics }: Reading, { objections }: Signals): Record<Judged, CriterionOpinion> {
  const mention = metrics.brandMentions.length > 0 ? MENTION_POINTS : 0;
  const keys: readonly Judged[] = objections.length > 0 ? [...ALWAYS, ...WITH_OBJECTIONS] : ALWAYS;
  const own = (key: Judged): { least: number; most: number; whole: number } =>
    key === 'brand' ? { least: mention, most: metrics.forbidden.length > 0 ? TONE_WITH_FORBIDDEN : TONE_MAX, whole: TONE_MAX } : { least: 0, most: CRITERIA[key].max, whole: CRITERIA[key].max };
  const share = keys.reduce((sum, key) => sum + (criteria[key].score - own(key).least) / own(key).whole, 0) / keys.length;
  const moved = Object.fromEntries(
    keys.map((key) => {
      const { least, most, whole } = own(key);
      return [key, { ...criteria[key], score: least + points(criteria[key].score - least + WEIGHT * whole * (share - USUAL), most) }];
    }),
  );
  return { ...criteria, ...moved };
}
