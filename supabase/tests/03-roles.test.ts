import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome } from './harness.ts';
import { actAs, orgs, people, type Person, populate, rows } from './world.ts';

const ladder = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;
type Rung = (typeof ladder)[number];

interface Action {
  what: string;
  sql: string;
  /** The lowest role that may; the ones above may too. */
  from: Rung;
}

const values = {
  assistant: `(vapi_assistant_id, organization_id, name) values (gen_random_uuid(), '${orgs.a}', 'New')`,
  phone: `(vapi_phone_id, organization_id, phone_number) values (gen_random_uuid(), '${orgs.a}', '+1')`,
};

/** What the migrations grant today. */
const granted: Action[] = [
  { what: 'reads calls', sql: 'select 1 from public.calls', from: 'vic' },
  { what: 'adds an assistant', sql: `insert into public.assistants ${values.assistant} returning 1`, from: 'ed' },
  { what: 'adds a number', sql: `insert into public.phone_numbers ${values.phone} returning 1`, from: 'ed' },
  { what: 'changes a number', sql: "update public.phone_numbers set phone_number = '+2' returning 1", from: 'ed' },
  { what: 'adds an optimization', sql: `insert into public.prompt_optimizations (assistant_id, target_qci) values ('${rows.a.assistant}', 90) returning 1`, from: 'ed' },
  { what: 'marks an optimization as done', sql: 'update public.prompt_optimizations set is_implemented = true returning 1', from: 'ed' },
];

/** What the policies would allow, were the columns granted: the functions that write instead follow the same ladder. */
const byPolicy: Action[] = [
  { what: 'renames the organization', sql: "update public.organizations set name = 'New' returning 1", from: 'ann' },
  { what: 'renames a colleague', sql: `update public.organization_members set display_name = 'V' where user_id = '${people.vic.id}' returning 1`, from: 'ann' },
  { what: 'promotes a colleague', sql: `update public.organization_members set role = 'coach' where user_id = '${people.nan.id}' returning 1`, from: 'ann' },
  { what: 'changes an assistant', sql: "update public.assistants set name = 'New' returning 1", from: 'ed' },
  { what: 'adds a prompt version', sql: `insert into public.prompts (assistant_id, version, content) values ('${rows.a.assistant}', 2, 'x') returning 1`, from: 'ed' },
  { what: 'takes a prompt out of force', sql: 'update public.prompts set is_current = false returning 1', from: 'ed' },
  { what: 'adds a call', sql: `insert into public.calls (vapi_call_id, organization_id, call_type, status) values (gen_random_uuid(), '${orgs.a}', 'web', 'ended') returning 1`, from: 'ed' },
  { what: 'changes a call', sql: "update public.calls set summary = 'x' returning 1", from: 'ed' },
  { what: 'changes an analysis', sql: "update public.qci_analyses set judge = 'x' returning 1", from: 'rex' },
  { what: 'adds a participant', sql: `insert into public.call_participants (call_id, participant_type) values ('${rows.a.call}', 'agent') returning 1`, from: 'ed' },
  { what: 'changes a participant', sql: "update public.call_participants set participant_name = 'x' returning 1", from: 'ed' },
];

describe.each(engines)('roles on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await db.exec(`insert into public.organization_members (organization_id, user_id, role) values ('${orgs.a}', '${people.nan.id}', 'viewer')`);
  });
  afterAll(() => db?.close());

  /** Whether the person's attempt has an effect: refused by grant, by policy, or because no row is his to change. */
  const succeeds = async (who: Person, sql: string) => {
    let done = 0;
    const code = await outcome(actAs(db, who, async (s) => { done = (await s.query(sql)).length; }));
    if (code !== 'ok') expect(code).toBe('42501');
    return done > 0;
  };

  const climbs = async ({ sql, from }: Action) => {
    for (const who of ladder) {
      const may = ladder.indexOf(who) >= ladder.indexOf(from);
      expect([who, await succeeds(who, sql)]).toEqual([who, may]);
    }
  };

  it.each(granted)('$what: from $from upwards, and nobody of another organization', async (action) => {
    await climbs(action);
    const touched = await db.query(`select * from public.organizations where id = '${orgs.a}'`);
    await outcome(actAs(db, 'bob', (s) => s.query(action.sql)));
    expect(await db.query(`select * from public.organizations where id = '${orgs.a}'`)).toEqual(touched);
  });

  it.each(byPolicy)('$what: not granted, and by policy from $from upwards', async (action) => {
    expect(await succeeds('ann', action.sql)).toBe(false);
    await db.exec('grant insert, update on all tables in schema public to authenticated');
    try {
      await climbs(action);
    } finally {
      await db.exec(`revoke insert, update on public.calls, public.qci_analyses, public.call_participants, public.prompts,
        public.organizations, public.organization_members from authenticated; revoke update on public.assistants from authenticated`);
    }
  });

  it('nobody changes his own role, up or down', async () => {
    const own = (who: Person, role: string) =>
      outcome(actAs(db, who, (s) => s.rpc('change_member_role', { p_organization_id: orgs.a, p_user_id: people[who].id, p_role: role })));
    for (const who of ladder) expect(await own(who, who === 'ann' ? 'viewer' : 'admin')).toBe('42501');
    // The trigger holds even with the column granted and the policy passed.
    const claims = `begin; select set_config('request.jwt.claims', '{"sub":"${people.ann.id}"}', true)`;
    await db.exec(claims);
    expect(await outcome(db.exec(`update public.organization_members set role = 'viewer' where user_id = '${people.ann.id}'`))).toBe('42501');
    await db.exec('rollback');
    for (const who of ladder.slice(0, -1)) expect(await succeeds(who, `update public.organization_members set role = 'admin' returning 1`)).toBe(false);
  });

  it('an organization keeps one admin, whoever takes the last away', async () => {
    const demote = `update public.organization_members set role = 'viewer' where organization_id = '${orgs.a}'`;
    expect(await outcome(db.exec(demote))).toBe('23514');
    expect(await outcome(db.exec(`delete from public.organization_members where user_id = '${people.ann.id}'`))).toBe('23514');
    expect(await outcome(db.exec(`delete from auth.users where id = '${people.bob.id}'`))).toBe('23514');
    await db.exec(`begin; update public.organization_members set role = 'admin' where user_id = '${people.ed.id}'`);
    expect(await outcome(db.exec(`delete from public.organization_members where user_id = '${people.ann.id}'`))).toBe('ok');
    await db.exec('rollback');
  });

  it('nobody joins, invites or leaves by writing the table', async () => {
    for (const who of ['ann', 'vic', 'bob'] as const) {
      const join = `insert into public.organization_members (organization_id, user_id, role) values ('${orgs.a}', '${people.bob.id}', 'admin') returning 1`;
      expect(await succeeds(who, join)).toBe(false);
      expect(await succeeds(who, 'delete from public.organization_members returning 1')).toBe(false);
    }
  });

  it('a prompt version never changes, one is in force, and the assistant follows it', async () => {
    const current = async () => (await db.query<{ id: string | null }>(`select current_prompt_id as id from public.assistants where id = '${rows.a.assistant}'`))[0]?.id;
    expect(await current()).toBe(rows.a.prompt);
    expect(await outcome(db.exec("update public.prompts set content = 'other'"))).toBe('42501');
    const second = `insert into public.prompts (assistant_id, version, content, is_current) values ('${rows.a.assistant}', 2, 'x', true)`;
    expect(await outcome(db.exec(second))).toBe('23505');
    await db.exec(`begin; update public.prompts set is_current = false where id = '${rows.a.prompt}'`);
    expect(await current()).toBeNull();
    await db.exec(second);
    expect(await current()).not.toBe(rows.a.prompt);
    await db.exec('rollback');
    expect(await outcome(db.exec(`update public.assistants set current_prompt_id = '${rows.b.prompt}' where id = '${rows.a.assistant}'`))).toBe('23503');
  });

  it('the author of a prompt is who sends it', async () => {
    const patch = { assistant_id: rows.a.assistant, content: 'x' };
    const row = await actAs(db, 'ed', async (s) => {
      await s.rpc('save_prompt_version', { p_op_id: rows.a.call, p_expected_version: 1, p_patch: patch });
      return (await s.query('select created_by, organization_id from public.prompts where version = 2'))[0];
    });
    expect(row).toEqual({ created_by: people.ed.id, organization_id: orgs.a });
  });

  it('whoami tells the role and the settings', async () => {
    expect(await actAs(db, 'rex', (s) => s.rpc('whoami'))).toEqual({
      user_id: people.rex.id,
      memberships: [{ organization_id: orgs.a, name: 'Organization A', role: 'reviewer', settings: {}, display_name: 'Rex' }],
    });
    expect(await outcome(actAs(db, 'anon', (s) => s.rpc('whoami')))).toBe('42501');
  });
});
