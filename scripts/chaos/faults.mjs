import { parseArgs } from 'node:util';
import { ensure } from '../setup/ensure.mjs';
import { fail, ROOT, say } from '../setup/say.mjs';
import { runIn, runTest } from './faults/run-test.mjs';
import { makeScratch, withMutant } from './faults/scratch.mjs';
import { FAULTS } from './faults/table.mjs';

/** @typedef {import('./faults/entry.mjs').Fault} Fault */

/** @param {readonly string[]} names @returns {readonly Fault[]} */
function chosen(names) {
  const unknown = names.filter((name) => !FAULTS.some(({ fault }) => fault === name));
  if (unknown.length > 0) fail(`No such fault: ${unknown.join(', ')}.`, `There are: ${FAULTS.map(({ fault }) => fault).join(' ')}`);
  return names.length === 0 ? FAULTS : FAULTS.filter(({ fault }) => names.includes(fault));
}

/** Seconds since a time, as text. @param {number} since */
const took = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

/** Runs the tests as the checkout stands; answers how many faults are borne. @param {readonly Fault[]} faults */
async function countPassed(faults) {
  let passed = 0;
  for (const { fault, holds, test } of faults) {
    const since = Date.now();
    const { outcome, said } = await runTest(ROOT, test);
    if (outcome === 'passed') passed += 1;
    else process.stderr.write(`${said}\n`);
    say(`${fault} ${outcome} (${took(since)}): ${holds}`);
  }
  return passed;
}

/** Breaks the product once for each fault, in a copy; answers how many of the mutants a test has caught. @param {readonly Fault[]} faults */
async function countCaught(faults) {
  const { root, remove } = makeScratch();
  let caught = 0;
  for (const { fault, test, mutant } of faults) {
    const since = Date.now();
    const { outcome, why } = await withMutant(root, mutant, async () => {
      const built = test.runner === 'playwright' ? await runIn(root, [process.execPath, 'scripts/chaos/faults/build-here.mjs']) : { code: 0, said: '' };
      if (built.code !== 0) process.stderr.write(`${built.said}\n`);
      return built.code === 0 ? runTest(root, test) : { outcome: 'broken', why: 'it does not build' };
    });
    // A mutant that keeps the tests from running at all has not been caught by them.
    if (outcome === 'failed') caught += 1;
    say(`${fault} mutant ${outcome === 'failed' ? 'caught' : `NOT caught, its tests ${outcome}`} (${took(since)}): ${mutant.file}${why ? `: ${why.slice(0, 200)}` : ''}`);
  }
  remove();
  return caught;
}

/**
 * Runs the table as a command and ends the process; the last line is the count as JSON.
 * @param {string[]} args
 * @returns {Promise<never>}
 */
export async function main(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { mutants: { type: 'boolean', default: false } } });
  const faults = chosen(positionals);
  const windowed = faults.some(({ test }) => test.runner === 'playwright');
  await ensure({ electron: windowed, build: windowed, keyring: windowed });
  const passed = await countPassed(faults);
  const caught = values.mutants ? await countCaught(faults) : null;
  process.stdout.write(`${JSON.stringify({ faults: faults.length, passed, ...(caught === null ? {} : { mutants: faults.length, caught }) })}\n`);
  process.exit(passed === faults.length && (caught === null || caught === faults.length) ? 0 : 1);
}
