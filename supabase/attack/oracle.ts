import { type Row } from '../tests/harness.ts';
import type { Attempt, Outcome } from './attempt.ts';
import type { Actor, Role } from './people.ts';
import { changerOf, holds, isOpen, readerOf, rightsOf, roleOfFunction } from './rights.ts';
import { type Change, ownerOf, sideOf, type Snapshot, textOf } from './snapshot.ts';
import { forbiddenIn, type Tokens, tokensIn } from './tokens.ts';

/** What the judge knows of the world before the attempt. */
export interface Knowledge {
  snapshot: Snapshot;
  tokens: Tokens;
  /** How many rows of a table somebody may read, remembered by actor and table. */
  readable: Map<string, number>;
}

const none: ReadonlySet<string> = new Set();

/** How many rows of a table the actor may see at the most; undefined for what is no table, such as a view. */
export function mostRows(actor: Actor, table: string, { snapshot, readable }: Knowledge): number | undefined {
  const rows = snapshot.rows.get(table);
  if (!rows) return undefined;
  const key = `${actor.name} ${table}`;
  const known = readable.get(key) ?? [...rows.values()].filter((row) => mayRead(actor, table, row)).length;
  readable.set(key, known);
  return known;
}

function mayRead(actor: Actor, table: string, row: Row): boolean {
  const side = sideOf(ownerOf(table, row));
  return side !== null && holds(actor.memberships[side], readerOf(table, row));
}

/** What an answer shows that it must not. */
export function judgeAnswer(attempt: Attempt, outcome: Outcome, knowledge: Knowledge): string | null {
  const { actor } = attempt;
  const text = outcome.error ?? JSON.stringify(outcome.rows);
  const sent = tokensIn(attempt.sql);
  // Headers repeat the address that was asked for.
  const shown = [...forbiddenIn(text, actor, knowledge.tokens, attempt.echoes || outcome.error !== null ? sent : none), ...forbiddenIn(outcome.beside ?? '', actor, knowledge.tokens, sent)];
  if (shown.length > 0) return `shows ${shown.slice(0, 3).join(', ')}`;
  if (outcome.error !== null) return null;
  if (attempt.kind === 'relation') return judgeRelation(attempt, outcome, knowledge);
  return attempt.kind === 'routine' ? judgeRoutine(attempt, outcome) : null;
}

/** Commands that no client may give, whatever they touch. */
const COMMANDS = new Set(['truncate', 'disable security', 'drop', 'grant', 'own', 'trigger', 'sequence', 'lock']);

/** Whether a verb only reads, in SQL or over HTTP. */
export const isRead = (verb: string): boolean => verb === 'select' || verb === 'GET' || verb === 'HEAD';

function judgeRelation({ actor, verb, object }: Attempt, { rows }: Outcome, knowledge: Knowledge): string | null {
  if (COMMANDS.has(verb)) return `${verb} went through`;
  if (!isRead(verb) || rows.length === 0) return null;
  const most = mostRows(actor, object, knowledge);
  if (most !== undefined && rows.length > most) return `shows ${rows.length} rows, ${most} at the most are his`;
  return most === undefined && rightsOf(object).read === 'nobody' ? 'reads what nobody may' : null;
}

const emptyAnswers = new Set(['null', '[]', '{}', 'false', '""']);

/** Whether an answer says anything. */
function isEmpty({ rows }: Outcome): boolean {
  return rows.every(({ answer }) => answer === null || answer === undefined || emptyAnswers.has(JSON.stringify(answer))
    || (typeof answer === 'object' && 'result' in answer && answer.result === 'rejected'));
}

function judgeRoutine({ actor, object, asks, filter }: Attempt, outcome: Outcome): string | null {
  // A strict function of nothing is null before anybody asks who may call it.
  if (filter.startsWith('null') && isEmpty(outcome)) return null;
  if (actor.dbRole === 'anon') return 'answers anon';
  if (!isOpen(object)) return 'a helper answers a client';
  if (asks === null || isEmpty(outcome)) return null;
  const least = roleOfFunction(object);
  return holds(actor.memberships[asks], least) ? null : `answers below ${least}`;
}

/** What a change did that it must not have done. */
export function judgeChanges(attempt: Attempt, changes: Change[], snapshot: Snapshot): string | null {
  for (const change of changes.filter((one) => !isNote(attempt, one))) {
    const fault = judgeChange(attempt, change, snapshot);
    if (fault !== null) return `${change.verb} on ${change.table}: ${fault}`;
  }
  return lastAdmin(changes, snapshot);
}

/** What the backend notes by itself, when a file was last asked for and that an account was changed; and his own account. */
function isNote({ kind, actor }: Attempt, { table, verb, before, after }: Change): boolean {
  if (table === 'auth.audit_log_entries') return kind === 'action' && verb === 'insert';
  if (table === 'auth.users' && kind === 'action') return actor.id !== null && before?.['id'] === actor.id;
  return table === 'storage.objects' && verb === 'update' && JSON.stringify({ ...before, last_accessed_at: null }) === JSON.stringify({ ...after, last_accessed_at: null });
}

function judgeChange(attempt: Attempt, change: Change, snapshot: Snapshot): string | null {
  const { actor } = attempt;
  const { table, verb, before, after } = change;
  if (actor.dbRole === 'anon') return 'anon wrote';
  if (before && after && ownerOf(table, before) !== ownerOf(table, after)) return 'it changed hands';
  if (table === 'public.history' && verb === 'update') return 'history was rewritten';
  const row = after ?? before ?? {};
  const owner = ownerOf(table, row);
  const side = sideOf(owner);
  if (side !== null) return judgeOwned(attempt, change, actor.memberships[side], snapshot);
  const isHis = owner === null ? attempt.kind !== 'relation' && actor.id !== null && row['user_id'] === actor.id : isFounding(attempt, owner, snapshot);
  return isHis ? null : 'it belongs to neither organization';
}

/** A change in one of the two organizations, by somebody who has a role there or none. */
function judgeOwned({ actor, kind, object }: Attempt, change: Change, role: Role | undefined, snapshot: Snapshot): string | null {
  const { table, verb, before, after } = change;
  if (role === undefined) return 'it belongs to another organization';
  const isHimself = (after ?? before)?.['user_id'] === actor.id;
  if (table === 'public.organization_members' && isHimself && kind !== 'relation') return judgeOwnMembership(before, after);
  const queueOf = (id: string) => snapshot.rows.get('public.queues')?.get(JSON.stringify([id]));
  const least = kind === 'relation' && object === table ? rightsOf(table).direct?.[verb] : changerOf(table, change, queueOf, actor.id);
  return holds(role, least) ? null : `${role} may not`;
}

/** His own name is everybody's to change, and leaving is; his role is not. */
function judgeOwnMembership(before: Row | null, after: Row | null): string | null {
  if (before === null) return 'he let himself in';
  return after !== null && before['role'] !== after['role'] ? 'he changed his own role' : null;
}

/** Rows of an organization that did not exist come from founding one. */
const isFounding = (attempt: Attempt, owner: string, snapshot: Snapshot): boolean =>
  attempt.kind !== 'relation' && !snapshot.rows.get('public.organizations')?.has(JSON.stringify([owner]));

function lastAdmin(changes: Change[], snapshot: Snapshot): string | null {
  const members = changes.filter(({ table }) => table === 'public.organization_members');
  if (members.length === 0) return null;
  const keyOf = (row: Row) => `${textOf(row, 'organization_id')} ${textOf(row, 'user_id')}`;
  const now = new Map([...(snapshot.rows.get('public.organization_members')?.values() ?? [])].map((row) => [keyOf(row), row]));
  for (const { before, after } of members) {
    if (before) now.delete(keyOf(before));
    if (after) now.set(keyOf(after), after);
  }
  for (const { before } of members)
    if (before && ![...now.values()].some((row) => row['organization_id'] === before['organization_id'] && row['role'] === 'admin')) return 'an organization is left without an admin';
  return null;
}
