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

/** So many of the last lines of a command are kept. */
const LINES_KEPT = 120;

/**
 * Runs a command in the checkout and shows what it prints; resolves with the exit code and its last lines.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ code: number, lastLines: string }>}
 */
export function runKeeping(command, args) {
  return new Promise((resolve, reject) => {
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...colour }, stdio: ['inherit', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let kept = '';
    for (const [from, to] of /** @type {const} */ ([[child.stdout, process.stdout], [child.stderr, process.stderr]])) {
      from.setEncoding('utf8').on('data', (text) => {
        to.write(text);
        kept = (kept + text).split('\n').slice(-LINES_KEPT).join('\n');
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 128 : 1), lastLines: kept.trimEnd() }));
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
