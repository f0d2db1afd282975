import { z } from 'zod';

/** Where the peaks worker reads a recording: a plain file, or one sealed under a key (hex). */
export const peaksSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), path: z.string() }),
  z.strictObject({ kind: z.literal('sealed'), path: z.string(), keyHex: z.string() }),
]);

export const peaksRequestSchema = z.strictObject({ id: z.int(), source: peaksSourceSchema });

/** `broken`: no audio that can be decoded. `unreadable`: the file is missing, or sealed bytes do not open. */
export const PEAKS_FAULTS = ['broken', 'unreadable'] as const;

const points = z.instanceof(Float32Array);

/** Peaks of each channel as they lie in the file, before sides are assigned. */
export const channelPeaksSchema = z.object({
  channels: z.union([z.tuple([points]), z.tuple([points, points])]),
  pointsPerSecond: z.number().positive(),
  durationSeconds: z.number().positive(),
});

export const peaksReplySchema = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), value: channelPeaksSchema }),
  z.object({ id: z.int(), ok: z.literal(false), fault: z.enum(PEAKS_FAULTS), message: z.string() }),
]);

export type PeaksSource = z.infer<typeof peaksSourceSchema>;
export type PeaksFault = (typeof PEAKS_FAULTS)[number];
export type ChannelPeaks = z.infer<typeof channelPeaksSchema>;
export type PeaksReply = z.infer<typeof peaksReplySchema>;
