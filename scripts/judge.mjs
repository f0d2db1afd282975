import { join } from 'node:path';
import { ensure } from './setup/ensure.mjs';
import { ROOT } from './setup/say.mjs';

/**
 * `npm run judge -- --calls FILE.json --judge deterministic [--rubric FILE.json]`: scores the calls of any file that the import
 * takes, one JSON line a call, without key, network or workspace.
 */
await ensure({});
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(ROOT, 'electron/judge-command/run-command.ts'), { root: ROOT, configFile: false, logLevel: 'error' });
process.exitCode = module.runCommand(process.argv.slice(2), {
  out: (/** @type {string} */ line) => process.stdout.write(`${line}\n`),
  say: (/** @type {string} */ line) => process.stderr.write(`${line}\n`),
});
