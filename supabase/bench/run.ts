import { report } from '../../e2e/bench/report.ts';
import { benchAnalytics } from './analytics.ts';
import { benchLists, benchSearch, type Report } from './lists.ts';
import { benchRetention } from './retention.ts';
import { benchPrompts } from './prompts.ts';
import { benchReviews } from './reviews.ts';
import { openBenchDatabase } from './server.ts';

const FULL = 1_000_000;

export interface DatabaseBench {
  /** How many calls; by default a million, and a tenth of them to show how each figure grows. */
  readonly rows: number | null;
  /** Uses the data of an earlier run that was kept, and keeps it. */
  readonly keep: boolean;
  readonly say: (text: string) => void;
}

/** Measures on a real PostgreSQL of its own. The goals are those of the biggest size. */
export async function benchDatabase({ rows, keep, say }: DatabaseBench): Promise<void> {
  const sizes = rows === null ? [FULL / 10, FULL] : [rows];
  for (const size of sizes) {
    const db = await openBenchDatabase(size, keep, say);
    const line: Report = (name, goal, rounds, a, b) => {
      say(`${name}: ${(a / b).toFixed(3)} (${a.toFixed(2)} ms, ${b.toFixed(2)} ms)`);
      report(`${size.toLocaleString('en')} calls, ${name}`, size === sizes.at(-1) ? goal : null, rounds, a, b, 'ms');
    };
    try {
      await benchLists(db, line);
      await benchSearch(db, line);
      await benchAnalytics(db, line, say);
      await benchPrompts(db, line);
      await benchRetention(db, line, say);
      // After it, because retention is measured with what hangs off a call by an import alone.
      await benchReviews(db, line, say);
    } finally {
      await db.close();
    }
  }
}
