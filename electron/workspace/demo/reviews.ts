import { CRITERIA, CRITERION_KEYS, type CriterionKey } from '../../../core/qci/criteria.ts';
import type { DemoAnalysis } from './call-analysis.ts';
import type { UserKey } from './people.ts';
import { uuidV4, type SeededRandom } from './seeded-random.ts';

/** What one person decided about a call: a row of `call_reviews`. */
export interface DemoReview {
  id: string;
  by: UserKey;
  at: string;
  scores: Record<CriterionKey, number>;
  /** Whether the judge's scores were hidden from him. */
  wasBlind: boolean;
  seconds: number;
}

/** Who of the demo reviews, and how far each lies from what the others would say, in shares of a criterion's maximum. */
const TEMPERS: readonly { by: UserKey; shift: number; spread: number }[] = [
  { by: 'dana', shift: 0, spread: 0.34 },
  { by: 'priya', shift: -0.06, spread: 0.4 },
  { by: 'lena', shift: 0.04, spread: 0.44 },
  { by: 'tomas', shift: 0.05, spread: 0.6 },
];

/** How far the judge is off in a criterion, in shares of its maximum: it is too kind, above all about what a call achieved. */
const KINDNESS: Partial<Record<CriterionKey, number>> = { outcome: 0.12, engagement: 0.12, alternatives: 0.08, flow: -0.06 };

/**
 * The reviews of a call that was judged and that a person has looked at last, none of any other: his own, and one or two of colleagues before, Dana's always. All of them heard
 * the same call, so they are nearer to each other than to the judge; whoever had the judge's scores before him is drawn towards them.
 */
export function reviewsOf(analysis: DemoAnalysis | null, last: { by: UserKey; at: string } | null, random: SeededRandom): DemoReview[] {
  if (analysis === null || last === null) return [];
  const heard = heardIn(analysis, random);
  const analysedMs = Date.parse(analysis.analyzed_at);
  const others: UserKey[] = ['dana', ...random.shuffle<UserKey>(['priya', 'lena', 'tomas'])];
  const colleagues = others.filter((by) => by !== last.by).slice(0, random.pick([1, 1, 1, 2, 2]));
  const earlier = colleagues.map((by) => ({ by, at: new Date(analysedMs + Math.floor((0.1 + 0.8 * random.next()) * (Date.parse(last.at) - analysedMs))).toISOString() }));
  return [...earlier, last].map(({ by, at }) => reviewBy(by, at, analysis, heard, random));
}

/** What there was to hear, by criterion: shares of the maxima. */
function heardIn({ evidence }: DemoAnalysis, random: SeededRandom): Map<CriterionKey, number> {
  return new Map(CRITERION_KEYS.map((key) => [key, evidence.criteria[key].score / CRITERIA[key].max - (KINDNESS[key] ?? 0) + around(random) * 0.5]));
}

function reviewBy(by: UserKey, at: string, { evidence }: DemoAnalysis, heard: ReadonlyMap<CriterionKey, number>, random: SeededRandom): DemoReview {
  const { shift, spread } = TEMPERS.find((one) => one.by === by) ?? { shift: 0, spread: 0 };
  const wasBlind = random.chance(0.6);
  const scored = (key: CriterionKey): number => {
    const judged = evidence.criteria[key].score;
    // The share of talk is computed; nobody corrects it.
    if (key === 'talk_balance') return judged;
    const own = ((heard.get(key) ?? 0) + shift + around(random) * spread) * CRITERIA[key].max;
    return Math.min(CRITERIA[key].max, Math.max(0, Math.round(wasBlind ? own : (own + 2 * judged) / 3)));
  };
  const scores = Object.fromEntries(CRITERION_KEYS.map((key) => [key, scored(key)])) as Record<CriterionKey, number>;
  return { id: uuidV4(random), by, at, scores, wasBlind, seconds: random.int(24, wasBlind ? 130 : 80) };
}

/** A number between −1 and 1 that is mostly near 0. */
function around(random: SeededRandom): number {
  return (random.next() + random.next() + random.next()) / 1.5 - 1;
}
