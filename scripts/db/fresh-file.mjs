import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/say.mjs';

/**
 * Writes a generated file; with `--check` it writes nothing and the process ends with 1 where the file is stale.
 * @param {string} path from the project's root
 * @param {string} content
 * @param {string} [command] what writes it
 */
export function keepFresh(path, content, command = 'npm run db:types') {
  const target = join(ROOT, path);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, content);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== content) {
    console.error(`${path} is stale: run \`${command}\` and commit the result`);
    process.exitCode = 1;
  }
}
