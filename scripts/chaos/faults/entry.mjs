/**
 * One fault that the app must bear.
 * @typedef {object} Fault
 * @property {string} fault its number, F1 to F27
 * @property {string} holds what happens, and what must hold then
 * @property {FaultTest} test the tests that prove it
 * @property {Mutant} mutant the smallest change of the product that breaks it
 *
 * Titles are as they stand in the file; `%s` and `${…}` in them stand for whatever a run puts there.
 * @typedef {{ runner: 'vitest', project: string, file: string, titles: string[] } | { runner: 'playwright', config: string, file: string, titles: string[], env?: Record<string, string> }} FaultTest
 *
 * `find` occurs once in `file`.
 * @typedef {{ file: string, find: string, replace: string }} Mutant
 */

/** Tests of the main process and its helpers. @param {string} file @param {...string} titles @returns {FaultTest} */
export const main = (file, ...titles) => ({ runner: 'vitest', project: 'main', file, titles });

/** Tests of the migrations. @param {string} file @param {...string} titles @returns {FaultTest} */
export const database = (file, ...titles) => ({ runner: 'vitest', project: 'database', file, titles });

/** Tests in the real window. @param {string} file @param {...string} titles @returns {FaultTest} */
export const inWindow = (file, ...titles) => ({ runner: 'playwright', config: 'e2e/playwright.config.ts', file, titles });

/** @param {string} file @param {string} find @param {string} replace @returns {Mutant} */
export const mutant = (file, find, replace) => ({ file, find, replace });
