import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withDisplay } from '../setup/display.mjs';
import { ensure } from '../setup/ensure.mjs';
import { withKeyring } from '../setup/keyring.mjs';
import { run } from '../setup/run.mjs';

/**
 * Runs the kills in the real window and ends the process; the last line is the count as JSON.
 * @param {string[]} args
 * @returns {Promise<never>}
 */
export async function main(args) {
  const { values } = parseArgs({ args, options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '20261128' }, naive: { type: 'boolean', default: false } } });
  await ensure({ electron: true, build: true, keyring: true });
  const out = join(mkdtempSync(join(tmpdir(), 'sidetone-chaos-')), 'result.json');
  const env = { SIDETONE_CHAOS_KILLS: values.kills, SIDETONE_CHAOS_SEED: values.seed, SIDETONE_CHAOS_OUT: out, ...(values.naive ? { SIDETONE_CHAOS_NAIVE: '1' } : {}) };
  const [program = '', ...words] = await withDisplay(await withKeyring(['node_modules/.bin/playwright', 'test', '-c', 'e2e/chaos/chaos.config.ts']));
  const code = await run(program, words, { env });
  if (existsSync(out)) process.stdout.write(`${readFileSync(out, 'utf8')}\n`);
  process.exit(code);
}
