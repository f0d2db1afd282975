import { queryOptions } from '@tanstack/react-query';
import { restorePeaks } from '../../../../core/audio/quantize-peaks.ts';
import type { Peaks } from '../../../../core/contract/routes/recordings.ts';
import type { RecordingState } from '../../../../core/calls/recording-reference.ts';
import { request } from '../../bridge/request.ts';

/** Peaks as they are drawn: 0–1 a point. */
export type DrawnPeaks = Omit<Peaks, 'agent' | 'customer'> & { readonly agent: Float32Array; readonly customer: Float32Array };

const readPeaks = async (callId: string): Promise<DrawnPeaks> => {
  const peaks = await request('recordings.getPeaks', { callId });
  return { ...peaks, agent: restorePeaks(peaks.agent), customer: restorePeaks(peaks.customer) };
};

/** The recording of a call and its peaks. Peaks are kept by main, so that forgetting them here costs little. */
export const playerQueries = {
  /** Asked anew where the call says something else of it than before: a recording may come after its call. */
  recording: (callId: string, state: RecordingState) =>
    queryOptions({
      queryKey: ['calls', 'recording', 'of', callId, state],
      queryFn: () => request('recordings.open', { callId }),
      staleTime: 60_000,
    }),
  peaks: (callId: string) =>
    queryOptions({
      queryKey: ['peaks', callId],
      queryFn: () => readPeaks(callId),
      staleTime: Infinity,
      gcTime: 60_000,
      retry: 1,
      structuralSharing: false,
    }),
};
