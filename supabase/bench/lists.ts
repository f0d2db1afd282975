import type { BenchDatabase } from './server.ts';
import { inTurns, serverTime } from './measure.ts';
import { COMMON, half, RARE } from './world.ts';

/** Takes a line's name, goal and number of rounds, and its two medians in milliseconds. */
export type Report = (name: string, goal: number | null, rounds: number, a: number, b: number) => void;

const ROUNDS = 31;

const page = (call: string, args = '') => `select ${call}('${half.id}'${args})`;

/** The columns that a list reads, as the REST interface would ask for them. */
const COLUMNS = 'id, created_at, started_at, call_type, status, ended_reason, outcome_bucket, assistant_id, assistant_name, phone_number_id, '
  + 'customer_number, summary, duration_seconds, cost, recording_state';

/** The cursor behind which the last page begins. */
async function lastCursor(db: BenchDatabase): Promise<string> {
  const [row] = await db.owner.unsafe<{ cursor: string; n: number }[]>(`
    select jsonb_build_object('sort', 'created_at', 'direction', 'desc', 'id', k.id, 'value', k.created_at)::text as cursor
    from public.call_keys k where k.organization_id = '${half.id}' order by k.created_at, k.id offset 50 limit 1`);
  if (!row) throw new Error('too few calls for a page at depth');
  return `, p_cursor => '${row.cursor}'`;
}

/** The rows of a list whose calls a statement finds, made as list_calls makes them. */
const rowsOf = (found: string, callRows: string, word: string | null) => `select ${callRows}(array_agg(h.id order by h.created_at desc, h.id desc),
  array_agg(h.created_at order by h.created_at desc, h.id desc), ${word === null ? 'null' : `'${word}'`}) from (${found} order by created_at desc, id desc limit 50) h`;

/** A page asked for as a table under its policy, and as the app asks for it. */
async function benchPage(db: BenchDatabase, report: Report): Promise<void> {
  const from = `from public.calls where organization_id = '${half.id}'`;
  const select = `select ${COLUMNS} ${from} order by created_at desc, id desc limit 50`;
  const rows = rowsOf(`select id, created_at ${from}`, 'app.call_rows', null);
  const [member = 0, owner = 0] = await inTurns(ROUNDS, [() => serverTime(db.member, select), () => serverTime(db.owner, select)]);
  report('page of 50 under RLS / the same without', 1.5, ROUNDS, member, owner);
  const [listed = 0, plain = 0] = await inTurns(ROUNDS, [() => serverTime(db.member, page('public.list_calls')), () => serverTime(db.owner, rows)]);
  report('page of 50 by list_calls under RLS / the same rows without', 1.5, ROUNDS, listed, plain);
}

export async function benchLists(db: BenchDatabase, report: Report): Promise<void> {
  await benchPage(db, report);

  const cursor = await lastCursor(db);
  const [deep = 0, first = 0, deepFlat = 0, firstFlat = 0] = await inTurns(ROUNDS, [
    () => serverTime(db.member, page('public.list_calls', cursor)), () => serverTime(db.member, page('public.list_calls')),
    () => serverTime(db.member, page('bench.list_calls', cursor)), () => serverTime(db.member, page('bench.list_calls')),
  ]);
  const [depth] = await db.owner.unsafe<{ n: number }[]>(`select count(*)::int as n from public.call_keys where organization_id = '${half.id}'`);
  report(`list_calls, page at depth ${(depth?.n ?? 0).toLocaleString('en')} / first page`, 2, ROUNDS, deep, first);
  report('list_calls, first page: partitions / one table', 1.5, ROUNDS, first, firstFlat);
  report('list_calls, last page: partitions / one table', 1.5, ROUNDS, deep, deepFlat);
}

/**
 * Plans that somebody without policies could choose for the newest 50 hits: a walk by date that checks each call, and the
 * text index first with a sort behind it. The rows are those of list_calls.
 */
function plainSearches(word: string, callRows: string): string[] {
  const hits = `select c.id, c.created_at from public.calls c where c.organization_id = '${half.id}' and c.search @@ '''${word}'':*'::tsquery`;
  return [rowsOf(hits, callRows, word), `with found as materialized (${hits}) ${rowsOf('select id, created_at from found', callRows, word)}`];
}

/** The quickest of some statements, each run twice: the second time its data is at hand. */
async function quickest(db: BenchDatabase, statements: readonly string[]): Promise<string> {
  let best = { time: Number.POSITIVE_INFINITY, statement: '' };
  for (const statement of statements) {
    await serverTime(db.owner, statement);
    const time = await serverTime(db.owner, statement);
    if (time < best.time) best = { time, statement };
  }
  return best.statement;
}

/** Twice: finding alone, where the goal is harder, and with the fragments that a search shows. */
export async function benchSearch(db: BenchDatabase, report: Report): Promise<void> {
  for (const [kind, word] of [['rare', RARE], ['common', COMMON]] as const) {
    for (const [schema, callRows, suffix] of [['found', 'found.call_rows', ''], ['public', 'app.call_rows', ', with fragments']] as const) {
      const plain = await quickest(db, plainSearches(word, callRows));
      const [searched = 0, best = 0] = await inTurns(ROUNDS, [
        () => serverTime(db.member, page(`${schema}.list_calls`, `, '{"q": "${word}"}'`)), () => serverTime(db.owner, plain),
      ]);
      report(`search for a ${kind} word under RLS / the best plan without${suffix}`, 2, ROUNDS, searched, best);
    }
  }
}
