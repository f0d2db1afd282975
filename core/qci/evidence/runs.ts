import { nearestRuns } from './nearest-runs.ts';
import { DECIMAL, type Token } from './numerals.ts';

/** A run of tokens: indexes of the first and the last. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** True where no word or number is cut in two: "10" does not stand in "210". */
const isWhole = (tokens: readonly Token[], { first, last }: Run): boolean =>
  tokens[first - 1]?.last !== tokens[first]?.last && tokens[last + 1]?.first !== tokens[last]?.first;

/** The first place from `from` on that is `accepted` and where the wanted tokens stand one after the other; null where they do not. */
export function exactRun(tokens: readonly Token[], wanted: readonly Token[], from: number, accepted: (run: Run) => boolean = () => true): Run | null {
  for (let at = from; at + wanted.length <= tokens.length; at += 1) {
    const run = { first: at, last: at + wanted.length - 1 };
    if (wanted.every((token, offset) => token.text === tokens[at + offset]?.text) && isWhole(tokens, run) && accepted(run)) return run;
  }
  return null;
}

/** Fewer words than this are found exactly or not at all. */
export const LEAST_CLOSE = 4;
/** Comparing costs the product of the two lengths; beyond this (a retelling, in a turn of an hour) words are found exactly or not at all. */
const MOST_CELLS = 2_000_000;
/** The share of a quote's words that may be missing, added or exchanged. */
const MOST_DIFFERENT = 0.34;

/** How many words of a text these tokens stand for. */
export const wordsOf = (tokens: readonly Token[]): number => [...new Map(tokens.map(({ first, last }) => [first, last - first + 1])).values()].reduce((sum, words) => sum + words, 0);

/** Words that turn a sentence into its opposite: they may not differ. Folded. */
const NEGATIONS: ReadonlySet<string> = new Set([
  'no', 'not', 'never', 'none', 'nothing', 'nobody', 'neither', 'nor', 'without', 'cannot', 'cant', 'wont', 'dont', 'doesnt', 'didnt', 'isnt', 'arent', 'wasnt',
  'werent', 'wouldnt', 'couldnt', 'shouldnt', 'havent', 'hasnt', 'hadnt', 'aint', 'mustnt', 'neednt',
  'не', 'нет', 'ни', 'никогда', 'ничего', 'никто', 'нельзя', 'без', 'нисколько', 'никак', 'нигде', 'нету', 'невозможно',
  'nunca', 'nada', 'nadie', 'ningun', 'ninguno', 'ninguna', 'ni', 'tampoco', 'jamas', 'sin',
  'nicht', 'kein', 'keine', 'keinen', 'niemals', 'pas', 'jamais', 'rien', 'aucun', 'aucune', 'non', 'mai', 'niente', 'nao', 'nie', 'nigdy',
]);

/** What makes a word its opposite where it is written before it. Folded. */
const NEGATING = ['не', 'un', 'in', 'im', 'dis', 'des'];

/** Numbers that are written as words and say which one. Folded. */
const ORDINAL =
  /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa]|noven[oa]|decim[oa]|(?:перв|втор|четверт|пят|шест|седьм|восьм|девят|десят|\p{L}+надцат|двадцат|тридцат)(?:ый|ой|ого|ому|ым|ом|ая|ую|ое)|трет(?:ий|ьего|ьему|ьим|ьем|ья|ьей|ью|ье))$/u;

/**
 * The place where words most like the wanted ones stand: at most a third of them differ, the order may differ by neighbours, and
 * neither a negation nor a number is added, lost or exchanged. Null where there is no such place.
 */
export function closestRun(tokens: readonly Token[], wanted: readonly Token[], from: number): Run | null {
  if (wordsOf(wanted) < LEAST_CLOSE || (tokens.length - from) * wanted.length > MOST_CELLS) return null;
  const most = new Set(wanted.map(({ first }) => first)).size * MOST_DIFFERENT;
  let best: (Run & { cost: number }) | null = null;
  for (const run of nearestRuns(tokens, wanted, from, most)) {
    if (best !== null && run.cost >= best.cost) continue;
    const whole = wholeWords(tokens, run, from);
    if (sameSense(tokens.slice(whole.first, whole.last + 1), wanted) && !besideEdges(tokens, wanted, whole, run.cost).some(isNegation)) best = { ...whole, cost: run.cost };
  }
  return best;
}

/** A run that ends inside a number takes all of it: the rest is what the quote left out. */
function wholeWords(tokens: readonly Token[], { first, last }: Run, from: number): Run {
  let start = first;
  let end = last;
  while (start > from && tokens[start - 1]?.first === tokens[start]?.first) start -= 1;
  while (tokens[end + 1]?.first === tokens[end]?.first) end += 1;
  return { first: start, last: end };
}

/** Where a quote's own edge is not in the transcript, the words there that it may stand for: "I want" for "I do not want" leaves out "not". */
function besideEdges(tokens: readonly Token[], wanted: readonly Token[], { first, last }: Run, cost: number): Token[] {
  const isKept = (here: number, inward: number, edge: number): boolean =>
    tokens[here]?.text === wanted.at(edge)?.text || (tokens[here]?.text === wanted.at(edge + inward)?.text && tokens[here + inward]?.text === wanted.at(edge)?.text);
  return [
    ...(isKept(first, 1, 0) ? [] : tokens.slice(Math.max(0, first - Math.ceil(cost)), first)),
    ...(isKept(last, -1, -1) ? [] : tokens.slice(last + 1, last + 1 + Math.ceil(cost))),
  ];
}

const isNegation = ({ text }: Token): boolean => NEGATIONS.has(text);

/** True where the same negations and numbers occur as often on both sides, and no word became its opposite. */
function sameSense(found: readonly Token[], wanted: readonly Token[]): boolean {
  const decisive = (tokens: readonly Token[]): string =>
    tokens.flatMap(({ text }) => (NEGATIONS.has(text) || text === DECIMAL || /^\p{Nd}$/u.test(text) || ORDINAL.test(text) ? [text] : [])).sort().join(' ');
  return decisive(found) === decisive(wanted) && !isOpposed(found, wanted) && !isOpposed(wanted, found);
}

/** True where one side has a word of the other with "un" or "не" before it, which the other has not. */
function isOpposed(one: readonly Token[], other: readonly Token[]): boolean {
  const [plain, opposite] = [one, other].map((tokens) => new Set(tokens.map(({ text }) => text)));
  return [...(plain ?? [])].some((word) => NEGATING.some((prefix) => opposite?.has(prefix + word) && !plain?.has(prefix + word) && !opposite.has(word)));
}
