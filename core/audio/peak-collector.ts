/** Points a second that peaks are computed at: enough to zoom to single words. */
export const PEAK_POINTS_PER_SECOND = 20;

/** Points a channel may have; longer recordings get fewer points a second (125 minutes are within it). */
export const MAX_PEAK_POINTS = 150_000;

export interface CollectedPeaks {
  /** Loudest absolute sample of each point, 0–1 of full scale, one array a channel. */
  readonly channels: readonly Float32Array<ArrayBuffer>[];
  readonly pointsPerSecond: number;
  readonly durationSeconds: number;
}

export interface PeakCollector {
  /** Takes the next `frames` samples of every channel; memory does not grow with the length of the recording. */
  push(samples: readonly Float32Array[], frames: number): void;
  finish(): CollectedPeaks;
}

interface Options {
  readonly channels: number;
  readonly sampleRate: number;
  readonly pointsPerSecond?: number;
  readonly maxPoints?: number;
}

const halve = (points: Float32Array): void => {
  for (let i = 0; i < points.length / 2; i += 1) points[i] = Math.max(points[2 * i] ?? 0, points[2 * i + 1] ?? 0);
};

const loudest = (samples: Float32Array, from: number, to: number, floor: number): number => {
  let peak = floor;
  for (let i = from; i < to; i += 1) {
    const sample = samples[i] as number;
    const size = sample < 0 ? -sample : sample;
    if (size > peak) peak = size;
  }
  return peak;
};

/** Reduces a stream of samples to evenly spaced peaks. Where they outgrow `maxPoints`, neighbours are merged in place. */
export const createPeakCollector = (options: Options): PeakCollector => {
  const { channels, sampleRate, maxPoints = MAX_PEAK_POINTS } = options;
  let pointsPerSecond = options.pointsPerSecond ?? PEAK_POINTS_PER_SECOND;
  const points = Array.from({ length: channels }, () => new Float32Array(maxPoints));
  let point = 0;
  let seen = 0;
  let edge = Math.round(sampleRate / pointsPerSecond);

  const nextPoint = (): void => {
    point += 1;
    if (point === maxPoints) {
      points.forEach(halve);
      point = Math.ceil(maxPoints / 2);
      points.forEach((channel) => channel.fill(0, point));
      pointsPerSecond /= 2;
    }
    edge = Math.round(((point + 1) * sampleRate) / pointsPerSecond);
  };

  return {
    push(samples, frames) {
      let at = 0;
      while (at < frames) {
        const take = Math.min(frames - at, edge - seen);
        for (let channel = 0; channel < channels; channel += 1) {
          const into = points[channel];
          const from = samples[channel];
          if (into && from) into[point] = loudest(from, at, at + take, into[point] ?? 0);
        }
        at += take;
        seen += take;
        if (seen === edge) nextPoint();
      }
    },
    finish() {
      const started = seen > Math.round((point * sampleRate) / pointsPerSecond) ? 1 : 0;
      const clamp = (value: number): number => (value > 1 ? 1 : value);
      return {
        channels: points.map((channel) => channel.slice(0, point + started).map(clamp)),
        pointsPerSecond,
        durationSeconds: seen / sampleRate,
      };
    },
  };
};
