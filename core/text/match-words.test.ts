import { describe, expect, it } from 'vitest';
import { bestMatches, type Findable } from './match-words.ts';

const found = (typed: string, names: readonly string[], most = 10): string[] => bestMatches(typed, names, (name): Findable => ({ name }), most);

describe('bestMatches', () => {
  it('sees neither case nor accents, in either alphabet', () => {
    expect(found('ecole', ['École', 'Schule'])).toEqual(['École']);
    expect(found('ЗВЕЗДЫ', ['Звёзды', 'Планеты'])).toEqual(['Звёзды']);
    expect(found('мои', ['Мой'])).toEqual([]);
  });

  it('takes words in any order, and wants all of them', () => {
    expect(found('queue morn', ['Morning queue', 'Evening queue'])).toEqual(['Morning queue']);
    expect(found('morning evening', ['Morning queue', 'Evening queue'])).toEqual([]);
  });

  it('puts the head of the text first, then the head of a word, then the inside of one, and else keeps the order', () => {
    expect(found('mark', ['Remarkable', 'Flag or mark', 'Mark a moment', 'Mark a turn'])).toEqual(['Mark a moment', 'Mark a turn', 'Flag or mark', 'Remarkable']);
    expect(found('mark', ['Remark, mark'])).toEqual(['Remark, mark']);
  });

  it('puts what is found beside the name after what is found in it, and takes one word from each', () => {
    const things = [
      { name: 'Agreement', also: 'Insights' },
      { name: 'My own insights', also: '' },
    ];
    expect(bestMatches('insights', things, (thing) => thing, 10).map(({ name }) => name)).toEqual(['My own insights', 'Agreement']);
    expect(bestMatches('insights agree', things, (thing) => thing, 10).map(({ name }) => name)).toEqual(['Agreement']);
  });

  it('gives the first of all where nothing is typed, and never more than asked for', () => {
    expect(found('  ', ['a', 'b', 'c'], 2)).toEqual(['a', 'b']);
    expect(found('a', ['a1', 'a2', 'a3'], 2)).toEqual(['a1', 'a2']);
  });

  it('takes signs of patterns as they are typed', () => {
    expect(found('.*', ['abc', 'a.*c'])).toEqual(['a.*c']);
    expect(found('(', ['Queue (old)'])).toEqual(['Queue (old)']);
  });
});
