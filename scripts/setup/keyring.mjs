import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { has } from './run.mjs';
import { say } from './say.mjs';

/**
 * The command inside a desktop session of its own with an unlocked keyring, as a person's desktop has one, so that the
 * sealed paths are tested for real and nobody's own keyring is touched. Only Linux needs and has this.
 * @param {string[]} command
 * @returns {Promise<string[]>}
 */
export async function withKeyring(command) {
  if (process.platform !== 'linux') return command;
  if (!has('dbus-run-session') || !has('gnome-keyring-daemon')) {
    say('No gnome-keyring here: the end-to-end tests that need a keyring will fail');
    return command;
  }
  const home = mkdtempSync(join(tmpdir(), 'sidetone-keyring-'));
  const script = 'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"';
  return ['env', `XDG_DATA_HOME=${home}`, 'SIDETONE_TEST_KEYRING=1', 'dbus-run-session', '--', 'sh', '-c', script, 'sh', ...command];
}
