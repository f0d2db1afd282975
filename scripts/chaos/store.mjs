import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensure } from '../setup/ensure.mjs';
import { ROOT, say } from '../setup/say.mjs';

/**
 * Kills the store's process between its answers and harms its files; says what was lost.
 * @param {{ kills: number, seed: number, say: (text: string) => void }} options
 * @returns {Promise<{ kills: number, acknowledged: number, lost: number, revived: number, disordered: number }>}
 */
export async function run(options) {
  await ensure({});
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(ROOT, 'electron/store/testing/chaos.ts'), { root: ROOT, configFile: false, logLevel: 'error' });
  return module.run(options);
}

/**
 * Runs it as a command and ends the process; the last line is the count as JSON.
 * @param {string[]} args
 * @returns {Promise<never>}
 */
export async function main(args) {
  const { values } = parseArgs({ args, options: { kills: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } } });
  const result = await run({ kills: Number(values.kills), seed: Number(values.seed), say });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(result.lost + result.revived + result.disordered === 0 ? 0 : 1);
}
