import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, type Row } from './harness.ts';
import { type Answer, send, type Tell } from './operations.ts';
import { type Criterion, criteriaOf, judged, MOST, rubricOf, scoredRows } from './runs.ts';
import { story } from './story.ts';
import { orgs, populate } from './world.ts';

const TIERS = { meeting: [26, 30], warm_lead: [16, 25], callback: [11, 15], information: [6, 10], nothing: [0, 5] } as const;
const tiers = Object.entries(TIERS) as [keyof typeof TIERS, readonly [number, number]][];
const applied = expect.objectContaining({ result: 'applied' });
const rejected = (field: string) => ({ result: 'rejected', code: 'invalid', field });
const quote = (state: string) => ({ turn: 3, speaker: 'agent', quote: 'Shall we say Tuesday?', polarity: '+', state });

describe.each(engines)('what a run says of itself holds it, on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  let n = 0;
  const said = (as: Tell, scores: Partial<Record<Criterion, number>>, extra: Row = {}): Promise<Answer> => send(as, 'rex', 'record_run', 0, judged((n += 1), scores, extra));
  /** The criteria of a run, one of them with its points on these pieces of evidence. */
  const resting = (key: Criterion, score: number, states: readonly string[]): Row => {
    const criteria = criteriaOf({ [key]: score });
    return { ...criteria, [key]: { ...(criteria[key] as Row), evidence: states.map(quote) } };
  };

  it('an outcome lies in its tier, as the rubric of its version draws it', () => story(db, async (as) => {
    await send(as, 'ann', 'save_rubric', 0, { organization_id: orgs.a, content: rubricOf({ outcomeTiers: TIERS }) });
    await send(as, 'ann', 'save_rubric', 1, { organization_id: orgs.a, content: rubricOf({ outcomeTiers: { ...TIERS, meeting: [25, 30], warm_lead: [16, 24] } }) });
    for (const [tier, [least, most]] of tiers) {
      for (const outcome of [least, most]) expect([tier, outcome, await said(as, { outcome }, { tier, rubric_version: '1' })]).toEqual([tier, outcome, applied]);
      const before = await scoredRows(db);
      for (const outcome of [least - 1, most + 1].filter((points) => points >= 0 && points <= 30)) {
        expect([tier, outcome, await said(as, { outcome }, { tier, rubric_version: '1' })]).toEqual([tier, outcome, rejected('outcome')]);
      }
      expect(await scoredRows(db)).toEqual(before);
    }
    expect(await said(as, { outcome: 25 }, { tier: 'warm_lead', rubric_version: '2' })).toEqual(rejected('outcome'));
    // What the organization did not write, it draws no tiers for.
    for (const rubric_version of ['default-1', '3', '01', '1 ', '2147483648']) {
      expect([rubric_version, await said(as, { outcome: 30 }, { tier: 'nothing', rubric_version })]).toEqual([rubric_version, rubric_version === '1 ' ? rejected('outcome') : applied]);
    }
    // An outcome that rests on nothing found is held to half, be that below its tier.
    expect(await said(as, {}, { tier: 'meeting', rubric_version: '1', criteria: resting('outcome', 15, ['not_found']) })).toEqual(applied);
    expect(await said(as, {}, { tier: 'meeting', rubric_version: '1', criteria: resting('outcome', 15, []) })).toEqual(rejected('outcome'));
  }));

  it('tone alone is worth ten points of brand', () => story(db, async (as) => {
    expect([await said(as, { brand: 10 }, { brand_mentions: 0 }), await said(as, { brand: 11 }, { brand_mentions: 0 }), await said(as, { brand: 11 }, { brand_mentions: 1 })]).toEqual([applied, rejected('brand'), applied]);
    expect(await said(as, { brand: 11 }, { brand_mentions: 0.0 })).toEqual(rejected('brand'));
  }));

  it.each(Object.entries(MOST).filter(([key]) => key !== 'talk_balance') as [Criterion, number][])('%s on quotes that are not there is worth half', (key, most) => story(db, async (as) => {
    const half = Math.floor(most / 2);
    for (const states of [['not_found'], ['not_found', 'not_found']]) {
      expect(await said(as, {}, { criteria: resting(key, half, states) })).toEqual(applied);
      expect(await said(as, {}, { criteria: resting(key, half + 1, states) })).toEqual(rejected(key));
    }
    for (const states of [[], ['verified'], ['not_found', 'close'], Array.from({ length: 8 }, () => 'not_found')]) expect([states, await said(as, {}, { criteria: resting(key, most, states) })]).toEqual([states, applied]);
  }));

  it('how much the agent talked is computed and needs no quote', () => story(db, async (as) => {
    expect(await said(as, {}, { criteria: resting('talk_balance', 12, ['not_found']) })).toEqual(applied);
  }));

  it('work that is known is told of its row, whatever it says now', () => story(db, async (as) => {
    const first = await said(as, {});
    expect(await send(as, 'cora', 'record_run', 0, judged(n, { brand: 20 }, { brand_mentions: 0 }))).toEqual(first);
  }));
});
