import { join } from 'node:path';
import { ensure } from './setup/ensure.mjs';
import { fail, ROOT, say } from './setup/say.mjs';

/**
 * `npm run db:race -- [n] [--naive]`: eight reviewers override the same scores at once, n times in all (10,000). The last
 * line is the count as JSON. With `--naive` they write without saying what they read, and losses must show.
 */
const given = process.argv.slice(2);
const naive = given.includes('--naive');
const count = given.find((word) => word !== '--naive');
const attempts = Number(count ?? 10_000);
if (!Number.isSafeInteger(attempts) || attempts < 1) fail(`"${count}" is no number of attempts.`, 'Usage: npm run db:race -- [n] [--naive]');

await ensure({});
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(ROOT, 'supabase/attack/race.ts'), { configFile: false, logLevel: 'error' });
say(`${attempts} overrides by eight reviewers, on a PostgreSQL of its own (some ${Math.ceil(5 + attempts / 400)} s)`);
const { holds, server, ...counts } = await module.race({ attempts, reviewers: 8, naive });
say(`${server}: ${holds ? (naive ? 'the harm shows, as it should' : 'nothing was lost') : 'the claim does not hold'}`);
process.stdout.write(`${JSON.stringify(counts)}\n`);
process.exit(holds ? 0 : 1);
