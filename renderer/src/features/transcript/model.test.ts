import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { someTurns } from '../../testing/fake-calls.ts';
import { findHits, rangesIn } from './find.ts';
import { buildTranscript, percentile95, plainRows, splitText } from './model.ts';
import { nextStart, previousStart } from './turn-starts.ts';

const say = (index: number, speaker: 'agent' | 'customer', text: string, startMs: number | null, endMs: number | null): Turn => ({
  kind: 'speech',
  index,
  speaker,
  name: null,
  text,
  startMs,
  endMs,
});

describe('buildTranscript', () => {
  it('places silences before the turn that ends them, and tools where they ran', () => {
    const { rows } = buildTranscript(someTurns());
    const kinds = rows.map((row) => row.kind);
    expect(kinds.filter((kind) => kind === 'tool')).toHaveLength(1);
    const silence = kinds.indexOf('silence');
    expect(rows[silence + 1]?.kind).toBe('speech');
    expect(rows[silence]?.turn).toBe(rows[silence + 1]?.turn);
  });

  it('measures the agent’s latency, and calls an overlap an interruption', () => {
    const { rows, latencies } = buildTranscript([
      say(0, 'customer', 'Hello?', 0, 1000),
      say(1, 'agent', 'Good day.', 2600, 4000),
      say(2, 'customer', 'Stop.', 3000, 3500),
    ]);
    expect(latencies).toEqual([1600]);
    expect(rows.map((row) => row.kind === 'speech' && row.cutsIn)).toEqual([false, false, true]);
  });

  it('maps stored turns to rows after joining', () => {
    const model = buildTranscript([say(0, 'agent', 'One', 0, 900), say(1, 'agent', 'two.', 1000, 2000), say(2, 'customer', 'Yes.', 2500, 3000)]);
    expect(model.rowOfStored.get(0)).toBe(0);
    expect(model.rowOfStored.get(1)).toBe(0);
    expect(model.rowOfStored.get(2)).toBe(1);
  });

  it('shows turns without times, and nothing for no turns', () => {
    expect(buildTranscript([say(0, 'agent', 'Hi', null, null)]).rows).toHaveLength(1);
    expect(buildTranscript([]).rows).toEqual([]);
  });

  it('cuts a turn of a million signs into rows and loses nothing', () => {
    const text = 'слово word '.repeat(91_000);
    const parts = splitText(text);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(Math.max(...parts.map((part) => part.text.length))).toBeLessThanOrEqual(2401);
    expect(splitText('😀'.repeat(5000)).every((part) => !/^[\uDC00-\uDFFF]/.test(part.text))).toBe(true);
  });
});

describe('find', () => {
  it('finds across case and accents and leads to the right row and range', () => {
    const model = buildTranscript(someTurns());
    const { hits } = findHits(model, 'TUESDAY');
    expect(hits.length).toBeGreaterThan(3);
    const [first] = hits;
    const row = model.rows[first?.row ?? -1];
    expect(row?.kind).toBe('speech');
    if (row?.kind !== 'speech' || !first) throw new Error('no hit');
    const [range] = rangesIn(row, hits, first);
    expect(row.text.slice(range?.start, range?.end)).toBe('Tuesday');
    expect(range?.current).toBe(true);
  });

  it('marks a find that runs over the border of two parts in both', () => {
    const text = `${'x'.repeat(2398)}needle${'y'.repeat(10)}`;
    const model = buildTranscript([say(0, 'agent', text, 0, 1)]);
    const { hits } = findHits(model, 'needle');
    const marked = model.rows.map((row) => rangesIn(row, hits, null).map((range) => (row.kind === 'speech' ? row.text.slice(range.start, range.end) : '')).join(''));
    expect(marked.join('')).toBe('needle');
  });
});

describe('helpers', () => {
  it('splits plain text into paragraphs', () => expect(plainRows('AI: hi\n\nUser: hello\n')).toHaveLength(2));
  it('needs three latencies for a percentile', () => {
    expect(percentile95([1, 2])).toBeNull();
    expect(percentile95([100, 300, 200])).toBe(300);
  });
  it('goes back to the start of a turn first, then to the one before', () => {
    const starts = [0, 5000, 9000];
    expect(previousStart(starts, 7000)).toBe(5000);
    expect(previousStart(starts, 5500)).toBe(0);
    expect(nextStart(starts, 5000)).toBe(9000);
    expect(nextStart(starts, 9000)).toBeNull();
  });
});
