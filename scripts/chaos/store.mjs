import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** `node scripts/chaos/store.mjs [--kills 30] [--seed 1]`: the last line is the count as JSON. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } } });
  const result = await run({ kills: Number(values.kills), seed: Number(values.seed), say });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(result.lost + result.revived + result.disordered === 0 ? 0 : 1);
}
