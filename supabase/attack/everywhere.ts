import { type Engine, engines } from '../tests/harness.ts';
import { attack, type Count, prepare } from './attack.ts';
import { attackHttp, type HttpCount } from './http/attack-http.ts';
import { type LiteEngine, liteOnPglite, liteOnPostgres } from './http/lite-database.ts';
import { prepareHttp } from './http/stage-http.ts';

export interface AttackResult {
  /** Distinct attempts, by their words: the same one on two engines counts once. */
  attempts: number;
  leaks: number;
  allowed: number;
  refused: number;
  /** Requests that were answered with a fault of the server. */
  crashed: number;
}

export type Say = (line: string) => void;

function report(name: string, { words, leaks, allowed, refused }: Count, seconds: number, say: Say): void {
  say(`${name}: ${words.size} attempts, ${leaks.length} leaks; ${allowed} allowed actions done, ${refused.length} refused (${Math.round(seconds)} s)`);
  for (const { attempt, why, sql } of leaks.slice(0, 20)) say(`  LEAK ${attempt}: ${why}\n       ${sql.slice(0, 400)}`);
  for (const { action, why } of refused.slice(0, 20)) say(`  REFUSED ${action}: ${why.slice(0, 400)}`);
}

async function overSql(engine: Engine, say: Say): Promise<Count> {
  const started = Date.now();
  const db = await engine.open();
  try {
    const count = await attack(await prepare(db));
    report(engine.name, count, (Date.now() - started) / 1000, say);
    return count;
  } finally {
    await db.close();
  }
}

async function overHttp(engine: LiteEngine, say: Say): Promise<HttpCount> {
  const started = Date.now();
  const stage = await prepareHttp(engine);
  try {
    const count = await attackHttp(stage);
    report(`HTTP, ${engine.name}`, count, (Date.now() - started) / 1000, say);
    for (const [what, { times, first }] of [...count.crashed].slice(0, 20)) say(`  CRASHED ${times} times: ${what}\n       ${first}`);
    return count;
  } finally {
    await stage.lite.db.close();
  }
}

/** Attacks PGlite and the newest PostgreSQL that is here, with the same attempts, over SQL and over HTTP. */
export async function attackEverywhere(say: Say): Promise<AttackResult & { holds: boolean }> {
  const newest = engines.at(-1);
  const [pglite] = engines;
  if (!pglite || !newest || newest === pglite) throw new Error('There is no PostgreSQL here.');
  const http = [liteOnPglite, liteOnPostgres()].map((engine) => overHttp(engine, say));
  const [requests, counts] = await Promise.all([Promise.all(http), Promise.all([pglite, newest].map((engine) => overSql(engine, say)))]);
  const all = [...counts, ...requests];
  const sum = (of: (count: Count) => number) => all.reduce((total, count) => total + of(count), 0);
  const crashes = requests.flatMap(({ crashed }) => [...crashed.values()]).reduce((total, { times }) => total + times, 0);
  const result = {
    attempts: new Set(all.flatMap(({ words }) => [...words])).size,
    leaks: sum(({ leaks }) => leaks.length), allowed: sum(({ allowed }) => allowed), refused: sum(({ refused }) => refused.length), crashed: crashes,
  };
  const isWide = result.attempts >= 20_000 && requests.every(({ words }) => words.size >= 3000) && all.every(({ allowed }) => allowed > 0);
  return { ...result, holds: result.leaks === 0 && result.refused === 0 && isWide };
}
