import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { fail, ROOT, say } from './say.mjs';

const SOURCES = ['core', 'electron', 'renderer', 'supabase/migrations', 'supabase/demo', 'electron.vite.config.ts', 'package-lock.json'];
const STAMP = join(ROOT, 'out', '.sources');

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]))
    .filter((file) => !/\.test\.tsx?$/.test(file));
}

/** Hash of every source that ends up in the app. */
function sourcesHash() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesOf).sort()) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** Builds the app into out/, with the workspace's prepared database, unless the sources are the ones it was built from. */
export async function ensureBuild() {
  const hash = sourcesHash();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  say('Building the app (some 10 s)');
  const code = await run('npx', ['electron-vite', 'build', '--logLevel', 'warn'], { env: { NODE_ENV: 'production' } });
  if (code !== 0) fail('The build failed.', 'The compiler’s message is above.');
  say('Preparing the workspace’s empty database (some 10 s)');
  const snapshot = await run(process.execPath, ['out/main/workspace.js', '--snapshot', 'out/main/workspace-snapshot.tar.gz']);
  if (snapshot !== 0) fail('The database could not be prepared.', 'The message above names the migration.');
  writeFileSync(STAMP, hash);
}
