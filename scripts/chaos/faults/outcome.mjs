import { isTitled } from './titles.mjs';

/**
 * What became of a fault's tests. `missing`: a title matched nothing. `skipped`: this machine cannot do one. `broken`: they did not run.
 * @typedef {'passed' | 'failed' | 'missing' | 'skipped' | 'broken'} Outcome
 *
 * One test of a report, in either runner's words; `why`: the first line of what failed.
 * @typedef {{ title: string, status: string, why?: string }} Ran
 */

const FAILED = new Set(['failed', 'unexpected']);

/** One word for several tests. @param {readonly string[]} titles @param {readonly Ran[]} ran @returns {Outcome} */
export function outcomeOf(titles, ran) {
  const matched = titles.map((title) => ran.filter((one) => isTitled(title, one.title)));
  const statuses = matched.flat().map(({ status }) => status);
  if (statuses.some((status) => FAILED.has(status))) return 'failed';
  if (matched.some((tests) => tests.length === 0)) return 'missing';
  return statuses.every((status) => status === 'passed' || status === 'expected') ? 'passed' : 'skipped';
}

/** Why the first of these tests failed, in a line; empty where none did. @param {readonly string[]} titles @param {readonly Ran[]} ran */
export const whyFailed = (titles, ran) => ran.find(({ title, status }) => FAILED.has(status) && titles.some((one) => isTitled(one, title)))?.why ?? '';

/** The first line of a message, without what colours it. @param {string} [message] */
const firstLine = (message = '') => message.replaceAll(/\u001B\[[0-9;]*m/g, '').split('\n').find((line) => line.trim() !== '') ?? '';

/**
 * The tests of vitest's JSON report.
 * @param {{ testResults: { assertionResults: { title: string, status: string, failureMessages?: string[] }[] }[] }} report @returns {Ran[]}
 */
export const ranOfVitest = (report) =>
  report.testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title, status, failureMessages }) => ({ title, status, why: firstLine(failureMessages?.[0]) })));

/**
 * The tests of Playwright's JSON report.
 * @typedef {{ status: string, results?: { error?: { message?: string } }[] }} PlaywrightTest
 * @typedef {{ suites?: Suite[], specs?: { title: string, tests: PlaywrightTest[] }[] }} Suite
 * @param {Suite} suite @returns {Ran[]}
 */
export function ranOfPlaywright({ suites = [], specs = [] }) {
  const here = specs.flatMap(({ title, tests }) => tests.map(({ status, results }) => ({ title, status, why: firstLine(results?.at(-1)?.error?.message) })));
  return [...here, ...suites.flatMap(ranOfPlaywright)];
}
