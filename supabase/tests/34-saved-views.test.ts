import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { operation, send, type Answer, type Tell } from './operations.ts';
import { viewId } from './queues.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate } from './world.ts';

const filters = { bands: ['fail'], period: '7d', by: 'cost', direction: 'desc' };

describe.each(engines)('saved views on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const save = (as: Tell, who: Actor, version: number, patch: Row = {}): Promise<Answer> => send(as, who, 'save_view', version, { view_id: viewId(1), organization_id: orgs.a, ...patch });
  const named = { name: 'Failed', filters };
  const list = (as: Tell, who: Actor) => as(who).rpc<Row[]>('list_views', { p_organization_id: orgs.a });

  it('are kept, changed, deleted and brought back; a duplicate is one', () => story(db, async (as) => {
    const op = operation(0, { view_id: viewId(1), organization_id: orgs.a, ...named });
    expect(await as('vic').rpc('save_view', op)).toEqual({ result: 'applied', id: viewId(1), version: 1 });
    expect(await as('vic').rpc('save_view', op)).toMatchObject({ result: 'duplicate', version: 1 });
    expect(await list(as, 'vic')).toEqual([{ id: viewId(1), name: 'Failed', filters, shared: false, created_by: people.vic.id, created_by_name: 'Vic', version: 1, updated_at: expect.any(String), deleted: false }]);
    expect(await save(as, 'vic', 1, { name: '  Lost  ' })).toMatchObject({ result: 'applied', version: 2 });
    expect(await save(as, 'vic', 1, { name: 'Late' })).toMatchObject({ result: 'conflict', current: { name: 'Lost', filters, version: 2 } });
    expect(await save(as, 'vic', 2, { deleted: true })).toMatchObject({ result: 'applied', version: 3 });
    expect(await list(as, 'vic')).toEqual([]);
    expect(await save(as, 'vic', 3, { deleted: false, filters: {} })).toMatchObject({ result: 'applied', version: 4 });
    expect(await list(as, 'vic')).toMatchObject([{ name: 'Lost', filters: {} }]);
  }));

  it('of one\'s own are nobody else\'s, admins included; shared ones are their author\'s and an admin\'s to change', () => story(db, async (as) => {
    expect(await save(as, 'vic', 0, { ...named, shared: true })).toEqual({ result: 'rejected', code: 'forbidden' });
    await save(as, 'rex', 0, named);
    for (const who of ['vic', 'cora', 'ed', 'ann'] as const) {
      expect([who, await list(as, who)]).toEqual([who, []]);
      expect([who, await save(as, who, 1, { name: 'Mine' })]).toEqual([who, { result: 'rejected', code: 'not_found', field: 'view_id' }]);
    }
    await save(as, 'rex', 1, { shared: true });
    for (const who of ['vic', 'cora', 'ann'] as const) expect([who, await list(as, who)]).toMatchObject([who, [{ name: 'Failed', shared: true }]]);
    for (const who of ['vic', 'cora', 'ed'] as const) expect(await save(as, who, 2, { name: 'Mine' })).toEqual({ result: 'rejected', code: 'forbidden' });
    expect(await save(as, 'ann', 2, { name: 'Ours' })).toMatchObject({ result: 'applied', version: 3 });
    for (const who of ['bob', 'nan'] as const) {
      expect([who, await save(as, who, 3, { name: 'Theirs' })]).toEqual([who, { result: 'rejected', code: 'not_found' }]);
      expect([who, await outcome(list(as, who))]).toEqual([who, '42501']);
    }
    expect(await send(as, 'bob', 'save_view', 3, { view_id: viewId(1), organization_id: orgs.b, name: 'Theirs' })).toMatchObject({ result: 'rejected', field: 'view_id' });
    for (const sql of ['select 1 from public.saved_views', `insert into public.saved_views (organization_id, name, filters) values ('${orgs.a}', 'x', '{}')`, 'update public.saved_views set name = name', 'delete from public.saved_views'])
      for (const who of ['ann', 'bob', 'anon'] as const) expect([who, sql, await outcome(as(who).query(sql))]).toEqual([who, sql, '42501']);
  }));

  it('an author who became a viewer changes nothing any more that everybody sees, and still what is his own', () => story(db, async (as) => {
    await save(as, 'rex', 0, { ...named, shared: true });
    await send(as, 'rex', 'save_view', 0, { view_id: viewId(2), organization_id: orgs.a, ...named });
    await as('ann').rpc('change_member_role', { p_organization_id: orgs.a, p_user_id: people.rex.id, p_role: 'viewer' });
    for (const patch of [{ name: 'Mine' }, { filters: {} }, { shared: false }, { deleted: true }]) expect([patch, await save(as, 'rex', 1, patch)]).toEqual([patch, { result: 'rejected', code: 'forbidden' }]);
    expect(await send(as, 'rex', 'save_view', 1, { view_id: viewId(2), organization_id: orgs.a, name: 'Mine' })).toMatchObject({ result: 'applied' });
    expect(await list(as, 'vic')).toMatchObject([{ name: 'Failed', version: 1 }]);
  }));

  it.each<[Row, string, string]>([
    [{ name: ' ' }, 'name', 'invalid'], [{ name: null }, 'name', 'invalid'], [{ name: 'x'.repeat(121) }, 'name', 'too_long'], [{ name: 7 }, 'name', 'invalid'],
    [{ filters: [] }, 'filters', 'invalid'], [{ filters: null }, 'filters', 'invalid'], [{ filters: { q: 'x'.repeat(17_000) } }, 'filters', 'too_long'],
    [{ shared: 'yes' }, 'shared', 'invalid'], [{ deleted: null }, 'deleted', 'invalid'], [{ view_id: 'x' }, 'view_id', 'invalid'], [{ created_by: people.ann.id }, 'created_by', 'invalid'],
  ])('a bad patch is rejected, new or not: %j', (bad, field, code) => story(db, async (as) => {
    expect(await save(as, 'rex', 0, { ...named, ...bad })).toEqual({ result: 'rejected', code, field });
    await save(as, 'rex', 0, named);
    expect(await save(as, 'rex', 1, bad)).toEqual({ result: 'rejected', code, field });
    expect(await list(as, 'rex')).toMatchObject([{ version: 1 }]);
  }));
});
