import type { OutcomeTier } from '../../calls/outcome-tier.ts';
import { cutText, storableText } from '../../text/storable.ts';
import type { Turn } from '../../transcript/turn.ts';
import { bandOf } from '../band.ts';
import { CRITERIA, CRITERION_KEYS, dimensionScores, MENTION_POINTS, TONE_MAX, totalScore, type CriterionKey, type CriterionScores } from '../criteria.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { verifyQuote } from '../evidence/verify-quote.ts';
import type { CallMetrics } from '../metrics/call-metrics.ts';
import { tierOfPoints, type Rubric } from '../rubric.ts';
import { balancePoints } from './balance-points.ts';
import type { Clamp, CriterionOpinion, Doubt, JudgedCriterion, Judgment, Opinion } from './judgment.ts';

/** What an opinion is checked against: the call, what was computed of it, and the rubric. */
export interface Checked {
  readonly turns: readonly Turn[];
  readonly metrics: CallMetrics;
  readonly rubric: Rubric;
  /** Doubts that stand before the opinion is looked at, such as instructions in the transcript. */
  readonly doubts: readonly Doubt[];
}

const MOST_TIPS = 3;
const MOST_MOMENTS = 8;
const LONGEST = { reason: 600, tip: 300, label: 120 } as const;

/**
 * Turns an opinion into a judgment: every quote is checked, every score held to its range, to the brand, to its evidence and to its
 * tier; the total is summed, and a pass that rests on nothing found becomes one for review. No judge can talk its way past this.
 */
export function checkOpinion(opinion: Opinion, checked: Checked): Judgment {
  const criteria = Object.fromEntries(CRITERION_KEYS.map((key) => [key, judged(key, opinion, checked)])) as Record<CriterionKey, JudgedCriterion>;
  const points = Object.fromEntries(CRITERION_KEYS.map((key) => [key, criteria[key].score])) as CriterionScores;
  const scores = dimensionScores(points);
  const total = totalScore(scores);
  const doubts = [...checked.doubts, ...doubtsOf(criteria, total, checked)];
  const band = bandOf(total, checked.rubric.bands);
  const known = new Set(checked.turns.map(({ index }) => index));
  return {
    scores,
    total,
    band: band === 'pass' && doubts.length > 0 ? 'review' : band,
    criteria,
    tier: tierHeld(opinion.tier, points.outcome, checked.rubric),
    coachingTips: opinion.coachingTips.map((tip) => clean(tip, LONGEST.tip)).filter((tip) => tip !== '').slice(0, MOST_TIPS),
    keyMoments: opinion.keyMoments
      .map(({ turn, label }) => ({ turn, label: clean(label, LONGEST.label) }))
      .filter(({ turn, label }) => label !== '' && known.has(turn))
      .slice(0, MOST_MOMENTS),
    doubts,
  };
}

/** A tier whose only evidence was not found is no better than the points that are left of it. */
function tierHeld(tier: OutcomeTier, score: number, rubric: Rubric): OutcomeTier {
  return score < rubric.outcomeTiers[tier][0] ? tierOfPoints(rubric, score) : tier;
}

/** One line of at most so many characters, cut between two signs; nothing in it that the database refuses. */
function clean(text: string, longest: number): string {
  return cutText(storableText(text).normalize('NFC').replaceAll(/\s+/gu, ' ').trim(), longest).trim();
}

function judged(key: CriterionKey, opinion: Opinion, checked: Checked): JudgedCriterion {
  const given = opinion.criteria[key];
  const evidence = given.evidence.map((cited): Evidence => ({ ...cited, state: verifyQuote(checked.turns, cited).state }));
  let score = given.score;
  let by: Clamp | null = null;
  for (const [limit, reason] of limitsOf(key, opinion, evidence, checked)) {
    const held = limit(score);
    if (held !== score) by = reason;
    score = held;
  }
  const clamped = by === null || score === given.score ? null : { from: readable(given), by };
  return { score, max: CRITERIA[key].max, reason: clean(given.reason, LONGEST.reason), evidence, clamped };
}

type Limit = readonly [(score: number) => number, Clamp];

/** What a criterion's score is held to, in this order. */
function limitsOf(key: CriterionKey, { tier }: Opinion, evidence: readonly Evidence[], { metrics, rubric }: Checked): Limit[] {
  const { max } = CRITERIA[key];
  const [least, most] = rubric.outcomeTiers[tier];
  const isNamed = metrics.brandMentions.length > 0;
  return [
    [(score) => (Number.isFinite(score) ? Math.round(Math.min(max, Math.max(0, score))) : 0), 'range'],
    ...(key === 'talk_balance' ? [[() => balancePoints(metrics.talkShare?.agentRatio ?? 0), 'computed'] as const] : []),
    ...(key === 'brand' && !isNamed ? [[(score: number) => Math.min(score, TONE_MAX), 'no_mention'] as const] : []),
    ...(key === 'outcome' ? [[(score: number) => Math.min(most, Math.max(least, score)), 'outside_tier'] as const] : []),
    ...(key !== 'talk_balance' && isAllMissing(evidence) ? [[(score: number) => Math.min(score, Math.floor(max / 2)), 'unverified'] as const] : []),
  ];
}

/** A score that is no number is kept as 0: jsonb has no other word for it. */
const readable = ({ score }: CriterionOpinion): number => (Number.isFinite(score) ? score : 0);

const isAllMissing = (evidence: readonly Evidence[]): boolean => evidence.length > 0 && evidence.every(({ state }) => state === 'not_found');

/** Criteria whose points are computed or follow from the rubric, so that no quote has to stand for them. */
function needsEvidence(key: CriterionKey, criterion: JudgedCriterion, rubric: Rubric): boolean {
  if (key === 'talk_balance') return false;
  if (key === 'recognition' || key === 'compliance' || key === 'alternatives') return criterion.score > rubric.withoutObjection[key];
  return true;
}

function doubtsOf(criteria: Readonly<Record<CriterionKey, JudgedCriterion>>, total: number, { rubric, metrics }: Checked): Doubt[] {
  if (total < rubric.bands.pass) return [];
  const mention = metrics.brandMentions.length > 0 ? MENTION_POINTS : 0;
  const pointsWithout = (isLeftOut: (key: CriterionKey, one: JudgedCriterion) => boolean): number =>
    CRITERION_KEYS.filter((key) => isLeftOut(key, criteria[key])).reduce((sum, key) => sum - criteria[key].score + (key === 'brand' ? Math.min(criteria[key].score, mention) : 0), total);
  const worn = wornQuotes(criteria);
  const isBare = (key: CriterionKey, one: JudgedCriterion): boolean => needsEvidence(key, one, rubric) && !one.evidence.some((piece) => supports(key, piece, worn));
  return [
    ...(pointsWithout((_, { evidence }) => isAllMissing(evidence)) < rubric.bands.pass ? (['unverified_pass'] as const) : []),
    ...(pointsWithout(isBare) < rubric.bands.pass ? (['no_evidence'] as const) : []),
  ];
}

/** What the agent did is shown by what the agent said; what came of it, by either side. One line cannot stand for everything. */
function supports(key: CriterionKey, { state, speaker, turn, quote }: Evidence, worn: ReadonlySet<string>): boolean {
  return state !== 'not_found' && (speaker === 'agent' || key === 'outcome') && !worn.has(`${turn} ${quote}`);
}

/** A quote that so many criteria lean on says nothing about any of them. */
const WORN_BY = 4;

function wornQuotes(criteria: Readonly<Record<CriterionKey, JudgedCriterion>>): Set<string> {
  const uses = new Map<string, number>();
  for (const key of CRITERION_KEYS) {
    for (const cited of new Set(criteria[key].evidence.map(({ turn, quote }) => `${turn} ${quote}`))) uses.set(cited, (uses.get(cited) ?? 0) + 1);
  }
  return new Set([...uses].filter(([, count]) => count >= WORN_BY).map(([cited]) => cited));
}
