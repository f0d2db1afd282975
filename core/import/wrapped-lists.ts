import { endOfString } from './list-elements.ts';
import { INNER_KEYS, LIST_KEYS, MOST_WRAPPERS } from './unwrap-items.ts';

/** A member of an object, by where its value stands in the text; a value that is cut off ends with the text. */
type Member = { key: string; start: number; end: number };

/**
 * The texts of the lists that an object wraps its calls in (`{results}` and its like, pin data), for an object that is no
 * JSON as a whole: cut off, or broken in one of its calls. Decides as `unwrapItems` does for one that is whole, so that a
 * call's own lists are never taken for lists of calls. The text starts with `{`.
 */
export function* wrappedLists(text: string, depth = 0): Generator<string> {
  const members = [...membersOf(text)];
  const opening = (keys: readonly string[], bracket: string) => keys.flatMap((key) => members.find((one) => one.key === key && text.charAt(one.start) === bracket) ?? []);
  const inside = ({ start, end }: Member) => text.slice(start, end);
  const [pinned] = opening(['pinData'], '{');
  if (pinned) {
    const nodes = inside(pinned);
    for (const { start, end } of membersOf(nodes)) if (nodes.charAt(start) === '[') yield nodes.slice(start, end);
    return;
  }
  if (opening(['message', 'call'], '{').length > 0 || opening(['id'], '"').length > 0) return;
  const [list] = opening(LIST_KEYS, '[');
  const [inner] = opening(INNER_KEYS, '{');
  if (list) yield inside(list);
  else if (inner && depth < MOST_WRAPPERS) yield* wrappedLists(inside(inner), depth + 1);
}

/** The members of an object as far as they can be told apart. */
function* membersOf(text: string): Generator<Member> {
  for (let i = skipBlanks(text, 1); text.charAt(i) === '"'; i = skipBlanks(text, i + 1)) {
    const keyEnd = endOfString(text, i);
    const colon = skipBlanks(text, keyEnd + 1);
    if (text.charAt(colon) !== ':') return;
    const start = skipBlanks(text, colon + 1);
    const end = endOfValue(text, start);
    yield { key: text.slice(i + 1, keyEnd), start, end };
    i = skipBlanks(text, end);
    if (text.charAt(i) !== ',') return;
  }
}

/** Where a value ends: behind the bracket that closes it, behind a string, or before what follows a number or a word. */
function endOfValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return endOfString(text, start) + 1;
  if (first !== '{' && first !== '[') return indexOf(/[,}\]]/gu, text, start);
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '"') i = endOfString(text, i);
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth === 0) return i + 1;
  }
  return text.length;
}

function indexOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charAt(i).trim() === '') i += 1;
  return i;
}
