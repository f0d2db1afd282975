import { z } from 'zod';
import { route } from '../define.ts';

/** Why a call cannot be heard; each has its own words on the screen. `at-source`: there is a recording, and no lasting address of it. */
export const RECORDING_FAULTS = ['none', 'at-source', 'expired', 'denied', 'not-ready', 'unreachable', 'broken'] as const;

/** `media:` address of a recording that can be played now, or the reason why not. */
export const recordingSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready'), mediaUrl: z.string() }),
  z.object({ state: z.enum(RECORDING_FAULTS), since: z.string().nullable() }),
]);

/** Loudness of each side, evenly spaced, one byte a point (0–127 for 0–1); computed once a recording and kept. */
export const peaksSchema = z.object({
  durationSeconds: z.number().positive(),
  agent: z.instanceof(Int8Array),
  customer: z.instanceof(Int8Array),
  /** True where the file has one channel, so that both lanes show the same sound. */
  mono: z.boolean(),
  /** Which channel of the file the agent is on, for hearing one side alone; absent where the file has one channel. */
  agentChannel: z.union([z.literal(0), z.literal(1)]).optional(),
});

const callId = z.strictObject({ callId: z.uuid() });

export const recordingsRoutes = {
  'recordings.open': route(callId, recordingSchema),
  /** Computes the peaks where they are not kept yet. Fails with `not_found` where there is no recording. */
  'recordings.getPeaks': route(callId, peaksSchema),
} as const;

export type Recording = z.infer<typeof recordingSchema>;
export type RecordingFault = (typeof RECORDING_FAULTS)[number];
export type Peaks = z.infer<typeof peaksSchema>;
