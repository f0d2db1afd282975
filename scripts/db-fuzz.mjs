import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensure } from './setup/ensure.mjs';
import { fail, ROOT, say } from './setup/say.mjs';

/**
 * `npm run db:fuzz -- [n] [--seed N]`: n malformed payloads (100,000) through the app's own import, 5 of 100 of them into a
 * real PostgreSQL. Each must be stored, set aside with a reason, or rejected by a code. The last line is the count as JSON.
 */
const usage = 'Usage: npm run db:fuzz -- [n] [--seed N]';
const { values, positionals } = parseArgs({ options: { seed: { type: 'string', default: '20261122' } }, allowPositionals: true });
const payloads = Number(positionals[0] ?? 100_000);
const seed = Number(values.seed);
if (!Number.isSafeInteger(payloads) || payloads < 1) fail(`"${positionals[0]}" is no number of payloads.`, usage);
if (!Number.isSafeInteger(seed)) fail(`"${values.seed}" is no seed.`, usage);

await ensure({});
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(ROOT, 'supabase/fuzz/run.ts'), { configFile: false, logLevel: 'error' });
say(`${payloads} malformed payloads of seed ${seed} (some ${Math.ceil(0.3 + payloads / 20_000)} min on two cores)`);
const started = Date.now();
const { tally, crashes, holds, server } = await module.fuzz({ seed, plan: module.planFor(payloads), say });
for (const { n, recipe, why, shown } of crashes.slice(0, 40)) process.stderr.write(`✗ seed ${seed}, payload ${n} (${recipe})\n  ${why}\n  ${shown}\n`);
if (crashes.length > 40) say(`and ${crashes.length - 40} more`);
say(`${server}, seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s: ${holds ? 'every payload has its outcome' : 'the claim does not hold'}`);
process.stdout.write(`${JSON.stringify(tally)}\n`);
process.exit(holds ? 0 : 1);
