import { join } from 'node:path';
import { ensure } from './setup/ensure.mjs';
import { fail, ROOT, say } from './setup/say.mjs';

/**
 * `npm run db:attack -- [--mutants]`: everybody tries everything that the catalogue names, on PGlite and on a real PostgreSQL,
 * over SQL and over HTTP, and what the role table allows is tried as well. The last line is the count as JSON. With `--mutants` faults are planted
 * in the policies, one at a time, and each must be caught.
 */
const given = process.argv.slice(2);
const unknown = given.find((word) => word !== '--mutants');
if (unknown !== undefined) fail(`"${unknown}" means nothing here.`, 'Usage: npm run db:attack -- [--mutants]');

await ensure({});
// Lite has its storage only where it is asked for before it is loaded.
process.env['EXPERIMENTAL_STORAGE'] = '1';
const { runnerImport } = await import('vite');
const load = async (/** @type {string} */ name) => (await runnerImport(join(ROOT, `supabase/attack/${name}.ts`), { configFile: false, logLevel: 'error' })).module;
const tell = (/** @type {string} */ line) => say(line);

/** @returns {Promise<{ holds: boolean, done: string }>} */
async function run() {
  if (given.includes('--mutants')) {
    say('planting faults on PGlite, one at a time (some ten minutes)');
    return { ...(await (await load('mutants')).plantEverything(tell)), done: 'every fault was caught' };
  }
  say('attacking PGlite and a PostgreSQL of its own, over SQL and over HTTP (some ten minutes)');
  return { ...(await (await load('everywhere')).attackEverywhere(tell)), done: 'nothing leaked, and nothing that is allowed was refused' };
}

const { holds, done, ...counts } = await run();
say(holds ? done : 'the claim does not hold');
process.stdout.write(`${JSON.stringify(counts)}\n`);
process.exit(holds ? 0 : 1);
