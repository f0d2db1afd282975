export interface TextRange {
  readonly start: number;
  readonly end: number;
  readonly current?: boolean;
}

/** Text with some ranges marked. Splits the string; nothing is ever parsed as markup. */
export const Highlighted = ({ text, ranges }: { text: string; ranges: readonly TextRange[] }): React.ReactNode => {
  if (ranges.length === 0) return text;
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const range of ranges) {
    if (range.start > at) parts.push(text.slice(at, range.start));
    parts.push(
      <mark key={range.start} data-current={range.current || undefined}>
        {text.slice(range.start, range.end)}
      </mark>,
    );
    at = range.end;
  }
  parts.push(text.slice(at));
  return parts;
};

const HIT = /\u0002([^\u0003]*)\u0003/g;

/** Splits a search fragment, in which \u0002 … \u0003 enclose the hits, into clean text and ranges. */
export const parseSnippet = (snippet: string): { text: string; ranges: TextRange[] } => {
  const ranges: TextRange[] = [];
  let text = '';
  let at = 0;
  for (const match of snippet.matchAll(HIT)) {
    text += snippet.slice(at, match.index);
    const hit = match[1] ?? '';
    ranges.push({ start: text.length, end: text.length + hit.length });
    text += hit;
    at = match.index + match[0].length;
  }
  text += snippet.slice(at);
  // eslint-disable-next-line no-control-regex
  return { text: text.replace(/[\u0002\u0003]/g, ''), ranges };
};
