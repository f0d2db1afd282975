import { csvOf } from '../../text/csv.ts';
import { bandOf, type BandThresholds } from '../band.ts';
import { DIMENSIONS } from '../criteria.ts';
import { scoresOf, type AgreementPair } from './pair.ts';

const HEAD = [
  'call_id', 'called_at', 'assistant', 'reviewed_at', 'first', 'second', 'judge', 'rubric_version', 'blind', 'seconds',
  ...['total', 'band', ...DIMENSIONS].flatMap((name) => [`first_${name}`, `second_${name}`]),
];

/** The pairs as CSV, a row each; `nameOf` gives a person's name. Times are ISO 8601, points whole numbers, bands by the thresholds given. */
export const pairsCsv = (pairs: readonly AgreementPair[], thresholds: BandThresholds, nameOf: (userId: string) => string): string =>
  csvOf([
    HEAD,
    ...pairs.map((pair) => {
      const { first, second } = scoresOf(pair, null);
      return [
        pair.callId, pair.calledAt, pair.assistantName, pair.reviewedAt, pair.firstPerson === null ? pair.judge : nameOf(pair.firstPerson), nameOf(pair.secondPerson), pair.judge, pair.rubricVersion,
        pair.blind ? 'yes' : 'no', pair.seconds, first, second, bandOf(first, thresholds), bandOf(second, thresholds),
        ...DIMENSIONS.flatMap((dimension) => [pair.first[dimension], pair.second[dimension]]),
      ];
    }),
  ]);
