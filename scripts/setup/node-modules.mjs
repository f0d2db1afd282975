import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { fail, ROOT, say } from './say.mjs';

const STAMP = join(ROOT, 'node_modules', '.sidetone-lock');

/** Hash of the lockfile: the installed tree is right when it was installed from this one. */
function lockHash() {
  return createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
}

/** Whether a plain `npm ci` of the user's own left a tree that matches the lockfile. */
function matchesLockfile() {
  const hidden = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */
  const installed = JSON.parse(readFileSync(hidden, 'utf8'));
  /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries(wanted.packages).every(
    ([path, entry]) => path === '' || entry.optional || installed.packages[path]?.version === entry.version,
  );
}

/** Installs the locked packages unless they are there already. Needs the npm registry only when something is missing. */
export async function ensureNodeModules() {
  const hash = lockHash();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  if (!matchesLockfile()) {
    say('Installing npm packages from the lockfile (some 40 s, 900 MB)');
    const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) fail('npm ci failed.', 'Check the network and run the command again; npm’s own message is above.');
  }
  writeFileSync(STAMP, hash);
}
