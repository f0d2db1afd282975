import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, type Row } from './harness.ts';
import { send } from './operations.ts';
import { story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const uuid = (n: number) => `0000000d-0000-4000-8000-${String(n).padStart(12, '0')}`;
const a = `'${orgs.a}'`;

describe.each(engines)('bands on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  /** A scored call; the total is put together from the four parts. */
  const add = async (n: number, total: number, status?: string) => {
    const part = (most: number, before: number) => Math.max(0, Math.min(most, total - before));
    await db.exec(`insert into public.calls (id, vapi_call_id, organization_id, call_type, status) values ('${uuid(n)}', '${uuid(n)}', ${a}, 'inbound', 'ended');
      insert into public.qci_analyses (call_id, qci_total_score, dynamics_score, outcome_score, objections_score, brand_score ${status ? ', status' : ''})
      values ('${uuid(n)}', ${total}, ${part(30, 0)}, ${part(30, 30)}, ${part(20, 60)}, ${part(20, 80)} ${status ? `, '${status}'` : ''})`);
  };
  const band = async (n: number) => (await db.query(`select status from public.qci_analyses where call_id = '${uuid(n)}'`))[0]?.['status'];
  const setBands = (as: Parameters<typeof send>[0], version: number, bands: unknown) => send(as, 'ann', 'change_organization', version, { organization_id: orgs.a, settings: { bands } });

  it.each([
    [5, undefined, 'fail'], [79, undefined, 'review'], [80, undefined, 'pass'], [5, 'pass', 'fail'], [70, 'pass', 'review'],
    [90, 'review', 'review'], [90, 'fail', 'fail'], [70, 'fail', 'fail'],
  ] as const)('a total of %i said to be %j is stored as %j', (total, said, stored) => story(db, async () => {
    await add(1, total, said);
    expect(await band(1)).toBe(stored);
    await db.exec(`update public.qci_analyses set status = 'pass' where call_id = '${uuid(1)}'`);
    expect(await band(1)).toBe(total >= 80 ? 'pass' : total >= 60 ? 'review' : 'fail');
  }));

  it('a new total brings its band, and what was lowered stays lowered', () => story(db, async () => {
    await add(1, 90);
    await add(2, 90, 'review');
    await db.exec(`update public.qci_analyses set qci_total_score = 60, brand_score = 0, objections_score = 0 where call_id in ('${uuid(1)}', '${uuid(2)}')`);
    expect([await band(1), await band(2)]).toEqual(['review', 'review']);
    await db.exec(`update public.qci_analyses set qci_total_score = 80, objections_score = 20 where call_id in ('${uuid(1)}', '${uuid(2)}')`);
    expect([await band(1), await band(2)]).toEqual(['pass', 'pass']);
    await db.exec(`update public.qci_analyses set status = 'review' where call_id = '${uuid(2)}'; update public.qci_analyses set qci_total_score = 85, brand_score = 5 where call_id = '${uuid(2)}'`);
    expect([await band(1), await band(2)]).toEqual(['pass', 'review']);
  }));

  it('a score that a machine changes is no longer reviewed, and one that a person changes is', () => story(db, async (as) => {
    const reviewed = () => db.query(`select reviewed_by from public.qci_analyses where call_id = '${rows.a.call}'`);
    expect(await send(as, 'rex', 'confirm_review', 1, { call_id: rows.a.call })).toMatchObject({ result: 'applied' });
    await as('service_role').query(`update public.qci_analyses set judge = 'again' where call_id = '${rows.a.call}'`);
    expect(await reviewed()).toEqual([{ reviewed_by: people.rex.id }]);
    await as('service_role').query(`update public.qci_analyses set dynamics_score = 10, qci_total_score = 60 where call_id = '${rows.a.call}'`);
    expect(await reviewed()).toEqual([{ reviewed_by: null }]);
    for (const [version, value] of [[4, 30], [5, 20]] as const)
      expect(await send(as, 'rex', 'override_score', version, { call_id: rows.a.call, dimension: 'dynamics', value, reason: 'policy' })).toMatchObject({ result: 'applied' });
    expect(await reviewed()).toEqual([{ reviewed_by: people.rex.id }]);
  }));

  it('new thresholds give every score of the organization its band, with an entry each, and nobody else’s', () => story(db, async (as) => {
    for (const [n, total, said] of [[1, 90], [2, 84], [3, 84, 'review'], [4, 84, 'fail'], [5, 65], [6, 10]] as const) await add(n, total, said);
    expect(await setBands(as, 1, { pass: 85, review: 70 })).toMatchObject({ result: 'applied' });
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(band))).toEqual(['pass', 'review', 'review', 'fail', 'fail', 'fail']);
    expect(await db.query(`select status from public.qci_analyses where organization_id = '${orgs.b}'`)).toEqual([{ status: 'review' }]);
    const history = await as('vic').rpc<Row[]>('call_history', { p_call_id: uuid(2) });
    expect(history.at(-1)).toMatchObject({ action: 'update', reason: 'thresholds', actor: people.ann.id, before: { status: 'pass' }, after: { status: 'review' } });
    expect(await as('vic').rpc<Row[]>('call_history', { p_call_id: uuid(1) })).toHaveLength(1);
    // Other settings touch no score; back again, what a judge had lowered is as low as before.
    expect(await send(as, 'ann', 'change_organization', 2, { organization_id: orgs.a, settings: { min_customer_words: 3 } })).toMatchObject({ result: 'applied' });
    expect(await setBands(as, 3, null)).toMatchObject({ result: 'applied' });
    expect(await Promise.all([1, 2, 4, 5, 6].map(band))).toEqual(['pass', 'pass', 'fail', 'review', 'fail']);
    expect(await db.query(`select (app.verify_history(${a}) ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
  }));

  it('more scores than a request has time for are refused whole, and given their bands by the owner', () => story(db, async (as) => {
    await db.exec(`insert into public.calls (vapi_call_id, organization_id, call_type, status, summary)
        select gen_random_uuid(), ${a}, 'inbound', 'ended', 'one of many' from generate_series(1, 5001);
      insert into public.qci_analyses (call_id, qci_total_score, dynamics_score, objections_score, brand_score, outcome_score)
        select id, 70, 20, 15, 15, 20 from public.calls where summary = 'one of many'`);
    const passes = async () => (await db.query<{ n: number }>(`select count(*)::int as n from public.qci_analyses where organization_id = ${a} and status = 'pass'`))[0]?.n;
    expect(await setBands(as, 1, { pass: 65, review: 50 })).toEqual({ result: 'rejected', code: 'too_long', field: 'bands' });
    expect([await passes(), await db.query(`select settings from public.organizations where id = ${a}`)]).toEqual([0, [{ settings: {} }]]);
    await db.exec(`update public.organizations set settings = '{"bands": {"pass": 65, "review": 50}}' where id = ${a}`);
    expect(await db.query(`select app.apply_bands(${a}, '{}') as changed`)).toEqual([{ changed: 5002 }]);
    expect(await passes()).toBe(5002);
  }));
});
