import { mkdtempSync, readFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withDisplay } from './setup/display.mjs';
import { ensure } from './setup/ensure.mjs';
import { withKeyring } from './setup/keyring.mjs';
import { run } from './setup/run.mjs';
import { fail, ROOT, say } from './setup/say.mjs';

/**
 * `npm run bench -- [start|list|audio …]`: a JSON line for each ratio, then one object with all of them.
 * `npm run bench -- offline` measures the store of this device at 10,000 and 100,000 calls, and in the window how a kept call opens; some minutes.
 * `npm run bench -- db [--rows N] [--keep]` measures PostgreSQL; some half an hour, so it runs only where it is named.
 */
const WINDOWED = ['start', 'list', 'audio'];
const NAMED_ONLY = ['offline', 'db'];
const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { rows: { type: 'string' }, keep: { type: 'boolean', default: false } } });
const unknown = positionals.find((group) => ![...WINDOWED, ...NAMED_ONLY].includes(group));
if (unknown) fail(`There is no benchmark group "${unknown}".`, `Groups: ${[...WINDOWED, ...NAMED_ONLY].join(', ')}`);
const rows = flags.rows === undefined ? null : Number(flags.rows);
if (rows !== null && !(Number.isInteger(rows) && rows >= 2000)) fail(`--rows ${flags.rows} is not a number of calls.`, 'Give a whole number, 2000 or more.');

const out = join(mkdtempSync(join(tmpdir(), 'sidetone-bench-out-')), 'lines.jsonl');

/** @param {string[]} groups @returns {Promise<number>} exit code */
async function benchWindow(groups) {
  await ensure({ electron: true, build: true, keyring: true });
  say('Benchmarks: some two minutes a group');
  const files = groups.map((group) => `${group}.bench.ts`);
  const [program = '', ...args] = await withDisplay(await withKeyring(['node_modules/.bin/playwright', 'test', '-c', 'e2e/bench/bench.config.ts', ...files]));
  return run(program, args, { env: { SIDETONE_BENCH_OUT: out } });
}

/** The code is TypeScript and Node 20 does not read that, so it is loaded the way the tests are, through Vite. */
async function benchDb() {
  await ensure({});
  process.env['SIDETONE_BENCH_OUT'] = out;
  // An interrupted run takes its server with it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(ROOT, 'supabase/bench/run.ts'), { root: ROOT, configFile: false, logLevel: 'error' });
  await module.benchDatabase({ rows, keep: flags.keep, say });
}

async function benchOffline() {
  await ensure({});
  process.env['SIDETONE_BENCH_OUT'] = out;
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(ROOT, 'electron/store/testing/bench.ts'), { root: ROOT, configFile: false, logLevel: 'error' });
  await module.benchOffline({ sizes: [10_000, 100_000], synced: 10_000, say });
}

const windowed = positionals.length > 0 ? positionals.filter((group) => !NAMED_ONLY.includes(group)) : WINDOWED;
let code = 0;
const inWindow = positionals.includes('offline') ? [...windowed, 'offline'] : windowed;
if (inWindow.length > 0) code = await benchWindow(inWindow);
if (positionals.includes('offline')) await benchOffline();
if (positionals.includes('db')) await benchDb();
const lines = existsSync(out) ? readFileSync(out, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
const missed = lines.filter(({ ratio, goal }) => goal !== null && ratio > goal).map(({ name }) => name);
process.stdout.write(`${JSON.stringify({ lines: lines.length, missed })}\n`);
process.exit(code === 0 && missed.length === 0 ? 0 : 1);
