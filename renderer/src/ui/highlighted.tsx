import { Fragment } from 'react';
import { inertText } from '../lib/direction-marks.ts';
import classes from './highlighted.module.css';
import { shownText } from './shown-text.tsx';

export interface TextRange {
  readonly start: number;
  readonly end: number;
  readonly current?: boolean;
}

/** A range that is underlined, with what a reader sees when he points at it. */
export interface Underline {
  readonly start: number;
  readonly end: number;
  readonly look: 'solid' | 'dashed';
  readonly title: string;
  readonly current: boolean;
}

interface Props {
  text: string;
  /** Marked ranges, in order and apart. */
  ranges: readonly TextRange[];
  underlines?: readonly Underline[];
  /** One place that was gone to. */
  spot?: TextRange | null;
}

const NONE: readonly Underline[] = [];

/** Text with some ranges marked, some underlined and one framed; they may overlap. Splits the string; nothing is ever parsed as markup. */
export const Highlighted = ({ text, ranges, underlines = NONE, spot = null }: Props): React.ReactNode => {
  if (ranges.length === 0 && underlines.length === 0 && spot === null) return shownText(text);
  const cuts = [0, text.length, ...ranges.flatMap(({ start, end }) => [start, end]), ...underlines.flatMap(({ start, end }) => [start, end]), ...(spot ? [spot.start, spot.end] : [])];
  const places = [...new Set(cuts)].filter((place) => place >= 0 && place <= text.length).sort((a, b) => a - b);
  return places.slice(0, -1).map((start, at) => {
    const end = places[at + 1] ?? text.length;
    const holds = (range: { start: number; end: number }): boolean => range.start <= start && range.end >= end;
    return <Piece key={start} text={text.slice(start, end)} range={ranges.find(holds)} underline={underlines.find((one) => one.current && holds(one)) ?? underlines.find(holds)} isSpot={spot !== null && holds(spot)} />;
  });
};

const Piece = ({ text, range, underline, isSpot }: { text: string; range: TextRange | undefined; underline: Underline | undefined; isSpot: boolean }): React.ReactNode => {
  const found = range ? <mark data-current={range.current || undefined}>{shownText(text)}</mark> : shownText(text);
  const marked = isSpot ? (
    <span className={classes.spot} data-testid="spot">
      {found}
    </span>
  ) : (
    found
  );
  if (!underline) return range || isSpot ? marked : <Fragment>{marked}</Fragment>;
  return (
    <span className={classes[underline.look]} data-current={underline.current || undefined} title={inertText(underline.title)}>
      {marked}
    </span>
  );
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
