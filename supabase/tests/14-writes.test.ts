import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { operation, opId, ownedRowsSql, score, send, type Answer, writeNames, writes } from './operations.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const call = rows.a.call;
const assistant = rows.a.assistant;
const ladder = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;

describe.each(engines)('writes on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const analysis = async () => (await db.query(`select dynamics_score, qci_total_score, status, version, overrides, reviewed_by from public.qci_analyses where call_id = '${call}'`))[0];
  const world = () => db.query(ownedRowsSql);
  const band = async (settings: Row) => {
    await db.exec(`update public.organizations set settings = '${JSON.stringify(settings)}' where id = '${orgs.a}'`);
  };

  it.each(writeNames)('%s: applied once, duplicate ever after, conflict to whoever comes late', (name) => story(db, async (as) => {
    const { from, version, patch } = writes[name];
    const op = operation(version, patch);
    const first = await as(from).rpc<Answer>(name, op);
    expect(first).toMatchObject({ result: 'applied', version: version + 1 });
    const after = await world();
    for (let again = 0; again < 3; again += 1) expect(await as(from).rpc(name, op)).toEqual({ ...first, result: 'duplicate' });
    const late = await send(as, 'ann', name, version, patch);
    expect(late).toMatchObject({ result: 'conflict', current: { version: version + 1 } });
    expect((await send(as, 'ann', name, version + 2, patch)).result).toBe('conflict');
    expect(await world()).toEqual(after);
    expect((await send(as, 'ann', name, version + 1, patch)).result).toBe('applied');
  }));

  it.each(writeNames)('%s: from its role upwards, to members only, and a stranger learns nothing', (name) => story(db, async (as) => {
    const { from, version, patch } = writes[name];
    const before = await world();
    for (const who of ladder.slice(0, ladder.indexOf(from))) expect([who, await send(as, who, name, version, patch)]).toEqual([who, { result: 'rejected', code: 'forbidden' }]);
    for (const who of ['bob', 'nan'] as const) expect([who, await send(as, who, name, version, patch)]).toEqual([who, { result: 'rejected', code: 'not_found' }]);
    const absent = { ...patch, ...Object.fromEntries(['call_id', 'assistant_id', 'organization_id'].filter((k) => k in patch).map((k) => [k, '00000000-0000-4000-8000-00000000dead'])) };
    if (name !== 'annotate_prompt') expect(await send(as, 'bob', name, version, absent)).toEqual({ result: 'rejected', code: 'not_found' });
    const forger: Actor = { sub: people.nan.id, user_metadata: { organization_id: orgs.a, role: 'admin' }, app_metadata: { role: 'admin' }, organization_id: orgs.a };
    expect(await send(as, forger, name, version, patch)).toEqual({ result: 'rejected', code: 'not_found' });
    expect(await outcome(send(as, 'anon', name, version, patch))).toBe('42501');
    // Older projects grant the server's role every function; without a person it still writes nothing.
    const server = await send(as, 'service_role', name, version, patch).catch((error: { code?: string }) => error.code);
    expect([{ result: 'rejected', code: 'forbidden' }, '42501']).toContainEqual(server);
    expect(await world()).toEqual(before);
    for (const who of ladder.slice(ladder.indexOf(from))) {
      await db.exec('savepoint rung');
      expect([who, (await send(as, who, name, version, patch)).result]).toEqual([who, 'applied']);
      await db.exec('rollback to savepoint rung');
    }
  }));

  it.each(writeNames)('%s: a removed member is refused, and told of what was done before he left', (name) => story(db, async (as) => {
    const { version, patch } = writes[name];
    await db.exec(`update public.organization_members set role = 'admin' where user_id = '${people.vic.id}'`);
    const op = operation(version, patch);
    expect((await as('vic').rpc<Answer>(name, op)).result).toBe('applied');
    await as('ann').rpc('remove_member', { p_organization_id: orgs.a, p_user_id: people.vic.id });
    expect(await send(as, 'vic', name, version + 1, patch)).toEqual({ result: 'rejected', code: 'not_found' });
    const answer = await as('vic').rpc<Answer>(name, op);
    expect(answer.result).toBe('duplicate');
    expect(JSON.stringify(answer)).not.toMatch(/Nora|Acme|kind|Did well/);
  }));

  it('an operation id is one person\'s and stands for one request', () => story(db, async (as) => {
    const id = opId();
    expect((await send(as, 'rex', 'override_score', 1, score, id)).result).toBe('applied');
    for (const [name, version, patch] of [['override_score', 1, { ...score, value: 29 }], ['override_score', 2, score], ['confirm_review', 1, { call_id: call }]] as const)
      expect(await send(as, 'rex', name, version, patch, id)).toEqual({ result: 'rejected', code: 'reused', field: 'op_id' });
    expect((await send(as, 'cora', 'override_score', 2, { ...score, value: 11 }, id)).result).toBe('applied');
    expect(await analysis()).toMatchObject({ dynamics_score: 11, version: 3 });
  }));

  it('an operation that met a conflict may be sent again', () => story(db, async (as) => {
    const id = opId();
    expect((await send(as, 'rex', 'override_score', 9, score, id)).result).toBe('conflict');
    expect((await send(as, 'rex', 'override_score', 1, score, id)).result).toBe('applied');
    expect((await send(as, 'rex', 'override_score', 1, score, id)).result).toBe('duplicate');
  }));

  it('a request that was refused stays refused under its operation id, and is taken under a new one', () => story(db, async (as) => {
    const id = opId();
    const refusal = await send(as, 'vic', 'override_score', 1, score, id);
    expect(refusal).toMatchObject({ result: 'rejected', code: 'forbidden' });
    await db.exec(`update public.organization_members set role = 'reviewer' where user_id = '${people.vic.id}'`);
    expect(await send(as, 'vic', 'override_score', 1, score, id)).toEqual(refusal);
    expect((await send(as, 'rex', 'override_score', 1, { ...score, value: 12 }, id)).result).toBe('applied');
    expect((await send(as, 'vic', 'override_score', 2, score, id)).result).toBe('applied');
    expect((await send(as, 'vic', 'override_score', 3, score)).result).toBe('applied');
    expect(await send(as, 'vic', 'override_score', 1, score, id)).toMatchObject({ code: 'reused' });
  }));

  it('who belongs nowhere leaves nothing behind by being refused', () => story(db, async (as) => {
    expect((await send(as, 'nan', 'override_score', 1, score)).result).toBe('rejected');
    expect(await db.query('select from app.refusals')).toEqual([]);
    expect((await send(as, 'vic', 'override_score', 1, score)).result).toBe('rejected');
    expect(await db.query('select from app.refusals')).toHaveLength(1);
  }));

  describe('an override', () => {
    it('keeps the machine\'s value beside the person\'s, through every change, until it is taken back', () => story(db, async (as) => {
      const evidence = [{ turn: 2, quote: 'Hello' }];
      expect(await send(as, 'rex', 'override_score', 1, { ...score, note: 'no loop', evidence })).toEqual({ result: 'applied', call_id: call, version: 2, qci_total_score: 80, status: 'pass' });
      expect(await analysis()).toEqual({ dynamics_score: 30, qci_total_score: 80, status: 'pass', version: 2, reviewed_by: people.rex.id,
        overrides: { dynamics: { ai: 20, replaced: 20, value: 30, reason: 'wrong_quote', note: 'no loop', evidence, by: people.rex.id, at: expect.stringMatching(/\+00:00$/) } } });
      await send(as, 'cora', 'override_score', 2, { ...score, value: 5, reason: 'policy' });
      await send(as, 'cora', 'override_score', 3, { ...score, dimension: 'brand', value: 0, reason: 'other' });
      expect(await analysis()).toMatchObject({ dynamics_score: 5, qci_total_score: 40, status: 'fail', reviewed_by: people.cora.id,
        overrides: { dynamics: { ai: 20, replaced: 30, value: 5, note: null, by: people.cora.id }, brand: { ai: 15, replaced: 15, value: 0 } } });
      expect((await send(as, 'rex', 'override_score', 4, { call_id: call, dimension: 'dynamics', value: null })).result).toBe('applied');
      expect(await analysis()).toMatchObject({ dynamics_score: 20, qci_total_score: 55, status: 'fail', overrides: { brand: { value: 0 } } });
      expect(await send(as, 'rex', 'override_score', 5, { call_id: call, dimension: 'dynamics', value: null })).toEqual({ result: 'rejected', code: 'invalid', field: 'value' });
    }));

    it('is never written over by a new run, which may change the rest', () => story(db, async (as) => {
      await send(as, 'rex', 'override_score', 1, score);
      const run = (change: string) => outcome(as('service_role').query(`update public.qci_analyses set ${change} where call_id = '${call}'`));
      expect(await run('dynamics_score = 1, qci_total_score = 51')).toBe('23514');
      expect(await run('dynamics_score = null, qci_total_score = null')).toBe('23514');
      expect(await run("outcome_score = 1, qci_total_score = 61, evidence = '{}'")).toBe('ok');
      expect(await analysis()).toMatchObject({ dynamics_score: 30, qci_total_score: 61, version: 3, overrides: { dynamics: { ai: 20 } } });
    }));

    it.each([
      [{}, 79, 'review'], [{}, 80, 'pass'], [{}, 60, 'review'], [{}, 59, 'fail'],
      [{ bands: { pass: 90, review: 75 } }, 80, 'review'], [{ bands: { pass: 90, review: 75 } }, 74, 'fail'],
      [{ bands: { pass: 'high', review: null } }, 80, 'pass'], [{ bands: 7 }, 59, 'fail'],
    ])('with the settings %j a total of %i is %s', (settings, total, status) => story(db, async (as) => {
      await band(settings);
      await db.exec(`update public.qci_analyses set objections_score = 20, brand_score = 20, outcome_score = 20, qci_total_score = 80 where call_id = '${call}'`);
      const [row] = await db.query<{ version: number }>(`select version from public.qci_analyses where call_id = '${call}'`);
      expect(await send(as, 'rex', 'override_score', row?.version ?? 0, { ...score, value: total - 60 < 0 ? 0 : total - 60 })).toMatchObject({ result: 'applied' });
      if (total >= 60) expect(await analysis()).toMatchObject({ qci_total_score: total, status });
    }));

    it('scores a call no machine could, dimension by dimension', () => story(db, async (as) => {
      await db.exec(`update public.qci_analyses set dynamics_score = null, objections_score = null, brand_score = null, outcome_score = null, qci_total_score = null where call_id = '${call}'`);
      const given = [['dynamics', 30], ['objections', 20], ['brand', 20], ['outcome', 30]] as const;
      for (const [n, [dimension, value]] of given.entries()) {
        expect(await analysis()).toMatchObject({ qci_total_score: null, status: null });
        expect((await send(as, 'rex', 'override_score', 2 + n, { ...score, dimension, value })).result).toBe('applied');
      }
      expect(await analysis()).toMatchObject({ qci_total_score: 100, status: 'pass', overrides: { outcome: { ai: null, replaced: null, value: 30 } } });
    }));

    it('of a call without an analysis finds none', () => story(db, async (as) => {
      await db.exec(`delete from public.qci_analyses where call_id = '${call}'`);
      expect(await send(as, 'rex', 'override_score', 1, score)).toEqual({ result: 'rejected', code: 'not_found', field: 'call_id' });
    }));
  });

  it('a confirmation says who stands for the score and changes nothing else', () => story(db, async (as) => {
    const before = await analysis();
    await send(as, 'rex', 'confirm_review', 1, { call_id: call });
    expect(await analysis()).toEqual({ ...before, version: 2, reviewed_by: people.rex.id });
  }));

  describe('prompts', () => {
    it('a version saved is not in force until it is published, then the assistant follows', () => story(db, async (as) => {
      const saved = await send(as, 'ed', 'save_prompt_version', 1, { assistant_id: assistant, content: 'Be kind.', performance_notes: 'calmer' });
      expect(await db.query(`select version, content, is_current, created_by, performance_notes from public.prompts where id = '${String(saved['id'])}'`))
        .toEqual([{ version: 2, content: 'Be kind.', is_current: false, created_by: people.ed.id, performance_notes: 'calmer' }]);
      const state = () => db.query(`select a.current_prompt_id, (select array_agg(v.id::text) from public.prompts v where v.assistant_id = a.id and v.is_current) as current
        from public.assistants a where a.id = '${assistant}'`);
      expect(await state()).toEqual([{ current_prompt_id: rows.a.prompt, current: [rows.a.prompt] }]);
      expect(await send(as, 'ed', 'publish_prompt', 2, { assistant_id: assistant, prompt_id: saved['id'] })).toEqual({ result: 'applied', id: assistant, version: 3 });
      expect(await state()).toEqual([{ current_prompt_id: saved['id'], current: [saved['id']] }]);
      await send(as, 'ed', 'publish_prompt', 3, { assistant_id: assistant, prompt_id: null });
      expect(await state()).toEqual([{ current_prompt_id: null, current: null }]);
      await send(as, 'ed', 'publish_prompt', 4, { assistant_id: assistant, prompt_id: rows.a.prompt });
      expect(await state()).toEqual([{ current_prompt_id: rows.a.prompt, current: [rows.a.prompt] }]);
    }));

    it('two who edit the same version do not both become the next, and the second sees whose it is', () => story(db, async (as) => {
      await send(as, 'ed', 'save_prompt_version', 1, { assistant_id: assistant, content: 'One.' });
      expect(await send(as, 'ann', 'save_prompt_version', 1, { assistant_id: assistant, content: 'Other.' }))
        .toMatchObject({ result: 'conflict', current: { version: 2, created_by: people.ed.id } });
      expect(await db.query(`select content from public.prompts where assistant_id = '${assistant}' order by version`)).toEqual([{ content: 'You are polite.' }, { content: 'One.' }]);
    }));

    it('of another assistant, or another organization, are not published', () => story(db, async (as) => {
      await db.exec(`insert into public.assistants (id, vapi_assistant_id, organization_id, name) values ('${orgs.b}', '${orgs.b}', '${orgs.a}', 'Other')`);
      for (const [id, prompt] of [[orgs.b, rows.a.prompt], [assistant, rows.b.prompt]] as const)
        expect(await send(as, 'ed', 'publish_prompt', 1, { assistant_id: id, prompt_id: prompt })).toEqual({ result: 'rejected', code: 'not_found', field: 'prompt_id' });
    }));
  });

  it.each(['UTC', 'Europe/Berlin', 'europe/berlin', 'America/Port-au-Prince', 'Etc/GMT+5', 'EST', 'CET', 'MST', 'EST5EDT', 'GMT', 'posix/Europe/Berlin', 'Etc/GMT+13', 'UTC+3', ''])(
    'the time zone %j is taken exactly where analytics uses it', (timezone) => story(db, async (as) => {
      const { result } = await send(as, 'ann', 'change_organization', 1, { organization_id: orgs.a, settings: { timezone } });
      await db.exec(`update public.organizations set settings = '${JSON.stringify({ timezone })}' where id = '${orgs.a}'`);
      const used = (await as('vic').rpc<{ timezone: string }>('calls_per_day', { p_organization_id: orgs.a, p_from: '2026-06-01', p_to: '2026-06-02' })).timezone;
      expect([timezone, result]).toEqual([timezone, used === timezone ? 'applied' : 'rejected']);
    }));

  it('settings merge key by key, and a null takes one away', () => story(db, async (as) => {
    const bands = { pass: 75, review: 50 };
    await send(as, 'ann', 'change_organization', 1, { organization_id: orgs.a, settings: { bands, timezone: 'Europe/Lisbon', brand_terms: ['Acme'], later: { any: 1 } } });
    expect((await send(as, 'ann', 'change_organization', 2, { organization_id: orgs.a, settings: { timezone: 'America/Chicago', brand_terms: null } })).result).toBe('applied');
    expect(await db.query(`select name, settings, version from public.organizations where id = '${orgs.a}'`))
      .toEqual([{ name: 'Organization A', settings: { bands, timezone: 'America/Chicago', later: { any: 1 } }, version: 3 }]);
  }));
});
