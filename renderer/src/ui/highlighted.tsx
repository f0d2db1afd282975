import { Fragment } from 'react';
import { shownText } from './shown-text.tsx';

export interface TextRange {
  readonly start: number;
  readonly end: number;
  readonly current?: boolean;
}

/** Text with some ranges marked. Splits the string; nothing is ever parsed as markup. */
export const Highlighted = ({ text, ranges }: { text: string; ranges: readonly TextRange[] }): React.ReactNode => {
  if (ranges.length === 0) return shownText(text);
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const range of ranges) {
    if (range.start > at) parts.push(<Fragment key={at}>{shownText(text.slice(at, range.start))}</Fragment>);
    parts.push(
      <mark key={`mark-${range.start}`} data-current={range.current || undefined}>
        {shownText(text.slice(range.start, range.end))}
      </mark>,
    );
    at = range.end;
  }
  parts.push(<Fragment key={at}>{shownText(text.slice(at))}</Fragment>);
  return parts;
};

const HIT = /\u0002([^\u0003]*)\u0003/g;

/** Characters of a fragment that may stand before its first hit, so that a cell of one line shows the hit. */
const MOST_BEFORE = 28;

/** The fragment begun at a word near its first hit. */
const nearFirstHit = (snippet: string): string => {
  const hit = snippet.indexOf('\u0002');
  if (hit <= MOST_BEFORE) return snippet;
  const word = snippet.indexOf(' ', hit - MOST_BEFORE);
  return `…${snippet.slice(word === -1 || word >= hit ? hit - MOST_BEFORE : word + 1)}`;
};

/** Splits a search fragment, in which \u0002 … \u0003 enclose the hits, into clean text and ranges. */
export const parseSnippet = (fragment: string): { text: string; ranges: TextRange[] } => {
  const snippet = nearFirstHit(fragment);
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
