import { CRITERIA, CRITERION_KEYS, type CriterionKey } from '../../../core/qci/criteria.ts';
import type { OverrideReason } from '../../../core/qci/override.ts';
import type { DemoAnalysis } from './call-analysis.ts';
import type { UserKey } from './people.ts';
import type { DemoReview } from './reviews.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A value that a person gave in the judge's place, and that counts. */
export interface DemoOverride {
  part: CriterionKey;
  by: UserKey;
  at: string;
  value: number;
  reason: OverrideReason;
  note: string | null;
}

/** So many points apart a person says so in the score, and not only in his review. */
const WORTH = 2;

/** Why people of the demo correct the judge, the commoner the oftener, and what some of them write about it. */
const REASONS: readonly { reason: OverrideReason; times: number; notes: readonly string[] }[] = [
  { reason: 'missed_moment', times: 5, notes: ['The question before it already answers this.', 'She agrees twice, the second time unasked.'] },
  { reason: 'rubric_unclear', times: 3, notes: ['Is a promise to call back a callback? The rubric does not say.'] },
  { reason: 'wrong_quote', times: 2, notes: ['That is the customer, not the agent.'] },
  { reason: 'transcription_error', times: 2, notes: ['The recording says “no”, the transcript “know”.'] },
  { reason: 'policy', times: 1, notes: ['Nobody may promise a price on the phone.'] },
  { reason: 'other', times: 1, notes: ['He laughs here; a text has no laugh.'] },
];
const DRAWN = REASONS.flatMap((one) => Array.from({ length: one.times }, () => one));

/**
 * What whoever reviewed a call last corrected in its score: mostly something, and the criteria in which he is furthest from the judge,
 * at the values of his review. Nothing where they are of one mind.
 */
export function overridesOf(analysis: DemoAnalysis | null, reviews: readonly DemoReview[], random: SeededRandom): DemoOverride[] {
  const last = reviews.at(-1);
  if (analysis === null || last === undefined || !random.chance(0.9)) return [];
  const gap = (key: CriterionKey): number => Math.abs(last.scores[key] - analysis.evidence.criteria[key].score);
  const furthest = CRITERION_KEYS.filter((key) => gap(key) >= WORTH).toSorted((one, other) => gap(other) / CRITERIA[other].max - gap(one) / CRITERIA[one].max);
  return furthest.slice(0, random.pick([1, 2, 2, 3])).map((part) => {
    const { reason, notes } = random.pick(DRAWN);
    return { part, by: last.by, at: last.at, value: last.scores[part], reason, note: reason === 'other' || random.chance(0.4) ? random.pick(notes) : null };
  });
}
