import type { Token } from './numerals.ts';

/** A run of tokens, indexes of the first and the last, and how far it is from what was wanted. */
export interface NearRun {
  readonly first: number;
  readonly last: number;
  readonly cost: number;
}

/** One column of the table: what it costs to reach each row, and where the run that does so begins. Lists of numbers, because a turn of an hour has a million cells. */
interface Column {
  readonly cost: Float64Array;
  readonly start: Int32Array;
}

/**
 * For every place a run may end, the start from which the edit distance to the wanted tokens is least, where that is at most `most` (Sellers'
 * algorithm: the first row is free), with neighbours that changed places counted once (optimal string alignment).
 */
export function nearestRuns(tokens: readonly Token[], wanted: readonly Token[], from: number, most: number): NearRun[] {
  const runs: NearRun[] = [];
  const differences = differencesTo(wanted);
  let [older, last, now] = [columnOf(wanted.length + 1), columnOf(wanted.length + 1), columnOf(wanted.length + 1)] as const;
  older.cost.fill(Infinity);
  for (let row = 0; row <= wanted.length; row += 1) {
    last.cost[row] = row;
    last.start[row] = from;
  }
  for (let column = from; column < tokens.length; column += 1) {
    fill(now, { last, older, column, differences: differences(tokens[column]?.text ?? ''), isSwapped: (row) => isSwapped(tokens, wanted, column, row) });
    const [cost = Infinity, first = Infinity] = [now.cost[wanted.length], now.start[wanted.length]];
    if (cost <= most && first <= column) runs.push({ first, last: column, cost });
    [older, last, now] = [last, now, older];
  }
  return runs;
}

const columnOf = (rows: number): Column => ({ cost: new Float64Array(rows), start: new Int32Array(rows) });

interface Before {
  readonly last: Column;
  readonly older: Column;
  readonly column: number;
  /** How different the column's token is from each wanted one. */
  readonly differences: Float64Array;
  readonly isSwapped: (row: number) => boolean;
}

/** Fills a column from the two before it; of equal ways the first of these counts: another word, one more, one less, two swapped. */
function fill(now: Column, { last, older, column, differences, isSwapped: swapped }: Before): void {
  now.cost[0] = 0;
  now.start[0] = column + 1;
  for (let row = 0; row < differences.length; row += 1) {
    let cost = at(last.cost, row) + at(differences, row);
    let start = row === 0 ? column : at(last.start, row);
    const more = at(last.cost, row + 1) + 1;
    if (more < cost) [cost, start] = [more, at(last.start, row + 1)];
    const less = at(now.cost, row) + 1;
    if (less < cost) [cost, start] = [less, at(now.start, row)];
    if (row > 0 && at(older.cost, row - 1) + 1 < cost && swapped(row)) [cost, start] = [at(older.cost, row - 1) + 1, row === 1 ? column - 1 : at(older.start, row - 1)];
    now.cost[row + 1] = cost;
    now.start[row + 1] = start;
  }
}

const at = (numbers: Float64Array | Int32Array, index: number): number => numbers[index] ?? Infinity;

/** True where the two tokens up to here stand the other way round in what is wanted. */
const isSwapped = (tokens: readonly Token[], wanted: readonly Token[], column: number, row: number): boolean =>
  wanted[row]?.text === tokens[column - 1]?.text && wanted[row - 1]?.text === tokens[column]?.text;

/** Words come back; each is compared once. */
function differencesTo(wanted: readonly Token[]): (text: string) => Float64Array {
  const known = new Map<string, Float64Array>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const found = Float64Array.from(wanted, (token) => difference(token.text, text));
    known.set(text, found);
    return found;
  };
}

/** Another form of a word ("gets" for "getting") is half as different as another word. */
const ANOTHER_FORM = 0.5;
const LEAST_STEM = 3;

function difference(one: string, other: string): number {
  if (one === other) return 0;
  const shorter = Math.min(one.length, other.length);
  let stem = 0;
  while (stem < shorter && one[stem] === other[stem]) stem += 1;
  return stem >= Math.max(LEAST_STEM, shorter / 2) ? ANOTHER_FORM : 1;
}
