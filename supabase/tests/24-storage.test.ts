import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome } from './harness.ts';
import { actAs, orgs, type Person, populate, rows } from './world.ts';

const nameOf = (organization: string, call: string, file = 'stereo.mp3') => `${organization}/${call}/${file}`;
const own = nameOf(orgs.a, rows.a.call);
const foreign = nameOf(orgs.b, rows.b.call);
const orphan = nameOf(orgs.a, '00000006-0000-4000-8000-00000000dead');

describe.each(engines)('the bucket of recordings on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await db.exec(`insert into storage.buckets (id, name) values ('other', 'other');
      insert into storage.objects (bucket_id, name) values ('recordings', '${own}'), ('recordings', '${foreign}'), ('recordings', '${orphan}'), ('other', '${nameOf(orgs.a, rows.a.call, 'x.mp3')}')`);
  });
  afterAll(() => db?.close());

  const heard = (who: Person | 'anon') =>
    actAs(db, who, async (s) => (await s.query<{ name: string }>('select name from storage.objects order by name')).map(({ name }) => name));
  const add = (who: Person | 'anon', name: string, bucket = 'recordings') =>
    outcome(actAs(db, who, (s) => s.query(`insert into storage.objects (bucket_id, name) values ('${bucket}', '${name}')`)));
  const changed = (who: Person | 'anon', sql: string) => actAs(db, who, async (s) => (await s.query(`${sql} returning id`)).length);

  it('is private and takes sound only', async () => {
    const [bucket] = await db.query<{ public: boolean; types: string[] }>("select public, allowed_mime_types as types from storage.buckets where id = 'recordings'");
    expect(bucket?.public).toBe(false);
    expect(bucket?.types).toContain('audio/mpeg');
    expect(bucket?.types.filter((type) => !type.startsWith('audio/'))).toEqual([]);
  });

  it('is closed again where somebody had opened it, and its policies come back', async () => {
    await db.exec(`begin; update storage.buckets set public = true where id = 'recordings';
      drop policy "admins delete what dropped calls have left" on storage.objects`);
    expect(await db.query('select app.open_recordings_bucket() as opened')).toEqual([{ opened: true }]);
    expect(await db.query("select public, (select count(*)::int from pg_policies where schemaname = 'storage') as policies from storage.buckets where id = 'recordings'")).toEqual([{ public: false, policies: 3 }]);
    await db.exec('rollback');
  });

  it('lets every role hear its own organization’s recordings and nobody else', async () => {
    for (const who of ['vic', 'rex', 'cora', 'ed'] as const) expect([who, await heard(who)]).toEqual([who, [own]]);
    expect(await heard('ann')).toEqual([own, orphan]);
    expect(await heard('bob')).toEqual([foreign]);
    expect(await heard('nan')).toEqual([]);
    expect(await heard('anon')).toEqual([]);
  });

  it('narrows to one organization and never widens', async () => {
    const asked = (narrowTo: string) => actAs(db, 'vic', async (s) => (await s.query('select name from storage.objects')).length, { narrowTo });
    expect([await asked(orgs.a), await asked(orgs.b), await asked('x')]).toEqual([1, 0, 0]);
  });

  it('takes recordings from editors, of calls that are there, under the name of their organization', async () => {
    const fresh = nameOf(orgs.a, rows.a.call, 'mono.mp3');
    for (const who of ['ed', 'ann'] as const) expect([who, await add(who, fresh)]).toEqual([who, 'ok']);
    for (const who of ['cora', 'rex', 'vic', 'nan', 'bob', 'anon'] as const) expect([who, await add(who, fresh)]).toEqual([who, '42501']);
    const wrong = [
      foreign.replace('stereo', 'mono'), nameOf(orgs.a, rows.b.call), nameOf(orgs.b, rows.a.call), orphan.replace('stereo', 'mono'), `${orgs.a}/loose.mp3`,
      ` ${fresh}`, nameOf(orgs.a, rows.a.call, 'deep/er.mp3'), nameOf(orgs.a, `${rows.a.call}/..`), `/${fresh}`, `${orgs.b}/../${fresh}`, '',
    ];
    for (const name of wrong) expect([name, await add('ed', name)]).toEqual([name, '42501']);
    expect(await add('ed', fresh, 'other')).toBe('42501');
  });

  it('changes nothing that is there, by whatever road', async () => {
    for (const who of ['ann', 'ed', 'bob', 'anon'] as const) {
      expect([who, await changed(who, `update storage.objects set name = name || '.old'`)]).toEqual([who, 0]);
      expect([who, await changed(who, `update storage.objects set bucket_id = 'other'`)]).toEqual([who, 0]);
    }
    const upsert = `insert into storage.objects (bucket_id, name) values ('recordings', '${own}') on conflict (bucket_id, name) do update set metadata = '{}'`;
    expect(await outcome(actAs(db, 'ed', (s) => s.query(upsert)))).toBe('42501');
  });

  it('lets only admins delete, and only what a dropped call has left', async () => {
    for (const who of ['ed', 'cora', 'rex', 'vic', 'bob', 'nan', 'anon'] as const) expect([who, await changed(who, 'delete from storage.objects')]).toEqual([who, 0]);
    const gone = await actAs(db, 'ann', (s) => s.query('delete from storage.objects returning name'));
    expect(gone).toEqual([{ name: orphan }]);
  });

  it('hands an admin the recordings of the calls that retention dropped', async () => {
    const left = await actAs(db, 'ann', async (s) => {
      await s.rpc('drop_calls_before', { p_organization_id: orgs.a, p_before: '2026-04-01', p_dry_run: false });
      return s.query<{ name: string }>('delete from storage.objects returning name');
    });
    expect(left.map(({ name }) => name).toSorted()).toEqual([own, orphan].toSorted());
  });
});

describe.each(engines)('a database without storage on $name', (engine) => {
  it('says so instead of failing', async () => {
    const db = await engine.open();
    await db.exec('drop table storage.objects cascade');
    expect(await db.query('select app.open_recordings_bucket() as opened')).toEqual([{ opened: false }]);
    await db.close();
  });
});
