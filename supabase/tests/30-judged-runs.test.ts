import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPatch, unscorableRunPatch } from '../../core/qci/judge/run-patch.ts';
import { brokenButRead, fullToTheBrim } from '../../core/qci/judge/testing/hostile-judgments.ts';
import { UNSCORABLE_REASONS } from '../../core/qci/scorable.ts';
import { type Database, engines } from './harness.ts';
import { send } from './operations.ts';
import { analysisOf, runKey } from './runs.ts';
import { story } from './story.ts';
import { populate, rows } from './world.ts';

const stamps = (n: number) => ({
  callId: rows.a.call, runKey: runKey(n), judge: 'model-1', model: 'gpt-4o-mini-2024-07-18', modelParameters: { temperature: 0 }, rubricVersion: 'default-1', promptId: rows.a.prompt,
  transcriptHash: 'ab12', tokensUsed: 1500, cost: 0.00036, answer: '{}',
});

describe.each(engines)('what the app makes of a judgment, on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  it('is taken by record_run, whatever a model wrote', () => story(db, async (as) => {
    const cases = [...brokenButRead(25, 11), ...['x', '\u0001', '😀', '"', '\uD800', '\u0000'].map(fullToTheBrim)];
    for (const [n, judged] of cases.entries()) {
      const answer = await send(as, 'rex', 'record_run', 0, runPatch(judged.judgment, judged, { ...stamps(n + 1), answer: judged.answer }));
      expect(answer).toMatchObject({ result: 'applied', effective: true });
      expect(await analysisOf(db)).toMatchObject({ qci_total_score: judged.judgment.total, ai_model: 'gpt-4o-mini-2024-07-18' });
    }
  }));

  it('also where there is nothing to judge', () => story(db, async (as) => {
    for (const [n, reason] of UNSCORABLE_REASONS.entries()) {
      const patch = unscorableRunPatch(reason, { ...stamps(n + 1), model: null, modelParameters: null, tokensUsed: null, cost: null, answer: null });
      expect(await send(as, 'rex', 'record_run', 0, patch)).toMatchObject({ result: 'applied', effective: false });
    }
  }));
});
