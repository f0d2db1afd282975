import { describe, expect, it } from 'vitest';
import { codeOf, inertText, splitMarks, withoutMarks } from './direction-marks.ts';

const MARKS = ['\u061C', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069'];

describe('direction marks', () => {
  it.each(MARKS)('%j is cut out of the text around it', (mark) => {
    expect(splitMarks(`a ${mark}b`)).toEqual(['a ', mark, 'b']);
    expect(inertText(`a ${mark}b`)).toBe(`a [${codeOf(mark)}]b`);
    expect(withoutMarks(`a ${mark}b`)).toBe('a b');
  });

  it('stand at odd places, also at the ends and beside each other, and nothing is lost', () => {
    const text = '\u202Egnp\u2069\u2069.exe\u200F';
    const parts = splitMarks(text);
    expect(parts.join('')).toBe(text);
    expect(parts.map((part, index) => MARKS.includes(part) === (index % 2 === 1))).not.toContain(false);
  });

  it.each(['', 'plain', 'שלום עולם', 'مرحبا', '👩\u200D👧', 'na\u00efve', 'a\u200Cb'])('leave %j whole', (text) => {
    expect(splitMarks(text)).toEqual([text]);
    expect(inertText(text)).toBe(text);
  });
});
