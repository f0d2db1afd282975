import { describe, expect, it } from 'vitest';
import { newSeed, readFill, type FillFields } from './fill-source.ts';

const fields = (change: Partial<FillFields> = {}): FillFields => ({ way: 'newest', most: '60', shares: { edge: '10', weak: '7', random: '10', repeats: '3' }, seed: '7', ...change });
const filter = { from: 'filter', filter: { scoreMin: 3 } } as const;

describe('what a queue is filled with', () => {
  it('are the chosen calls, whatever the fields say', () =>
    expect(readFill({ from: 'calls', callIds: ['a', 'b'] }, fields({ most: 'x' }))).toEqual({ from: 'calls', callIds: ['a', 'b'] }));

  it('are the newest of a filter', () => {
    expect(readFill(filter, fields({ most: ' 12 ' }))).toEqual({ ...filter, most: 12 });
    for (const most of ['', '0', '1001', '1.5', 'x', '-3']) expect([most, readFill(filter, fields({ most }))]).toEqual([most, null]);
  });

  it('are drawn by a recipe, where an empty share is none', () => {
    expect(readFill(filter, fields({ way: 'recipe', shares: { edge: '2', weak: '', random: '0', repeats: '1' } }))).toEqual({ from: 'recipe', filter: { scoreMin: 3 }, recipe: { edge: 2, weak: 0, random: 0, repeats: 1 }, seed: 7 });
    for (const shares of [{ edge: '', weak: '', random: '', repeats: '' }, { edge: '1000', weak: '1', random: '', repeats: '' }, { edge: 'x', weak: '', random: '1', repeats: '' }]) expect(readFill(filter, fields({ way: 'recipe', shares }))).toBeNull();
    for (const seed of ['', '-1', '2147483648', '1.5']) expect([seed, readFill(filter, fields({ way: 'recipe', seed }))]).toEqual([seed, null]);
  });

  it('a seed can be read out', () => {
    for (let n = 0; n < 50; n += 1) expect(newSeed()).toMatch(/^\d{1,6}$/);
  });
});
