import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from '../../setup/say.mjs';
import { occurrences } from './titles.mjs';

/** What a copy has no use for: what is installed, built or made by earlier runs. */
const LEFT = new Set(['node_modules', '.git', 'out', 'dist', '.cache', 'coverage', join('e2e', 'artifacts')]);

/** @typedef {{ root: string, remove: () => void }} Scratch */

/** A copy of the checkout as it stands, with the installed packages by a link. It goes when the command ends, however it ends. @returns {Scratch} */
export function makeScratch() {
  const root = mkdtempSync(join(tmpdir(), 'sidetone-mutants-'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  process.once('exit', remove);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => process.exit(130));
  cpSync(ROOT, root, { recursive: true, filter: (source) => !LEFT.has(relative(ROOT, source)) });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return { root, remove };
}

/**
 * Does something while a mutant is in the copy. Throws where its text is not there exactly once.
 * @template T @param {string} root @param {import('./entry.mjs').Mutant} mutant @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function withMutant(root, { file, find, replace }, work) {
  const path = join(root, file);
  const source = readFileSync(path, 'utf8');
  const times = occurrences(source, find);
  if (times !== 1) throw new Error(`The mutant’s text is ${times} times in ${file}, and should be once.`);
  writeFileSync(path, source.replace(find, () => replace));
  try {
    return await work();
  } finally {
    writeFileSync(path, source);
  }
}
