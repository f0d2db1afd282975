import { z } from 'zod';
import { momentSchema } from '../moments/moment.ts';
import { DEFAULT_THRESHOLDS } from '../qci/band.ts';
import { turnSchema } from '../transcript/turn.ts';
import { analysisSchema, reviewSchema, runSchema } from './analysis.ts';
import { OUTCOME_BUCKETS } from './outcome-bucket.ts';

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
  /** What judges said of it, the latest first; at most 20. */
  runs: z.array(runSchema).default([]),
  /** What this person decided about it; null where he has not. */
  review: reviewSchema.nullable().default(null),
  /** The organization's thresholds. */
  bands: z.object({ pass: z.int(), review: z.int() }).default({ ...DEFAULT_THRESHOLDS }),
  participants: z.array(participantSchema),
  /** Key moments in the order of the recording, deleted ones left out; calls kept by an older version have none. */
  moments: z.array(momentSchema).default([]),
  /** Changes whenever anything of this does, at the workspace; null where it was not told. */
  stamp: z.string().nullable().default(null),
});

export type CallDetail = z.infer<typeof callDetailSchema>;
