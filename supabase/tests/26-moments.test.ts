import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { mark, marked, momentId, momentRow, momentRows, type MomentWrite, momentWriteNames, momentWrites, rawSend, said } from './moments.ts';
import { type Answer, operation, send } from './operations.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const call = rows.a.call;
const first = momentId(1);
const ladder = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;
const long = (n: number) => 'x'.repeat(n);
const changing = ['change_moment', 'delete_moment'] as const;

describe.each(engines)('moments on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const comment = async (n: number) => (await db.query(`select author, body, at_ms, version, call_id, organization_id from public.moment_comments where id = '${momentId(n)}'`))[0];
  const shares = () => db.query('select moment_id, user_id, shared_by, call_id, organization_id from public.moment_shares order by user_id');

  it('each write is applied once, and a duplicate ever after', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    for (const name of momentWriteNames) {
      await db.exec('savepoint one');
      const { version, patch } = momentWrites[name];
      const op = operation(version, patch);
      const answer = await as('rex').rpc<Answer>(name, op);
      const id = 'comment_id' in patch ? patch.comment_id : patch.moment_id;
      expect([name, answer]).toEqual([name, { result: 'applied', id, version: name === 'share_moment' ? 0 : version + 1 }]);
      const after = await momentRows(db);
      for (let again = 0; again < 3; again += 1) expect([name, await as('rex').rpc(name, op)]).toEqual([name, { ...answer, result: 'duplicate' }]);
      expect(await as('rex').rpc(name, { ...op, p_patch: JSON.stringify({ ...patch, moment_id: momentId(9) }) })).toEqual({ result: 'rejected', code: 'reused', field: 'op_id' });
      expect(await momentRows(db)).toEqual(after);
      await db.exec('rollback to savepoint one');
    }
  }));

  it('whoever comes late meets a conflict and is shown what stands there', () => story(db, async (as) => {
    await mark(as, 'rex', 1, { end_ms: 2500, kind: 'objection', note: 'Too dear' });
    await send(as, 'ann', 'comment_moment', 0, said(900, { at_ms: 1500 }));
    await send(as, 'ann', 'share_moment', 0, { moment_id: first, user_id: people.cora.id, shared: true });
    await send(as, 'cora', 'change_moment', 1, { moment_id: first, label: 'Price' });
    const current = {
      id: first, call_id: call, version: 2, start_ms: 1000, end_ms: 2500, label: 'Price', kind: 'objection', note: 'Too dear', source: 'human',
      author: people.rex.id, author_name: 'Rex', updated_by: people.cora.id, updated_by_name: 'Cora', deleted: false,
      created_at: expect.stringMatching(/\+00:00$/), updated_at: expect.stringMatching(/\+00:00$/), shared_with: [people.cora.id],
      comments: [{ id: momentId(900), body: 'Said 900', at_ms: 1500, author: people.ann.id, author_name: 'Ann', version: 1, created_at: expect.any(String) }],
    };
    const before = await momentRows(db);
    for (const version of [1, 3, 0, -1]) for (const name of changing)
      expect([name, version, await send(as, 'rex', name, version, momentWrites[name].patch)]).toEqual([name, version, { result: 'conflict', current }]);
    expect(await send(as, 'cora', 'mark_moment', 0, marked(1, { label: 'Twice' }))).toEqual({ result: 'conflict', current });
    for (const version of [0, 2]) expect(await send(as, 'ann', 'comment_moment', version, said(900))).toEqual({ result: 'conflict', current });
    expect(await send(as, 'ann', 'comment_moment', 1, said(901))).toEqual({ result: 'conflict', current });
    expect(await momentRows(db)).toEqual(before);
    expect((await send(as, 'rex', 'change_moment', 2, { moment_id: first, label: 'After all' })).result).toBe('applied');
  }));

  it('are for reviewers and above; a stranger learns nothing', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    const before = await momentRows(db);
    const forger: Actor = { sub: people.nan.id, user_metadata: { organization_id: orgs.a, role: 'admin' }, app_metadata: { role: 'admin' }, organization_id: orgs.a };
    for (const name of momentWriteNames) {
      const { version, patch } = momentWrites[name];
      expect([name, await send(as, 'vic', name, version, patch)]).toEqual([name, { result: 'rejected', code: 'forbidden' }]);
      for (const who of ['bob', 'nan', forger] as const) for (const seen of [version, 7]) {
        const wanted = name === 'mark_moment' || name === 'share_moment' ? 0 : seen;
        expect([name, await send(as, who, name, wanted, patch)]).toEqual([name, { result: 'rejected', code: 'not_found' }]);
        const absent = { ...patch, ...('call_id' in patch ? { call_id: momentId(999) } : { moment_id: momentId(999) }) };
        expect([name, await send(as, who, name, wanted, absent)]).toEqual([name, { result: 'rejected', code: 'not_found' }]);
      }
      expect([name, await outcome(send(as, 'anon', name, version, patch))]).toEqual([name, '42501']);
    }
    expect(await momentRows(db)).toEqual(before);
    for (const name of momentWriteNames) for (const who of ladder.slice(1)) {
      await db.exec('savepoint rung');
      expect([name, who, (await send(as, who, name, momentWrites[name].version, momentWrites[name].patch)).result]).toEqual([name, who, 'applied']);
      await db.exec('rollback to savepoint rung');
    }
  }));

  it('a reviewer changes and deletes his own, a coach everybody\'s, and nobody his own once he is a viewer', () => story(db, async (as) => {
    await mark(as, 'cora', 1);
    await db.exec(`insert into public.key_moments (id, call_id, start_ms, label, source) values ('${momentId(3)}', '${call}', 3000, 'By a judge', 'ai')`);
    const before = await momentRows(db);
    for (const name of changing) for (const id of [first, momentId(3)])
      expect(await send(as, 'rex', name, 1, { ...momentWrites[name].patch, moment_id: id })).toEqual({ result: 'rejected', code: 'forbidden' });
    expect(await momentRows(db)).toEqual(before);
    for (const id of [first, momentId(3)]) for (const [n, who] of (['cora', 'ed', 'ann'] as const).entries())
      expect([who, await send(as, who, 'change_moment', 1 + n, { moment_id: id, note: who })]).toEqual([who, { result: 'applied', id, version: 2 + n }]);
    await mark(as, 'rex', 4);
    await as('ann').rpc('change_member_role', { p_organization_id: orgs.a, p_user_id: people.rex.id, p_role: 'viewer' });
    for (const name of changing) expect(await send(as, 'rex', name, 1, { ...momentWrites[name].patch, moment_id: momentId(4) })).toEqual({ result: 'rejected', code: 'forbidden' });
  }));

  it('an id that is taken elsewhere is refused, and nothing is told of it', () => story(db, async (as) => {
    await db.exec(`insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at) values ('${momentId(99)}', '${momentId(99)}', '${orgs.a}', 'inbound', 'ended', '2026-03-16')`);
    await db.exec(`insert into public.key_moments (id, call_id, start_ms, label) values ('${first}', '${rows.b.call}', 0, 'Secret b'), ('${momentId(2)}', '${momentId(99)}', 0, 'Other call')`);
    await db.exec(`insert into public.moment_comments (id, moment_id, body) values ('${momentId(900)}', '${first}', 'Secret b')`);
    for (const n of [1, 2]) expect(await send(as, 'rex', 'mark_moment', 0, marked(n))).toEqual({ result: 'rejected', code: 'invalid', field: 'moment_id' });
    await mark(as, 'rex', 3);
    for (const version of [0, 1]) expect(await send(as, 'rex', 'comment_moment', version, said(900, { moment_id: momentId(3) }))).toEqual({ result: 'rejected', code: 'invalid', field: 'comment_id' });
    expect(await db.query(`select label from public.key_moments order by id`)).toEqual([{ label: 'Secret b' }, { label: 'Other call' }, { label: 'Mark 3' }]);
    expect(await comment(900)).toMatchObject({ body: 'Secret b', organization_id: orgs.b, call_id: rows.b.call });
  }));

  it('is deleted softly and brought back, and is not changed meanwhile', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    await send(as, 'cora', 'comment_moment', 0, said(900));
    const gone = (deleted: boolean) => ({ moment_id: first, deleted });
    expect(await send(as, 'rex', 'delete_moment', 1, gone(true))).toEqual({ result: 'applied', id: first, version: 2 });
    const since = (await momentRow(db, 1))?.['deleted_at'];
    expect(since).toEqual(expect.any(String));
    expect(await send(as, 'rex', 'change_moment', 2, { moment_id: first, label: 'Late' })).toMatchObject({ result: 'conflict', current: { deleted: true, label: 'Mark 1', version: 2 } });
    expect(await send(as, 'cora', 'delete_moment', 2, gone(true))).toEqual({ result: 'applied', id: first, version: 3 });
    expect(await momentRow(db, 1)).toMatchObject({ deleted_at: since, updated_by: people.cora.id, author: people.rex.id });
    expect(await send(as, 'cora', 'mark_moment', 0, marked(1))).toMatchObject({ result: 'conflict', current: { deleted: true } });
    expect(await send(as, 'rex', 'delete_moment', 3, gone(false))).toEqual({ result: 'applied', id: first, version: 4 });
    expect(await momentRow(db, 1)).toMatchObject({ deleted_at: null, label: 'Mark 1', version: 4, updated_by: people.rex.id });
    expect(await send(as, 'rex', 'change_moment', 4, { moment_id: first, label: 'In time' })).toEqual({ result: 'applied', id: first, version: 5 });
    expect(await comment(900)).toMatchObject({ body: 'Said 900' });
  }));

  it('a change takes what it names and leaves the rest', () => story(db, async (as) => {
    await mark(as, 'rex', 1, { end_ms: 2000, kind: 'issue', note: ' Why? ', label: '  Price \n' });
    expect(await momentRow(db, 1)).toMatchObject({ start_ms: 1000, end_ms: 2000, kind: 'issue', note: 'Why?', label: 'Price', source: 'human', organization_id: orgs.a });
    const steps: [Row, Row][] = [
      [{ end_ms: null }, { end_ms: null }], [{ start_ms: 0 }, { start_ms: 0 }], [{ end_ms: 1 }, { end_ms: 1 }], [{ start_ms: 5, end_ms: 9 }, { start_ms: 5, end_ms: 9 }],
      [{ note: null }, { note: null }], [{ note: ' \t' }, { note: null }], [{ kind: 'outcome' }, { kind: 'outcome' }], [{ label: 'Цена 🙂' }, { label: 'Цена 🙂' }], [{}, {}],
    ];
    let expected: Row = { start_ms: 1000, end_ms: 2000, kind: 'issue', note: 'Why?', label: 'Price' };
    for (const [n, [patch, then]] of steps.entries()) {
      expect([patch, (await send(as, 'rex', 'change_moment', 1 + n, { moment_id: first, ...patch })).result]).toEqual([patch, 'applied']);
      expected = { ...expected, ...then };
      expect(await momentRow(db, 1)).toMatchObject({ ...expected, version: 2 + n });
    }
  }));

  type Bad = [name: MomentWrite, extra: Row, code: string, field: string];
  const times: Bad[] = [-1, 604_800_001, 1.5, 1e300, '7', true, [], {}].flatMap((value): Bad[] => [
    ['mark_moment', { start_ms: value }, 'invalid', 'start_ms'], ['change_moment', { start_ms: value }, 'invalid', 'start_ms'],
    ['mark_moment', { end_ms: value }, 'invalid', 'end_ms'], ['change_moment', { end_ms: value }, 'invalid', 'end_ms'], ['comment_moment', { at_ms: value }, 'invalid', 'at_ms'],
  ]);
  it.each<Bad>([
    ...times, ['mark_moment', { start_ms: null }, 'invalid', 'start_ms'], ['mark_moment', { end_ms: 2000 }, 'invalid', 'end_ms'], ['mark_moment', { end_ms: 1999 }, 'invalid', 'end_ms'],
    ['change_moment', { end_ms: 500 }, 'invalid', 'end_ms'], ['change_moment', { start_ms: null }, 'invalid', 'start_ms'],
    ...['mark_moment', 'change_moment'].flatMap((name): Bad[] => [
      ...[null, '', ' \n\u00a0'].map((label): Bad => [name as MomentWrite, { label }, 'invalid', 'label']), [name as MomentWrite, { label: long(201) }, 'too_long', 'label'], [name as MomentWrite, { label: 7 }, 'invalid', 'label'],
      ...[null, 'charm', '', 5].map((kind): Bad => [name as MomentWrite, { kind }, 'invalid', 'kind']), [name as MomentWrite, { kind: long(41) }, 'too_long', 'kind'],
      [name as MomentWrite, { note: long(4001) }, 'too_long', 'note'], [name as MomentWrite, { note: {} }, 'invalid', 'note'], [name as MomentWrite, { moment_id: 'x' }, 'invalid', 'moment_id'],
      ...['source', 'author', 'version', 'organization_id'].map((key): Bad => [name as MomentWrite, { [key]: 'ai' }, 'invalid', key]),
    ]),
    ['change_moment', { call_id: rows.b.call }, 'invalid', 'call_id'], ['mark_moment', { call_id: null }, 'invalid', 'call_id'],
    ...[null, 1, 'true'].map((deleted): Bad => ['delete_moment', { deleted }, 'invalid', 'deleted']), ['delete_moment', { label: 'x' }, 'invalid', 'label'],
    ...[null, '', ' \t'].map((body): Bad => ['comment_moment', { body }, 'invalid', 'body']), ['comment_moment', { body: long(4001) }, 'too_long', 'body'], ['comment_moment', { body: 5 }, 'invalid', 'body'],
    ['comment_moment', { comment_id: null }, 'invalid', 'comment_id'], ['comment_moment', { author: people.ann.id }, 'invalid', 'author'],
    ...[null, 1, 'false'].map((shared): Bad => ['share_moment', { shared }, 'invalid', 'shared']), ['share_moment', { user_id: 'cora' }, 'invalid', 'user_id'], ['share_moment', { shared_by: people.ann.id }, 'invalid', 'shared_by'],
  ])('%s rejects bad patch %#', (name, extra, code, field) => story(db, async (as) => {
    await mark(as, 'rex', 1);
    const before = await momentRows(db);
    const { version, patch } = momentWrites[name];
    expect(await send(as, 'rex', name, version, { ...patch, ...extra })).toEqual({ result: 'rejected', code, field });
    expect(await momentRows(db)).toEqual(before);
  }));

  it('takes what is just within its bounds', () => story(db, async (as) => {
    const edges: Row[] = [
      { start_ms: 0 }, { start_ms: 604_800_000 }, { start_ms: 0, end_ms: 1 }, { start_ms: 604_799_999, end_ms: 604_800_000 }, { label: long(200), note: long(4000) },
      { label: '🙂'.repeat(200) }, ...['highlight', 'issue', 'objection', 'question', 'outcome', 'coaching', 'other'].map((kind) => ({ kind })), { end_ms: null, note: null },
    ];
    for (const [n, extra] of edges.entries()) expect([extra, (await send(as, 'rex', 'mark_moment', 0, marked(n + 1, extra))).result]).toEqual([extra, 'applied']);
    for (const [n, extra] of [{ at_ms: 0 }, { at_ms: 604_800_000 }, { body: long(4000) }].entries()) expect((await send(as, 'rex', 'comment_moment', 0, said(900 + n, extra))).result).toBe('applied');
    for (const version of [-1, 1]) for (const name of ['mark_moment', 'share_moment'] as const)
      expect(await send(as, 'rex', name, version, momentWrites[name].patch)).toEqual({ result: 'rejected', code: 'invalid', field: 'expected_version' });
  }));

  it('what is no text PostgreSQL keeps never reaches a function', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    const before = await momentRows(db);
    for (const [name, key] of [['mark_moment', 'label'], ['mark_moment', 'note'], ['change_moment', 'label'], ['comment_moment', 'body']] as const) for (const bad of ['\\u0000', '\\ud800', '\\udc00\\ud800']) {
      const json = JSON.stringify({ ...momentWrites[name].patch, [key]: 'BAD' }).replace('BAD', bad);
      expect([name, bad, await outcome(rawSend(as, 'rex', name, momentWrites[name].version, json))]).toEqual([name, bad, expect.stringMatching(/^22P0[25]$/)]);
    }
    expect(await momentRows(db)).toEqual(before);
  }));

  it('no patch whatever makes a write raise an error', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    const keys = [...new Set(momentWriteNames.flatMap((name) => Object.keys(momentWrites[name].patch))), 'end_ms', 'kind', 'note'];
    const value = fc.oneof(fc.constantFrom<unknown>(call, first, momentId(2), people.cora.id, people.bob.id, 'issue', 0, 604_800_000, -1, 2 ** 31, 1e300, '', '🙂', '\\', "'", '%', true, null), fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>);
    const storable = (text: string) => !/\\u0000|\\ud[89a-f]/i.test(text);
    const noise = fc.dictionary(fc.constantFrom(...keys), value).filter((patch) => storable(JSON.stringify(patch)));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...momentWriteNames), fc.integer({ min: -1, max: 2 }), fc.boolean(), noise, async (name, version, isRight, given) => {
      await db.exec('savepoint noise');
      const answer = await send(as, 'ann', name, version, isRight ? { ...momentWrites[name].patch, ...given } : given);
      expect(answer.result).toMatch(/^(applied|conflict|rejected)$/);
      if (answer.result === 'rejected') expect(answer['code']).toMatch(/^(forbidden|not_found|invalid|too_long)$/);
      await db.exec('rollback to savepoint noise; release savepoint noise');
    }), { numRuns: 250, seed: 11 });
  }));

  it('nothing new is said of a deleted moment; one\'s own words and shares may be taken back, and all is said again once it is restored', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    await send(as, 'cora', 'comment_moment', 0, said(900));
    const share = { moment_id: first, user_id: people.cora.id, shared: true };
    await send(as, 'rex', 'share_moment', 0, share);
    await send(as, 'rex', 'delete_moment', 1, { moment_id: first, deleted: true });
    const refused = { result: 'rejected', code: 'not_found', field: 'moment_id' };
    expect(await send(as, 'rex', 'comment_moment', 0, said(901))).toEqual(refused);
    expect(await send(as, 'cora', 'comment_moment', 1, said(900, { body: 'Changed' }))).toEqual(refused);
    expect(await send(as, 'rex', 'share_moment', 0, share)).toEqual(refused);
    expect(await send(as, 'cora', 'comment_moment', 1, said(900, { body: null }))).toMatchObject({ result: 'applied', version: 2 });
    expect(await send(as, 'rex', 'share_moment', 0, { ...share, shared: false })).toMatchObject({ result: 'applied' });
    await send(as, 'rex', 'delete_moment', 2, { moment_id: first, deleted: false });
    expect(await send(as, 'rex', 'comment_moment', 0, said(901))).toMatchObject({ result: 'applied', version: 1 });
  }));

  it('a comment is its author\'s alone, and withdrawn it keeps its place and loses its words', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    expect(await send(as, 'rex', 'comment_moment', 0, said(900, { body: '  Listen \n', at_ms: 1200 }))).toEqual({ result: 'applied', id: momentId(900), version: 1 });
    expect(await comment(900)).toEqual({ author: people.rex.id, body: 'Listen', at_ms: 1200, version: 1, call_id: call, organization_id: orgs.a });
    for (const who of ['cora', 'ed', 'ann'] as const) expect([who, await send(as, who, 'comment_moment', 1, said(900, { body: 'Mine' }))]).toEqual([who, { result: 'rejected', code: 'forbidden' }]);
    for (const who of ['cora', 'ann'] as const) expect([who, await send(as, who, 'comment_moment', 1, said(900, { body: null }))]).toEqual([who, { result: 'rejected', code: 'forbidden' }]);
    const { at_ms: _at, ...timeless } = said(900, { body: 'Again' });
    expect(await send(as, 'rex', 'comment_moment', 1, timeless)).toMatchObject({ result: 'applied', version: 2 });
    expect(await comment(900)).toMatchObject({ body: 'Again', at_ms: 1200 });
    expect(await send(as, 'rex', 'comment_moment', 2, said(900))).toMatchObject({ result: 'applied', version: 3 });
    expect(await comment(900)).toMatchObject({ body: 'Said 900', at_ms: null });
    expect(await send(as, 'rex', 'comment_moment', 3, said(900, { body: null }))).toMatchObject({ result: 'applied', version: 4 });
    expect(await comment(900)).toMatchObject({ body: null, version: 4, author: people.rex.id });
    const { moments } = await as('vic').rpc<{ moments: Row[] }>('get_call', { p_organization_id: orgs.a, p_call_id: call });
    expect(moments.map((one) => one['comments'])).toEqual([[]]);
    expect((await momentRow(db, 1))?.['version']).toBe(1);
  }));

  it('is shared with members alone, once however often it is said, and leaves with whoever leaves', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    const share = (who: Actor, user_id: string, shared = true) => send(as, who, 'share_moment', 0, { moment_id: first, user_id, shared });
    for (const stranger of [people.bob.id, people.nan.id, momentId(999)]) expect(await share('rex', stranger)).toEqual({ result: 'rejected', code: 'not_found', field: 'user_id' });
    const done = { result: 'applied', id: first, version: 0 };
    expect(await share('rex', people.cora.id)).toEqual(done);
    expect(await share('ann', people.cora.id)).toEqual(done);
    expect(await share('rex', people.vic.id)).toEqual(done);
    const one = { moment_id: first, call_id: call, organization_id: orgs.a, shared_by: people.rex.id };
    expect(await shares()).toEqual([{ ...one, user_id: people.cora.id }, { ...one, user_id: people.vic.id }]);
    for (const again of [1, 2]) expect([again, await share('cora', people.vic.id, false)]).toEqual([again, done]);
    expect(await share('rex', people.bob.id, false)).toEqual(done);
    expect((await momentRow(db, 1))?.['version']).toBe(1);
    await as('ann').rpc('remove_member', { p_organization_id: orgs.a, p_user_id: people.cora.id });
    expect(await shares()).toEqual([]);
    expect(await share('rex', people.cora.id)).toEqual({ result: 'rejected', code: 'not_found', field: 'user_id' });
    expect(await db.query(`select (app.verify_history('${orgs.a}') ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
  }));

  it('a removed author is refused, is told again what was done, and his moments stay', () => story(db, async (as) => {
    const op = operation(0, marked(1, { note: 'Secret words' }));
    expect((await as('rex').rpc<Answer>('mark_moment', op)).result).toBe('applied');
    await as('ann').rpc('remove_member', { p_organization_id: orgs.a, p_user_id: people.rex.id });
    for (const name of momentWriteNames) expect([name, await send(as, 'rex', name, momentWrites[name].version, momentWrites[name].patch)]).toEqual([name, { result: 'rejected', code: 'not_found' }]);
    expect(await as('rex').rpc('mark_moment', op)).toEqual({ result: 'duplicate', id: first, version: 1 });
    expect(await momentRow(db, 1)).toMatchObject({ author: people.rex.id, note: 'Secret words' });
  }));

  it('whose author was erased has no name any more', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    await send(as, 'rex', 'comment_moment', 0, said(900));
    await as('ann').rpc('erase_member', { p_organization_id: orgs.a, p_user_id: people.rex.id });
    const { moments } = await as('vic').rpc<{ moments: Row[] }>('get_call', { p_organization_id: orgs.a, p_call_id: call });
    expect(moments).toMatchObject([{ author: people.rex.id, author_name: null, updated_by_name: null, comments: [{ author: people.rex.id, author_name: null, body: 'Said 900' }] }]);
    expect(JSON.stringify(moments)).not.toContain('Rex');
  }));

  it('is not written past its functions, nor read by others', () => story(db, async (as) => {
    await mark(as, 'rex', 1);
    await send(as, 'rex', 'comment_moment', 0, said(900));
    await send(as, 'rex', 'share_moment', 0, momentWrites.share_moment.patch);
    const before = await momentRows(db);
    const direct = [
      `insert into public.key_moments (call_id, start_ms, label) values ('${call}', 0, 'x')`, "update public.key_moments set label = 'x'", 'delete from public.key_moments', 'truncate public.key_moments cascade',
      `insert into public.moment_comments (moment_id, body) values ('${first}', 'x')`, "update public.moment_comments set body = 'x'", 'delete from public.moment_comments',
      `insert into public.moment_shares (moment_id, user_id) values ('${first}', '${people.ann.id}')`, 'update public.moment_shares set shared_by = null', 'delete from public.moment_shares',
      `select app.write_mark_moment(0, '{}')`, `select app.lock_moment('{}', true)`, `select app.hold_key_moments('${call}')`, `select app.call_stamp('${call}', now())`,
    ];
    for (const who of [...ladder, 'bob', 'nan', 'anon'] as const) for (const sql of direct) expect([who, sql, await outcome(as(who).query(sql))]).toEqual([who, sql, '42501']);
    for (const table of ['key_moments', 'moment_comments', 'moment_shares']) {
      for (const who of ladder) expect([who, table, await as(who).query(`select 1 from public.${table}`)]).toEqual([who, table, [{ '?column?': 1 }]]);
      for (const who of ['bob', 'nan'] as const) expect([who, table, await as(who).query(`select 1 from public.${table}`)]).toEqual([who, table, []]);
    }
    for (const sql of [`update public.key_moments set call_id = '${rows.b.call}'`, `update public.moment_comments set organization_id = '${orgs.b}'`, `update public.moment_shares set organization_id = '${orgs.b}'`])
      expect(await outcome(as('service_role').query(sql))).toBe('42501');
    expect(await momentRows(db)).toEqual(before);
  }));
});
