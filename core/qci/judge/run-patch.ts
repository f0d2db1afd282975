import { z } from 'zod';
import { OUTCOME_TIERS } from '../../calls/outcome-tier.ts';
import { textOfMoment } from '../../moments/moment-text.ts';
import { cutText, storableJson, storableText } from '../../text/storable.ts';
import type { Turn } from '../../transcript/turn.ts';
import { BANDS } from '../band.ts';
import { CRITERIA, CRITERION_KEYS, type CriterionKey } from '../criteria.ts';
import { evidenceSchema, type Evidence } from '../evidence/evidence.ts';
import type { CallMetrics } from '../metrics/call-metrics.ts';
import { UNSCORABLE_REASONS, type UnscorableReason } from '../scorable.ts';
import { evidenceJson } from './evidence-json.ts';
import type { JudgedCriterion, Judgment } from './judgment.ts';

/** What `app.is_evidence` takes; a turn beyond this is in no call. */
const LAST_TURN = 1_000_000;
/** Eight criteria with so much evidence stay below the 262,144 bytes that the workspace takes, whatever the letters. */
const MOST = { evidence: 8, quote: 500, rawAnswer: 60_000 } as const;
const LARGEST = { integer: 2_147_483_647, cost: 9999 } as const;

const judgedCriterion = (max: number) =>
  z.strictObject({
    score: z.int().min(0).max(max),
    max: z.literal(max),
    reason: z.string(),
    evidence: z.array(evidenceSchema.extend({ turn: z.int().min(0).max(LAST_TURN) })),
    clamped: z.strictObject({ from: z.number(), by: z.string() }).nullable(),
  });

const byCriterion = Object.fromEntries(CRITERION_KEYS.map((key) => [key, judgedCriterion(CRITERIA[key].max)])) as Record<CriterionKey, ReturnType<typeof judgedCriterion>>;

const stampShape = {
  call_id: z.uuid(),
  /** One piece of work: the workspace makes one row of it, however often and under whatever operation it is sent. */
  run_key: z.uuid(),
  judge: z.string().trim().min(1).max(200),
  ai_model: z.string().max(50).nullable(),
  model_parameters: z.record(z.string(), z.unknown()).nullable(),
  rubric_version: z.string().trim().min(1).max(40),
  prompt_id: z.uuid().nullable(),
  transcript_hash: z.string().max(200).nullable(),
  tokens_used: z.int().min(0).max(LARGEST.integer).nullable(),
  /** US dollars. */
  analysis_cost: z.number().min(0).max(LARGEST.cost).nullable(),
  raw_analysis: z.record(z.string(), z.unknown()).nullable(),
};

/** The patch of `record_run`, as supabase/migrations/20261130100150_run_writes.sql takes it: a judgment, or why there is none. */
export const runPatchSchema = z.union([
  z.strictObject({ ...stampShape, unscorable: z.enum(UNSCORABLE_REASONS) }),
  z.strictObject({
    ...stampShape,
    criteria: z.strictObject(byCriterion),
    tier: z.enum(OUTCOME_TIERS),
    agent_talk_ratio: z.number().min(0).max(1).nullable(),
    agent_talk_ratio_basis: z.enum(['time', 'words']).nullable(),
    brand_mentions: z.int().min(0).max(1_000_000),
    doubts: z.array(z.string().max(80)).max(20),
    /** The band that the judge asks for; the workspace takes it where it is the worse one. */
    status: z.enum(BANDS),
    coaching_tips: z.array(z.string().max(2000)).max(20),
    key_moments: z.array(z.string().max(1000)).max(100),
  }),
]);

export type RunPatch = z.infer<typeof runPatchSchema>;

/** What a run is stamped with. */
export interface RunStamps {
  readonly callId: string;
  readonly runKey: string;
  /** Whose opinion it is: `deterministic-2`, or how the model judge is called. */
  readonly judge: string;
  /** The model as the server named it; null for a judge that is none. */
  readonly model: string | null;
  readonly modelParameters: Readonly<Record<string, unknown>> | null;
  readonly rubricVersion: string;
  /** The agent's prompt version that the call was made with. */
  readonly promptId: string | null;
  readonly transcriptHash: string | null;
  readonly tokensUsed: number | null;
  /** US dollars; null where nobody knows the price. */
  readonly cost: number | null;
  /** What the model answered, word for word; one that is far too long is not kept. */
  readonly answer: string | null;
}

/** What was judged, so that a moment can be told by its time. */
interface JudgedCall {
  readonly turns: readonly Turn[];
  readonly metrics: CallMetrics;
}

/** A judgment as `record_run` takes it. Whatever the judge wrote, the patch is one that the workspace does not refuse for its form. */
export function runPatch(judgment: Judgment, { turns, metrics }: JudgedCall, stamps: RunStamps): RunPatch {
  const { outcomes, criteria: _, doubts, ...measured } = evidenceJson(judgment, metrics);
  const startOf = new Map(turns.map(({ index, startMs }) => [index, startMs]));
  return {
    ...stamped(stamps),
    ...measured,
    criteria: Object.fromEntries(CRITERION_KEYS.map((key) => [key, criterionJson(judgment.criteria[key])])) as Record<CriterionKey, z.infer<ReturnType<typeof judgedCriterion>>>,
    tier: outcomes.tier,
    doubts: [...doubts],
    status: judgment.band,
    coaching_tips: [...judgment.coachingTips],
    key_moments: judgment.keyMoments.map(({ turn, label }) => {
      const startMs = startOf.get(turn) ?? null;
      return startMs === null ? label : textOfMoment({ startMs: Math.floor(startMs), label });
    }),
  };
}

/** The run of a call that nobody can judge: it says why, and what it cost to find out, which is nothing. */
export const unscorableRunPatch = (reason: UnscorableReason, stamps: RunStamps): RunPatch => ({ ...stamped(stamps), unscorable: reason });

function stamped({ callId, runKey, judge, model, modelParameters, rubricVersion, promptId, transcriptHash, tokensUsed, cost, answer }: RunStamps) {
  return {
    call_id: callId,
    run_key: runKey,
    judge: cutText(storableText(judge), 200),
    ai_model: model === null ? null : cutText(storableText(model), 50),
    model_parameters: modelParameters === null ? null : (storableJson(modelParameters) as Record<string, unknown>),
    rubric_version: rubricVersion,
    prompt_id: promptId,
    transcript_hash: transcriptHash,
    tokens_used: tokensUsed !== null && tokensUsed <= LARGEST.integer ? tokensUsed : null,
    analysis_cost: cost !== null && cost <= LARGEST.cost ? cost : null,
    raw_analysis: answer === null || answer.length > MOST.rawAnswer ? null : { answer: storableText(answer) },
  };
}

function criterionJson({ score, max, reason, evidence, clamped }: JudgedCriterion) {
  return { score, max, reason, evidence: evidence.filter(({ turn }) => turn <= LAST_TURN).slice(0, MOST.evidence).map(evidenceOf), clamped: clamped && { ...clamped } };
}

/** A quote is cut at the end of a word, so that what was found of it is found again. */
const evidenceOf = ({ turn, speaker, quote, polarity, state }: Evidence) => ({ turn, speaker, quote: cutAtWord(storableText(quote)), polarity, state });

function cutAtWord(text: string): string {
  const cut = cutText(text, MOST.quote);
  const space = cut.length < text.length && /\S/u.test(text.charAt(cut.length)) ? cut.lastIndexOf(' ') : -1;
  return space > MOST.quote / 2 ? cut.slice(0, space) : cut;
}
