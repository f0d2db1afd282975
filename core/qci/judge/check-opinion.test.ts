import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { OUTCOME_TIERS } from '../../calls/outcome-tier.ts';
import { storableText } from '../../text/storable.ts';
import { BANDS } from '../band.ts';
import { CRITERIA, CRITERION_KEYS, DIMENSION_MAX, DIMENSIONS, type CriterionKey } from '../criteria.ts';
import type { CitedEvidence } from '../evidence/evidence.ts';
import { callMetrics } from '../metrics/call-metrics.ts';
import { DEFAULT_RUBRIC } from '../rubric.ts';
import { speech, tool } from '../testing/turns.ts';
import { checkOpinion, type Checked } from './check-opinion.ts';
import type { CriterionOpinion, Opinion } from './judgment.ts';

const RUBRIC = { ...DEFAULT_RUBRIC, brandTerms: ['Brightwater'] };
const TURNS = [
  speech(0, 'agent', 'Hi, this is Ava from Brightwater, may I ask about the roof?', 0, 4500),
  speech(1, 'customer', 'Yes, we would like to have a visit on Friday then.', 5000, 10_500),
  tool(2),
  speech(3, 'agent', 'You are booked.', 11_000, 11_100),
];
const REAL: CitedEvidence = { turn: 1, speaker: 'customer', quote: 'we would like to have a visit', polarity: '+' };
const FALSE: CitedEvidence = { turn: 1, speaker: 'customer', quote: 'this was the best call of my life', polarity: '+' };

const checkedWith = (rubric = RUBRIC, turns: Checked['turns'] = TURNS, doubts: Checked['doubts'] = []): Checked => ({ turns, rubric, doubts, metrics: callMetrics(turns, rubric) });

/** What the agent said, another piece for each criterion; what came of the call, the customer said. */
const SAID: Readonly<Record<CriterionKey, readonly CitedEvidence[]>> = {
  talk_balance: [],
  flow: [{ turn: 0, speaker: 'agent', quote: 'Hi, this is Ava', polarity: '+' }],
  engagement: [{ turn: 0, speaker: 'agent', quote: 'may I ask', polarity: '+' }],
  recognition: [{ turn: 0, speaker: 'agent', quote: 'may I ask about the roof?', polarity: '+' }],
  compliance: [{ turn: 0, speaker: 'agent', quote: 'about the roof', polarity: '+' }],
  alternatives: [{ turn: 3, speaker: 'agent', quote: 'You are', polarity: '+' }],
  brand: [{ turn: 0, speaker: 'agent', quote: 'Ava from Brightwater', polarity: '+' }],
  outcome: [REAL],
};

/** The best opinion there is, with evidence that stands; and what is changed of it. */
function opinion(changes: Partial<Record<CriterionKey, Partial<CriterionOpinion>>> = {}, rest: Partial<Opinion> = {}): Opinion {
  const criteria = Object.fromEntries(CRITERION_KEYS.map((key) => [key, { score: CRITERIA[key].max, reason: 'Good.', evidence: SAID[key], ...changes[key] }])) as Record<CriterionKey, CriterionOpinion>;
  return { criteria, tier: 'meeting', coachingTips: [], keyMoments: [], ...rest };
}

const all = (change: Partial<CriterionOpinion>) => Object.fromEntries(CRITERION_KEYS.map((key) => [key, change])) as Record<CriterionKey, Partial<CriterionOpinion>>;

describe('an opinion that stands', () => {
  const judgment = checkOpinion(opinion(), checkedWith());

  test('is summed and banded', () => {
    expect(judgment.scores).toEqual({ dynamics: 30, objections: 20, brand: 20, outcome: 30 });
    expect([judgment.total, judgment.band, judgment.doubts, judgment.tier]).toEqual([100, 'pass', [], 'meeting']);
  });

  test('says of every quote what was found', () => {
    const { flow } = checkOpinion(opinion({ flow: { evidence: [REAL, FALSE, { ...REAL, quote: 'we would love to have a visit' }] } }), checkedWith()).criteria;
    expect(flow.evidence.map(({ state }) => state)).toEqual(['verified', 'not_found', 'close']);
    expect(flow.evidence[0]).toEqual({ ...REAL, state: 'verified' });
  });
});

describe('a score is held', () => {
  const criterion = (key: CriterionKey, change: Partial<CriterionOpinion>, rest: Partial<Opinion> = {}, checked = checkedWith()) => {
    const { score, clamped } = checkOpinion(opinion({ [key]: change }, rest), checked).criteria[key];
    return { score, clamped };
  };

  test.each([
    [11, 10, 11], [-3, 0, -3], [7.6, 8, 7.6], [NaN, 0, 0], [Infinity, 0, 0],
  ])('to its range: %f is %i', (given, score, from) => {
    expect(criterion('flow', { score: given })).toEqual({ score, clamped: { from, by: 'range' } });
  });

  test('to what is computed, for the balance of talk', () => {
    expect(criterion('talk_balance', { score: 0 })).toEqual({ score: 12, clamped: { from: 0, by: 'computed' } });
    expect(criterion('talk_balance', { score: 12 }, {}, checkedWith(RUBRIC, [])).score).toBe(0);
  });

  /** The balance is computed, so a quote cannot take points from it. */
  test('not to evidence, for the balance of talk', () => {
    expect(criterion('talk_balance', { score: 12, evidence: [FALSE] })).toEqual({ score: 12, clamped: null });
  });

  test('to the tone, where the brand is not named', () => {
    expect(criterion('brand', { score: 18 }, {}, checkedWith({ ...RUBRIC, brandTerms: ['Nubelia'] }))).toEqual({ score: 10, clamped: { from: 18, by: 'no_mention' } });
    expect(criterion('brand', { score: 18 })).toEqual({ score: 18, clamped: null });
  });

  test('to half, where nothing it rests on was found', () => {
    expect(criterion('recognition', { score: 7, evidence: [FALSE, FALSE] })).toEqual({ score: 3, clamped: { from: 7, by: 'unverified' } });
    expect(criterion('recognition', { score: 2, evidence: [FALSE] })).toEqual({ score: 2, clamped: null });
    expect(criterion('recognition', { score: 7, evidence: [FALSE, REAL] })).toEqual({ score: 7, clamped: null });
    expect(criterion('recognition', { score: 7, evidence: [] })).toEqual({ score: 7, clamped: null });
  });

  test.each(OUTCOME_TIERS)('to its tier: %s', (tier) => {
    const [least, most] = RUBRIC.outcomeTiers[tier];
    expect(criterion('outcome', { score: most + 1 }, { tier }).score).toBe(most);
    expect(criterion('outcome', { score: least - 1 }, { tier }).score).toBe(least);
    expect(criterion('outcome', { score: least }, { tier })).toEqual({ score: least, clamped: null });
  });

  test('and its tier is that of the points which are left', () => {
    const tierOf = (evidence: CitedEvidence[]) => checkOpinion(opinion({ outcome: { score: 29, evidence } }), checkedWith()).tier;
    expect([tierOf([FALSE]), tierOf([FALSE, REAL])]).toEqual(['callback', 'meeting']);
  });

  test('and where two limits lead back to what was given, nothing is said to have changed', () => {
    expect(criterion('outcome', { score: 15, evidence: [FALSE] })).toEqual({ score: 15, clamped: null });
  });
});

describe('a pass becomes one for review', () => {
  const judged = (changed: Opinion, checked = checkedWith()) => {
    const { band, doubts, total } = checkOpinion(changed, checked);
    return { band, doubts, isPass: total >= RUBRIC.bands.pass };
  };

  test('when it needs points of which nothing was found', () => {
    const changed = opinion({ flow: { evidence: [FALSE] }, recognition: { evidence: [FALSE] }, compliance: { evidence: [FALSE] }, alternatives: { evidence: [FALSE] } });
    expect(judged(changed)).toMatchObject({ band: 'review', doubts: expect.arrayContaining(['unverified_pass']) as unknown });
    expect(judged(opinion({ alternatives: { score: 3, evidence: [FALSE] } }))).toEqual({ band: 'pass', doubts: [], isPass: true });
  });

  test('when it needs points that no quote stands for', () => {
    expect(judged(opinion(all({ evidence: [] })))).toEqual({ band: 'review', doubts: ['no_evidence'], isPass: true });
  });

  test('when all of it leans on one line, or what the agent did on what the customer said', () => {
    const [line] = SAID.flow;
    if (line === undefined) throw new Error('No line');
    expect(judged(opinion(all({ evidence: [line] })))).toEqual({ band: 'review', doubts: ['no_evidence'], isPass: true });
    expect(judged(opinion({ flow: { evidence: [REAL] }, engagement: { evidence: [REAL] }, brand: { evidence: [REAL] } }))).toMatchObject({ band: 'review', doubts: ['no_evidence'] });
  });

  test('when somebody spoke to the judge', () => {
    expect(judged(opinion(), checkedWith(RUBRIC, TURNS, ['instructions']))).toEqual({ band: 'review', doubts: ['instructions'], isPass: true });
  });

  test('but not for points that follow from the rubric or are computed', () => {
    const without = opinion({ talk_balance: { evidence: [] }, recognition: { evidence: [] }, compliance: { evidence: [] }, alternatives: { score: 3, evidence: [] } });
    expect(judged(without)).toEqual({ band: 'pass', doubts: [], isPass: true });
  });

  test('and a worse band stays what it is', () => {
    const low = opinion(all({ score: 1, evidence: [FALSE] }), { tier: 'nothing' });
    expect(judged(low, checkedWith(RUBRIC, TURNS, ['instructions']))).toEqual({ band: 'fail', doubts: ['instructions'], isPass: false });
  });
});

describe('what a judge writes', () => {
  test('is one line, cut between signs, in letters the database takes', () => {
    const { criteria, coachingTips } = checkOpinion(
      opinion({ flow: { reason: `  two\n lines\u0000 ${'😀'.repeat(700)}` } }, { coachingTips: [' ', 'one', 'half \uD800', 'three', 'four'] }),
      checkedWith(),
    );
    expect(criteria.flow.reason.startsWith('two lines\uFFFD 😀')).toBe(true);
    expect(Array.from(criteria.flow.reason)).toHaveLength(600);
    expect(criteria.flow.reason).toBe(storableText(criteria.flow.reason));
    expect(coachingTips).toEqual(['one', 'half \uFFFD', 'three']);
  });

  test('points at moments that exist, at most eight', () => {
    const moment = (turn: number, label = 'Here') => ({ turn, label });
    const { keyMoments } = checkOpinion(opinion({}, { keyMoments: [moment(7), moment(-1), moment(NaN), moment(1, ' '), ...Array.from({ length: 9 }, () => moment(3))] }), checkedWith());
    expect(keyMoments).toEqual(Array.from({ length: 8 }, () => moment(3)));
  });
});

const evidence = fc.array(fc.constantFrom(REAL, FALSE, { ...REAL, turn: 2 }, { ...REAL, turn: -1 }, { ...FALSE, quote: '' }), { maxLength: 4 });
const anyCriterion = fc.record({ score: fc.oneof(fc.double().map((score) => score + 0), fc.integer({ min: -5, max: 40 })), reason: fc.string({ unit: 'binary' }), evidence });
const anyOpinion: fc.Arbitrary<Opinion> = fc.record({
  criteria: fc.record(Object.fromEntries(CRITERION_KEYS.map((key) => [key, anyCriterion])) as Record<CriterionKey, typeof anyCriterion>),
  tier: fc.constantFrom(...OUTCOME_TIERS),
  coachingTips: fc.array(fc.string({ unit: 'binary' })),
  keyMoments: fc.array(fc.record({ turn: fc.oneof(fc.integer(), fc.constant(NaN)), label: fc.string({ unit: 'binary' }) })),
});

test('no opinion gets past the limits', () => {
  fc.assert(
    fc.property(anyOpinion, fc.boolean(), (given, named) => {
      const checked = checkedWith(named ? RUBRIC : { ...RUBRIC, brandTerms: [] });
      const judgment = checkOpinion(given, checked);
      for (const key of CRITERION_KEYS) {
        const { score, max, evidence: found, clamped } = judgment.criteria[key];
        expect(Number.isInteger(score) && score >= 0 && score <= max && max === CRITERIA[key].max).toBe(true);
        if (found.length > 0 && found.every(({ state }) => state === 'not_found') && key !== 'talk_balance') expect(score).toBeLessThanOrEqual(max / 2);
        if (clamped === null) expect(score).toBe(given.criteria[key].score);
      }
      const [least, most] = checked.rubric.outcomeTiers[judgment.tier];
      expect(judgment.scores.outcome >= least && judgment.scores.outcome <= most).toBe(true);
      for (const dimension of DIMENSIONS) expect(judgment.scores[dimension]).toBeLessThanOrEqual(DIMENSION_MAX[dimension]);
      expect(judgment.total).toBe(CRITERION_KEYS.reduce((sum, key) => sum + judgment.criteria[key].score, 0));
      if (!named) expect(judgment.scores.brand).toBeLessThanOrEqual(10);
      expect(judgment.band === 'pass' && judgment.doubts.length > 0).toBe(false);
      expect(BANDS).toContain(judgment.band);
      // What is kept is JSON, and the database takes it.
      expect(JSON.parse(JSON.stringify(judgment))).toEqual(judgment);
      expect([...judgment.coachingTips, ...judgment.keyMoments.map(({ label }) => label)].every((text) => text === storableText(text))).toBe(true);
      expect(checkOpinion(given, checked)).toEqual(judgment);
    }),
  );
});
