import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { operation, send, type Answer, type Tell } from './operations.ts';
import { addCalls, callId, idOf, makeQueue, nextOf, queueId, queueOf, review, statesOf, take } from './queues.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const rejected = (field: string, code = 'invalid') => ({ result: 'rejected', code, field });
const forbidden = { result: 'rejected', code: 'forbidden' };

describe.each(engines)('queues on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await addCalls(db, [90, 50, 20]);
  });
  afterAll(() => db?.close());

  const save = (as: Tell, who: Actor, version: number, patch: Row): Promise<Answer> => send(as, who, 'save_queue', version, { queue_id: queueId(1), organization_id: orgs.a, ...patch });
  const list = (as: Tell, who: Actor) => as(who).rpc<Row[]>('list_queues', { p_organization_id: orgs.a });
  const items = async (as: Tell, who: Actor, n: number, calls: readonly number[]) =>
    (await queueOf(as, who, n))?.rows.filter(({ call_id }) => calls.map(callId).includes(call_id)).map(({ id, version }) => ({ id, version })) ?? [];

  it('are made, changed, closed, deleted and brought back', () => story(db, async (as) => {
    const op = operation(0, { queue_id: queueId(1), organization_id: orgs.a, name: 'Today', blind: true, due_on: '2026-12-01' });
    expect(await as('rex').rpc('save_queue', op)).toEqual({ result: 'applied', id: queueId(1), version: 1 });
    expect(await as('rex').rpc('save_queue', op)).toMatchObject({ result: 'duplicate' });
    expect(await list(as, 'rex')).toEqual([{
      id: queueId(1), organization_id: orgs.a, name: 'Today', kind: 'normal', blind: true, shared: false, due_on: '2026-12-01', collects_flags: false, created_by: people.rex.id, created_by_name: 'Rex',
      created_at: expect.any(String), closed_at: null, deleted: false, version: 1, items: 0, done: 0, taken: 0, skipped: 0, reviewed: 0, free: 0, mine: 0,
    }]);
    expect(await save(as, 'rex', 1, { name: 'Tomorrow', due_on: null })).toMatchObject({ result: 'applied', version: 2 });
    expect(await save(as, 'rex', 1, { name: 'Never' })).toMatchObject({ result: 'conflict', current: { name: 'Tomorrow', due_on: null, version: 2 } });
    expect(await save(as, 'rex', 2, { closed: true })).toMatchObject({ version: 3 });
    expect(await list(as, 'rex')).toMatchObject([{ closed_at: expect.any(String) }]);
    expect(await save(as, 'rex', 3, { closed: false, deleted: true })).toMatchObject({ version: 4 });
    expect(await list(as, 'rex')).toEqual([]);
    expect(await save(as, 'rex', 4, { deleted: false })).toMatchObject({ version: 5 });
    expect(await list(as, 'rex')).toMatchObject([{ name: 'Tomorrow', closed_at: null, version: 5 }]);
  }));

  it('of one\'s own are seen by their author and whoever has a call of them; coaches keep what is shared', () => story(db, async (as) => {
    expect(await save(as, 'vic', 0, { name: 'Mine' })).toEqual(forbidden);
    for (const patch of [{ shared: true }, { kind: 'calibration' }]) expect(await save(as, 'rex', 0, { name: 'Ours', ...patch })).toEqual(forbidden);
    await makeQueue(as, 'rex', 1, {}, [0, 1]);
    for (const who of ['vic', 'cora', 'ann', 'bob', 'nan'] as const) {
      expect([who, await queueOf(as, who, 1)]).toEqual([who, null]);
      expect([who, await send(as, who, 'fill_queue', 0, { queue_id: queueId(1), call_ids: [callId(2)] })]).toEqual([who, rejected('queue_id', 'not_found')]);
      expect([who, await nextOf(as, who, 1)]).toEqual([who, null]);
      expect([who, await take(as, who, 1, 0)]).toEqual([who, null]);
    }
    expect(await save(as, 'cora', 1, { name: 'Hers' })).toEqual(rejected('queue_id', 'not_found'));
    expect(await send(as, 'rex', 'assign_items', 0, { queue_id: queueId(1), user_id: idOf('cora'), items: await items(as, 'rex', 1, [1]) })).toMatchObject({ result: 'applied', assigned: 1, left: [] });
    expect(await list(as, 'cora')).toMatchObject([{ id: queueId(1), mine: 1, free: 2 }]);
    await makeQueue(as, 'cora', 2, { shared: true }, [0]);
    for (const who of ['vic', 'rex', 'ann'] as const) expect([who, (await list(as, who)).some(({ id }) => id === queueId(2))]).toEqual([who, true]);
    expect(await send(as, 'rex', 'save_queue', 1, { queue_id: queueId(2), organization_id: orgs.a, name: 'His' })).toEqual(forbidden);
    expect(await send(as, 'ed', 'save_queue', 1, { queue_id: queueId(2), organization_id: orgs.a, name: 'Theirs' })).toMatchObject({ result: 'applied' });
    expect(await send(as, 'bob', 'save_queue', 2, { queue_id: queueId(2), organization_id: orgs.b, name: 'Stolen' })).toEqual(rejected('queue_id', 'not_found'));
    for (const table of ['queues', 'queue_items', 'queue_skips', 'call_keys']) expect([table, await outcome(as('ann').query(`delete from public.${table}`))]).toEqual([table, '42501']);
    for (const table of ['public.queues', 'public.queue_items', 'public.queue_skips', 'app.queue_locks']) for (const who of ['ann', 'anon'] as const) expect([table, who, await outcome(as(who).query(`select 1 from ${table}`))]).toEqual([table, who, '42501']);
  }));

  it('are done by reviews since, and by nothing else', () => story(db, async (as) => {
    await db.exec("set local timezone = 'UTC'");
    await review(db, as, 'cora', 0);
    await db.exec(`update public.call_reviews set completed_at = now() - interval '1 day'`);
    await makeQueue(as, 'rex', 1, {}, [0, 1, 2]);
    expect(await statesOf(as, 'rex', 1)).toEqual(['0 open', '1 open', '2 open']);
    expect(await list(as, 'rex')).toMatchObject([{ items: 3, done: 0, reviewed: 0, free: 3 }]);
    await review(db, as, 'cora', 1);
    expect((await queueOf(as, 'rex', 1))?.rows[1]).toMatchObject({ state: 'done', is_free: false, done_by: people.cora.id, done_by_name: 'Cora', reviews: 1, qci_total_score: 90 });
    expect(await list(as, 'rex')).toMatchObject([{ items: 3, done: 1, free: 2 }]);
    await db.exec(`update public.call_reviews set completed_at = now() - interval '1 hour' where call_id = '${callId(1)}'; update public.queue_items set added_at = now() - interval '2 hours'`);
    const reopen = { queue_id: queueId(1), items: await items(as, 'rex', 1, [1]) };
    expect(await send(as, 'rex', 'reopen_items', 0, reopen)).toMatchObject({ result: 'applied', reopened: 1 });
    expect(await statesOf(as, 'rex', 1)).toEqual(['0 open', '1 open', '2 open']);
    await review(db, as, 'rex', 1);
    expect(await statesOf(as, 'rex', 1)).toEqual(['0 open', '1 done', '2 open']);
  }));

  it('two people never have one call, until the lock runs out', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { shared: true }, [0, 1]);
    expect(await take(as, 'rex', 1, 0)).toEqual({ item_id: expect.any(String), taken: true, locked_by: people.rex.id, locked_by_name: 'Rex', locked_until: expect.any(String) });
    expect(await take(as, 'ed', 1, 0)).toMatchObject({ taken: false, locked_by: people.rex.id, locked_by_name: 'Rex' });
    expect((await queueOf(as, 'ed', 1))?.rows[0]).toMatchObject({ state: 'taken', is_free: false, taken_by: people.rex.id, taken_by_name: 'Rex' });
    expect((await queueOf(as, 'rex', 1))?.rows[0]).toMatchObject({ state: 'taken', is_free: true });
    expect(await nextOf(as, 'ed', 1)).toEqual([1]);
    expect(await take(as, 'rex', 1, 0)).toMatchObject({ taken: true });
    expect(await outcome(take(as, 'vic', 1, 1))).toBe('42501');
    for (const who of ['bob', 'nan'] as const) expect([who, await take(as, who, 1, 0), await as(who).rpc('release_item', { p_queue_id: queueId(1), p_call_id: callId(0) })]).toEqual([who, null, false]);
    expect(await as('ed').rpc('release_item', { p_queue_id: queueId(1), p_call_id: callId(0) })).toBe(false);
    await db.exec(`update app.queue_locks set locked_until = now() - interval '1 second'`);
    expect(await nextOf(as, 'ed', 1)).toEqual([0, 1]);
    expect(await take(as, 'ed', 1, 0)).toMatchObject({ taken: true, locked_by: people.ed.id });
    expect(await as('ed').rpc('release_item', { p_queue_id: queueId(1), p_call_id: callId(0) })).toBe(true);
    expect(await statesOf(as, 'rex', 1)).toEqual(['0 open', '1 open']);
  }));

  it('who may not review any more holds no call back, neither by an assignment nor by a lock', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { shared: true }, [0, 1, 2]);
    const assign = async (who: 'rex' | 'ed', call: number) => send(as, 'cora', 'assign_items', 0, { queue_id: queueId(1), user_id: idOf(who), items: await items(as, 'cora', 1, [call]) });
    await assign('rex', 0);
    await assign('ed', 2);
    await take(as, 'rex', 1, 1);
    const turn = (role: string) => as('ann').rpc('change_member_role', { p_organization_id: orgs.a, p_user_id: people.rex.id, p_role: role });
    await turn('coach');
    expect([await statesOf(as, 'cora', 1), await nextOf(as, 'cora', 1)]).toEqual([['0 open', '1 taken', '2 open'], []]);
    await db.exec('savepoint member');
    const away: [string, () => Promise<unknown>][] = [['a viewer', () => turn('viewer')], ['removed', () => as('ann').rpc('remove_member', { p_organization_id: orgs.a, p_user_id: people.rex.id })]];
    for (const [what, leave] of away) {
      await leave();
      expect([what, await statesOf(as, 'cora', 1), await nextOf(as, 'cora', 1), await nextOf(as, 'ed', 1)]).toEqual([what, ['0 open', '1 open', '2 open'], [0, 1], [0, 1, 2]]);
      await db.exec('rollback to savepoint member');
    }
  }));

  it('what is skipped goes to the back and says why', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { shared: true }, [0, 1, 2]);
    await take(as, 'rex', 1, 0);
    const skip = (who: Actor, call: number, extra: Row = {}) => send(as, who, 'skip_item', 0, { queue_id: queueId(1), call_id: callId(call), reason: 'bad_audio', ...extra });
    expect(await skip('rex', 0, { note: ' Only noise. ' })).toMatchObject({ result: 'applied', call_id: callId(0) });
    expect(await statesOf(as, 'ed', 1)).toEqual(['1 open', '2 open', '0 skipped']);
    expect((await queueOf(as, 'ed', 1))?.rows[2]).toMatchObject({ skipped_by: people.rex.id, skipped_by_name: 'Rex', skip_reason: 'bad_audio', skip_note: 'Only noise.', is_free: true, taken_by: null });
    expect(await skip('vic', 1)).toEqual(forbidden);
    expect(await skip('bob', 1)).toEqual(rejected('queue_id', 'not_found'));
    expect(await skip('rex', 3)).toEqual(rejected('call_id', 'not_found'));
    for (const bad of [{ reason: 'lazy' }, { reason: null }]) expect(await skip('rex', 1, bad)).toEqual(rejected('reason'));
    expect(await skip('rex', 1, { note: 'x'.repeat(501) })).toEqual(rejected('note', 'too_long'));
    await send(as, 'cora', 'reopen_items', 0, { queue_id: queueId(1), items: await items(as, 'cora', 1, [0]) });
    expect(await statesOf(as, 'ed', 1)).toEqual(['0 open', '1 open', '2 open']);
  }));

  it('calls are assigned as they were seen, by whoever keeps the queue, and by each person to himself', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { shared: true }, [0, 1, 2]);
    const assign = async (who: Actor, user_id: string | null, seen: Row[]) => send(as, who, 'assign_items', 0, { queue_id: queueId(1), user_id, items: seen });
    const [all, one] = [await items(as, 'cora', 1, [0, 1, 2]), await items(as, 'cora', 1, [1])];
    expect(await assign('cora', idOf('rex'), all)).toMatchObject({ assigned: 3, left: [] });
    expect(await assign('cora', idOf('ed'), one)).toMatchObject({ assigned: 0, left: [one[0]?.id] });
    expect(await assign('cora', idOf('rex'), one)).toMatchObject({ assigned: 0, left: [] });
    expect(await nextOf(as, 'rex', 1)).toEqual([0, 1, 2]);
    expect(await nextOf(as, 'ed', 1)).toEqual([]);
    expect(await assign('rex', null, await items(as, 'rex', 1, [0]))).toMatchObject({ assigned: 1 });
    expect(await assign('rex', idOf('ed'), await items(as, 'rex', 1, [0]))).toEqual(forbidden);
    expect(await assign('ed', idOf('vic'), await items(as, 'ed', 1, [0]))).toEqual(rejected('user_id', 'not_found'));
    expect(await assign('ed', idOf('bob'), await items(as, 'ed', 1, [0]))).toEqual(rejected('user_id', 'not_found'));
    for (const bad of [[], 'x', [{ id: 'x', version: 1 }], null]) expect(await assign('cora', null, bad as Row[])).toMatchObject({ result: 'rejected' });
    // A reviewer who does not keep the queue takes nothing from anybody else.
    await save(as, 'cora', 1, { name: 'Queue 1' });
    await db.exec(`update public.organization_members set role = 'reviewer' where user_id = '${people.ed.id}'`);
    const ofRex = await items(as, 'ed', 1, [1]);
    expect(await assign('ed', idOf('ed'), ofRex)).toMatchObject({ assigned: 0, left: [ofRex[0]?.id] });
    expect(await assign('ed', idOf('ed'), await items(as, 'ed', 1, [0]))).toMatchObject({ assigned: 1 });
    // Whoever leaves leaves his calls to the others.
    await as('ann').rpc('remove_member', { p_organization_id: orgs.a, p_user_id: people.rex.id });
    expect((await queueOf(as, 'cora', 1))?.rows.map(({ assigned_to }) => assigned_to)).toEqual([people.ed.id, null, null]);
  }));

  it('gives out what follows, then what is before, and nothing of a closed queue', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { shared: true }, [0, 1, 2, 3]);
    expect(await nextOf(as, 'rex', 1)).toEqual([0, 1, 2, 3]);
    expect(await nextOf(as, 'rex', 1, 1)).toEqual([2, 3, 0]);
    expect(await nextOf(as, 'rex', 1, 3, 2)).toEqual([0, 1]);
    await review(db, as, 'ed', 2);
    expect(await nextOf(as, 'rex', 1, 1)).toEqual([3, 0]);
    expect(await nextOf(as, 'vic', 1)).toBeNull();
    expect(await send(as, 'cora', 'remove_items', 0, { queue_id: queueId(1), items: await items(as, 'cora', 1, [3]) })).toMatchObject({ removed: 1 });
    expect(await send(as, 'rex', 'remove_items', 0, { queue_id: queueId(1), items: await items(as, 'rex', 1, [0]) })).toEqual(forbidden);
    expect(await nextOf(as, 'rex', 1, 1)).toEqual([0]);
    await save(as, 'cora', 1, { closed: true });
    expect(await nextOf(as, 'rex', 1)).toEqual([]);
    expect(await queueOf(as, 'rex', 1)).toMatchObject({ items: 3, done: 1, free: 0 });
  }));

  it('comes in pages, without the scores of a blind queue', () => story(db, async (as) => {
    await makeQueue(as, 'rex', 1, { blind: true }, [0, 1, 2]);
    const page = await as('rex').rpc<Row>('get_queue', { p_queue_id: queueId(1), p_after: 1, p_limit: 1 });
    expect(page['rows']).toMatchObject([{ call_id: callId(1), place: 2, qci_total_score: null, qci_status: null }]);
    await review(db, as, 'rex', 1);
    expect((await queueOf(as, 'rex', 1))?.rows.map(({ qci_total_score }) => qci_total_score)).toEqual([null, 90, null]);
    for (const [p_after, p_limit] of [[-1, 10], [0, 0], [0, 501], [null, 10]]) expect(await outcome(as('rex').rpc('get_queue', { p_queue_id: queueId(1), p_after, p_limit }))).toBe('22023');
  }));

  it.each<[Row, string, string?]>([
    [{ name: '' }, 'name'], [{ kind: 'secret' }, 'kind'], [{ due_on: 'soon' }, 'due_on'], [{ due_on: '1999-01-01' }, 'due_on'], [{ blind: 1 }, 'blind'], [{ shared: 'x' }, 'shared'], [{ closed: null }, 'closed'],
    [{ name: 'x'.repeat(121) }, 'name', 'too_long'], [{ created_by: people.ann.id }, 'created_by'], [{ collects_flags: true }, 'collects_flags'],
  ])('a bad patch is rejected: %j', (bad, field, code) => story(db, async (as) => {
    expect(await save(as, 'cora', 0, { name: 'Queue', ...bad })).toEqual(rejected(field, code));
    await save(as, 'cora', 0, { name: 'Queue' });
    expect(await save(as, 'cora', 1, bad)).toEqual(rejected(field, code));
    expect(await save(as, 'cora', 1, { due_on: '2026-02-31' })).toMatchObject({ result: 'rejected', code: 'invalid' });
  }));

  it('history keeps what was done and never what is a repeat', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { shared: true }, [0]);
    await send(as, 'rex', 'skip_item', 0, { queue_id: queueId(1), call_id: rows.a.call, reason: 'language', note: 'Secret words' });
    const kept = await as('ann').query("select subject_table, after from public.history where subject_table like 'queue%' order by entry");
    expect(kept.map(({ subject_table }) => subject_table)).toEqual(['queues', 'queue_items', 'queue_skips']);
    expect(kept[1]?.['after']).toMatchObject({ hidden_repeat: 'set' });
    expect(JSON.stringify(kept)).not.toMatch(/Secret words|Queue 1/);
    expect(await as('cora').query("select 1 from public.history where subject_table like 'queue%'")).toEqual([]);
    expect(await db.query(`select (app.verify_history('${orgs.a}') ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
  }));
});
