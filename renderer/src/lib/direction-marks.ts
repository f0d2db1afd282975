/** Signs that turn the direction of the text around them and are seen nowhere: with them "gnp.exe" reads as "exe.png". */
const MARK = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const MARKS = new RegExp(MARK, 'gu');
const AROUND_MARKS = new RegExp(`(${MARK.source})`, 'u');

/** A mark's name as code charts have it: U+202E. */
export const codeOf = (mark: string): string => `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A text cut at its direction marks: what is read at even places, one mark at each odd one. A text without any stays whole. */
export const splitMarks = (text: string): readonly string[] => (MARK.test(text) ? text.split(AROUND_MARKS) : [text]);

/** A text as it may stand where only plain text can, in a tooltip or a name for screen readers: marks by their names. */
export const inertText = (text: string): string => text.replace(MARKS, (mark) => `[${codeOf(mark)}]`);

/** A text without its direction marks. */
export const withoutMarks = (text: string): string => text.replace(MARKS, '');
