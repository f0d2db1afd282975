import { join } from 'node:path';
import { ensure } from './setup/ensure.mjs';
import { fail, ROOT, say } from './setup/say.mjs';

/**
 * `npm run db:attack`: everybody tries everything that the catalogue names, on PGlite and on a real PostgreSQL,
 * and what the role table allows is tried as well. The last line is the count as JSON.
 */
const [unknown] = process.argv.slice(2);
if (unknown !== undefined) fail(`"${unknown}" means nothing here.`, 'Usage: npm run db:attack');

await ensure({});
const { runnerImport } = await import('vite');
const load = async (/** @type {string} */ name) => (await runnerImport(join(ROOT, `supabase/attack/${name}.ts`), { configFile: false, logLevel: 'error' })).module;
const said = (/** @type {string} */ line) => say(line);
say('attacking PGlite and a PostgreSQL of its own (some four minutes)');
const { holds, ...counts } = await (await load('everywhere')).attackEverywhere(said);
say(holds ? 'nothing leaked, and nothing that is allowed was refused' : 'the claim does not hold');
process.stdout.write(`${JSON.stringify(counts)}\n`);
process.exit(holds ? 0 : 1);
