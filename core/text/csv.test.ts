import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

/** Reads CSV back, letter by letter. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let [held, isQuoted] = ['', false];
  const end = (): void => {
    rows.at(-1)?.push(held);
    held = '';
  };
  for (let at = 1; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (isQuoted && letter === '"' && text[at + 1] === '"') [held, at] = [`${held}"`, at + 1];
    else if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && letter === ',') end();
    else if (!isQuoted && letter === '\r' && text[at + 1] === '\n') {
      end();
      rows.push([]);
      at += 1;
    }
    else held += letter;
  }
  return rows.slice(0, -1);
}

describe('rows as CSV', () => {
  it('quotes what needs it, leaves what is unknown empty, and says that it is UTF-8', () => {
    expect(csvOf([['call', 'says "no", then'], [12, null], ['Ñandú\nÉ', -3]])).toBe('\uFEFFcall,"says ""no"", then"\r\n12,\r\n"Ñandú\nÉ",-3\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'])('has no spreadsheet run %j', (text) => {
    expect(readCsv(csvOf([[text]]))).toEqual([[`'${text}`]]);
  });

  it('reads back as it was', () => {
    const text = fc.string({ unit: 'binary' }).filter((one) => !/^[=+\-@\t\r]/u.test(one));
    fc.assert(fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
      expect(readCsv(csvOf(rows))).toEqual(rows);
    }));
  });
});
