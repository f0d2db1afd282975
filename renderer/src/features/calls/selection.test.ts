import { describe, expect, it } from 'vitest';
import { allOf, extended, NO_SELECTION, toggled, type Selection } from './selection.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'];
const chosen = ({ ids }: Selection): string => ORDER.filter((id) => ids.has(id)).join('');

describe('a selection', () => {
  it('takes a row in and lets it go', () => {
    const one = toggled(NO_SELECTION, 'b');
    expect([chosen(one), chosen(toggled(one, 'd')), chosen(toggled(one, 'b'))]).toEqual(['b', 'bd', '']);
  });

  it('extends from where it began, down, back and over', () => {
    let selection = toggled(NO_SELECTION, 'c');
    const go = (from: string, to: string): string => {
      selection = extended(selection, ORDER, from, to);
      return chosen(selection);
    };
    expect([go('c', 'd'), go('d', 'e'), go('e', 'd'), go('d', 'c'), go('c', 'b')]).toEqual(['cd', 'cde', 'cd', 'c', 'bc']);
  });

  it('begins at the active row where nothing was chosen', () => {
    expect(chosen(extended(NO_SELECTION, ORDER, 'b', 'c'))).toBe('bc');
  });

  it('keeps what was chosen elsewhere', () => {
    expect(chosen(extended(toggled(toggled(NO_SELECTION, 'a'), 'c'), ORDER, 'c', 'd'))).toBe('acd');
  });

  it('is all there are', () => {
    expect(chosen(allOf(ORDER))).toBe('abcde');
  });
});
