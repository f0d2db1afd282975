import { mkdtempSync, readFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay } from './setup/display.mjs';
import { ensure } from './setup/ensure.mjs';
import { withKeyring } from './setup/keyring.mjs';
import { run } from './setup/run.mjs';
import { fail, say } from './setup/say.mjs';

/** `npm run bench -- [start|list|audio …]`: a JSON line for each ratio, then one object with all of them. */
const GROUPS = ['start', 'list', 'audio'];
const wanted = process.argv.slice(2);
const unknown = wanted.find((group) => !GROUPS.includes(group));
if (unknown) fail(`There is no benchmark group "${unknown}".`, `Groups: ${GROUPS.join(', ')}`);

await ensure({ electron: true, build: true, keyring: true });
const out = join(mkdtempSync(join(tmpdir(), 'sidetone-bench-out-')), 'lines.jsonl');
const files = (wanted.length > 0 ? wanted : GROUPS).map((group) => `${group}.bench.ts`);
say('Benchmarks: some two minutes a group');
const [program = '', ...args] = await withDisplay(await withKeyring(['node_modules/.bin/playwright', 'test', '-c', 'e2e/bench/bench.config.ts', ...files]));
const code = await run(program, args, { env: { SIDETONE_BENCH_OUT: out } });
const lines = existsSync(out) ? readFileSync(out, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
const missed = lines.filter(({ ratio, goal }) => goal !== null && ratio > goal).map(({ name }) => name);
process.stdout.write(`${JSON.stringify({ lines: lines.length, missed })}\n`);
process.exit(code === 0 && missed.length === 0 ? 0 : 1);
