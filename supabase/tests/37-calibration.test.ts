import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, type Row } from './harness.ts';
import { send, type Tell } from './operations.ts';
import { addCalls, callId, makeQueue, nextOf, queueId, queueOf, review, statesOf, take } from './queues.ts';
import { points } from './runs.ts';
import { type Actor, crowd, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const members = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;

describe.each(engines)('a calibration on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await addCalls(db, [90, 50]);
  });
  afterAll(() => db?.close());

  const reviewers = async (as: Tell, who: Actor) => (await as(who).query('select reviewer_id, scores from public.call_reviews')).map(({ reviewer_id }) => reviewer_id).toSorted();
  const inHistory = async (as: Tell, who: Actor) => (await as(who).rpc<Row[]>('call_history', { p_call_id: rows.a.call })).filter(({ subject_table }) => subject_table === 'call_reviews').length;
  const changes = async (as: Tell, who: Actor) => (await as(who).rpc<Row[]>('who_changed', { p_organization_id: orgs.a, p_from: '2000-01-01', p_to: '2090-01-01' })).filter(({ subject_table }) => subject_table === 'call_reviews').length;
  const close = (as: Tell, version: number, closed = true) => send(as, 'cora', 'save_queue', version, { queue_id: queueId(1), organization_id: orgs.a, closed });

  it('is blind and shared, whatever is sent, and stays so', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { kind: 'calibration', blind: false, shared: false });
    await send(as, 'cora', 'save_queue', 1, { queue_id: queueId(1), organization_id: orgs.a, blind: false, shared: false });
    expect(await queueOf(as, 'rex', 1)).toMatchObject({ kind: 'calibration', blind: true, shared: true });
    expect(await send(as, 'cora', 'save_queue', 2, { queue_id: queueId(1), organization_id: orgs.a, kind: 'normal' })).toMatchObject({ result: 'rejected', field: 'kind' });
  }));

  it('shows nobody a number of anybody before his own, admins included, neither as a row nor in the history', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { kind: 'calibration' }, [0, 1]);
    await review(db, as, 'rex');
    await review(db, as, 'cora', 0, { ...points, flow: 0 });
    for (const who of ['vic', 'ed', 'ann'] as const) expect([who, await reviewers(as, who), await inHistory(as, who), await changes(as, who)]).toEqual([who, [], 0, 0]);
    const both = [people.cora.id, people.rex.id].toSorted();
    for (const who of ['rex', 'cora'] as const) expect([who, await reviewers(as, who), await inHistory(as, who)]).toEqual([who, both, 2]);
    await review(db, as, 'ann');
    expect(await reviewers(as, 'ann')).toHaveLength(3);
    expect(await inHistory(as, 'ann')).toBe(3);
    // What else happened to the call stays readable.
    expect((await as('ed').rpc<Row[]>('call_history', { p_call_id: rows.a.call })).map(({ subject_table }) => subject_table)).toContain('qci_analyses');
    await close(as, 1);
    for (const who of members) expect([who, (await reviewers(as, who)).length, await inHistory(as, who)]).toEqual([who, 3, 3]);
    await close(as, 2, false);
    expect(await reviewers(as, 'ed')).toEqual([]);
    expect(await as('bob').query('select 1 from public.call_reviews')).toEqual([]);
  }));

  it('a call that is opened again is sealed again for all', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { kind: 'calibration' }, [0]);
    await review(db, as, 'rex');
    await db.exec(`update public.call_reviews set completed_at = now() - interval '1 hour'`);
    const [item] = (await queueOf(as, 'cora', 1))?.rows ?? [];
    await send(as, 'cora', 'reopen_items', 0, { queue_id: queueId(1), items: [{ id: item?.id }] });
    expect([await statesOf(as, 'rex', 1), await reviewers(as, 'rex')]).toEqual([['0 open'], []]);
  }));

  it('each person has states of his own, and nothing is locked', () => story(db, async (as) => {
    await makeQueue(as, 'cora', 1, { kind: 'calibration' }, [0, 1, 2]);
    expect(await take(as, 'rex', 1, 0)).toMatchObject({ taken: true, locked_by: null });
    expect(await take(as, 'ed', 1, 0)).toMatchObject({ taken: true });
    await review(db, as, 'rex');
    await send(as, 'rex', 'skip_item', 0, { queue_id: queueId(1), call_id: callId(1), reason: 'later' });
    expect(await statesOf(as, 'rex', 1)).toEqual(['0 done', '2 open', '1 skipped']);
    expect(await statesOf(as, 'ed', 1)).toEqual(['0 open', '1 open', '2 open']);
    expect([await nextOf(as, 'rex', 1, 0), await nextOf(as, 'ed', 1)]).toEqual([[2, 1], [0, 1, 2]]);
    expect(await queueOf(as, 'ed', 1)).toMatchObject({ items: 3, done: 0, reviewed: 1, free: 3 });
    expect((await queueOf(as, 'ed', 1))?.rows.map(({ qci_total_score, done_by, reviews }) => [qci_total_score, done_by, reviews])).toEqual([[null, null, 1], [null, null, 0], [null, null, 0]]);
    expect((await queueOf(as, 'rex', 1))?.rows[0]).toMatchObject({ qci_total_score: 70, done_by: people.rex.id });
  }));

  it('collects what is flagged in one set, until that is closed', () => story(db, async (as) => {
    const flag = (who: Actor, flagged: unknown, n = 0) => send(as, who, 'flag_call', 0, { call_id: callId(n), flagged });
    const flagged = (who: Actor) => as(who).rpc<string[]>('flagged_calls', { p_organization_id: orgs.a, p_call_ids: [0, 1, 2].map(callId) });
    expect(await flag('vic', true)).toEqual({ result: 'rejected', code: 'forbidden' });
    for (const who of ['bob', 'nan'] as const) expect(await flag(who, true)).toEqual({ result: 'rejected', code: 'not_found' });
    const first = await flag('rex', true);
    expect(first).toMatchObject({ result: 'applied', call_id: rows.a.call });
    expect(await flag('ed', true)).toMatchObject({ result: 'applied', id: first['id'] });
    expect(await flag('ed', true, 1)).toMatchObject({ id: first['id'] });
    expect(await flagged('vic')).toEqual([callId(0), callId(1)]);
    expect(await as('rex').rpc('list_queues', { p_organization_id: orgs.a })).toMatchObject([{ id: first['id'], name: null, kind: 'calibration', collects_flags: true, blind: true, shared: true, items: 2 }]);
    expect(await flag('rex', false, 1)).toEqual({ result: 'rejected', code: 'forbidden' });
    expect(await flag('cora', false, 1)).toMatchObject({ result: 'applied' });
    expect(await flag('rex', false)).toMatchObject({ result: 'applied' });
    expect(await flagged('rex')).toEqual([]);
    expect(await flag('rex', false)).toMatchObject({ result: 'applied' });
    for (const bad of [null, 'yes', undefined]) expect(await flag('rex', bad)).toMatchObject({ result: 'rejected', field: 'flagged' });
    await flag('rex', true);
    await send(as, 'cora', 'save_queue', 1, { queue_id: first['id'], organization_id: orgs.a, closed: true });
    expect(await flagged('rex')).toEqual([]);
    const second = await flag('rex', true);
    expect(second['id']).not.toBe(first['id']);
    expect(await send(as, 'cora', 'save_queue', 2, { queue_id: first['id'], organization_id: orgs.a, closed: false })).toMatchObject({ result: 'rejected', code: 'invalid' });
  }));

  it('a flag is nobody\'s way past the seal: once somebody else has reviewed the call, only coaches take it back', () => story(db, async (as) => {
    const flag = (who: Actor, flagged: boolean) => send(as, who, 'flag_call', 0, { call_id: callId(0), flagged });
    await review(db, as, 'ed');
    await db.exec(`update public.call_reviews set completed_at = now() - interval '1 day'`);
    for (const flagged of [true, false, true]) expect(await flag('rex', flagged)).toMatchObject({ result: 'applied' });
    await review(db, as, 'cora');
    expect(await flag('rex', false)).toEqual({ result: 'rejected', code: 'forbidden' });
    expect(await reviewers(as, 'rex')).toEqual([]);
    await review(db, as, 'rex');
    expect(await flag('rex', false)).toEqual({ result: 'rejected', code: 'forbidden' });
    expect(await flag('cora', false)).toMatchObject({ result: 'applied' });
    expect(await reviewers(as, 'vic')).toHaveLength(3);
  }));

  it.skipIf(engine.name === 'PGlite')('two first flags at once make one set, and two who take one call at once are one', async () => {
    try {
      await crowd(db, ['rex', 'cora', 'ed', 'ann'], (me, n) => me.query(`select public.flag_call(gen_random_uuid(), 0, '{"call_id": "${callId(n % 3)}", "flagged": true}') as answer`));
      expect(await db.query('select count(*)::int as n from public.queues where collects_flags')).toEqual([{ n: 1 }]);
      await db.exec(`insert into public.queues (id, organization_id, name, shared, created_by) values ('${queueId(7)}', '${orgs.a}', 'Race', true, '${people.cora.id}');
        insert into public.queue_items (queue_id, organization_id, call_id, position) values ('${queueId(7)}', '${orgs.a}', '${rows.a.call}', 1)`);
      const taken = await crowd(db, ['rex', 'cora', 'ed', 'ann'], (me) => me.query<{ taken: boolean }>(`select (public.take_item('${queueId(7)}', '${rows.a.call}') ->> 'taken')::boolean as taken`));
      expect(taken.flat().filter((one) => one.taken)).toHaveLength(1);
    } finally {
      await db.exec('delete from public.queues');
    }
  });
});
