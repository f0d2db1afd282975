import { isTitled } from './titles.mjs';

/**
 * What became of a fault's tests. `missing`: a title matched nothing. `skipped`: this machine cannot do one. `broken`: they did not run.
 * @typedef {'passed' | 'failed' | 'missing' | 'skipped' | 'broken'} Outcome
 *
 * One test of a report, in either runner's words.
 * @typedef {{ title: string, status: string }} Ran
 */

/** One word for several tests. @param {readonly string[]} titles @param {readonly Ran[]} ran @returns {Outcome} */
export function outcomeOf(titles, ran) {
  const matched = titles.map((title) => ran.filter((one) => isTitled(title, one.title)));
  const statuses = matched.flat().map(({ status }) => status);
  if (statuses.some((status) => status === 'failed' || status === 'unexpected')) return 'failed';
  if (matched.some((tests) => tests.length === 0)) return 'missing';
  return statuses.every((status) => status === 'passed' || status === 'expected') ? 'passed' : 'skipped';
}

/** The tests of vitest's JSON report. @param {{ testResults: { assertionResults: Ran[] }[] }} report @returns {Ran[]} */
export const ranOfVitest = (report) => report.testResults.flatMap(({ assertionResults }) => assertionResults);

/**
 * The tests of Playwright's JSON report.
 * @typedef {{ suites?: Suite[], specs?: { title: string, tests: { status: string }[] }[] }} Suite
 * @param {Suite} suite @returns {Ran[]}
 */
export function ranOfPlaywright({ suites = [], specs = [] }) {
  const here = specs.flatMap(({ title, tests }) => tests.map(({ status }) => ({ title, status })));
  return [...here, ...suites.flatMap(ranOfPlaywright)];
}
