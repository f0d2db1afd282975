import { type Database, literal, type Row } from '../tests/harness.ts';
import { type Attempt, type Outcome, wordsOf } from './attempt.ts';
import { isRead, judgeAnswer, judgeChanges, type Knowledge } from './oracle.ts';
import type { Actor } from './people.ts';
import { changesSince } from './snapshot.ts';

export interface Leak {
  attempt: string;
  sql: string;
  why: string;
}

/**
 * Runs a statement with the rights of whoever has the connection, and tells its rows or all that its refusal says. Refusals
 * are caught in the database: PGlite keeps some of its stack with each one that reaches it, and hangs after ten thousand.
 */
const trySql = `
  create schema attack;
  create function attack.try(p_sql text, p_has_rows boolean) returns jsonb language plpgsql as $try$
  declare
    answers jsonb := '[]';
    one record;
    code text; message text; detail text; hint text; context text; column_said text; constraint_said text;
  begin
    if p_has_rows then
      for one in execute p_sql loop answers := answers || to_jsonb(one); end loop;
    else
      execute p_sql;
    end if;
    set constraints all immediate;
    return jsonb_build_object('rows', answers);
  exception when others then
    get stacked diagnostics code = returned_sqlstate, message = message_text, detail = pg_exception_detail, hint = pg_exception_hint,
      context = pg_exception_context, column_said = column_name, constraint_said = constraint_name;
    return jsonb_build_object('code', code, 'error', concat_ws(E'\\n', message, detail, hint, context, column_said, constraint_said));
  end $try$;
  grant usage on schema attack to anon, authenticated;`;

export const prepareTrying = (db: Database): Promise<void> => db.exec(trySql);

/** Where attempts are made: each in a transaction of its own, or all of them on top of one that is open already. */
export interface Ground {
  db: Database;
  knowledge: Knowledge;
  /** What puts everything back and starts afresh. */
  afresh: string;
  /** Whether the transaction tells if anything was written; else everything but a read is looked at. */
  tellsWrites: boolean;
}

export const ownTransactions = (db: Database, knowledge: Knowledge): Ground => ({ db, knowledge, afresh: 'rollback; begin', tellsWrites: true });

/** On top of a fault that was planted in an open transaction, which has this savepoint. */
export const openTransaction = (db: Database, knowledge: Knowledge): Ground =>
  ({ db, knowledge, afresh: 'rollback to savepoint before_attempts', tellsWrites: false });

/** The statements that make the connection the actor's. */
function becomeSql({ dbRole, claims, settings }: Actor): string {
  const set = Object.entries({ 'request.jwt.claims': JSON.stringify(claims), ...settings }).map(([name, value]) => `set_config(${literal(name)}, ${literal(value)}, true)`);
  return `select ${set.join(', ')}; set local role ${dbRole}`;
}

const hasRows = (sql: string): boolean => /^\s*(select|with)\b|\breturning\b/.test(sql);

interface Told {
  rows?: Row[];
  error?: string;
  code?: string;
}

/** Makes one attempt; what it changed stands until the next one begins. */
export async function tryOut({ db, afresh }: Ground, actor: Actor, sql: string): Promise<{ outcome: Outcome; wrote: boolean }> {
  const results = await db.script(`${afresh}; ${becomeSql(actor)}; select attack.try(${literal(sql)}, ${hasRows(sql)}) as told; reset role;
    select pg_current_xact_id_if_assigned() is not null as wrote`);
  const told = results.flat().find((row) => 'told' in row)?.['told'] as Told | undefined;
  if (!told) throw new Error(`Nothing came back of: ${sql}`);
  return {
    outcome: { rows: told.rows ?? [], error: told.error ?? null, code: told.code ?? null },
    wrote: results.at(-1)?.[0]?.['wrote'] === true,
  };
}

/** Makes one attempt and judges what it showed and what it changed; null where no harm was done. */
async function judge(ground: Ground, attempt: Attempt): Promise<string | null> {
  const { knowledge, tellsWrites, db } = ground;
  const { outcome, wrote } = await tryOut(ground, attempt.actor, attempt.sql);
  const shown = judgeAnswer(attempt, outcome, knowledge);
  const mayHaveWritten = outcome.error === null && (tellsWrites ? wrote : !isRead(attempt.verb));
  return shown ?? (mayHaveWritten ? judgeChanges(attempt, await changesSince(db, knowledge.snapshot), knowledge.snapshot) : null);
}

/** Makes attempts one after the other; ends early where the first leak is enough. */
export async function makeAll(ground: Ground, attempts: Iterable<Attempt>, words: Set<string>, firstIsEnough = false): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const attempt of attempts) {
    const key = wordsOf(attempt);
    if (words.has(key)) continue;
    words.add(key);
    const why = await judge(ground, attempt);
    if (why !== null) leaks.push({ attempt: key, sql: attempt.sql, why });
    if (why !== null && firstIsEnough) break;
  }
  await ground.db.exec(ground.afresh.split(';')[0] ?? '');
  return leaks;
}
