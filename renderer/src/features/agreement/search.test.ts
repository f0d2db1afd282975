import { describe, expect, it } from 'vitest';
import { filterOf, isNarrowed, parseAgreementSearch } from './search.ts';

const ANN = '5d0a0000-0000-4000-8000-0000000000a1';
const BEA = '5d0a0000-0000-4000-8000-0000000000b2';
const TODAY = new Date(2026, 10, 30, 13).toDateString();

describe('the address of the agreement screen', () => {
  it('keeps what it knows and leaves out what is wrong', () => {
    const right = { raterA: 'judge:gpt-4o', raterB: ANN, rubrics: ['3'], agents: [BEA], seen: 'blind', since: '30d', part: 'pass-fail' };
    expect(parseAgreementSearch({ ...right, bands: ['pass'] })).toEqual(right);
    expect(parseAgreementSearch({ raterA: 'judge:', raterB: 'people', rubrics: [''], agents: ['x'], seen: 'half', since: '1y', part: 'pass-good' })).toEqual({});
    for (const part of ['all', 'outcome', 'fail-pass']) expect(parseAgreementSearch({ part })).toEqual({ part });
    expect(parseAgreementSearch({ raterA: 'judge:\u0000' })).toEqual({});
  });

  it('compares nobody with himself, and people by no rubric', () => {
    expect(parseAgreementSearch({ raterA: ANN, raterB: ANN })).toEqual({ raterA: ANN });
    expect(parseAgreementSearch({ raterA: 'people', raterB: ANN, rubrics: ['3'] })).toEqual({ raterA: 'people', raterB: ANN });
  });

  it.each([
    [{}, { mode: 'ai_human' }],
    [{ raterA: 'judge:a b', rubrics: ['2'] }, { mode: 'ai_human', judges: ['a b'], rubricVersions: ['2'] }],
    [{ raterA: 'people', seen: 'assisted' }, { mode: 'human_human', blind: false }],
    [{ raterA: ANN, raterB: BEA, agents: [ANN] }, { mode: 'human_human', firstPerson: ANN, secondPerson: BEA, assistantIds: [ANN] }],
    [{ raterB: BEA, seen: 'blind' }, { mode: 'ai_human', secondPerson: BEA, blind: true }],
    [{ since: '7d' }, { mode: 'ai_human', from: new Date(2026, 10, 23).toISOString() }],
  ] as const)('asks for %j as %j', (search, filter) => {
    expect(filterOf(parseAgreementSearch(search), TODAY)).toEqual(filter);
  });

  it('is narrowed by whatever leaves pairs out, and not by who is compared', () => {
    expect([{}, { raterA: 'people' }, { part: 'all' }].map((search) => isNarrowed(parseAgreementSearch(search)))).toEqual([false, false, false]);
    expect([{ raterB: ANN }, { since: '7d' }, { seen: 'blind' }, { agents: [ANN] }, { rubrics: ['1'] }].every((search) => isNarrowed(parseAgreementSearch(search)))).toBe(true);
  });
});
