import { cpSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { electronProgram, isFallbackRuntime } from './setup/electron-runtime.mjs';
import { withDisplay } from './setup/display.mjs';
import { ensure } from './setup/ensure.mjs';
import { run } from './setup/run.mjs';
import { fail, ROOT, say } from './setup/say.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';

/**
 * `npm run package -- --dir`: an unpacked app, started and smoke-tested.
 * `npm run package`: the targets that can be made on this machine, in dist/.
 * `npm run package -- --release`: the same for release; refuses the fallback runtime.
 */
const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false }, release: { type: 'boolean', default: false } } });

await ensure({ electron: true, build: true });
const fallback = isFallbackRuntime();
if (values.release && fallback) fail('A release cannot carry the fallback runtime.', 'Build on a machine that can download Electron from GitHub.');

/** A copy of the runtime without the default app, which development needs and electron-builder stumbles over. */
function runtimeForPackages() {
  const copy = join(ROOT, '.cache', 'package-runtime');
  rmSync(copy, { recursive: true, force: true });
  cpSync(realpathSync(join(electronProgram(), '..')), copy, { recursive: true });
  rmSync(join(copy, 'resources', 'default_app.asar'), { recursive: true, force: true });
  return copy;
}

/** The runtime as it lies here, so that nothing is downloaded; a test package says so in its name. */
const overrides = fallback
  ? [
      '-c.electronVersion=33.2.1',
      `-c.electronDist=${runtimeForPackages()}`,
      '-c.artifactName=${productName}-TEST-electron33-${version}-${arch}.${ext}',
    ]
  : [];
/** @type {Record<string, string>} */
const env = { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' };
if (fallback) {
  env.CUSTOM_FPM_PATH = join(ROOT, 'scripts/package/fpm.mjs');
  env.ELECTRON_BUILDER_7ZIP_PATH = '/usr/bin/7za';
  env.USE_SYSTEM_FPM = 'false';
}

const builder = join('node_modules', '.bin', 'electron-builder');
if (values.dir) {
  await build(['--dir']);
  await smokeTest();
} else {
  if (fallback) await ensureSystemPackages(['packaging']);
  // AppImage needs a runtime that electron-builder downloads, so the fallback leaves it out.
  await build(fallback ? ['--linux', 'deb', 'rpm', 'tar.gz'] : []);
  for (const file of readdirSync(join(ROOT, 'dist')).filter((name) => /\.(deb|rpm|tar\.gz|AppImage|exe|dmg)$/.test(name))) process.stdout.write(`dist/${file}\n`);
}

/** @param {string[]} targets */
async function build(targets) {
  say('Packaging (some 30 s)');
  const code = await run(builder, [...targets, '--publish', 'never', ...overrides], { env });
  if (code !== 0) fail('Packaging failed.', 'electron-builder’s message is above.');
}

async function smokeTest() {
  if (process.platform !== 'linux') return;
  say('Starting the unpacked app (some 30 s)');
  const [program = '', ...args] = await withDisplay(['node_modules/.bin/playwright', 'test', '-c', 'e2e/packaged.config.ts']);
  const code = await run(program, args, { env: { SIDETONE_PROGRAM: join(ROOT, 'dist/linux-unpacked/sidetone') } });
  if (code !== 0) fail('The unpacked app failed its smoke test.', 'The report is above.');
  process.stdout.write(`${JSON.stringify({ packaged: 'dist/linux-unpacked', smoke: 'passed', runtime: fallback ? 'fallback' : 'release' })}\n`);
}
