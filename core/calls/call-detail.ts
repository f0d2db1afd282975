import { z } from 'zod';
import { criterionSchema } from '../qci/evidence/read-criteria.ts';
import { momentSchema } from '../moments/moment.ts';
import { turnSchema } from '../transcript/turn.ts';
import { OUTCOME_BUCKETS } from './outcome-bucket.ts';

const score = z.int().nonnegative().nullable();

/** The effective score of a call, as `qci_analyses` holds it. */
export const analysisSchema = z.object({
  id: z.uuid(),
  qciTotalScore: score,
  dynamicsScore: score,
  objectionsScore: score,
  brandScore: score,
  outcomeScore: score,
  status: z.enum(['pass', 'review', 'fail']).nullable(),
  outcomeTier: z.string().nullable(),
  /** What the judge said of each criterion; calls kept by an older version have none. */
  criteria: z.array(criterionSchema).default([]),
  /** How often the agent names the brand; null where nobody counted. */
  brandMentions: z.int().nonnegative().nullable().default(null),
  /** The agent's share of the talk as the judge had it, 0 to 1. */
  agentTalkRatio: z.number().nullable().default(null),
  coachingTips: z.array(z.string()),
  keyMoments: z.array(z.string()),
  aiModel: z.string().nullable(),
  analyzedAt: z.string().nullable(),
  rubricVersion: z.string().nullable(),
  reviewedBy: z.uuid().nullable(),
  reviewedByName: z.string().nullable(),
  reviewedAt: z.string().nullable(),
});

export const participantSchema = z.object({
  id: z.uuid(),
  type: z.enum(['agent', 'customer', 'transfer']),
  name: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  talkTimeSeconds: z.number().nullable(),
});

/** Everything the call screen shows. Times are ISO, durations seconds, `cost` US dollars unless the payload says otherwise. */
export const callDetailSchema = z.object({
  id: z.uuid(),
  vapiCallId: z.uuid(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  callType: z.string(),
  status: z.string(),
  endedReason: z.string().nullable(),
  outcomeBucket: z.enum(OUTCOME_BUCKETS).nullable(),
  durationSeconds: z.number().nullable(),
  assistantId: z.uuid().nullable(),
  assistantName: z.string().nullable(),
  promptId: z.uuid().nullable(),
  promptVersion: z.int().nullable(),
  phoneNumber: z.string().nullable(),
  customerNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  summary: z.string().nullable(),
  transcript: z.string().nullable(),
  turns: z.array(turnSchema),
  recordingState: z.enum(['none', 'remote', 'expired', 'denied']),
  /** A reference for main to resolve, never an address to open: recordings are private and their addresses expire. */
  recordingUrl: z.string().nullable(),
  /** The same for the recording that has each side on a channel of its own; calls kept by an older version have none. */
  stereoRecordingUrl: z.string().nullable().default(null),
  cost: z.number().nullable(),
  successEvaluation: z.string().nullable(),
  analysis: analysisSchema.nullable(),
  participants: z.array(participantSchema),
  /** Key moments in the order of the recording, deleted ones left out; calls kept by an older version have none. */
  moments: z.array(momentSchema).default([]),
  /** Changes whenever anything of this does, at the workspace; null where it was not told. */
  stamp: z.string().nullable().default(null),
});

export type CallDetail = z.infer<typeof callDetailSchema>;
export type Analysis = z.infer<typeof analysisSchema>;
