import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome } from './harness.ts';
import type { Tell } from './operations.ts';
import { type Actor, crowd, story } from './story.ts';
import { orgs, people, type Person, populate, rows } from './world.ts';

const ladder = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;
const newOrg = '00000001-0000-4000-8000-00000000000f';
const a = { p_organization_id: orgs.a };
const address = (who: Person) => `${who}@example.com`;
const invitation = (email: string, role = 'reviewer') => ({ ...a, p_email: email, p_role: role });

describe.each(engines)('joining on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    for (const [name, { id }] of Object.entries(people)) {
      await db.exec(`update auth.users set email = '${name}@example.com', email_confirmed_at = now() where id = '${id}'`);
    }
  });
  afterAll(() => db?.close());

  const members = () => db.query('select organization_id, user_id, role, display_name from public.organization_members order by 1, 2');
  const memberOf = (org: string, who: Person) =>
    db.query(`select role, display_name from public.organization_members where organization_id = '${org}' and user_id = '${people[who].id}'`);

  describe('founding an organization', () => {
    it('makes whoever asks its admin, and shows it to nobody else', () => story(db, async (as) => {
      const made = await as('nan').rpc('create_organization', { p_name: '  Nan & Co  ', p_display_name: 'Nan', p_organization_id: newOrg });
      expect(made).toEqual({ organization_id: newOrg, name: 'Nan & Co', role: 'admin', settings: {}, display_name: 'Nan' });
      expect(await as('nan').rpc('whoami')).toEqual({ user_id: people.nan.id, memberships: [made] });
      expect(await as('ann').query(`select 1 from public.organizations where id = '${newOrg}'`)).toEqual([]);
      await as('nan').rpc('invite_member', { p_organization_id: newOrg, p_email: address('vic'), p_role: 'viewer' });
    }));

    it('asked again after a lost answer founds no second one, and nobody takes an id that is another\'s', () => story(db, async (as) => {
      const ask = { p_name: 'Once', p_organization_id: newOrg };
      const first = await as('nan').rpc('create_organization', ask);
      expect(await as('nan').rpc('create_organization', ask)).toEqual(first);
      expect(await db.query("select name from public.organizations where name = 'Once'")).toHaveLength(1);
      expect(await outcome(as('bob').rpc('create_organization', ask))).toBe('23505');
      expect(await outcome(as('bob').rpc('create_organization', { ...ask, p_organization_id: orgs.a }))).toBe('23505');
      expect(await memberOf(orgs.a, 'bob')).toEqual([]);
    }));

    it.each([['', '22023'], [' \t\n\u00a0', '22023'], [null, '22023'], ['x'.repeat(256), '22001']])('the name %j is refused', (name, code) =>
      story(db, async (as) => {
        expect(await outcome(as('nan').rpc('create_organization', { p_name: name }))).toBe(code);
        expect(await outcome(as('nan').rpc('create_organization', { p_name: 'x', p_display_name: 'y'.repeat(201) }))).toBe('22001');
      }));

    it('can be closed, by the owner and the server only', () => story(db, async (as) => {
      const close = 'update app.platform set organizations_are_open = false returning 1';
      for (const who of ['ann', 'anon'] as const) expect(await outcome(as(who).query(close))).toBe('42501');
      expect(await as('service_role').query(close)).toHaveLength(1);
      expect(await outcome(as('nan').rpc('create_organization', { p_name: 'Late' }))).toBe('42501');
      await db.exec('update app.platform set organizations_are_open = true');
      await as('nan').rpc('create_organization', { p_name: 'Open again' });
      expect(await outcome(as('anon').rpc('create_organization', { p_name: 'Nobody' }))).toBe('42501');
    }));
  });

  it('founding is not for guests, not without the operator’s row, and not for ever', () => story(db, async (as) => {
    const found = (n: number) => outcome(as('nan').rpc('create_organization', { p_name: `No. ${n}`, p_organization_id: `${newOrg.slice(0, -2)}${String(n).padStart(2, '0')}` }));
    await db.exec("alter table auth.users add column if not exists is_anonymous boolean not null default false");
    await db.exec(`update auth.users set is_anonymous = true where id = '${people.nan.id}'`);
    expect(await found(10)).toBe('42501');
    await db.exec(`update auth.users set is_anonymous = false where id = '${people.nan.id}'; savepoint here; delete from app.platform`);
    expect(await found(10)).toBe('42501');
    await db.exec('rollback to savepoint here');
    for (let n = 10; n < 30; n += 1) expect(await found(n)).toBe('ok');
    expect(await found(30)).toBe('42501');
    // Asked again after a lost answer, the last one is still his.
    expect(await found(29)).toBe('ok');
    expect(await outcome(as('bob').rpc('create_organization', { p_name: 'Another person' }))).toBe('ok');
  }));

  describe('invitations', () => {
    it('are an admin\'s to send, see and withdraw', () => story(db, async (as) => {
      const { id } = await as('ann').rpc<{ id: string }>('invite_member', invitation(address('nan')));
      const calls = [['invite_member', invitation('new@example.com')], ['list_invitations', a], ['withdraw_invitation', { ...a, p_invitation_id: id }]] as const;
      for (const [name, args] of calls) {
        for (const who of [...ladder.slice(0, -1), 'bob', 'nan', 'anon'] as const)
          expect([name, who, await outcome(as(who).rpc(name, args))]).toEqual([name, who, '42501']);
      }
      for (const who of ladder) expect((await as(who).query('select email from public.organization_invitations')).length).toBe(who === 'ann' ? 1 : 0);
      // An admin elsewhere cannot reach it by its id either.
      expect(await as('bob').rpc('withdraw_invitation', { p_organization_id: orgs.b, p_invitation_id: id })).toBe(false);
      expect(await as('ann').rpc('withdraw_invitation', { ...a, p_invitation_id: id })).toBe(true);
      expect(await as('ann').rpc('withdraw_invitation', { ...a, p_invitation_id: id })).toBe(false);
    }));

    it.each(['no address', 'Ann@Example.com', ' ann@example.com', '@', ''])('hold an address as it is compared, never %j, whoever writes', async (email) => {
      const sql = `insert into public.organization_invitations (organization_id, email, role, expires_at) values ('${orgs.a}', '${email}', 'viewer', now())`;
      expect(await outcome(db.exec(`begin; ${sql}; commit`).finally(() => db.exec('rollback')))).toBe('23514');
    });

    it('become memberships once, for the address they were sent to', () => story(db, async (as) => {
      await as('ann').rpc('invite_member', invitation('  NAN@Example.com ', 'coach'));
      await as('bob').rpc('invite_member', { p_organization_id: orgs.b, p_email: address('nan'), p_role: 'admin' });
      expect(await as('vic').rpc('accept_invitations')).toEqual([]);
      const gained = [
        { organization_id: orgs.a, name: 'Organization A', role: 'coach', settings: {}, display_name: 'Nan' },
        { organization_id: orgs.b, name: 'Organization B', role: 'admin', settings: {}, display_name: 'Nan' },
      ];
      expect(await as('nan').rpc('accept_invitations', { p_display_name: ' Nan ' })).toEqual(gained);
      expect(await as('nan').rpc('accept_invitations')).toEqual([]);
      expect(await as('nan').rpc('whoami')).toEqual({ user_id: people.nan.id, memberships: gained });
      expect(await as('ann').rpc('list_invitations', a)).toMatchObject([{ email: null, role: 'coach', state: 'accepted', accepted_by: people.nan.id, invited_by: people.ann.id }]);
    }));

    it('wait for a confirmed address, whatever token and metadata say', () => story(db, async (as) => {
      await as('ann').rpc('invite_member', invitation('boss@example.com', 'admin'));
      const claims = { email: 'boss@example.com', email_verified: true, app_metadata: { organization_id: orgs.a },
        user_metadata: { email: 'boss@example.com', email_verified: true, organization_id: orgs.a, role: 'admin' } };
      await db.exec(`update auth.users set raw_user_meta_data = '${JSON.stringify(claims.user_metadata)}' where id = '${people.nan.id}'`);
      const forger: Actor = { sub: people.nan.id, ...claims };
      expect(await as(forger).rpc('accept_invitations')).toEqual([]);
      expect(await as(forger).query('select id from public.calls')).toEqual([]);
      await db.exec(`update auth.users set email = 'boss@example.com', email_confirmed_at = null where id = '${people.nan.id}'`);
      expect(await as(forger).rpc('accept_invitations')).toEqual([]);
      expect(await memberOf(orgs.a, 'nan')).toEqual([]);
      await db.exec(`update auth.users set email_confirmed_at = now() where id = '${people.nan.id}'`);
      expect(await as('nan').rpc('accept_invitations')).toMatchObject([{ role: 'admin' }]);
    }));

    it.each(['\u212Aim@example.com', 'K\u0131m@example.com', 'kim@example.com.', 'kim@example.com@evil.example'])('for kim are not for %s', (other) =>
      story(db, async (as) => {
        await as('ann').rpc('invite_member', invitation('kim@example.com'));
        await db.exec(`update auth.users set email = '${other}' where id = '${people.nan.id}'`);
        expect(await as('nan').rpc('accept_invitations')).toEqual([]);
      }));

    it.each(['nan@example.com\u200b', '\u00a0nan@example.com', '\ufeffNAN@example.com\u2028\n'])('copied with blanks that cannot be seen (%j) reach their address', (copied) => story(db, async (as) => {
      expect(await as('ann').rpc('invite_member', invitation(copied))).toMatchObject({ email: 'nan@example.com' });
      expect(await as('nan').rpc('accept_invitations')).toHaveLength(1);
    }));

    it.each([
      ['removes', (as: Tell) => as('bob').rpc('remove_member', { p_organization_id: orgs.b, p_user_id: people.ann.id }), []],
      ['lowers', (as: Tell) => as('bob').rpc('change_member_role', { p_organization_id: orgs.b, p_user_id: people.ann.id, p_role: 'coach' }), ['coach']],
    ] as const)('of an admin whom another %s are withdrawn where they give more than he has', (_, act, left) => story(db, async (as) => {
      await db.exec(`insert into public.organization_members (organization_id, user_id, role) values ('${orgs.b}', '${people.ann.id}', 'admin')`);
      const invite = (who: Actor, org: string, email: string, role: string) => as(who).rpc('invite_member', { p_organization_id: org, p_email: email, p_role: role });
      await invite('ann', orgs.b, address('nan'), 'admin');
      await invite('ann', orgs.b, 'coach@example.com', 'coach');
      await invite('ann', orgs.a, 'elsewhere@example.com', 'admin');
      await invite('bob', orgs.b, 'bobs@example.com', 'admin');
      expect(await act(as)).toBe(true);
      expect(await as('nan').rpc('accept_invitations')).toEqual([]);
      const open = await db.query<{ email: string }>('select email from public.organization_invitations where email is not null order by 1');
      expect(open.map(({ email }) => email)).toEqual(['bobs@example.com', ...left.map((role) => `${role}@example.com`), 'elsewhere@example.com']);
    }));

    it('end: by time, by being withdrawn; and asking again renews them', () => story(db, async (as) => {
      const { id } = await as('ann').rpc<{ id: string }>('invite_member', invitation(address('nan')));
      await db.exec("update public.organization_invitations set expires_at = now() - interval '1 second'");
      expect(await as('nan').rpc('accept_invitations')).toEqual([]);
      expect(await as('ann').rpc('list_invitations', a)).toMatchObject([{ state: 'expired' }]);
      expect(await as('ann').rpc('invite_member', invitation(address('nan'), 'viewer'))).toMatchObject({ id, role: 'viewer' });
      await as('ann').rpc('withdraw_invitation', { ...a, p_invitation_id: id });
      expect(await as('nan').rpc('accept_invitations')).toEqual([]);
      expect(await as('ann').rpc('list_invitations', a)).toMatchObject([{ id, email: null, state: 'withdrawn' }]);
      await as('ann').rpc('invite_member', invitation(address('nan'), 'editor'));
      expect(await as('nan').rpc('accept_invitations')).toMatchObject([{ role: 'editor' }]);
    }));

    it('change nothing for somebody who is a member', () => story(db, async (as) => {
      await as('ann').rpc('invite_member', invitation(address('vic'), 'admin'));
      const before = await members();
      expect(await as('vic').rpc('accept_invitations', { p_display_name: 'Boss' })).toEqual([]);
      expect(await members()).toEqual(before);
    }));

    it.each([
      ['', 'viewer', null], ['nobody', 'viewer', null], ['a@b@c', 'viewer', null], ['a b@c.d', 'viewer', null], [null, 'viewer', null],
      [`${'x'.repeat(320)}@example.com`, 'viewer', null], ['mailto:nan@example.com', 'viewer', null], ['na\u200bn@example.com', 'viewer', null], ['nan\u00a0@example.com', 'viewer', null], ['nan@exam\u0007ple.com', 'viewer', null],
      ['\u00c4nne@example.com', 'viewer', null], ['\u212aim@example.com', 'viewer', null], ['Nan <nan@example.com>', 'viewer', null],
      ['x@y.z', 'owner', null], ['x@y.z', null, null], ['x@y.z', 'viewer', '2020-01-01'],
      ['x@y.z', 'viewer', 'infinity'], ['x@y.z', 'viewer', '-infinity'],
    ])('%j as %j until %j is refused', (email, role, until) => story(db, async (as) => {
      expect(await outcome(as('ann').rpc('invite_member', { ...a, p_email: email, p_role: role, p_expires_at: until }))).toBe('22023');
    }));
  });

  describe('membership', () => {
    it('an admin gives roles, to others and in his own organization', () => story(db, async (as) => {
      const change = (who: Actor, org: string, to: Person, role: string) =>
        as(who).rpc('change_member_role', { p_organization_id: org, p_user_id: people[to].id, p_role: role });
      for (const who of [...ladder.slice(0, -1), 'bob', 'nan', 'anon'] as const) expect([who, await outcome(change(who, orgs.a, 'vic', 'admin'))]).toEqual([who, '42501']);
      expect(await outcome(change('ann', orgs.b, 'bob', 'viewer'))).toBe('42501');
      expect(await change('ann', orgs.a, 'bob', 'viewer')).toBe(false);
      expect(await outcome(change('ann', orgs.a, 'vic', 'owner'))).toBe('22023');
      expect(await outcome(change('ann', orgs.a, 'ann', 'viewer'))).toBe('42501');
      expect(await change('ann', orgs.a, 'vic', 'admin')).toBe(true);
      expect(await outcome(change('vic', orgs.a, 'vic', 'viewer'))).toBe('42501');
      expect(await change('vic', orgs.a, 'ann', 'viewer')).toBe(true);
      expect(await memberOf(orgs.a, 'ann')).toEqual([{ role: 'viewer', display_name: 'Ann' }]);
    }));

    it('who is removed or leaves finds nothing on the next request, and the last admin stays', () => story(db, async (as) => {
      const remove = (who: Actor, org: string, whom: Person) => as(who).rpc('remove_member', { p_organization_id: org, p_user_id: people[whom].id });
      for (const who of [...ladder.slice(0, -1), 'bob', 'anon'] as const) expect([who, await outcome(remove(who, orgs.a, 'vic'))]).toEqual([who, '42501']);
      expect(await remove('ann', orgs.a, 'bob')).toBe(false);
      expect(await remove('ann', orgs.a, 'vic')).toBe(true);
      expect(await as('vic').query('select id from public.calls')).toEqual([]);
      expect(await outcome(as('vic').rpc('list_calls', a))).toBe('42501');
      expect(await as('rex').rpc('leave_organization', a)).toBe(true);
      expect(await as('rex').rpc('leave_organization', a)).toBe(false);
      expect(await as('rex').query('select id from public.calls')).toEqual([]);
      expect(await outcome(as('ann').rpc('leave_organization', a))).toBe('PT409');
      expect(await outcome(remove('ann', orgs.a, 'ann'))).toBe('PT409');
      expect(await as('bob').rpc('leave_organization', a)).toBe(false);
      expect(await memberOf(orgs.b, 'bob')).toHaveLength(1);
    }));

    it('names: everybody his own, an admin all of his organization', () => story(db, async (as) => {
      const rename = (who: Actor, whom: Person, name: string | null) =>
        as(who).rpc('rename_member', { ...a, p_user_id: people[whom].id, p_display_name: name });
      expect(await rename('vic', 'vic', ' Victoria ')).toBe(true);
      expect(await rename('ann', 'rex', null)).toBe(true);
      for (const who of ['rex', 'ed', 'bob', 'nan', 'anon'] as const) expect(await outcome(rename(who, 'vic', 'Mud'))).toBe('42501');
      expect(await outcome(rename('bob', 'bob', 'Spy'))).toBe('42501');
      expect(await outcome(rename('vic', 'vic', 'x'.repeat(201)))).toBe('22001');
      expect([await memberOf(orgs.a, 'vic'), await memberOf(orgs.a, 'rex')]).toEqual([[{ role: 'viewer', display_name: 'Victoria' }], [{ role: 'reviewer', display_name: null }]]);
    }));

    it.skipIf(engine.name === 'PGlite')('two admins who throw each other out at once leave one', async () => {
      await db.exec(`update public.organization_members set role = 'admin' where user_id = '${people.ed.id}'`);
      const codes = await crowd(db, ['ann', 'ed'], (own) => outcome(own.query(`select public.leave_organization('${orgs.a}')`)));
      expect(codes.toSorted()).toEqual(['PT409', 'ok']);
      expect(await db.query(`select user_id from public.organization_members where organization_id = '${orgs.a}' and role = 'admin'`)).toHaveLength(1);
      await db.exec(`insert into public.organization_members (organization_id, user_id, role, display_name)
        values ('${orgs.a}', '${people.ann.id}', 'admin', 'Ann'), ('${orgs.a}', '${people.ed.id}', 'editor', 'Ed')
        on conflict (organization_id, user_id) do update set role = excluded.role, display_name = excluded.display_name`);
    });

    it('no script lifts anybody up', () => story(db, async (as) => {
      await as('ann').rpc('invite_member', invitation('someone@example.com', 'admin'));
      const before = await members();
      const table = 'public.organization_members';
      const invitations = 'public.organization_invitations';
      const scripts = [
        `insert into ${table} (organization_id, user_id, role) values ('${orgs.a}', auth.uid(), 'admin')`,
        `insert into ${table} (organization_id, user_id, role) values ('${orgs.a}', auth.uid(), 'admin') on conflict (organization_id, user_id) do update set role = 'admin'`,
        `update ${table} set role = 'admin'`, `update ${table} set display_name = 'taken'`,
        `update ${table} set user_id = auth.uid() where role = 'admin'`, `delete from ${table}`,
        `insert into ${invitations} (organization_id, email, role, expires_at) values ('${orgs.a}', 'vic@example.com', 'admin', now() + interval '1 day')`,
        `update ${invitations} set email = 'vic@example.com'`, `update ${invitations} set role = 'admin', expires_at = now() + interval '9 days'`,
        `delete from ${invitations}`, `select app.erase_person('${people.ann.id}')`, `select app.membership_json('${orgs.a}', '${people.ann.id}')`,
        `insert into app.platform default values`, `select set_config('app.current_org_id', '${orgs.a}', true), public.accept_invitations()`,
        `select public.leave_organization('${newOrg}')`,
      ];
      for (const who of ['vic', 'ed', 'ann', 'bob', 'nan', 'anon'] as const) {
        for (const script of scripts) {
          await outcome(as(who).query(script));
          expect([who, script, await members()]).toEqual([who, script, before]);
        }
        expect(await db.query(`select email, role from ${invitations}`)).toEqual([{ email: 'someone@example.com', role: 'admin' }]);
      }
    }));
  });

  describe('erasing a person', () => {
    it('empties what resolves the id to a name and keeps the id', () => story(db, async (as) => {
      await db.exec(`update public.qci_analyses set reviewed_by = '${people.rex.id}' where call_id = '${rows.a.call}'`);
      await as('bob').rpc('invite_member', { p_organization_id: orgs.b, p_email: address('rex'), p_role: 'viewer' });
      for (const who of [...ladder.slice(0, -1), 'bob', 'anon'] as const)
        expect(await outcome(as(who).rpc('erase_member', { ...a, p_user_id: people.rex.id }))).toBe('42501');
      expect(await as('ann').rpc('erase_member', { ...a, p_user_id: people.rex.id })).toEqual({ names: 1, invitations: 0 });
      expect(await memberOf(orgs.a, 'rex')).toEqual([{ role: 'reviewer', display_name: null }]);
      expect(await db.query(`select reviewed_by from public.qci_analyses where call_id = '${rows.a.call}'`)).toEqual([{ reviewed_by: people.rex.id }]);
      expect((await as('vic').rpc<{ reviewed_by_name: unknown }>('get_call', { ...a, p_call_id: rows.a.call })).reviewed_by_name).toBeNull();
      // The invitation of another organization is not this admin's to see or to close; the server's role reaches all.
      expect(await as('bob').rpc('list_invitations', { p_organization_id: orgs.b })).toMatchObject([{ email: address('rex'), state: 'open' }]);
      expect(await outcome(as('rex').query(`select app.erase_person('${people.rex.id}')`))).toBe('42501');
      expect(await as('service_role').query(`select app.erase_person('${people.rex.id}') as done`)).toEqual([{ done: { names: 0, invitations: 1 } }]);
      expect(await as('bob').rpc('list_invitations', { p_organization_id: orgs.b })).toMatchObject([{ email: null, state: 'withdrawn' }]);
    }));

    it('hides the address from admins too, the membership stays, and the last admin can be forgotten', () => story(db, async (as) => {
      const listed = async (who: Person) => (await as('ann').rpc<{ user_id: string }[]>('list_members', a)).find(({ user_id }) => user_id === people[who].id);
      expect(await listed('rex')).toMatchObject({ email: address('rex'), display_name: 'Rex' });
      for (const who of ['rex', 'ann'] as const) {
        await as('ann').rpc('erase_member', { ...a, p_user_id: people[who].id });
        expect(await listed(who)).toMatchObject({ email: null, display_name: null, role: people[who].role });
      }
      expect(await listed('vic')).toMatchObject({ email: address('vic') });
      // The same person elsewhere is another organization's matter.
      expect(await db.query(`select 1 from public.organization_members where erased_at is not null and organization_id <> '${orgs.a}'`)).toEqual([]);
    }));

    it('tells an admin nothing about people who never were in his organization', () => story(db, async (as) => {
      await as('ann').rpc('invite_member', invitation(address('nan')));
      expect(await as('ann').rpc('erase_member', { ...a, p_user_id: people.nan.id })).toEqual({ names: 0, invitations: 0 });
      expect(await as('ann').rpc('list_invitations', a)).toMatchObject([{ email: address('nan'), state: 'open' }]);
    }));
  });
});
