import { randomUUID } from 'node:crypto';
import { installedPostgres, startCluster } from '../tests/cluster.ts';
import { connect, type Database, migrate, migratorSql, platformSql } from '../tests/harness.ts';
import { orgs, populate, rows } from '../tests/world.ts';

export interface RaceOptions {
  attempts: number;
  reviewers: number;
  /** The control: read, decide and write back without saying what was read. */
  naive: boolean;
}

export interface RaceResult {
  attempts: number;
  applied: number;
  conflicts: number;
  lost: number;
  historyRows: number;
}

interface Reviewer {
  id: string;
  database: Database;
}

/** What one reviewer saw, wrote and was told. */
interface Attempt {
  call: string;
  reviewer: string;
  seen: number;
  value: number;
  result: string;
}

/** Few calls, so that reviewers meet on them all the time. */
const CALLS = 16;

/** An empty database with the migrations, the small world, and some scored calls; answers their ids. */
async function prepare(admin: Database, port: number): Promise<string[]> {
  await admin.exec(platformSql + migratorSql);
  const migrator = connect(port, 'migrator');
  await migrate(migrator);
  await migrator.close();
  await populate(admin);
  const calls = Array.from({ length: CALLS }, () => randomUUID());
  await admin.exec(`
    insert into public.calls (id, vapi_call_id, organization_id, call_type, status) values
      ${calls.map((call) => `('${call}', '${call}', '${orgs.a}', 'inbound', 'ended')`).join(', ')};
    insert into public.qci_analyses (call_id, assistant_id, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, status) values
      ${calls.map((call) => `('${call}', '${rows.a.assistant}', 0, 20, 20, 30, 70, 'review')`).join(', ')}`);
  return calls;
}

async function hire(admin: Database, port: number, naive: boolean): Promise<Reviewer> {
  const id = randomUUID();
  await admin.exec(`insert into auth.users (id) values ('${id}');
    insert into public.organization_members (organization_id, user_id, role) values ('${orgs.a}', '${id}', 'reviewer')`);
  const database = connect(port, 'supabase_admin');
  // The control writes with the owner's rights: no client has the grant to do so.
  await database.exec(`${naive ? '' : 'set role authenticated;'} select set_config('request.jwt.claims', '{"sub":"${id}"}', false)`);
  return { id, database };
}

/** Reads a score, decides on another, and sends it. */
async function review({ id, database }: Reviewer, call: string, naive: boolean): Promise<Attempt> {
  const [row] = await database.query<{ seen: number; version: number }>(`select dynamics_score as seen, version from public.qci_analyses where call_id = '${call}'`);
  if (!row) throw new Error('A reviewer cannot see a call of his own organization.');
  const value = (row.seen + 1 + Math.floor(Math.random() * 30)) % 31;
  const attempt = { call, reviewer: id, seen: row.seen, value };
  if (naive) {
    await database.exec(`update public.qci_analyses set dynamics_score = ${value}, qci_total_score = ${70 + value} where call_id = '${call}'`);
    return { ...attempt, result: 'applied' };
  }
  const patch = JSON.stringify({ call_id: call, dimension: 'dynamics', value, reason: 'other' });
  const [answer] = await database.query<{ result: string }>(`select public.override_score('${randomUUID()}', ${row.version}, '${patch}') ->> 'result' as result`);
  return { ...attempt, result: answer?.result ?? 'none' };
}

/**
 * The changes that were confirmed and yet are gone: each must stand in its call's history, in one chain, on top of exactly
 * the value that its reviewer had seen. What stands on another value wrote over somebody unseen.
 */
async function countLost(admin: Database, calls: string[], applied: Attempt[]): Promise<{ lost: number; historyRows: number }> {
  const entries = await admin.query<{ call: string; actor: string; before: number; after: number }>(`
    select call_id as call, actor, (before ->> 'dynamics_score')::int as before, (after ->> 'dynamics_score')::int as after
    from public.history where action = 'update' and call_id in ('${calls.join("', '")}') order by call_id, entry`);
  const key = (call: string, actor: string, from: number, to: number) => `${call} ${actor} ${from} ${to}`;
  const found = new Map<string, number>();
  for (const one of entries) {
    const k = key(one.call, one.actor, one.before, one.after);
    found.set(k, (found.get(k) ?? 0) + 1);
  }
  let lost = 0;
  for (const one of applied) {
    const k = key(one.call, one.reviewer, one.seen, one.value);
    const left = found.get(k) ?? 0;
    if (left === 0) lost += 1;
    else found.set(k, left - 1);
  }
  return { lost, historyRows: entries.length };
}

/** Rows that do not agree with their history: another last value, a version that moved without an entry, a broken chain. */
async function countDisagreements(admin: Database): Promise<number> {
  const [row] = await admin.query<{ n: number }>(`
    select ((app.verify_history('${orgs.a}') ->> 'faults')::int + (select count(*) from public.qci_analyses q where
      array[q.dynamics_score, q.version] is distinct from (select array[(h.after ->> 'dynamics_score')::int, (h.after ->> 'version')::int]
        from public.history h where h.call_id = q.call_id order by h.entry desc limit 1)))::int as n`);
  return row?.n ?? 1;
}

/** Lets reviewers loose on the same calls, on a real PostgreSQL that is started for it and stopped after it. */
export async function race({ attempts, reviewers, naive }: RaceOptions): Promise<RaceResult & { holds: boolean; server: string }> {
  const newest = installedPostgres().at(-1);
  if (!newest) throw new Error('There is no PostgreSQL here.');
  const cluster = await startCluster(newest.bin);
  const admin = connect(cluster.port, 'supabase_admin');
  const staff: Reviewer[] = [];
  try {
    const calls = await prepare(admin, cluster.port);
    for (let n = 0; n < reviewers; n += 1) staff.push(await hire(admin, cluster.port, naive));
    const made: Attempt[] = [];
    let started = 0;
    await Promise.all(staff.map(async (reviewer) => {
      while (started < attempts) {
        const call = calls[Math.floor(Math.random() * CALLS)] ?? '';
        started += 1;
        made.push(await review(reviewer, call, naive));
      }
    }));
    const applied = made.filter(({ result }) => result === 'applied');
    const conflicts = made.filter(({ result }) => result === 'conflict').length;
    const { lost, historyRows } = await countLost(admin, calls, applied);
    const counts = { attempts: made.length, applied: applied.length, conflicts, lost, historyRows };
    const addsUp = applied.length + conflicts === attempts && historyRows === applied.length && (await countDisagreements(admin)) === 0;
    // Without a single conflict nobody raced; a handful of attempts may have none.
    const raced = conflicts > 0 || attempts < 500;
    return { ...counts, holds: naive ? lost > 0 : addsUp && lost === 0 && raced, server: newest.name };
  } finally {
    await Promise.all(staff.map(({ database }) => database.close()));
    await admin.close();
    await cluster.stop();
  }
}
