import type { CallRow } from '../../../../core/calls/call-row.ts';

/** The four scores of a row, in the order of the dimensions. */
export const dimensionScores = (row: CallRow): readonly (number | null)[] => [
  row.dynamicsScore,
  row.objectionsScore,
  row.brandScore,
  row.outcomeScore,
];
