import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { lints } from './lints.ts';
import { operation, type Tell } from './operations.ts';
import { type Actor, crowd, story } from './story.ts';
import { orgs, people, type Person, populate, rows } from './world.ts';

interface Entry extends Row {
  entry: number;
  actor: string | null;
  actor_name: string | null;
  subject_table: string;
  action: string;
  before: Row | null;
  after: Row | null;
  reason: string | null;
}

const everybody = ['vic', 'rex', 'cora', 'ed', 'ann', 'bob', 'nan'] as const;
const a = { p_organization_id: orgs.a };
const always = { ...a, p_from: '2000-01-01', p_to: '2100-01-01' };
const hash = /^sha256:[0-9a-f]{64}$/;

const override = (version: number, value: number | null, extra: Row = {}) =>
  operation(version, { call_id: rows.a.call, dimension: 'dynamics', value, reason: 'wrong_quote', ...extra });

describe.each(engines)('history on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const callHistory = (as: Tell, who: Actor) =>
    as(who).rpc<Entry[]>('call_history', { p_call_id: rows.a.call });
  /** A write that must go through. */
  const apply = async (as: Tell, who: Person, name: string, op: Row) => {
    const answer = await as(who).rpc<Row>(name, op);
    expect([name, answer]).toEqual([name, expect.objectContaining({ result: 'applied' })]);
    return answer;
  };
  const faultsOf = async (org: string) =>
    (await db.query<{ v: { faults: number; first: { fault: string; entry: number }[] } }>(`select app.verify_history('${org}') as v`))[0]?.v;

  it('says who changed a score, when, from what to what, and why', () => story(db, async (as) => {
    const [made] = await callHistory(as, 'vic');
    expect(made).toMatchObject({ entry: 1, action: 'insert', actor: null, before: null, reason: null, subject_table: 'qci_analyses', previous_hash: '',
      after: { qci_total_score: 70, dynamics_score: 20, status: 'review', call_id: rows.a.call, version: 1 } });
    await apply(as, 'rex', 'override_score', override(1, 25, { note: 'He interrupts Mrs Smith' }));
    const [, changed, ...rest] = await callHistory(as, 'vic');
    const hashed = expect.stringMatching(hash);
    const correction = { ai: 20, replaced: 20, value: 25, reason: hashed, note: hashed, by: hashed, at: hashed, evidence: null };
    expect(rest).toEqual([]);
    expect(changed).toEqual({
      organization_id: orgs.a, call_id: rows.a.call, entry: 2, at: expect.any(String), actor: people.rex.id, actor_name: 'Rex',
      subject_table: 'qci_analyses', subject_id: made?.['subject_id'], action: 'update', reason: 'wrong_quote',
      before: { dynamics_score: 20, qci_total_score: 70, overrides: {}, reviewed_by: null, reviewed_at: null, version: 1 },
      after: { dynamics_score: 25, qci_total_score: 75, overrides: { dynamics: correction }, reviewed_by: people.rex.id, reviewed_at: expect.stringMatching(/^\d{4}-.*\+00:00$/), version: 2 },
      previous_hash: made?.['hash'], hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(Math.abs(Date.now() - Date.parse(String(changed?.['at'])))).toBeLessThan(60_000);
  }));

  it('keeps the reason to its own change', () => story(db, async (as) => {
    await apply(as, 'rex', 'override_score', override(1, 25));
    await apply(as, 'rex', 'confirm_review', operation(2, { call_id: rows.a.call }));
    await apply(as, 'rex', 'override_score', override(3, null, { reason: null }));
    expect((await callHistory(as, 'vic')).map((e) => e.reason)).toEqual([null, 'wrong_quote', null, 'revoked']);
  }));

  it('records prompts, the prompt in force, members, invitations and settings', () => story(db, async (as) => {
    const [{ n: before } = { n: 0 }] = await db.query<{ n: number }>(`select count(*)::int as n from public.history where chain = '${orgs.a}'`);
    const saved = await apply(as, 'ed', 'save_prompt_version', operation(1, { assistant_id: rows.a.assistant, content: 'Be kind.' }));
    const [{ version } = { version: 0 }] = await db.query<{ version: number }>(`select version from public.assistants where id = '${rows.a.assistant}'`);
    await apply(as, 'ed', 'publish_prompt', operation(version, { assistant_id: rows.a.assistant, prompt_id: saved['id'] }));
    await as('ann').rpc('change_member_role', { ...a, p_user_id: people.vic.id, p_role: 'coach' });
    await as('ann').rpc('rename_member', { ...a, p_user_id: people.vic.id, p_display_name: 'Victoria' });
    await as('ann').rpc('invite_member', { ...a, p_email: 'x@example.com', p_role: 'editor' });
    await apply(as, 'ann', 'change_organization', operation(1, { organization_id: orgs.a, settings: { bands: { pass: 75, review: 50 }, brand_terms: ['Acme'] } }));
    await as('ann').rpc('remove_member', { ...a, p_user_id: people.vic.id });
    const entries = (await as('ann').rpc<Entry[]>('who_changed', always)).filter((e) => e['call_id'] === null && e.entry > before).toReversed();
    expect(entries.map((e) => [e.actor_name, e.subject_table, e.action, e.before, e.after])).toEqual([
      ['Ed', 'prompts', 'insert', null, expect.objectContaining({ id: saved['id'], version: 2, content: expect.stringMatching(hash), created_by: people.ed.id, is_current: false })],
      ['Ed', 'assistants', 'update', { current_prompt_id: rows.a.prompt, version }, { current_prompt_id: saved['id'], version: version + 1 }],
      ['Ed', 'prompts', 'update', { is_current: true, revision: 1 }, { is_current: false, revision: 2 }],
      ['Ed', 'prompts', 'update', { is_current: false, revision: 1 }, { is_current: true, revision: 2 }],
      ['Ann', 'organization_members', 'update', { role: 'viewer' }, { role: 'coach' }],
      ['Ann', 'organization_members', 'update', { display_name: 'set' }, { display_name: 'set' }],
      ['Ann', 'organization_invitations', 'insert', null, expect.objectContaining({ email: 'set', role: 'editor', invited_by: people.ann.id })],
      ['Ann', 'organizations', 'update', { settings: {}, version: 1 }, { settings: { bands: { pass: 75, review: 50 }, brand_terms: expect.stringMatching(hash) }, version: 2 }],
      ['Ann', 'organization_members', 'delete', expect.objectContaining({ user_id: people.vic.id, role: 'coach', display_name: 'set' }), null],
    ]);
  }));

  it('holds no text of a transcript, quote, note, prompt, name or address, in whatever column it came', () => story(db, async (as) => {
    const canary = 'canary Анна 5551234';
    const quote = { turn: 1, quote: canary };
    await db.exec(`update public.qci_analyses set evidence = '{"${canary}": ["${canary}"]}', coaching_tips = '{${canary}}', key_moments = '{${canary}}',
      raw_analysis = '"${canary}"', ai_model = '${canary}', judge = '${canary}', model_parameters = '{"prompt": "${canary}"}', transcript_hash = '${canary}'`);
    await apply(as, 'rex', 'override_score', override(2, 3, { note: canary, evidence: [quote] }));
    await apply(as, 'ed', 'save_prompt_version', operation(1, { assistant_id: rows.a.assistant, content: canary, performance_notes: canary }));
    await apply(as, 'ed', 'change_assistant', operation(2, { assistant_id: rows.a.assistant, name: canary, configuration: { [canary]: canary } }));
    await as('vic').rpc('rename_member', { ...a, p_user_id: people.vic.id, p_display_name: canary });
    await as('ann').rpc('invite_member', { ...a, p_email: 'canary@5551234.example', p_role: 'viewer' });
    await apply(as, 'ann', 'change_organization', operation(1, { organization_id: orgs.a, name: canary,
      settings: { [canary]: 1, brand_terms: [canary], note: canary, deep: { a: { b: { c: { d: canary } } } } } }));
    const [found] = await db.query<{ n: number; leaks: number }>(`select count(*)::int as n,
      count(*) filter (where to_jsonb(h)::text ~* 'canary|Анна|5551234')::int as leaks from public.history h where h.at >= now()`);
    expect(found).toEqual({ n: 8, leaks: 0 });
  }));

  it('writes nothing where nothing changed', () => story(db, async () => {
    const count = () => db.query('select count(*)::int as n from public.history');
    const before = await count();
    await db.exec(`update public.organization_members set role = role; update public.organization_invitations set role = role`);
    expect(await count()).toEqual(before);
  }));

  it('every member reads the history of calls and prompts, admins also of memberships and settings', () => story(db, async (as) => {
    await as('ann').rpc('change_member_role', { ...a, p_user_id: people.vic.id, p_role: 'coach' });
    const subjects = async (who: Person) => {
      const entries = await as(who).rpc<Entry[]>('who_changed', always);
      expect((await as(who).query('select 1 from public.history')).length).toBe(who === 'bob' ? (await as('bob').rpc<Entry[]>('who_changed', { ...always, p_organization_id: orgs.b })).length : entries.length);
      return [...new Set(entries.map((e) => e.subject_table))].toSorted();
    };
    for (const who of ['vic', 'rex', 'cora', 'ed'] as const) expect([who, await subjects(who)]).toEqual([who, ['assistants', 'prompts', 'qci_analyses']]);
    expect(await subjects('ann')).toEqual(['assistants', 'organization_members', 'organizations', 'prompts', 'qci_analyses']);
    for (const who of ['bob', 'nan'] as const) {
      expect(await subjects(who)).toEqual([]);
      expect(await callHistory(as, who)).toEqual([]);
    }
    for (const name of ['call_history', 'who_changed', 'verify_history'] as const)
      expect(await outcome(as('anon').rpc(name, name === 'call_history' ? { p_call_id: rows.a.call } : name === 'who_changed' ? always : a))).toBe('42501');
  }));

  it('asks of one person, a span of time, and a page', () => story(db, async (as) => {
    await apply(as, 'rex', 'override_score', override(1, 25));
    await apply(as, 'cora', 'override_score', override(2, 26));
    const asked = async (args: Row) => (await as('ann').rpc<Entry[]>('who_changed', { ...always, ...args })).map((e) => e.actor_name);
    expect(await asked({ p_actor: people.rex.id })).toEqual(['Rex']);
    expect(await asked({ p_limit: 2 })).toEqual(['Cora', 'Rex']);
    expect(await asked({ p_to: '2001-01-01' })).toEqual([]);
    expect(await asked({ p_from: '2099-01-01' })).toEqual([]);
  }));

  describe('nobody edits it', () => {
    const attacks = [
      "insert into public.history select h.* from public.history h limit 1", 'insert into public.history default values',
      "update public.history set reason = 'other'", 'update public.history set actor = null where false', 'delete from public.history',
      'delete from public.history where false', 'truncate public.history', 'truncate public.history cascade',
      `insert into public.history_tombstones (call_id, organization_id, entries, dropped_at) values (gen_random_uuid(), '${orgs.a}', 0, now())`,
      'update public.history_tombstones set entries = 0', 'delete from public.history_tombstones', 'truncate public.history_tombstones',
    ];

    it.each(attacks)('%s', (attack) => story(db, async (as) => {
      for (const who of [...everybody, 'anon', 'service_role'] as const) expect([who, await outcome(as(who).query(attack))]).toEqual([who, '42501']);
      await db.exec('savepoint owner');
      expect(await outcome(db.exec(attack))).toBe('42501');
      await db.exec('rollback to savepoint owner');
    }));

    it('not by its own functions either, nor by emptying a table that has one', () => story(db, async (as) => {
      const calls = [
        `select app.append_history(null::public.history)`, `select app.retire_history('{${rows.a.call}}', '{${orgs.a}}', null)`,
        'select * from app.history_heads', `select app.drop_calls_before('2100-01-01', null, false)`, `select app.verify_history('${orgs.a}')`,
      ];
      for (const who of [...everybody, 'anon'] as const) {
        for (const sql of calls) expect([who, sql, await outcome(as(who).query(sql))]).toEqual([who, sql, '42501']);
      }
      for (const table of ['qci_analyses', 'prompts', 'assistants', 'organization_members', 'organization_invitations', 'organizations'])
        expect([table, await outcome(as('service_role').query(`truncate public.${table} cascade`))]).toEqual([table, '42501']);
    }));

    it.each([
      ['a number', `update public.history set after = jsonb_set(after, '{dynamics_score}', '30') where chain = '${rows.a.call}' and entry = 2`, ['hash 2']],
      ['the actor', `update public.history set actor = '${people.cora.id}' where chain = '${rows.a.call}' and entry = 2`, ['hash 2']],
      ['the time', `update public.history set at = at + interval '1 microsecond' where chain = '${rows.a.call}' and entry = 3`, ['hash 3']],
      ['who may read it', `update public.history set members_organization_id = null where chain = '${rows.a.call}' and entry = 3`, ['hash 3']],
      ['the reason, with a hash that fits', `update public.history set reason = 'other' where chain = '${rows.a.call}' and entry = 2;
        update public.history h set hash = app.history_hash(h) where chain = '${rows.a.call}' and entry = 2`, ['link 3']],
      ['an entry in the middle', `delete from public.history where chain = '${rows.a.call}' and entry = 2`, ['gap 3']],
      ['the last entry', `delete from public.history where chain = '${rows.a.call}' and entry = 3`, ['end 2']],
      ['a whole chain', `delete from public.history where chain = '${rows.a.call}'`, ['end 0']],
    ])('an owner who switches the guard off and changes %s is seen', (_, tamper, faults) => story(db, async (as) => {
      await apply(as, 'rex', 'override_score', override(1, 25));
      await apply(as, 'rex', 'override_score', override(2, 26));
      expect(await faultsOf(orgs.a)).toMatchObject({ faults: 0 });
      expect(await as('ann').rpc('verify_history', a)).toMatchObject({ faults: 0, chains: 2 });
      await db.exec(`alter table public.history disable trigger user; ${tamper}; alter table public.history enable trigger user`);
      expect((await faultsOf(orgs.a))?.first.map((f) => `${f.fault} ${f.entry}`)).toEqual(faults);
      expect(await faultsOf(orgs.b)).toMatchObject({ faults: 0 });
      for (const who of ['ed', 'bob', 'nan'] as const) expect(await outcome(as(who).rpc('verify_history', a))).toBe('42501');
    }));
  });

  it('no id that a client chooses lets it write into another organization\'s chain', () => story(db, async (as) => {
    await as('nan').rpc('create_organization', { p_name: 'Parasite', p_organization_id: rows.a.call });
    await as('nan').rpc('rename_member', { p_organization_id: rows.a.call, p_user_id: people.nan.id, p_display_name: 'N' });
    expect((await callHistory(as, 'vic')).map((e) => e.entry)).toEqual([1]);
    for (const org of [orgs.a, rows.a.call]) expect(await faultsOf(org)).toMatchObject({ faults: 0 });
  }));

  it('a table made later has a history by one line', () => story(db, async (as) => {
    await db.exec(`create table public.late_marks (id uuid primary key default gen_random_uuid(), organization_id uuid not null, call_id uuid not null, label text, second integer);
      select app.keep_history('public.late_marks', '{"call": "call_id", "members": true}');
      insert into public.late_marks (organization_id, call_id, label, second) values ('${orgs.a}', '${rows.a.call}', 'price', 3);
      update public.late_marks set second = 4; delete from public.late_marks`);
    expect((await callHistory(as, 'vic')).slice(1).map((e) => [e.subject_table, e.action, e.before?.['second'], e.after?.['second']])).toEqual([
      ['late_marks', 'insert', undefined, 3], ['late_marks', 'update', 3, 4], ['late_marks', 'delete', 4, undefined],
    ]);
    expect(await faultsOf(orgs.a)).toMatchObject({ faults: 0 });
  }));

  it('any state of a score can be told again from it', () => story(db, async (as) => {
    const columns = ['dynamics_score', 'objections_score', 'brand_score', 'outcome_score', 'qci_total_score', 'status', 'version'];
    const dimensions = { dynamics: 30, objections: 20, brand: 20, outcome: 30 };
    const truth: Row[] = [];
    const remember = async () => truth.push((await db.query(`select ${columns.join(', ')} from public.qci_analyses where call_id = '${rows.a.call}'`))[0] ?? {});
    await remember();
    let seed = 42;
    const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    for (let version = 1; version <= 60; version += 1) {
      const [dimension = '', most = 0] = Object.entries(dimensions)[random(4)] ?? [];
      const patch = { call_id: rows.a.call, dimension, value: random(most + 1), reason: 'policy' };
      await apply(as, random(2) ? 'rex' : 'cora', 'override_score', operation(version, patch));
      await remember();
    }
    let state: Row = {};
    const told = (await callHistory(as, 'vic')).map((e) => (state = { ...state, ...e.after }));
    expect(told.map((s) => Object.fromEntries(columns.map((c) => [c, s[c]])))).toEqual(truth);
  }));

  it.skipIf(engine.name === 'PGlite')('changes at the same moment follow each other in the chain', async () => {
    const count = async () => (await db.query<{ n: number }>(`select count(*)::int as n from public.history where chain = '${orgs.a}'`))[0]?.n ?? 0;
    const before = await count();
    // Different rows, one chain: nothing but its end makes them wait for each other. It is held until all are there.
    await db.exec(`begin; select 1 from app.history_heads where chain = '${orgs.a}' for update`);
    const inviting = crowd(db, Array.from({ length: 8 }, () => 'ann' as const), async (own, n) => {
      for (let i = 0; i < 10; i += 1) await own.query(`select public.invite_member('${orgs.a}', 'n${n}-${i}@example.com', 'viewer')`);
    });
    await expect.poll(() => db.query('select distinct pid from pg_locks where not granted'), { timeout: 30_000 }).toHaveLength(8);
    await db.exec('commit');
    await inviting;
    expect(await faultsOf(orgs.a)).toMatchObject({ faults: 0 });
    expect(await count()).toBe(before + 80);
    await db.exec('delete from public.organization_invitations');
  });

  it('leaves the catalogue as strict as it was', async () => {
    for (const [rule, sql] of Object.entries(lints)) expect([rule, await db.query(sql)]).toEqual([rule, []]);
  });
});
