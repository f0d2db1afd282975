import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay } from '../../setup/display.mjs';
import { withKeyring } from '../../setup/keyring.mjs';
import { outcomeOf, ranOfPlaywright, ranOfVitest, whyFailed } from './outcome.mjs';
import { patternOf } from './titles.mjs';

/**
 * Runs a command in a checkout; answers its exit code and what it said.
 * @param {string} root @param {string[]} command @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number, said: string }>}
 */
export function runIn(root, [program = '', ...args], env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 128 : 1), said }));
  });
}

/** @param {import('./entry.mjs').FaultTest} test @param {string} report */
async function commandOf(test, report) {
  const wanted = `(${test.titles.map(patternOf).join('|')})$`;
  if (test.runner === 'vitest')
    return ['node_modules/.bin/vitest', 'run', '--project', test.project, test.file, '-t', wanted, '--reporter=json', `--outputFile=${report}`];
  return withDisplay(await withKeyring(['node_modules/.bin/playwright', 'test', '-c', test.config, `/${test.file.split('/').at(-1)}$`, '-g', wanted, '--reporter=json', '--retries=0', '--workers=1']));
}

/**
 * Runs a fault's tests in a checkout that has what they need, and says what became of them. The runner's exit code alone says
 * nothing: its report does, test by test.
 * @param {string} root @param {import('./entry.mjs').FaultTest} test
 * @returns {Promise<{ outcome: import('./outcome.mjs').Outcome, why: string, said: string }>}
 */
export async function runTest(root, test) {
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-faults-'));
  const report = join(folder, 'report.json');
  try {
    const env = test.runner === 'playwright' ? { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...test.env } : {};
    const { said } = await runIn(root, await commandOf(test, report), env);
    if (!existsSync(report)) return { outcome: 'broken', why: 'there is no report', said };
    const read = JSON.parse(readFileSync(report, 'utf8'));
    const ran = test.runner === 'vitest' ? ranOfVitest(read) : ranOfPlaywright(read);
    return { outcome: outcomeOf(test.titles, ran), why: whyFailed(test.titles, ran), said: `${said}\n${JSON.stringify(read, null, 1).slice(0, 6000)}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
