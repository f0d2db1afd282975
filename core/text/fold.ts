/** Text reduced for comparing, with the way back: folded unit i came from the original range [starts[i], ends[i]). */
export type FoldedText = { text: string; starts: readonly number[]; ends: readonly number[] };

/** One letter with its marks, or a Korean syllable written in parts: what a reader sees as one sign. */
const CLUSTER = /[\u1100-\u115F\uAC00-\uD7A3][\u1160-\u11FF]+\p{M}*|\P{M}\p{M}*|\p{M}+/gsu;

const PLAIN = /^[\x00-\x7F]*$/;

/** The same, but plain letters and signs that no mark follows come as one piece: most texts are little else. */
const PIECE = new RegExp(`([\\x00-\\x7F]+(?![^\\x00-\\x7F]))|${CLUSTER.source}`, CLUSTER.flags);

/** Accents, Hebrew points and Arabic vowel marks. Vowel signs of Indic scripts are letters and stay. */
const MARKS = /[\u0300-\u036F]|[\u0591-\u05C7]|[\u0610-\u061A]|[\u064B-\u065F]|\u0670|[\u1AB0-\u1AFF]|[\u1DC0-\u1DFF]|[\u20D0-\u20FF]/gu;

/** Letters that carry their accent inside the glyph and so do not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ŧ: 't', ς: 'σ',
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
  if (/^\s/u.test(cluster)) return ' ';
  const lower = cluster.normalize('NFC').toLowerCase();
  if (lower === 'й') return lower;
  const bare = lower.normalize('NFD').replace(MARKS, '').normalize('NFC');
  return LETTERS[bare] ?? bare;
}
