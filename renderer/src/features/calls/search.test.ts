import { describe, expect, it } from 'vitest';
import { layoutFor } from './columns.ts';
import { moveTo } from '../../lib/move-to.ts';
import { parseRangeValue } from './parse-range-value.ts';
import { isFiltered, parseCallsSearch, toQuery } from './search.ts';

describe('parseCallsSearch', () => {
  it('keeps what is right and leaves out what is not, field by field', () => {
    expect(
      parseCallsSearch({ bands: ['fail', 'nonsense'], scoreMin: 40, scoreMax: 900, q: ' price ', period: '7d', by: 'cost', other: 1, statuses: [] }),
    ).toEqual({ scoreMin: 40, q: 'price', period: '7d', by: 'cost' });
  });

  it('ranks only what words were searched for', () => {
    expect(parseCallsSearch({ by: 'rank', direction: 'desc', bands: ['fail'] })).toEqual({ bands: ['fail'] });
    expect(parseCallsSearch({ by: 'rank', direction: 'desc', q: 'price' })).toEqual({ by: 'rank', direction: 'desc', q: 'price' });
  });

  it('leaves out every value that no field takes', () => {
    const fields = ['from', 'to', 'assistantIds', 'statuses', 'bands', 'scoreMin', 'durationMax', 'reviewed', 'q', 'period', 'here', 'by', 'direction'];
    for (const value of [null, -1, {}, [[]], '\0', '\ud800', ['\0'], Number.POSITIVE_INFINITY, Number.NaN, [null]]) {
      expect(parseCallsSearch(Object.fromEntries(fields.map((field) => [field, value])))).toEqual({});
    }
  });

  it('takes instants that PostgreSQL takes, and writes them in UTC', () => {
    expect(parseCallsSearch({ from: '2026-01-01T01:00:00+23:30', to: '2026-02-01T00:00:00Z' })).toEqual({
      from: '2025-12-31T01:30:00.000Z',
      to: '2026-02-01T00:00:00.000Z',
    });
    for (const iso of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+10:00', '9999-12-31T23:00:00-10:00', '2026-02-30T00:00:00Z', 'garbage']) {
      expect(parseCallsSearch({ from: iso, to: iso })).toEqual({});
    }
  });
});

describe('toQuery', () => {
  const now = new Date(2026, 10, 22, 18, 30);

  it('turns a moving period into the start of a local day', () => {
    expect(toQuery({ period: 'today' }, now).filter).toEqual({ from: new Date(2026, 10, 22).toISOString() });
    expect(toQuery({ period: '7d' }, now).filter).toEqual({ from: new Date(2026, 10, 16).toISOString() });
  });

  it('sorts newest first unless told otherwise', () => {
    expect(toQuery({}, now)).toEqual({ filter: {}, sort: { by: 'created_at', direction: 'desc' } });
    expect(toQuery({ by: 'cost', direction: 'asc' }, now).sort).toEqual({ by: 'cost', direction: 'asc' });
  });

  it('tells a sorted list from a filtered one', () => {
    expect(isFiltered({ by: 'cost', direction: 'asc' })).toBe(false);
    expect(isFiltered({ reviewed: false })).toBe(true);
  });
});

describe('parseRangeValue', () => {
  it.each([
    ['', true, null],
    ['90', true, 90],
    ['1:30', true, 90],
    ['1:00:00', true, 3600],
    ['1:30', false, 'wrong'],
    ['-3', false, 'wrong'],
    ['101', false, 'wrong'],
    ['100', false, 100],
  ] as const)('reads %s', (text, isTime, value) => expect(parseRangeValue(text, isTime ? 1_000_000 : 100, isTime)).toBe(value));
});

describe('layoutFor', () => {
  it('lets columns leave in their order and never the four that matter', () => {
    const shown = (width: number): string => layoutFor(width).columns.map((column) => column.id).join(' ');
    expect(shown(1440)).toBe('select time agent customer what outcome length qci reviewer version cost audio');
    expect(shown(1250)).not.toContain('version');
    expect(shown(1150)).not.toContain('reviewer');
    expect(shown(1030)).not.toContain('customer');
    expect(shown(720)).toBe('time agent what length qci audio');
    for (const id of ['time', 'what', 'length', 'qci']) expect(shown(512)).toContain(id);
  });
});

describe('the columns of every width from 500 px', () => {
  it.each(['en', 'ru'] as const)('leave what happened at least 120 px, in %s', (language) => {
    const PADDING = 32;
    const GAP = 12;
    for (let width = 500; width <= 2000; width += 1) {
      for (const hasOlder of [false, true]) {
        const { columns } = layoutFor(width, { hasOlder, language });
        const rest = columns.reduce((sum, column) => sum + column.width, PADDING + GAP * (columns.length - 1));
        expect(width - rest, `at ${width}`).toBeGreaterThanOrEqual(120);
      }
    }
  });
});

describe('moveTo', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 2, 7],
    ['PageUp', 2, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['x', 5, null],
  ] as const)('%s from %s', (key, from, to) => expect(moveTo(key, from, 10, 5)).toBe(to));
  it('moves nothing in an empty list', () => expect(moveTo('End', 0, 0, 5)).toBeNull());
});
