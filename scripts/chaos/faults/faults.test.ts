import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcomeOf, ranOfPlaywright } from './outcome.mjs';
import { FAULTS } from './table.mjs';
import { holdsTitle, isTitled, occurrences } from './titles.mjs';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (file: string): string => (existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '');
const NUMBERS = Array.from({ length: 27 }, (_, n) => `F${String(n + 1)}`);

/** Where a mutant changes the product, and not what tests it. */
const PRODUCT = /^(core|electron|renderer\/src|supabase\/migrations)\/(?!.*(\.test\.tsx?$|\/testing\/))/;

describe('the table of faults', () => {
  it('has an entry for each number, once', () => {
    expect(FAULTS.map(({ fault }) => fault).toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(NUMBERS);
  });

  it.each(FAULTS)('$fault is tested under its number: $holds', ({ fault, test }) => {
    const source = read(test.file);
    expect(test.titles.length).toBeGreaterThan(0);
    for (const title of test.titles) {
      expect(title).toMatch(new RegExp(`^${fault}: `));
      expect(holdsTitle(source, title), `${test.file} holds a test called “${title}”`).toBe(true);
    }
  });

  it.each(FAULTS)('the mutant of $fault is a change of the product at one place', ({ mutant: { file, find, replace } }) => {
    expect(file).toMatch(PRODUCT);
    expect(replace).not.toBe(find);
    expect(occurrences(read(file), find), `${file}: ${find}`).toBe(1);
  });

  it('names every test that bears a number', () => {
    for (const { fault, test } of FAULTS) {
      const named = [...read(test.file).matchAll(/\((['"`])(F\d+: .*?)\1, /g)].map(([, , title]) => title);
      expect(named.filter((title) => title?.startsWith(`${fault}: `))).toEqual(test.titles);
    }
  });
});

describe('the titles of tests', () => {
  it('are matched with what a run puts into them, and with nothing else', () => {
    expect(isTitled('F1: it survives ${kills} kills (all)', 'F1: it survives 6 kills (all)')).toBe(true);
    expect(isTitled('F20: of version %i is kept', 'F20: of version 3 is kept')).toBe(true);
    expect(isTitled('F2: a.b', 'F2: aXb')).toBe(false);
    expect(isTitled('F2: a', 'a suite F2: a')).toBe(false);
    expect(isTitled('F2: a', 'F2: ab')).toBe(false);
  });

  it('are found in a source in any quotes', () => {
    expect(holdsTitle("it('F2: it\\'s', () => {", "F2: it's")).toBe(true);
    expect(holdsTitle('test(`F1: ${n}`, () => {', 'F1: ${n}')).toBe(true);
    expect(holdsTitle("// 'F2: a'", 'F2: a')).toBe(false);
  });
});

describe('the outcome of a fault', () => {
  it.each([
    [['a', 'b'], [['a', 'passed'], ['b', 'expected']], 'passed'],
    [['a'], [['a', 'passed'], ['b', 'failed']], 'passed'],
    [['a %s'], [['a 1', 'passed'], ['a 2', 'failed']], 'failed'],
    [['a'], [['a', 'unexpected']], 'failed'],
    [['a', 'b'], [['a', 'passed']], 'missing'],
    [['a'], [], 'missing'],
    [['a'], [['a', 'skipped']], 'skipped'],
    [['a'], [['a', 'pending']], 'skipped'],
  ])('of tests %j that ran as %j is %s', (titles, ran, outcome) => {
    expect(outcomeOf(titles, ran.map(([title = '', status = '']) => ({ title, status })))).toBe(outcome);
  });

  it('takes Playwright’s tests out of their suites', () => {
    const spec = (title: string) => ({ title, tests: [{ status: 'expected' }] });
    expect(ranOfPlaywright({ suites: [{ specs: [spec('a')], suites: [{ specs: [spec('b')] }] }] }).map(({ title }) => title)).toEqual(['a', 'b']);
  });
});
