import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, installedPostgres, startCluster } from './cluster.ts';
import { connect, type Database, migrationFiles, migratorSql, platformSql } from './harness.ts';
import { lints } from './lints.ts';

const root = resolve(import.meta.dirname, '../..');

/** What a hosted project has around us: schemas that belong to other roles, and a role that may not touch them. */
const hostedSql = `${platformSql}
  create role supabase_auth_admin nologin; create role supabase_storage_admin nologin;
  alter schema auth owner to supabase_auth_admin; alter table auth.users owner to supabase_auth_admin;
  alter function auth.uid() owner to supabase_auth_admin; alter schema storage owner to supabase_storage_admin; alter table storage.buckets owner to supabase_storage_admin;
  ${migratorSql}`;

describe.each(installedPostgres())('supabase db push to $name', ({ bin }) => {
  let cluster: Cluster;
  let admin: Database;
  let project: string;

  beforeAll(async () => {
    cluster = await startCluster(bin);
    admin = connect(cluster.port, 'supabase_admin');
    await admin.exec(hostedSql);
    project = mkdtempSync(join(tmpdir(), 'sidetone-push-'));
    mkdirSync(join(project, 'supabase'));
    cpSync(join(root, 'supabase/config.toml'), join(project, 'supabase/config.toml'));
    cpSync(join(root, 'supabase/migrations'), join(project, 'supabase/migrations'), { recursive: true });
  });
  afterAll(async () => {
    await admin?.close();
    await cluster?.stop();
    if (project) rmSync(project, { recursive: true, force: true });
  });

  const push = () => {
    const url = `postgresql://migrator@127.0.0.1:${cluster.port}/postgres?sslmode=disable`;
    const run = spawnSync(process.execPath, [join(root, 'node_modules/supabase/dist/supabase.js'), 'db', 'push', '--yes', '--db-url', url], {
      cwd: project, encoding: 'utf8', timeout: 100_000, env: { ...process.env, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1' },
    });
    return { status: run.status, output: run.stdout + run.stderr };
  };
  const history = () => admin.query('select version from supabase_migrations.schema_migrations order by version');

  it('that breaks off leaves whole migrations only, and the next push goes on from there', async () => {
    const names = migrationFiles().map(({ name }) => name);
    const broken = Math.floor(names.length / 2);
    const file = join(project, 'supabase/migrations', names[broken] ?? '');
    const sql = readFileSync(file, 'utf8');
    writeFileSync(file, `${sql}\nselect 1 / 0;\n`);
    const before = push();
    expect(before.status).not.toBe(0);
    expect(before.output).toMatch(/division by zero/);
    expect(await history()).toEqual(migrationFiles().slice(0, broken).map(({ version }) => ({ version })));
    writeFileSync(file, sql);
  });

  it('applies every migration as a role that is no superuser, and a second push finds nothing to do', async () => {
    const first = push();
    expect(first.output).not.toMatch(/error/i);
    expect(first.status).toBe(0);
    expect(await history()).toEqual(migrationFiles().map(({ version }) => ({ version })));
    const before = await admin.query("select oid::int, relname from pg_class where relnamespace::regnamespace::text in ('public', 'app', 'app_partitions') order by 1");
    const second = push();
    expect(second.status).toBe(0);
    expect(second.output).toMatch(/up to date/i);
    expect(await admin.query("select oid::int, relname from pg_class where relnamespace::regnamespace::text in ('public', 'app', 'app_partitions') order by 1")).toEqual(before);
  });

  it('leaves the catalogue as strict as anywhere, and nothing of ours in the schemas of others', async () => {
    for (const [rule, sql] of Object.entries(lints)) expect([rule, await admin.query(sql)]).toEqual([rule, []]);
    const guests = await admin.query(`select c.relname from pg_class c where c.relowner = 'migrator'::regrole
      and c.relnamespace::regnamespace::text in ('auth', 'storage', 'extensions')`);
    expect(guests).toEqual([]);
  });
});
