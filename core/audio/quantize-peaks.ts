/** Peaks of 0–1 as one byte each (0–127), as they are kept: a step is under 1 % of full height. */
export const quantizePeaks = (peaks: Float32Array): Int8Array<ArrayBuffer> => Int8Array.from(peaks, (peak) => Math.round(Math.min(1, Math.max(0, peak)) * 127));

/** The inverse of `quantizePeaks`. */
export const restorePeaks = (bytes: Int8Array): Float32Array<ArrayBuffer> => {
  const peaks = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i += 1) peaks[i] = (bytes[i] as number) / 127;
  return peaks;
};
