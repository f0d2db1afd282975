import { seededRandom } from '../seeded-random.ts';
import { DRAWS, intervalOf, type Interval } from './bootstrap.ts';
import { statisticsOf, tallyOf, wholeTally, type Scale } from './scale.ts';

/** A number with its 95 % interval; both null where they are undefined, and the interval while it is still being drawn. */
export interface Estimate {
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** How far two raters agree on one scale. Error and bias are points. */
export interface Agreement {
  readonly kappa: Estimate;
  readonly mae: Estimate;
  readonly bias: Estimate;
}

type Statistic = keyof Agreement;
const STATISTICS: readonly Statistic[] = ['kappa', 'mae', 'bias'];

/** Pairs that one step of the drawing looks at, so that it takes a millisecond or two; a draw costs as much as so many pairs before it has looked at any. */
const PAIRS_A_STEP = 50_000;
const COST_OF_DRAW = 200;

/** What the pairs say, without intervals. */
export function agreementIn(scale: Scale): Agreement {
  const { kappa, mae, bias } = statisticsOf(wholeTally(scale), scale.categories);
  const bare = (value: number | null): Estimate => ({ value, interval: null });
  return { kappa: bare(kappa), mae: bare(mae), bias: bare(bias) };
}

/**
 * The same with intervals, on several scales of the same pairs: each draw takes one set of pairs for all scales and statistics, which
 * gives what `bootstrapInterval` gives for each of them alone. Steps of a millisecond or two, each of which yields the share that is done, 0
 * to 1, so that whoever has a screen to draw can draw it meanwhile. A scale without pairs, or with one, has no intervals.
 */
export function* drawnAgreements(scales: readonly Scale[], seed: number): Generator<number, Agreement[]> {
  const n = scales[0]?.gaps.length ?? 0;
  const drawn = scales.map((): Record<Statistic, number[]> => ({ kappa: [], mae: [], bias: [] }));
  const random = seededRandom(seed);
  const places = new Int32Array(n);
  const drawsAStep = Math.max(1, Math.floor(PAIRS_A_STEP / ((n + COST_OF_DRAW) * scales.length)));
  const draws = n < 2 ? 0 : DRAWS;
  for (let draw = 0; draw < draws; draw += 1) {
    if (draw % drawsAStep === 0) yield draw / DRAWS;
    for (let taken = 0; taken < n; taken += 1) places[taken] = Math.floor(random() * n);
    for (const [which, scale] of scales.entries()) {
      const statistics = statisticsOf(tallyOf(scale, places), scale.categories);
      for (const name of STATISTICS) if (statistics[name] !== null) drawn[which]?.[name].push(statistics[name]);
    }
  }
  return scales.map((scale, which) => {
    const interval = (name: Statistic): Interval | null => intervalOf(drawn[which]?.[name] ?? []);
    const { kappa, mae, bias } = agreementIn(scale);
    return { kappa: { ...kappa, interval: interval('kappa') }, mae: { ...mae, interval: interval('mae') }, bias: { ...bias, interval: interval('bias') } };
  });
}
