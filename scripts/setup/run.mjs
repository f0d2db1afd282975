import { spawn, spawnSync } from 'node:child_process';
import { ROOT } from './say.mjs';

/**
 * Runs a command in the checkout; output goes to stderr unless `inherit` is asked for. Resolves with the exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {{ stdout?: 'stderr' | 'inherit', quiet?: boolean, env?: Record<string, string>, timeoutMs?: number }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: options.quiet ? 'ignore' : ['inherit', options.stdout === 'inherit' ? 'inherit' : 2, 'inherit'],
      shell: process.platform === 'win32',
      ...(options.timeoutMs ? { timeout: options.timeoutMs } : {}),
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
}

/**
 * Runs a command quietly and returns what it printed, or null where it failed.
 * @param {string} command
 * @param {string[]} args
 * @returns {string | null}
 */
export function capture(command, args) {
  const result = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' });
  return result.status === 0 ? result.stdout : null;
}

/**
 * Whether a program is on the PATH.
 * @param {string} program
 * @returns {boolean}
 */
export function has(program) {
  return capture(process.platform === 'win32' ? 'where' : 'which', [program]) !== null;
}
