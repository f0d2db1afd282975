import { foldPlain } from './fold.ts';

/** What is looked through: the name of a thing, and what else it may be found by. */
export interface Findable {
  readonly name: string;
  readonly also?: string;
}

const LETTER = /[\p{L}\p{N}]/u;
const INSIDE = 2;
/** What is found only by what stands beside its name comes after all that is found by name. */
const BESIDE = 100;

/** The words of what was typed, folded; none where it holds nothing but spaces. */
const wordsOf = (typed: string): readonly string[] => foldPlain(typed).split(' ').filter(Boolean);

/** Where a word stands: 0 at the head of the text, 1 at the head of a word of it, 2 inside one; null nowhere. */
function placeOf(word: string, text: string): number | null {
  let best: number | null = null;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0) return 0;
    if (!LETTER.test(text[at - 1] ?? '')) return 1;
    best = INSIDE;
  }
  return best;
}

/** How well folded words fit a folded text, in whatever order they stand: less is better; null where one is not in it. */
function fitOf(words: readonly string[], text: string): number | null {
  let sum = 0;
  for (const word of words) {
    const place = placeOf(word, text);
    if (place === null) return null;
    sum += place;
  }
  return sum;
}

/**
 * The things that hold every typed word, best match first and else in the order they came, at most so many. Case, accents and the
 * order of the words do not matter. Nothing typed finds all.
 */
export function bestMatches<T>(typed: string, things: readonly T[], textOf: (thing: T) => Findable, most: number): T[] {
  const words = wordsOf(typed);
  if (words.length === 0) return things.slice(0, most);
  const rated = things.flatMap((thing) => {
    const { name, also = '' } = textOf(thing);
    const folded = foldPlain(name);
    const byName = fitOf(words, folded);
    if (byName !== null) return [{ thing, fit: byName }];
    const byBoth = fitOf(words, `${folded} ${foldPlain(also)}`);
    return byBoth === null ? [] : [{ thing, fit: byBoth + BESIDE }];
  });
  return rated
    .toSorted((a, b) => a.fit - b.fit)
    .slice(0, most)
    .map(({ thing }) => thing);
}
