import { engines } from '../tests/harness.ts';
import { attack, type Count, prepare } from './attack.ts';

export interface AttackResult {
  /** Distinct attempts, by their words: the same one on two engines counts once. */
  attempts: number;
  leaks: number;
  allowed: number;
  refused: number;
}

export type Say = (line: string) => void;

function report(name: string, { words, leaks, allowed, refused }: Count, seconds: number, say: Say): void {
  say(`${name}: ${words.size} attempts, ${leaks.length} leaks; ${allowed} allowed actions done, ${refused.length} refused (${Math.round(seconds)} s)`);
  for (const { attempt, why, sql } of leaks.slice(0, 20)) say(`  LEAK ${attempt}: ${why}\n       ${sql.slice(0, 400)}`);
  for (const { action, why } of refused.slice(0, 20)) say(`  REFUSED ${action}: ${why.slice(0, 400)}`);
}

/** Attacks PGlite and the newest PostgreSQL that is here, with the same attempts. */
export async function attackEverywhere(say: Say): Promise<AttackResult & { holds: boolean }> {
  const newest = engines.at(-1);
  const [pglite] = engines;
  if (!pglite || !newest || newest === pglite) throw new Error('There is no PostgreSQL here.');
  const counts = await Promise.all([pglite, newest].map(async (engine) => {
    const started = Date.now();
    const db = await engine.open();
    try {
      const count = await attack(await prepare(db));
      report(engine.name, count, (Date.now() - started) / 1000, say);
      return count;
    } finally {
      await db.close();
    }
  }));
  const sum = (of: (count: Count) => number) => counts.reduce((total, count) => total + of(count), 0);
  const result = {
    attempts: new Set(counts.flatMap(({ words }) => [...words])).size,
    leaks: sum(({ leaks }) => leaks.length), allowed: sum(({ allowed }) => allowed), refused: sum(({ refused }) => refused.length),
  };
  return { ...result, holds: result.leaks === 0 && result.refused === 0 && result.attempts >= 20_000 && result.allowed > 0 };
}
