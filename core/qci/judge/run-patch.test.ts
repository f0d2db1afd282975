import { describe, expect, test } from 'vitest';
import { storableJson } from '../../text/storable.ts';
import { judgeDeterministically } from '../deterministic/judge-call.ts';
import { verifyQuote } from '../evidence/verify-quote.ts';
import { callMetrics } from '../metrics/call-metrics.ts';
import { DEFAULT_RUBRIC } from '../rubric.ts';
import { UNSCORABLE_REASONS } from '../scorable.ts';
import { speech } from '../testing/turns.ts';
import { runPatch, runPatchSchema, unscorableRunPatch, type RunStamps } from './run-patch.ts';
import { brokenButRead, fullToTheBrim } from './testing/hostile-judgments.ts';

const STAMPS: RunStamps = {
  callId: '0000000a-0000-4000-8000-000000000001',
  runKey: '0000000a-0000-4000-8000-000000000002',
  judge: 'model-1',
  model: 'gpt-4o-mini-2024-07-18',
  modelParameters: { temperature: 0, seed: 7 },
  rubricVersion: 'default-1',
  promptId: null,
  transcriptHash: 'ab12',
  tokensUsed: 1500,
  cost: 0.00036,
  answer: '{}',
};

const TURNS = [
  speech(0, 'agent', 'Hi, this is Ava, may I ask about the roof?', 0, 4500),
  speech(1, 'customer', 'No thank you, I am not interested in that at all.', 5000, 10_500),
  speech(2, 'agent', 'I understand. Goodbye.', 11_000, 12_000),
];

describe('the patch of a run', () => {
  const judgment = judgeDeterministically(TURNS, DEFAULT_RUBRIC);
  const patch = runPatch(judgment, { turns: TURNS, metrics: callMetrics(TURNS, DEFAULT_RUBRIC) }, STAMPS);

  test('says what the judge said, in the words of the function', () => {
    expect(runPatchSchema.parse(patch)).toEqual(patch);
    expect(patch).toMatchObject({
      call_id: STAMPS.callId, run_key: STAMPS.runKey, judge: 'model-1', ai_model: 'gpt-4o-mini-2024-07-18', model_parameters: { temperature: 0, seed: 7 }, tokens_used: 1500, analysis_cost: 0.00036,
      raw_analysis: { answer: '{}' }, tier: judgment.tier, status: judgment.band, agent_talk_ratio: 0.5, agent_talk_ratio_basis: 'time', brand_mentions: 0, doubts: [],
    });
    if (!('criteria' in patch)) throw new Error('not judged');
    expect(Object.values(patch.criteria).reduce((sum, { score }) => sum + score, 0)).toBe(judgment.total);
    expect(patch).not.toHaveProperty('qci_total_score');
  });

  test('tells a moment by its second, where the turn has one', () => {
    expect(patch).toMatchObject({ key_moments: ['00:05 The customer says no'] });
    const untimed = TURNS.map((turn) => ({ ...turn, startMs: null, endMs: null }));
    expect(runPatch(judgment, { turns: untimed, metrics: callMetrics(untimed, DEFAULT_RUBRIC) }, STAMPS)).toMatchObject({ key_moments: ['The customer says no'] });
  });

  test.each(UNSCORABLE_REASONS)('of a call that has no score says %s and nothing that a judgment has', (reason) => {
    const without = unscorableRunPatch(reason, { ...STAMPS, model: null, modelParameters: null, tokensUsed: null, cost: null, answer: null });
    expect(runPatchSchema.parse(without)).toEqual(without);
    expect(Object.keys(without)).not.toContain('criteria');
    expect(runPatchSchema.safeParse({ ...patch, unscorable: reason }).success).toBe(false);
  });

  test('keeps of a long quote that was found a piece that is found again', () => {
    const long = Array.from({ length: 120 }, (_, n) => `understanding${n}`).join(' ');
    const turns = [speech(0, 'agent', long), speech(1, 'customer', 'Yes.')];
    const evidence = [{ turn: 0, speaker: 'agent', quote: long, polarity: '+', state: 'verified' }] as const;
    const cut = runPatch({ ...judgment, criteria: { ...judgment.criteria, flow: { ...judgment.criteria.flow, evidence } } }, { turns, metrics: callMetrics(turns, DEFAULT_RUBRIC) }, STAMPS);
    if (!('criteria' in cut)) throw new Error('not judged');
    const [piece] = cut.criteria.flow.evidence;
    expect(piece?.quote.length).toBeGreaterThan(400);
    expect(piece && verifyQuote(turns, piece).state).toBe('verified');
  });

  test('is one the workspace takes, whatever a model wrote', () => {
    for (const { answer, ...judged } of [...brokenButRead(60, 3), ...['x', '\u0001', 'ю', '😀', '"', '\uD800', '\u0000'].map(fullToTheBrim)]) {
      const hostile = runPatch(judged.judgment, judged, { ...STAMPS, model: `m${'\u0000'.repeat(300)}`, tokensUsed: 1e12, cost: 1e7, answer });
      expect(runPatchSchema.parse(hostile)).toEqual(hostile);
      if (!('criteria' in hostile)) throw new Error('not judged');
      expect(new TextEncoder().encode(JSON.stringify(hostile.criteria)).length).toBeLessThan(240_000);
      expect(new TextEncoder().encode(JSON.stringify(hostile)).length).toBeLessThan(900_000);
      expect(storableJson(hostile)).toEqual(hostile);
    }
  });
});
