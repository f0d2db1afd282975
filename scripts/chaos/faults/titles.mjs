/** What a runner or a run puts into a title: `%s` and its kind, `$name`, `${…}`. */
const FILLED = /%[sidfjo#]|\$\{[^}]*\}|\$\w+/g;

/** @param {string} text */
const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The pattern of what a title can become in a run, to be anchored by whoever uses it. @param {string} title */
export const patternOf = (title) => title.split(FILLED).map(escaped).join('.+');

/** Whether a test that ran is the one of this title. @param {string} title @param {string} ran */
export const isTitled = (title, ran) => new RegExp(`^${patternOf(title)}$`, 's').test(ran);

/** Whether a file holds a test of this title, in any kind of quotes. @param {string} source @param {string} title */
export const holdsTitle = (source, title) => ["'", '"', '`'].some((quote) => source.includes(`(${quote}${title.replaceAll(quote, `\\${quote}`)}${quote}`));

/** How often a text occurs in another. @param {string} source @param {string} text */
export const occurrences = (source, text) => source.split(text).length - 1;
