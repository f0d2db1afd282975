import { createHash } from 'node:crypto';
import type { OutcomeTier } from '../../../core/calls/outcome-tier.ts';
import { CRITERIA, TIER_POINTS, type CriterionKey } from '../../../core/qci/criteria.ts';
import { balancePoints } from '../../../core/qci/judge/balance-points.ts';
import {
  type DialogueAnalysis,
  type EvidenceFault,
  type Language,
  type WrittenCriterion,
} from './dialogue.ts';
import { transcriptOf } from './call-payload.ts';
import { fillSlots, type CallScript } from './script-of-call.ts';
import { uuidV4, type SeededRandom } from './seeded-random.ts';

export interface DemoEvidence {
  /** Index into the turns of the call, speech and tools alike, in the order of time. */
  turn: number;
  quote: string;
  polarity: '+' | '-';
  /** What the analysis claims; planted faults claim `verified` too. */
  state: 'verified' | 'close' | 'not_found';
}

export interface DemoCriterion {
  score: number;
  max: number;
  reason: string;
  evidence: DemoEvidence[];
}

/** A row of `qci_analyses` without its ids. */
export interface DemoAnalysis {
  dynamics_score: number;
  objections_score: number;
  brand_score: number;
  outcome_score: number;
  qci_total_score: number;
  status: 'pass' | 'review' | 'fail';
  evidence: {
    agent_talk_ratio: number;
    agent_talk_ratio_basis: 'time';
    brand_mentions: number;
    outcomes: { tier: OutcomeTier; reason: string };
    criteria: Record<CriterionKey, DemoCriterion>;
  };
  coaching_tips: string[];
  key_moments: string[];
  ai_model: string;
  analysis_cost: number;
  tokens_used: number;
  analyzed_at: string;
  rubric_version: string;
  judge: string;
  model_parameters: { temperature: number; seed: number };
  prompt_version: number;
  transcript_hash: string;
  raw_analysis: Record<string, unknown>;
}

/** What the analysis needs to know beside the conversation itself. */
export interface AnalysisContext {
  written: DialogueAnalysis;
  brandTerms: readonly string[];
  bands: { pass: number; review: number };
  faults: readonly EvidenceFault[];
  /** Scores of a recorded call stay as written; the others vary by a point. */
  vary: boolean;
  promptVersion: number;
  analyzedAtMs: number;
  rubricVersion: string;
}

const MODELS = [
  { name: 'gpt-4o-mini', input: 0.15, output: 0.6, share: 0.8 },
  { name: 'gpt-4o', input: 2.5, output: 10, share: 1 },
] as const;

/** The agent's share of all speech, by time. */
export function agentTalkRatio(script: CallScript): number {
  let agent = 0;
  let all = 0;
  for (const turn of script.turns) {
    if (turn.kind === 'tool') continue;
    all += turn.endMs - turn.startMs;
    if (turn.speaker === 'agent') agent += turn.endMs - turn.startMs;
  }
  return all === 0 ? 0 : Math.round((agent / all) * 1000) / 1000;
}

/** The analysis of one call, with its dialogue's faults planted. */
export function analysisOf(script: CallScript, context: AnalysisContext, random: SeededRandom): DemoAnalysis {
  const ratio = agentTalkRatio(script);
  const mentions = brandMentions(script, context.brandTerms);
  const criteria = criteriaOf(script, context, ratio, mentions, random);
  const dynamics = criteria.talk_balance.score + criteria.flow.score + criteria.engagement.score;
  const objections = criteria.recognition.score + criteria.compliance.score + criteria.alternatives.score;
  const total = dynamics + objections + criteria.brand.score + criteria.outcome.score;
  const scores = {
    dynamics_score: dynamics,
    objections_score: objections,
    brand_score: criteria.brand.score,
    outcome_score: criteria.outcome.score,
    qci_total_score: total,
  };
  const fill = (text: string): string => fillSlots(text, script.slots);
  const content = {
    coaching_tips: context.written.coachingTips.map(fill),
    key_moments: context.written.keyMoments.map(fill),
  };
  const outcomes = { tier: context.written.tier, reason: criteria.outcome.reason };
  return {
    ...scores,
    status: total >= context.bands.pass ? 'pass' : total >= context.bands.review ? 'review' : 'fail',
    evidence: {
      agent_talk_ratio: ratio,
      agent_talk_ratio_basis: 'time',
      brand_mentions: mentions,
      outcomes,
      criteria,
    },
    ...content,
    ...stampOf(script, context, { scores, criteria, outcomes, ...content }, random),
  };
}

function brandMentions(script: CallScript, terms: readonly string[]): number {
  const spoken = script.turns
    .flatMap((turn) => (turn.kind === 'speech' && turn.speaker === 'agent' ? turn.text.toLowerCase() : []))
    .join('\n');
  return terms.reduce((sum, term) => sum + spoken.split(term.toLowerCase()).length - 1, 0);
}

function criteriaOf(
  script: CallScript,
  context: AnalysisContext,
  ratio: number,
  mentions: number,
  random: SeededRandom,
): Record<CriterionKey, DemoCriterion> {
  const written = (key: WrittenCriterion): DemoCriterion => {
    const one = context.written.criteria[key];
    const evidence = one.evidence.map((piece, index) => {
      const fault = context.faults.find((each) => each.criterion === key && each.evidenceIndex === index);
      const { turn, quote } = fault ?? piece;
      return { turn, quote: fillSlots(quote, script.slots), polarity: piece.polarity, state: 'verified' as const };
    });
    const score = context.vary ? varied(key, one.score, context.written.tier, random) : one.score;
    return { score, max: CRITERIA[key].max, reason: fillSlots(one.reason, script.slots), evidence };
  };
  const brand = written('brand');
  return {
    talk_balance: {
      score: balancePoints(ratio),
      max: CRITERIA.talk_balance.max,
      reason: balanceReason(script.dialogue.language, Math.round(ratio * 100)),
      evidence: [],
    },
    flow: written('flow'),
    engagement: written('engagement'),
    recognition: written('recognition'),
    compliance: written('compliance'),
    alternatives: written('alternatives'),
    brand: { ...brand, score: (mentions > 0 ? 10 : 0) + brand.score },
    outcome: written('outcome'),
  };
}

function varied(key: WrittenCriterion, score: number, tier: OutcomeTier, random: SeededRandom): number {
  const [least, most] = key === 'outcome' ? TIER_POINTS[tier] : [0, key === 'brand' ? 10 : CRITERIA[key].max];
  const by = random.pick([-1, 0, 0, 0, 1]);
  return Math.min(most, Math.max(least, score + by));
}

function balanceReason(language: Language, percent: number): string {
  if (language === 'ru') return `Агент говорит ${percent} % времени.`;
  if (language === 'es') return `El agente habla el ${percent} % del tiempo.`;
  return `The agent speaks ${percent} % of the time.`;
}

function stampOf(script: CallScript, context: AnalysisContext, answer: Record<string, unknown>, random: SeededRandom) {
  const transcript = transcriptOf(script.turns);
  const content = JSON.stringify(answer);
  const share = random.next();
  const model = MODELS.find((one) => share < one.share) ?? MODELS[0];
  const usage = {
    prompt_tokens: Math.round(transcript.length / 3.4) + 1480,
    completion_tokens: Math.round(content.length / 3.6),
  };
  const tokens = usage.prompt_tokens + usage.completion_tokens;
  const cost = (usage.prompt_tokens * model.input + usage.completion_tokens * model.output) / 1_000_000;
  return {
    ai_model: model.name,
    analysis_cost: Math.round(cost * 1_000_000) / 1_000_000,
    tokens_used: tokens,
    analyzed_at: new Date(context.analyzedAtMs).toISOString(),
    rubric_version: context.rubricVersion,
    judge: model.name,
    model_parameters: { temperature: 0, seed: 7 },
    prompt_version: context.promptVersion,
    transcript_hash: createHash('sha256').update(transcript).digest('hex'),
    raw_analysis: {
      id: `chatcmpl-${uuidV4(random).replaceAll('-', '')}`,
      object: 'chat.completion',
      created: Math.floor(context.analyzedAtMs / 1000),
      model: model.name,
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage: { ...usage, total_tokens: tokens },
    },
  };
}
