/** Root of the checkout, whatever folder a command was started from. */
export const ROOT = new URL('../../', import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1').replace(/\/$/, '');

/**
 * Says on stderr what happens and how long it may take; stdout belongs to the command's own result.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`• ${text}\n`);
}

/**
 * Ends with a message that says what to do.
 * @param {string} problem
 * @param {string} remedy
 * @returns {never}
 */
export function fail(problem, remedy) {
  process.stderr.write(`✗ ${problem}\n  ${remedy}\n`);
  process.exit(1);
}
