import { existsSync } from 'node:fs';
import { capture, has, run } from './run.mjs';
import { fail, say } from './say.mjs';

/**
 * What Electron and the tests need of a Linux system, by purpose. `probe` is a program or a shared library.
 * Newer Debian and Ubuntu renamed some libraries with a t64 suffix.
 */
const NEEDS = {
  window: [
    { probe: 'libgtk-3.so.0', packages: ['libgtk-3-0', 'libgtk-3-0t64'] },
    { probe: 'libnss3.so', packages: ['libnss3'] },
    { probe: 'libasound.so.2', packages: ['libasound2', 'libasound2t64'] },
    { probe: 'libgbm.so.1', packages: ['libgbm1'] },
  ],
  display: [
    { probe: 'xvfb-run', packages: ['xvfb'] },
    { probe: 'xauth', packages: ['xauth'] },
  ],
  unpack: [{ probe: 'unzip', packages: ['unzip'] }],
  packaging: [
    { probe: '7za', packages: ['p7zip-full'] },
    { probe: 'rpmbuild', packages: ['rpm'] },
  ],
  keyring: [
    { probe: 'dbus-run-session', packages: ['dbus-x11'] },
    { probe: 'gnome-keyring-daemon', packages: ['gnome-keyring'] },
  ],
};

/**
 * @param {string} probe
 * @param {string} libraries output of ldconfig -p
 */
const isThere = (probe, libraries) => (probe.includes('.so') ? libraries.includes(`${probe} `) : has(probe));

/** The first of several names that this release of the distribution knows. @param {string[]} names */
function knownName(names) {
  return names.find((name) => /Candidate: (?!\(none\))/.test(capture('apt-cache', ['policy', name]) ?? '')) ?? names[0];
}

/**
 * Installs missing system packages on Debian as root; elsewhere names them and stops. Nothing to do on macOS and Windows.
 * @param {Array<keyof typeof NEEDS>} purposes
 */
export async function ensureSystemPackages(purposes) {
  if (process.platform !== 'linux') return;
  const libraries = capture('/sbin/ldconfig', ['-p']) ?? capture('ldconfig', ['-p']) ?? '';
  const missing = purposes.flatMap((purpose) => NEEDS[purpose]).filter(({ probe }) => !isThere(probe, libraries));
  if (missing.length === 0) return;
  const mayInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!mayInstall) {
    const names = missing.map(({ packages }) => packages[0]).join(' ');
    fail(`This system lacks: ${missing.map(({ probe }) => probe).join(', ')}.`, `On Debian or Ubuntu: sudo apt-get install ${names}`);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  say('Refreshing the list of system packages (some 10 s)');
  await run('apt-get', ['update', '-qq'], { env });
  const names = missing.map(({ packages }) => knownName(packages));
  say(`Installing system packages: ${names.join(' ')} (some 30 s)`);
  const code = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
  if (code !== 0) fail('apt-get could not install them.', `Run it by hand: apt-get install ${names.join(' ')}`);
}
