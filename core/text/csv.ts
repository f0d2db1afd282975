/** What a spreadsheet would take for a formula when it begins a cell (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/u;

/** A number stays one; a text that a spreadsheet would run gets an apostrophe before it; null is an empty cell. */
const cell = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as CSV (RFC 4180: commas, CRLF, quotes doubled), with the mark by which spreadsheets know UTF-8. No cell is run as a formula. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string => `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
