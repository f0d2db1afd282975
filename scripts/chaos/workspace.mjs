import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensure } from '../setup/ensure.mjs';
import { ROOT, say } from '../setup/say.mjs';

/**
 * Kills the embedded workspace while people write to it and ends the process; the last line is the count as JSON.
 * @param {string[]} args
 * @returns {Promise<never>}
 */
export async function main(args) {
  const { values } = parseArgs({ args, options: { kills: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' }, naive: { type: 'boolean', default: false } } });
  await ensure({ build: true });
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(ROOT, 'electron/workspace/testing/kills/kills-chaos.ts'), { root: ROOT, configFile: false, logLevel: 'error' });
  const { holds, ...result } = await module.run({ kills: Number(values.kills), seed: values.seed, naive: values.naive, say });
  say(holds ? 'the claim holds' : 'the claim does not hold');
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(holds ? 0 : 1);
}
