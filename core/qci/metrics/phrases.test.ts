import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { sayings, speech, tool } from '../testing/turns.ts';
import { findPhrases } from './phrases.ts';

const found = (text: string, ...terms: string[]): string[] => findPhrases(sayings('agent', text), 'agent', terms).map(({ start, end }) => text.slice(start, end));

describe('terms in what is said', () => {
  test.each([
    ['I am with BRIGHTWATER, and Brightwater’s panels', ['Brightwater'], ['BRIGHTWATER', 'Brightwater’s']],
    ['Brightwaterfall and bright water', ['Brightwater'], []],
    ['From Nubélia.', ['Nubelia'], ['Nubélia']],
    ['Only today, only. Today!', ['only today'], ['Only today', 'only. Today']],
    ['Это Ветролад, из Ветролада, с Ветроладом', ['Ветролад'], ['Ветролад', 'Ветролада', 'Ветроладом']],
    ['Ромашка, о Ромашке, с Ромашкой, про ромашковый чай', ['Ромашка'], ['Ромашка', 'Ромашке', 'Ромашкой']],
    ['Мы из Дома и домой', ['Дом'], []],
    ['Brightwater Solar and Brightwater', ['Brightwater', 'Brightwater Solar'], ['Brightwater Solar', 'Brightwater']],
    ['Это Зелёный дом, в Зелёном доме, зелёная дорога', ['Зеленый Дом'], ['Зелёный дом', 'Зелёном доме']],
    ['Фирма Быстрый, из Быстрого, быстро едем', ['Быстрый'], ['Быстрый', 'Быстрого']],
    ['my boss reads news, Bos’s news', ['Bos', 'New'], ['Bos’s']],
    ['welcome to Forever twenty one', ['Forever 21'], ['Forever twenty one']],
    ['Studio 54 and studio 545', ['Studio fifty-four'], ['Studio 54']],
    ['this is three M, 3M and 3 miles', ['3M'], ['three M', '3M']],
    ['at seven eleven, 7-Eleven', ['7-eleven'], ['seven eleven', '7-Eleven']],
    ['Клуб двадцать один, из клуба 21, клуб 210', ['Клуб 21'], ['Клуб двадцать один', 'клуба 21']],
    ['nothing', ['', ' — '], []],
    ['', ['Brightwater'], []],
  ])('%s: %j', (text, terms, hits) => {
    expect(found(text, ...terms)).toEqual(hits);
  });

  test('count for the side that is asked for, in speech', () => {
    const turns = [speech(0, 'customer', 'Brightwater?'), tool(1), speech(2, 'agent', 'Yes, Brightwater.')];
    expect(findPhrases(turns, 'agent', ['Brightwater'])).toEqual([{ term: 'Brightwater', turn: 2, start: 5, end: 16 }]);
    expect(findPhrases(turns, 'customer', ['Brightwater'])).toHaveLength(1);
  });

  test('that were put in are found, in place and in order, none twice at one place', () => {
    const filler = fc.constantFrom('so', 'да', 'well', 'es');
    fc.assert(
      fc.property(fc.array(filler), fc.array(filler, { minLength: 1 }), fc.boolean(), (before, between, loud) => {
        const text = [...before, 'Acme Roofs', ...between, 'ACME', 'roofs!'].join(' ');
        const hits = findPhrases(sayings('agent', loud ? text.toUpperCase() : text), 'agent', ['acme', 'Acme roofs', 'roofs']);
        expect(hits.map(({ term }) => term)).toEqual(['Acme roofs', 'Acme roofs']);
        expect(hits.every(({ start, end }, at) => start < end && end <= text.length && start >= (hits[at - 1]?.end ?? 0))).toBe(true);
      }),
    );
  });

  test('of any kind never break it', () => {
    const any = fc.string({ unit: 'binary' });
    fc.assert(fc.property(any, fc.array(any), (text, terms) => found(text, ...terms).every((hit) => hit.length > 0)));
  });
});
