import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { keyMoments, mark, marked, momentId, momentWrites, said } from './moments.ts';
import { type Answer, opId, score, send, type Tell } from './operations.ts';
import { crowd, story } from './story.ts';
import { orgs, people, type Person, populate, rows } from './world.ts';

const call = rows.a.call;
const first = momentId(1);
const hash = /^sha256:[0-9a-f]{64}$/;

describe.each(engines)('moments and what is kept in step with them on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const judged = (texts: string) => db.exec(`update public.qci_analyses set key_moments = ${texts} where call_id = '${call}'`);
  const version = async () => (await db.query<{ version: number }>(`select version from public.qci_analyses where call_id = '${call}'`))[0]?.version;
  const faults = async () => (await db.query<{ n: number }>(`select (app.verify_history('${orgs.a}') ->> 'faults')::int as n`))[0]?.n;
  const history = (as: Tell, who: Person) => as(who).rpc<Row[]>('call_history', { p_call_id: call });
  const remove = (as: Tell, seen: number, deleted: boolean) => send(as, 'rex', 'delete_moment', seen, { moment_id: first, deleted });

  describe('the seed\'s list', () => {
    it('follows every mark, change, deletion and return, and keeps what a judge wrote', () => story(db, async (as) => {
      await judged(`array['00:05 Greeting', 'Asked twice', '00:05 Greeting']`);
      const texts = ['00:05 Greeting', 'Asked twice', '00:05 Greeting'];
      await mark(as, 'rex', 1, { start_ms: 65_999, label: 'Price' });
      expect(await keyMoments(db)).toEqual([...texts, '01:05 Price']);
      await mark(as, 'cora', 2, { start_ms: 999, label: 'Hello' });
      await mark(as, 'cora', 3, { start_ms: 3_867_000, label: 'Late' });
      expect(await keyMoments(db)).toEqual([...texts, '00:00 Hello', '01:05 Price', '1:04:27 Late']);
      await send(as, 'rex', 'change_moment', 1, { moment_id: first, label: 'Cost' });
      expect(await keyMoments(db)).toEqual([...texts, '00:00 Hello', '01:05 Cost', '1:04:27 Late']);
      await send(as, 'rex', 'change_moment', 2, { moment_id: first, start_ms: 3_599_999 });
      expect(await keyMoments(db)).toEqual([...texts, '00:00 Hello', '59:59 Cost', '1:04:27 Late']);
      await remove(as, 3, true);
      expect(await keyMoments(db)).toEqual([...texts, '00:00 Hello', '1:04:27 Late']);
      await remove(as, 4, false);
      await send(as, 'rex', 'change_moment', 5, { moment_id: first, start_ms: 604_800_000 });
      expect(await keyMoments(db)).toEqual([...texts, '00:00 Hello', '1:04:27 Late', '168:00:00 Cost']);
      await db.exec(`delete from public.key_moments where id = '${first}'`);
      expect(await keyMoments(db)).toEqual([...texts, '00:00 Hello', '1:04:27 Late']);
    }));

    it('is whole whether the analysis or the mark came first, and when a new analysis is written over the old', () => story(db, async (as) => {
      await db.exec(`delete from public.qci_analyses where call_id = '${call}'`);
      await mark(as, 'rex', 1, { start_ms: 1000, label: 'Early' });
      expect(await keyMoments(db)).toBeUndefined();
      await db.exec(`insert into public.qci_analyses (call_id, key_moments) values ('${call}', array['By a judge'])`);
      expect(await keyMoments(db)).toEqual(['By a judge', '00:01 Early']);
      await mark(as, 'rex', 2, { start_ms: 0, label: 'Later' });
      expect(await keyMoments(db)).toEqual(['By a judge', '00:00 Later', '00:01 Early']);
      await judged(`array['Another judge', null, '00:01 Early']`);
      expect(await keyMoments(db)).toEqual(['Another judge', null, '00:00 Later', '00:01 Early']);
      for (const nothing of ['null', "'{}'"]) {
        await judged(nothing);
        expect([nothing, await keyMoments(db)]).toEqual([nothing, ['00:00 Later', '00:01 Early']]);
      }
      await db.exec(`delete from public.key_moments; insert into public.qci_analyses (call_id) values ('${call}') on conflict (call_id) do update set key_moments = null`);
      expect(await keyMoments(db)).toBeNull();
    }));

    it('names two marks of the same words twice, and what a judge wrote in a mark\'s words once', () => story(db, async (as) => {
      await judged(`array['00:01 Same', 'Other']`);
      for (const n of [1, 2]) await mark(as, 'rex', n, { start_ms: 1000 + n, label: 'Same' });
      expect(await keyMoments(db)).toEqual(['Other', '00:01 Same', '00:01 Same']);
      await remove(as, 1, true);
      expect(await keyMoments(db)).toEqual(['Other', '00:01 Same']);
      await send(as, 'rex', 'delete_moment', 1, { moment_id: momentId(2), deleted: true });
      expect(await keyMoments(db)).toEqual(['Other']);
      await judged(`array['00:01 Same']`);
      await remove(as, 2, true);
      expect(await keyMoments(db)).toEqual(['00:01 Same']);
    }));

    it('moves no version of the analysis, which every other change does', () => story(db, async (as) => {
      await mark(as, 'rex', 1);
      await send(as, 'rex', 'change_moment', 1, { moment_id: first, label: 'Moved' });
      await remove(as, 2, true);
      await remove(as, 3, false);
      await judged(`array['By a judge']`);
      expect(await version()).toBe(1);
      expect(await send(as, 'rex', 'override_score', 1, score)).toMatchObject({ result: 'applied', version: 2 });
      expect(await send(as, 'cora', 'override_score', 1, score)).toMatchObject({ result: 'conflict', current: { version: 2 } });
      await mark(as, 'rex', 2);
      expect(await send(as, 'cora', 'confirm_review', 2, { call_id: call })).toMatchObject({ result: 'applied', version: 3 });
      for (const [n, change] of ['version = 1000', "judge = 'x', key_moments = null", 'dynamics_score = dynamics_score'].entries()) {
        await db.exec(`update public.qci_analyses set ${change} where call_id = '${call}'`);
        expect([change, await version()]).toEqual([change, 4 + n]);
      }
      expect(await keyMoments(db)).toEqual(['00:01 Moved', '00:02 Mark 2']);
    }));
  });

  it('history tells who did what in hashes, not words, and its chain holds', () => story(db, async (as) => {
    await mark(as, 'rex', 1, { note: 'Canary note', label: 'Canary label', kind: 'issue' });
    await send(as, 'cora', 'change_moment', 1, { moment_id: first, label: 'Canary two', end_ms: 1500 });
    await send(as, 'cora', 'comment_moment', 0, said(900, { body: 'Canary words' }));
    await send(as, 'cora', 'comment_moment', 1, said(900, { body: null }));
    await send(as, 'cora', 'share_moment', 0, momentWrites.share_moment.patch);
    await send(as, 'cora', 'share_moment', 0, { ...momentWrites.share_moment.patch, shared: false });
    await send(as, 'rex', 'delete_moment', 2, { moment_id: first, deleted: true });
    const entries = (await history(as, 'vic')).slice(1).filter((one) => one['subject_table'] !== 'qci_analyses');
    expect(entries).toMatchObject([
      { actor_name: 'Rex', subject_table: 'key_moments', subject_id: first, action: 'insert', before: null, reason: null,
        after: { start_ms: 1000, kind: 'issue', source: 'human', author: people.rex.id, version: 1, label: expect.stringMatching(hash), note: expect.stringMatching(hash) } },
      { actor_name: 'Cora', subject_table: 'key_moments', action: 'update', before: { end_ms: null, version: 1 }, after: { end_ms: 1500, version: 2, updated_by: people.cora.id, label: expect.stringMatching(hash) } },
      { actor_name: 'Cora', subject_table: 'moment_comments', subject_id: momentId(900), action: 'insert', after: { body: expect.stringMatching(hash), moment_id: first } },
      { actor_name: 'Cora', subject_table: 'moment_comments', action: 'update', before: { body: expect.stringMatching(hash) }, after: { body: null, version: 2 } },
      { actor_name: 'Cora', subject_table: 'moment_shares', subject_id: first, action: 'insert', after: { user_id: people.cora.id, shared_by: people.cora.id } },
      { actor_name: 'Cora', subject_table: 'moment_shares', subject_id: first, action: 'delete', before: { user_id: people.cora.id } },
      { actor_name: 'Rex', subject_table: 'key_moments', action: 'update', after: { version: 3, deleted_at: expect.stringMatching(/\+00:00$/) } },
    ]);
    expect(entries).toHaveLength(7);
    const everything = await db.query('select * from public.history');
    expect(JSON.stringify(everything)).not.toContain('Canary');
    for (const who of ['bob', 'nan'] as const) expect(await history(as, who)).toEqual([]);
    expect(await faults()).toBe(0);
    // An entry of a mark that was cut out shows.
    await db.exec("set local session_replication_role = 'replica'");
    await db.exec(`delete from public.history where subject_table = 'moment_shares' and action = 'insert'`);
    expect(await faults()).toBeGreaterThan(0);
  }));

  it('a removed member\'s lost shares are in the history, and a change that changes nothing is not', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    await send(as, 'rex', 'share_moment', 0, momentWrites.share_moment.patch);
    const before = (await history(as, 'vic')).length;
    await send(as, 'ann', 'share_moment', 0, momentWrites.share_moment.patch);
    expect(await history(as, 'vic')).toHaveLength(before);
    await as('ann').rpc('remove_member', { p_organization_id: orgs.a, p_user_id: people.cora.id });
    expect((await history(as, 'vic')).slice(before)).toMatchObject([{ actor: people.ann.id, subject_table: 'moment_shares', action: 'delete', before: { user_id: people.cora.id } }]);
    expect(await faults()).toBe(0);
  }));

  it('retention counts moments, comments and shares, and takes them with the call', () => story(db, async (as) => {
    for (const n of [1, 2]) await mark(as, 'rex', n);
    await send(as, 'rex', 'delete_moment', 1, { moment_id: momentId(2), deleted: true });
    await send(as, 'rex', 'comment_moment', 0, said(900));
    await send(as, 'rex', 'share_moment', 0, momentWrites.share_moment.patch);
    await db.exec(`insert into public.key_moments (id, call_id, start_ms, label) values ('${momentId(7)}', '${rows.b.call}', 0, 'Kept in b')`);
    const args = { p_organization_id: orgs.a, p_before: '2026-04-01' };
    const report = { calls: 1, rows: { key_moments: 2, moment_comments: 1, moment_shares: 1, qci_analyses: 1, call_participants: 1 } };
    expect(await as('ann').rpc('drop_calls_before', args)).toMatchObject({ ...report, dry_run: true });
    expect(await db.query('select 1 from public.key_moments')).toHaveLength(3);
    expect(await as('ann').rpc('drop_calls_before', { ...args, p_dry_run: false })).toMatchObject({ ...report, dry_run: false });
    expect(await db.query('select id from public.key_moments')).toEqual([{ id: momentId(7) }]);
    for (const table of ['moment_comments', 'moment_shares']) expect([table, await db.query(`select 1 from public.${table}`)]).toEqual([table, []]);
    expect(await db.query(`select 1 from public.history where call_id = '${call}'`)).toEqual([]);
    expect(await faults()).toBe(0);
    expect(await send(as, 'rex', 'change_moment', 1, { moment_id: first, label: 'Late' })).toEqual({ result: 'rejected', code: 'not_found' });
  }));

  describe.skipIf(engine.name === 'PGlite')('at the same moment', () => {
    const marking = (n: number) => `select public.mark_moment('${opId()}', 0, '${JSON.stringify(marked(n))}') as a`;
    const waiting = () => db.query('select distinct pid from pg_locks where not granted');
    const result = (found: { a: Answer }[] | undefined) => found?.[0]?.a.result;

    it('two who mark a call keep both their marks', async () => {
      await db.exec(`begin; select 1 from public.qci_analyses where call_id = '${call}' for update`);
      const done = crowd(db, ['rex', 'cora'], (own, n) => own.query<{ a: Answer }>(marking(10 + n)));
      await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(2);
      await db.exec('commit');
      expect((await done).map(result)).toEqual(['applied', 'applied']);
      expect(await keyMoments(db)).toEqual(['00:10 Mark 10', '00:11 Mark 11']);
    });

    it('an analysis that comes while somebody marks has his mark, whichever is first', async () => {
      for (const [n, isMarkFirst] of [[20, true], [21, false]] as const) {
        await db.exec(`delete from public.qci_analyses where call_id = '${call}'`);
        const insert = `insert into public.qci_analyses (call_id, key_moments) values ('${call}', array['By a judge'])`;
        const sub = `set local request.jwt.claims = '{"sub":"${people.rex.id}"}';`;
        await db.exec(`begin; ${sub} ${isMarkFirst ? marking(n) : insert}`);
        const other = db.another?.();
        if (!other) throw new Error('One connection only.');
        const late = other.exec(isMarkFirst ? insert : `begin; ${sub} ${marking(n)}; commit`);
        await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1);
        await db.exec('commit');
        await late;
        await other.close();
        expect([n, await keyMoments(db)]).toEqual([n, expect.arrayContaining(['By a judge', `00:${n} Mark ${n}`])]);
      }
    });

    it('the same mark sent twenty times at once is made once', async () => {
      const id = opId();
      const results = await crowd(db, Array.from({ length: 20 }, () => 'rex' as const), (own) =>
        own.query<{ a: Answer }>(`select public.mark_moment('${id}', 0, '${JSON.stringify(marked(30))}') as a`));
      expect(results.map(result).toSorted()).toEqual(['applied', ...Array.from({ length: 19 }, () => 'duplicate')]);
      expect(await keyMoments(db)).toEqual(expect.arrayContaining(['00:30 Mark 30']));
    });

    it('whoever marks, changes and comments while retention takes the call is told, and nobody waits in a circle', async () => {
      await db.exec('begin');
      await db.query(`select app.drop_calls_before('2026-04-01', '${orgs.a}', false)`);
      const writes = [marking(40), `select public.change_moment('${opId()}', 1, '{"moment_id": "${momentId(10)}", "label": "Late"}') as a`,
        `select public.comment_moment('${opId()}', 0, '${JSON.stringify(said(950, { moment_id: momentId(11) }))}') as a`,
        `select public.override_score('${opId()}', 1, '${JSON.stringify(score)}') as a`];
      const done = crowd(db, ['rex', 'rex', 'cora', 'cora'], async (own, n) => {
        let found: { a: Answer }[] = [];
        const code = await outcome(own.query<{ a: Answer }>(writes[n] ?? '').then((answer) => (found = answer)));
        return [code, result(found)];
      });
      await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(4);
      await db.exec('commit');
      expect(await done).toEqual(writes.map(() => ['ok', 'rejected']));
      expect(await db.query(`select 1 from public.key_moments where organization_id = '${orgs.a}'`)).toEqual([]);
      expect(await faults()).toBe(0);
    });
  });
});
