import type { Sql } from 'postgres';
import { median } from '../../e2e/bench/report.ts';

/** Milliseconds of the server for a statement: planning and running, without the way to the client, which would hide half of a short one. */
export async function serverTime(client: Sql, statement: string): Promise<number> {
  const [row] = await client.unsafe<{ 'QUERY PLAN': [{ 'Planning Time': number; 'Execution Time': number }] }[]>(
    `explain (analyze, timing off, buffers off, summary on, format json) ${statement}`,
  );
  const plan = row?.['QUERY PLAN'][0];
  if (!plan) throw new Error('no plan');
  return plan['Planning Time'] + plan['Execution Time'];
}

/** Milliseconds until a statement is done, seen from here: for what changes data or the catalogue. */
export async function clientTime(client: Sql, statement: string): Promise<number> {
  const started = performance.now();
  await client.unsafe(statement);
  return performance.now() - started;
}

/**
 * Medians of ways that are taken in turns, so that whatever else the machine does meets all of them alike; every other round
 * backwards, because what ran just before leaves its mark on the processor's caches.
 */
export async function inTurns(rounds: number, ways: readonly (() => Promise<number>)[], warmUp = 5): Promise<number[]> {
  const times: number[][] = ways.map(() => []);
  const forwards = [...ways.entries()];
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [n, way] of round % 2 === 0 ? forwards : forwards.toReversed()) {
      const time = await way();
      if (round >= 0) times[n]?.push(time);
    }
  }
  return times.map(median);
}
