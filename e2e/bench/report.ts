import { appendFileSync } from 'node:fs';

export interface BenchLine {
  readonly name: string;
  readonly ratio: number;
  /** Highest ratio that is good enough; null where no issue names one. */
  readonly goal: number | null;
  readonly n: number;
  /** What is measured, and what it is measured against, in `unit`. */
  readonly a: number;
  readonly b: number;
  readonly unit: string;
}

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Writes one line where scripts/bench.mjs looks for it. */
export function report(name: string, goal: number | null, n: number, a: number, b: number, unit: string): void {
  const round = (value: number) => Number(value.toFixed(4));
  const line: BenchLine = { name, ratio: round(a / b), goal, n, a: round(a), b: round(b), unit };
  appendFileSync(process.env['SIDETONE_BENCH_OUT'] ?? '/dev/stderr', `${JSON.stringify(line)}\n`);
}
