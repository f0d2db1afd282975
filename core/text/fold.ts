/** Text reduced for comparing, with the way back: folded unit i came from the original range [starts[i], ends[i]). */
export type FoldedText = { text: string; starts: readonly number[]; ends: readonly number[] };

/** Soft hyphens, joiners, marks of direction and the Arabic letter that only stretches a word: not seen, or nothing but looks. */
const UNSEEN_SIGNS = String.raw`\u00AD\u061C\u0640\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF`;
const UNSEEN = new RegExp(`[${UNSEEN_SIGNS}]`, 'gu');

/** One letter with its marks, or a Korean syllable written in parts: what a reader sees as one sign. */
const CLUSTER = new RegExp(
  String.raw`[\u1100-\u115F\uAC00-\uD7A3][${UNSEEN_SIGNS}]*[\u1160-\u11FF][\u1160-\u11FF${UNSEEN_SIGNS}\p{M}]*`
    + String.raw`|[^\p{M}${UNSEEN_SIGNS}][\p{M}${UNSEEN_SIGNS}]*|[\p{M}${UNSEEN_SIGNS}]+`,
  'gsu',
);

const PLAIN = /^[\x00-\x7F]*$/;

/** The same, but plain letters and signs that no mark follows come as one piece: most texts are little else. */
const PIECE = new RegExp(`([\\x00-\\x7F]+(?![^\\x00-\\x7F]))|${CLUSTER.source}`, CLUSTER.flags);

/** Accents, Hebrew points and Arabic vowel marks. Vowel signs of Indic scripts are letters and stay. */
const MARKS =
  /[\u0300-\u036F]|[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]|[\u0610-\u061A]|[\u064B-\u065F]|\u0670|[\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED]|[\u1AB0-\u1AFF]|[\u1DC0-\u1DFF]|[\u20D0-\u20FF]/gu;

/** Letters that carry their accent inside the glyph and so do not decompose, and Arabic letters that are typed for each other. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ŧ: 't', ς: 'σ',
  '\u0671': '\u0627', '\u06CC': '\u064A', '\u0649': '\u064A', '\u06A9': '\u0643',
  ...Object.fromEntries(Array.from('0123456789', (digit, n) => [String.fromCodePoint(0x660 + n), digit])),
  ...Object.fromEntries(Array.from('0123456789', (digit, n) => [String.fromCodePoint(0x6f0 + n), digit])),
  '\u2018': "'", '\u2019': "'", '\u02BC': "'", '\u201C': '"', '\u201D': '"', '\u00AB': '"', '\u00BB': '"', '\u2010': '-', '\u2011': '-', '\u2013': '-', '\u2014': '-',
};


/** Folds case, accents, quotation marks and kinds of space. Russian й stays a letter of its own; ё is е, as people type it. */
export function foldText(text: string): FoldedText {
  if (PLAIN.test(text)) return { text: foldPlain(text), starts: Array.from(text, (_, unit) => unit), ends: Array.from(text, (_, unit) => unit + 1) };
  const starts: number[] = [];
  const ends: number[] = [];
  const parts: string[] = [];
  for (const match of text.matchAll(CLUSTER)) {
    const folded = foldCluster(match[0]);
    parts.push(folded);
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
  }
  return { text: parts.join(''), starts, ends };
}

/** The folded text alone, where no way back is needed. */
export function foldPlain(text: string): string {
  return text.replace(PIECE, (piece: string, plain: string | undefined) => (plain === undefined ? foldCluster(piece) : plain.toLowerCase().replaceAll(/\s/g, ' ')));
}

/** Signs repeat, and taking one apart costs far more than looking it up. */
const known = new Map<string, string>();
const MOST_KNOWN = 5000;

function foldCluster(cluster: string): string {
  const before = known.get(cluster);
  if (before !== undefined) return before;
  const folded = foldNew(cluster);
  if (known.size < MOST_KNOWN && cluster.length < 8) known.set(cluster, folded);
  return folded;
}

function foldNew(cluster: string): string {
  const seen = cluster.replace(UNSEEN, '');
  if (/^\s/u.test(seen)) return ' ';
  const lower = seen.normalize('NFC').toLowerCase();
  if (lower === 'й') return lower;
  const bare = lower.normalize('NFD').replace(MARKS, '').normalize('NFC');
  return LETTERS[bare] ?? bare;
}
