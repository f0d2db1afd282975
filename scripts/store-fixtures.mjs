import { join, relative } from 'node:path';
import { ensure } from './setup/ensure.mjs';
import { ROOT, say } from './setup/say.mjs';

/**
 * `node scripts/store-fixtures.mjs`: makes the store's files of schema versions that have none yet, which the tests of its
 * migrations read. To be run once with every new migration; a file that is there is never made anew.
 */
await ensure({});
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(ROOT, 'electron/store/fixtures/make.ts'), { root: ROOT, configFile: false, logLevel: 'error' });
const made = module.makeFixtures();
say(made.length === 0 ? 'Every version of the store has its file.' : `Made ${made.map((/** @type {string} */ file) => relative(ROOT, file)).join(', ')}`);
