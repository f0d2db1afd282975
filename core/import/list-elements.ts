const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * The texts of the elements of a JSON list, one after another, so that a list of thousands of calls never stands in
 * memory as a whole. Says in the end whether the list closes and nothing follows it; whether each element is JSON is for
 * the caller to try. The text starts with `[`.
 */
export function* listElements(text: string): Generator<string, boolean> {
  let depth = 0;
  let start = 1;
  for (let i = 1; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (char === QUOTE) {
      i = endOfString(text, i);
    } else if (OPENING.has(char)) {
      depth += 1;
    } else if (depth > 0) {
      if (CLOSING.has(char)) depth -= 1;
    } else if (char === COMMA) {
      yield text.slice(start, i);
      start = i + 1;
    } else if (CLOSING.has(char)) {
      const last = text.slice(start, i);
      if (start > 1 || last.trim() !== '') yield last;
      return text.charAt(i) === ']' && i === text.length - 1;
    }
  }
  return false;
}

/** Position of the quotation mark that closes the string opened at `open`, or of the last character. */
export function endOfString(text: string, open: number): number {
  for (let end = text.indexOf('"', open + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charAt(end - 1 - slashes) === '\\') slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length - 1;
}
