import type { Catalogue } from '../catalogue.ts';
import { addedRow } from '../on-relations.ts';
import type { Actor } from '../people.ts';
import type { Snapshot } from '../snapshot.ts';
import { type HttpAttempt, httpAttempt } from './request.ts';
import { type Aim, aimAt, wordsOn } from './rest-aim.ts';
import { columnReads, embeds, gets } from './rest-reads.ts';
import { adds, changes, deletes } from './rest-writes.ts';

/** Columns that are changed by everybody; the others by a few. */
const telling = new Set(['organization_id', 'id', 'name', 'phone_number', 'is_implemented', 'role', 'transcript']);

/** Those who try every column: whoever is let in furthest without belonging, and whoever is not let in at all. */
const thorough = new Set(['anon', 'admin of A']);
/** Those who try what is not served. */
const curious = new Set(['anon', 'admin of A', 'admin of A who is viewer in B', 'a bearer of alg none for service_role']);

function* onServed(aim: Aim, catalogue: Catalogue): Generator<HttpAttempt> {
  const isThorough = thorough.has(aim.actor.name);
  yield* gets(aim);
  yield* embeds(aim, catalogue);
  yield* adds(aim);
  yield* changes(aim, aim.relation.columns.filter(({ name }) => isThorough || telling.has(name)));
  yield* deletes(aim);
  if (isThorough) yield* columnReads(aim);
}

/** A relation of a schema that is not served: by its profile, and by its name in the one that is. */
function* onUnserved(aim: Aim, isLike: boolean): Generator<HttpAttempt> {
  const { actor, relation, path, foreign } = aim;
  const [first] = relation.columns;
  const body = first ? { [first.name]: foreign[first.name] ?? null } : {};
  for (const [how, profile, at] of [['profile', relation.schema, path], ['default profile', null, path], ['full name', null, `/rest/v1/${relation.name}`]] as const) {
    const headers: Record<string, string> = profile === null ? {} : { 'accept-profile': profile, 'content-profile': profile };
    yield httpAttempt(actor, wordsOn(aim, 'GET', '*', `blind, ${how}`), { method: 'GET', path: `${at}?select=*`, headers });
    if (isLike) continue;
    yield httpAttempt(actor, { ...wordsOn(aim, 'PATCH', first?.name ?? '', `blind, ${how}`), echoes: true }, { method: 'PATCH', path: at, headers, body });
    yield httpAttempt(actor, { ...wordsOn(aim, 'POST', '*', how), echoes: true }, { method: 'POST', path: at, headers, body: addedRow(relation, foreign, relation.columns, {}) });
    yield httpAttempt(actor, { ...wordsOn(aim, 'DELETE', '', `blind, ${how}`), echoes: true }, { method: 'DELETE', path: at, headers });
  }
}

/** Everything one actor tries on the relations over REST. */
export function* onRest(actor: Actor, catalogue: Catalogue, snapshot: Snapshot, granted: ReadonlyMap<string, ReadonlySet<string>>): Generator<HttpAttempt> {
  const seen = new Set<string>();
  for (const relation of catalogue.relations) {
    // Of partitions that are closed alike, one is attacked in every way and the others are read.
    const isLike = relation.parent !== null && seen.has(relation.closed);
    if (relation.parent !== null) seen.add(relation.closed);
    const aim = aimAt(actor, relation, snapshot, granted.get(relation.name) ?? new Set());
    if (relation.schema === 'public') yield* onServed(aim, catalogue);
    else if (curious.has(actor.name)) yield* onUnserved(aim, isLike);
  }
}
