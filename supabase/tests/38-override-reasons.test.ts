import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { send, type Tell } from './operations.ts';
import { judged, record } from './runs.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const call = rows.a.call;
const reasons = (as: Tell, who: Actor, filters: Row = {}) => as(who).rpc<Row>('override_reasons', { p_organization_id: orgs.a, p_filters: JSON.stringify(filters) });

describe.each(engines)('why people override on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  /** Overrides a part of A's call. */
  async function override(as: Tell, who: 'rex' | 'cora', patch: Row): Promise<void> {
    const [held] = await db.query<{ version: number }>(`select version from public.qci_analyses where call_id = '${call}'`);
    expect(await send(as, who, 'override_score', held?.version ?? 0, { call_id: call, ...patch })).toMatchObject({ result: 'applied' });
  }

  it('counts what counts today, by reason, the commonest first', () => story(db, async (as) => {
    expect(await reasons(as, 'vic')).toEqual({ overrides: 0, calls: 0, reasons: [] });
    await record(as, 'cora', judged(1));
    await override(as, 'rex', { criterion: 'flow', value: 3, reason: 'policy' });
    await override(as, 'cora', { dimension: 'brand', value: 9, reason: 'wrong_quote' });
    await override(as, 'cora', { dimension: 'outcome', value: 9, reason: 'policy' });
    expect(await reasons(as, 'vic')).toEqual({ overrides: 3, calls: 1, reasons: [{ reason: 'policy', n: 2 }, { reason: 'wrong_quote', n: 1 }] });
    await override(as, 'cora', { dimension: 'outcome', value: null });
    expect(await reasons(as, 'vic')).toMatchObject({ overrides: 2, reasons: [{ reason: 'policy', n: 1 }, { reason: 'wrong_quote', n: 1 }] });
  }));

  it('by who gave it, when, about whom, and in whose place', () => story(db, async (as) => {
    await record(as, 'cora', judged(1));
    await override(as, 'rex', { criterion: 'flow', value: 3, reason: 'policy' });
    await override(as, 'cora', { dimension: 'brand', value: 9, reason: 'wrong_quote' });
    const n = async (filters: Row) => (await reasons(as, 'vic', filters))['overrides'];
    expect(await n({ person: people.rex.id })).toBe(1);
    expect(await n({ person: people.ed.id })).toBe(0);
    expect([await n({ judges: ['judge-1'] }), await n({ judges: ['other'] }), await n({ rubrics: ['default-1'] }), await n({ rubrics: ['2'] })]).toEqual([2, 0, 2, 0]);
    expect([await n({ assistants: [rows.a.assistant] }), await n({ assistants: [rows.b.assistant] })]).toEqual([2, 0]);
    expect([await n({ from: '2000-01-01' }), await n({ to: '2000-01-01' }), await n({ from: null, person: null })]).toEqual([2, 0, 2]);
  }));

  it('about the agent that the call has, not the one it had when it was scored', () => story(db, async (as) => {
    await record(as, 'cora', judged(1));
    await override(as, 'rex', { criterion: 'flow', value: 3, reason: 'policy' });
    await db.exec(`update public.qci_analyses set assistant_id = null where call_id = '${call}'`);
    expect(await reasons(as, 'vic', { assistants: [rows.a.assistant] })).toMatchObject({ overrides: 1 });
    await db.exec(`update public.calls set assistant_id = null, prompt_id = null where id = '${call}'`);
    expect(await reasons(as, 'vic', { assistants: [rows.a.assistant] })).toMatchObject({ overrides: 0 });
  }));

  it('tells members of their own organization, and refuses what is no filter', () => story(db, async (as) => {
    for (const who of ['bob', 'nan', 'anon'] as const) expect([who, await outcome(reasons(as, who))]).toEqual([who, '42501']);
    for (const filters of [{ blind: true }, { person: 'x' }, { from: 'never' }, { judges: 'x' }, { judges: [7] }]) expect([filters, await outcome(reasons(as, 'vic', filters))]).toEqual([filters, '22023']);
    expect(await outcome(as('vic').rpc('override_reasons', { p_organization_id: null }))).toBe('42501');
  }));
});
