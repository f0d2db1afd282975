import { median } from '../../e2e/bench/report.ts';
import { indexesFor } from './copies.ts';
import type { Report } from './lists.ts';
import { clientTime, inTurns } from './measure.ts';
import type { BenchDatabase } from './server.ts';

const ROUNDS = 11;
const MONTHS = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];

interface Month {
  readonly partition: string;
  readonly bounds: string;
  readonly condition: string;
}

function monthOf(round: number): Month {
  const name = MONTHS[round % MONTHS.length] as string;
  const [from, to] = [0, 1].map((later) => new Date(Date.UTC(Number(name.slice(0, 4)), Number(name.slice(5)) - 1 + later, 1)).toISOString());
  return {
    partition: `calls_${name.replace('-', '_')}`, bounds: `for values from ('${from}') to ('${to}')`,
    condition: `created_at >= '${from}' and created_at < '${to}'`,
  };
}

/** Puts a month of calls, indexed like the real one, into the partitioned copy, in the place of the empty one there. */
async function fillMonth({ owner }: BenchDatabase, { partition, bounds, condition }: Month): Promise<void> {
  await owner.unsafe(`drop table bench.${partition}; create table bench.${partition} (like bench.parted including defaults including constraints)`).simple();
  await owner.unsafe(`insert into bench.${partition} select * from bench.calls where ${condition}`);
  for (const statement of await indexesFor(owner, partition)) await owner.unsafe(statement);
  await owner.unsafe(`alter table bench.parted attach partition bench.${partition} ${bounds}`);
}

/** Pages of a month that is due to go were written long ago: the first change to one writes it whole into the log. */
const settled = (db: BenchDatabase) => db.owner.unsafe('checkpoint');

/** Undoes what it timed: deleted rows are there again, and the next turn meets them as this one did. */
async function undone(db: BenchDatabase, statement: string): Promise<number> {
  await settled(db);
  await db.owner.unsafe('begin');
  const time = await clientTime(db.owner, statement);
  await db.owner.unsafe('rollback');
  return time;
}

/** Until the dropping connection has its answer, and until another one that wants the month learns that it is gone. */
interface Dropped {
  readonly answered: number;
  readonly gone: number;
}

async function dropMonth(db: BenchDatabase, { partition, bounds }: Month): Promise<Dropped> {
  await settled(db);
  const started = performance.now();
  const now = () => performance.now() - started;
  await db.owner.unsafe('begin');
  await db.owner.unsafe(`drop table bench.${partition}`);
  // It waits for the lock, which is let go before the files are removed.
  const refused = db.other.unsafe(`select 1 from bench.${partition}`).then(() => Promise.reject(new Error('the month is still there')), now);
  const committed = db.owner.unsafe('commit').then(now);
  const [gone, answered] = await Promise.all([refused, committed]);
  await db.owner.unsafe(`create table bench.${partition} partition of bench.parted ${bounds}`);
  return { answered, gone };
}

async function benchDrop(db: BenchDatabase, report: Report): Promise<void> {
  let [drops, deletions] = [0, 0];
  const gone: number[] = [];
  const drop = async () => {
    const month = monthOf(drops++);
    await fillMonth(db, month);
    const dropped = await dropMonth(db, month);
    if (drops > 1) gone.push(dropped.gone);
    return dropped.answered;
  };
  const remove = () => undone(db, `delete from bench.calls where ${monthOf(deletions++).condition}`);
  const [answered = 0, deleted = 0] = await inTurns(ROUNDS, [drop, remove], 1);
  report('a month dropped as a partition, its files removed / its rows deleted from one table', 0.05, ROUNDS, answered, deleted);
  report('a month dropped as a partition, until nobody sees it / its rows deleted from one table', null, ROUNDS, median(gone), deleted);
}

export async function benchRetention(db: BenchDatabase, report: Report, note: (text: string) => void): Promise<void> {
  await benchDrop(db, report);

  // ---- The whole of retention. It runs as soon as a migration brings app.drop_calls_before(p_before, p_dry_run). ----
  const [retention] = await db.owner.unsafe<{ there: boolean }[]>(`
    select exists (select from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname = 'drop_calls_before'
      and p.proargnames @> array['p_before', 'p_dry_run']) as there`);
  if (!retention?.there) return note('app.drop_calls_before is not there yet: its line is left out');
  const [whole = 0, byRow = 0] = await inTurns(ROUNDS, [
    () => undone(db, `select app.drop_calls_before(p_before => '${MONTHS[1]}-01', p_dry_run => false)`),
    () => undone(db, `delete from public.calls where created_at < '${MONTHS[1]}-01 00:00:00+00'`),
  ], 1);
  report('drop_calls_before of a month, children and keys included / the same row by row', 0.8, ROUNDS, whole, byRow);
}
