import { describe, expect, it } from 'vitest';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { aCall, aRow, uuid } from '../../testing/fake-calls.ts';
import { aBatch } from '../../testing/fake-scoring.ts';
import { chipOf, outcomes, withBatch, withoutScore } from './batches.ts';
import { compared, newRun } from './new-run.ts';
import { readNumber } from './read-number.ts';
import { firstMost, toBatchSource } from './score-source.ts';
import { unscorable } from './unscorable.ts';
import { canAsk } from './use-judge.ts';

const call = aCall(aRow(0, new Date()));
const aRun = (change: Partial<CallDetail['runs'][number]> = {}): CallDetail['runs'][number] => ({
  id: uuid(71), runKey: uuid(72), judge: 'deterministic-1', aiModel: null, rubricVersion: 'default-1', unscorable: null, qciTotalScore: 70, dynamicsScore: 25, objectionsScore: 15, brandScore: 16, outcomeScore: 14, status: 'review', loweredTo: null, outcomeTier: 'callback',
  criteria: call.analysis?.criteria ?? [], coachingTips: [], createdAt: call.createdAt, createdByName: null, tokensUsed: null, analysisCost: null, ...change,
});

describe('the chip', () => {
  it('adds up what runs, and leaves one call to its own screen', () => {
    expect(chipOf([])).toBeNull();
    expect(chipOf([aBatch(1), aBatch(2, { total: 10, counts: { waiting: 4, sent: 1, answered: 0, recorded: 5, unscorable: 0, failed: 0 } })])).toEqual({ state: 'running', done: 45, total: 70 });
    expect(chipOf([aBatch(1, { total: 1 })])).toBeNull();
  });
  it('says what stands still, calmly where the person wanted it so', () => {
    expect(chipOf([aBatch(1, { state: 'paused', why: 'person' })])).toEqual({ state: 'paused', byPerson: true });
    expect(chipOf([aBatch(1, { state: 'paused', why: 'person' }), aBatch(2, { state: 'paused', why: 'no_key', total: 1 })])).toEqual({ state: 'paused', byPerson: false });
    expect(chipOf([aBatch(1, { state: 'done' }), aBatch(2, { state: 'cancelled' })])).toBeNull();
  });
  it('counts outcomes whichever they are', () => {
    expect([outcomes(aBatch(1)), withoutScore(aBatch(1))]).toEqual([40, 5]);
    expect(withBatch([aBatch(1), aBatch(2)], aBatch(2, { name: 'new' })).map(({ name }) => name)).toEqual(['Batch 1', 'new']);
  });
});

describe('why a call cannot be scored', () => {
  const words = (speaker: 'agent' | 'customer', text: string, index: number) => ({ kind: 'speech' as const, index, speaker, name: null, text, startMs: null, endMs: null });
  it('is told before anybody is asked, where no rubric changes it', () => {
    expect(unscorable(call)).toBeNull();
    expect(unscorable({ turns: [], runs: [] })).toEqual({ reason: 'no_transcript', isFinal: true });
    expect(unscorable({ turns: [words('agent', 'Hello, is anybody there?', 0)], runs: [] })).toEqual({ reason: 'no_customer', isFinal: true });
    expect(unscorable({ turns: [words('customer', 'Please leave a message after the tone.', 0)], runs: [] })).toEqual({ reason: 'voicemail', isFinal: true });
  });
  it('is what the latest run met, which another rubric may see otherwise', () => {
    const turns = [words('customer', 'Yes.', 0)];
    expect(unscorable({ turns, runs: [] })).toBeNull();
    expect(unscorable({ turns, runs: [aRun({ unscorable: 'too_few_words' })] })).toEqual({ reason: 'too_few_words', isFinal: false });
    expect(unscorable({ turns, runs: [aRun({ unscorable: 'something of a later version' })] })).toBeNull();
  });
});

describe('a new run', () => {
  it('is the latest one that does not count', () => {
    const analysis = call.analysis && { ...call.analysis, runKey: uuid(72) };
    expect(newRun({ analysis, runs: [aRun()] })).toBeNull();
    expect(newRun({ analysis, runs: [aRun({ runKey: uuid(73) }), aRun()] })?.runKey).toBe(uuid(73));
    expect(newRun({ analysis: null, runs: [aRun()] })).toBeNull();
    expect(newRun({ analysis, runs: [] })).toBeNull();
  });
  it('is compared with the judge that counts, and shown beside what people decided', () => {
    const analysis = call.analysis!;
    const criteria = analysis.criteria.map((one) => (one.key === 'flow' || one.key === 'brand' ? { ...one, score: one.score - 2 } : one));
    const override = { value: 9, ai: 8, reason: 'policy', note: null, byId: null, byName: null, at: null };
    const rows = compared({ ...analysis, overrides: { flow: override, outcome: { ...override, ai: 15, value: 20 } } }, aRun({ criteria }));
    expect(rows.filter(({ differs }) => differs).map(({ key }) => key)).toEqual(['flow', 'brand']);
    expect(rows.find(({ key }) => key === 'flow')).toMatchObject({ now: 9, next: 6, isDecided: true, max: 10 });
    expect(rows.filter(({ isDecided }) => isDecided).map(({ key }) => key)).toEqual(['flow', 'outcome']);
  });
});

describe('an order', () => {
  it('is of at most so many calls as a batch takes', () => {
    expect(firstMost({ from: 'filter', filter: {}, count: 12, capped: false })).toBe(12);
    expect(firstMost({ from: 'filter', filter: {}, count: 1000, capped: true })).toBe(10_000);
    expect(firstMost({ from: 'filter', filter: {}, count: 0, capped: false })).toBe(1);
    expect(toBatchSource({ from: 'filter', filter: {}, count: 12, capped: false }, 5)).toEqual({ from: 'filter', filter: {}, most: 5 });
    expect([firstMost({ from: 'outdated', count: 42, capped: false }), firstMost({ from: 'outdated', count: 10_000, capped: true })]).toEqual([42, 10_000]);
    expect(toBatchSource({ from: 'outdated', count: 42, capped: false }, 5)).toEqual({ from: 'outdated', most: 5 });
    expect(toBatchSource({ from: 'calls', callIds: [uuid(1)] }, 5)).toEqual({ from: 'calls', callIds: [uuid(1)] });
  });
  it('reads numbers with a point or a comma, and nothing else', () => {
    expect([readNumber('0,5', 0, 1), readNumber(' 3 ', 1, 9, true), readNumber('', 0, 9), readNumber('1e400', 0, 9), readNumber('2.5', 1, 9, true), readNumber('abc', 0, 9)]).toEqual([0.5, 3, null, null, null, null]);
  });
  it('may ask a model that has a key, or that is on this machine', () => {
    const judge = { baseUrl: 'https://x.example/v1', model: 'm', temperature: 0, seed: 1, concurrency: 1, timeoutSeconds: 60, prices: [] };
    expect(canAsk({ ...judge, key: { kept: 'none', last4: null } })).toBe(false);
    expect(canAsk({ ...judge, key: { kept: 'memory', last4: 'abcd' } })).toBe(true);
    expect(canAsk({ ...judge, baseUrl: 'http://127.0.0.1:1/v1', key: { kept: 'none', last4: null } })).toBe(true);
  });
});
