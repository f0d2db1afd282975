import { describe, expect, test } from 'vitest';

import { changesBetween, formOf, readForm, type RubricForm } from './rubric-form.ts';
import { DEFAULT_RUBRIC } from './rubric.ts';

const form = formOf(DEFAULT_RUBRIC);
const faults = (change: Partial<RubricForm>) => [...readForm({ ...form, ...change }, '2').faults];

describe('the form of a rubric', () => {
  test('says the rubric it was made of, under its new version', () => {
    expect(readForm(form, '2')).toEqual({ rubric: { ...DEFAULT_RUBRIC, version: '2' }, faults: new Map() });
  });

  test('takes one term from each line and no empty ones', () => {
    expect(readForm({ ...form, brandTerms: ' Acme \n\n  \nÄcme Süd\n' }, '2').rubric?.brandTerms).toEqual(['Acme', 'Äcme Süd']);
  });

  test('ends each tier where the one above it begins', () => {
    expect(readForm({ ...form, tiers: { meeting: 28, warm_lead: 20, callback: 12, information: 1 } }, '2').rubric?.outcomeTiers).toEqual({ meeting: [28, 30], warm_lead: [20, 27], callback: [12, 19], information: [1, 11], nothing: [0, 0] });
  });

  test.each<[string, Partial<RubricForm>, unknown]>([
    ['a pass that is not typed yet', { pass: null }, [['pass', 'range']]],
    ['a pass above 100', { pass: 101 }, [['pass', 'range']]],
    ['a review above the pass', { pass: 60, review: 60 }, [['review', 'order']]],
    ['half a word', { minCustomerWords: 2.5 }, [['minCustomerWords', 'range']]],
    ['a term of 201 characters', { forbiddenPhrases: 'x'.repeat(201) }, [['forbiddenPhrases', 'terms']]],
    ['201 terms', { brandTerms: Array.from({ length: 201 }, (_, n) => `t${n}`).join('\n') }, [['brandTerms', 'terms']]],
    ['more points than there are', { withoutObjection: { ...form.withoutObjection, alternatives: 7 } }, [['withoutObjection.alternatives', 'range']]],
    ['a criterion without words', { criteria: { ...form.criteria, flow: '  ' } }, [['criteria.flow', 'words']]],
    ['tiers that do not fall', { tiers: { ...form.tiers, warm_lead: 25 } }, [['tiers', 'order']]],
    ['a last tier without points', { tiers: { ...form.tiers, information: 0 } }, [['tiers', 'order']]],
    ['a tier not typed yet', { tiers: { ...form.tiers, callback: null } }, [['tiers', 'order']]],
  ])('says where %s is wrong, and is no rubric then', (_, change, wanted) => {
    expect(faults(change)).toEqual(wanted);
    expect(readForm({ ...form, ...change }, '2').rubric).toBeNull();
  });
});

describe('what changed between two rubrics', () => {
  test('is nothing but the version between equal ones, whatever the order of their terms', () => {
    const two = { ...DEFAULT_RUBRIC, brandTerms: ['a', 'b'] };
    expect(changesBetween(two, { ...two, version: '9', brandTerms: ['b', 'a'] })).toEqual([]);
  });

  test('is told field by field', () => {
    const before = { ...DEFAULT_RUBRIC, brandTerms: ['a', 'b'] };
    const after = {
      ...before, bands: { pass: 75, review: 60 }, minCustomerWords: 8, brandTerms: ['b', 'c'], withoutObjection: { ...before.withoutObjection, alternatives: 0 },
      outcomeTiers: { ...before.outcomeTiers, meeting: [26, 30] as [number, number], warm_lead: [16, 25] as [number, number] }, criteria: { ...before.criteria, flow: 'No loops.' },
    };
    expect(changesBetween(before, after)).toEqual([
      { what: 'pass', from: 80, to: 75 },
      { what: 'minCustomerWords', from: 5, to: 8 },
      { what: 'tier', tier: 'meeting', from: [25, 30], to: [26, 30] },
      { what: 'tier', tier: 'warm_lead', from: [16, 24], to: [16, 25] },
      { what: 'withoutObjection', key: 'alternatives', from: 3, to: 0 },
      { what: 'brandTerms', added: ['c'], removed: ['a'] },
      { what: 'criterion', key: 'flow', from: DEFAULT_RUBRIC.criteria.flow, to: 'No loops.' },
    ]);
  });
});
