import { z } from 'zod';
import type { CriterionKey } from '../../../core/qci/criteria.ts';

/** Talk balance is computed from the times of a call, never written by hand. */
export type WrittenCriterion = Exclude<CriterionKey, 'talk_balance'>;

const writtenEvidenceSchema = z.strictObject({
  turn: z.int().nonnegative(),
  quote: z.string().min(1),
  polarity: z.enum(['+', '-']),
});

const criterion = (max: number) =>
  z.strictObject({
    score: z.int().min(0).max(max),
    reason: z.string().min(1),
    evidence: z.array(writtenEvidenceSchema),
  });

const analysisSchema = z.strictObject({
  tier: z.enum(['meeting', 'warm_lead', 'callback', 'information', 'nothing']),
  criteria: z.strictObject({
    flow: criterion(10),
    engagement: criterion(8),
    recognition: criterion(7),
    compliance: criterion(7),
    alternatives: criterion(6),
    /** The tone alone; ten points more come from a brand term in what the agent said. */
    brand: criterion(10),
    outcome: criterion(30),
  }),
  coachingTips: z.array(z.string()).min(2).max(3),
  keyMoments: z.array(z.string()).min(1),
});

const speechSchema = z.strictObject({
  speaker: z.enum(['agent', 'customer']),
  text: z.string().min(1),
  pauseBeforeMs: z.int().positive().optional(),
  /** A barge-in: this turn starts so many ms before the one before it ends. */
  overlap: z.int().positive().optional(),
});

const toolSchema = z.strictObject({
  tool: z.string(),
  arguments: z.string(),
  result: z.string(),
  tookMs: z.int().positive(),
});

/** One written conversation. Texts may hold {slots}; slots that share a name before the dot are chosen together. */
export const dialogueSchema = z.strictObject({
  id: z.string().regex(/^(en|ru|es)-[a-z-]+$/),
  language: z.enum(['en', 'ru', 'es']),
  assistant: z.enum(['solar', 'windows', 'winback']),
  directions: z.array(z.enum(['inbound', 'outbound'])).min(1),
  scenario: z.string(),
  endedReason: z.string(),
  summary: z.string().min(1),
  slots: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  turns: z.array(z.union([speechSchema, toolSchema])).min(1),
  analysis: analysisSchema.nullable(),
  /** Why a call like this cannot be scored; null where there is an analysis. */
  notScorable: z.string().nullable(),
});

const faultSchema = z.strictObject({
  id: z.string(),
  dialogue: z.string(),
  criterion: z.enum(['flow', 'engagement', 'recognition', 'compliance', 'alternatives', 'brand', 'outcome']),
  evidenceIndex: z.int().nonnegative(),
  kind: z.enum(['wrong_quote', 'wrong_speaker', 'near_quote']),
  turn: z.int().nonnegative(),
  quote: z.string(),
  /** What a check of the quote has to say, whatever the analysis claims. */
  state: z.enum(['close', 'not_found']),
});

/** The planted evidence faults: which piece of which dialogue is replaced, and what a check has to find. */
export const faultsSchema = z.strictObject({ faults: z.array(faultSchema) });

const recordingSchema = z.strictObject({
  file: z.string(),
  agentChannel: z.enum(['left', 'right']),
  durationMs: z.int().positive(),
  /** sha256 of what was spoken; a dialogue edited after its recording shows. */
  textHash: z.string(),
  turns: z.array(z.strictObject({ startMs: z.int().nonnegative(), endMs: z.int().positive() })),
});

/** Times of the recorded dialogues, written by scripts/demo/record.mjs. */
export const timesSchema = z.strictObject({
  sampleRate: z.int(),
  bitrateKbps: z.int(),
  recordings: z.record(z.string(), recordingSchema),
});

export type Dialogue = z.infer<typeof dialogueSchema>;
export type DialogueTurn = Dialogue['turns'][number];
export type DialogueAnalysis = z.infer<typeof analysisSchema>;
export type Language = Dialogue['language'];
export type EvidenceFault = z.infer<typeof faultSchema>;
export type DemoRecording = z.infer<typeof recordingSchema>;
