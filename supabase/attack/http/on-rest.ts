import type { Row } from '../../tests/harness.ts';
import type { Catalogue, Column, Relation } from '../catalogue.ts';
import { addedRow } from '../on-relations.ts';
import { type Actor, organizations, type Side } from '../people.ts';
import { pick, type Snapshot } from '../snapshot.ts';
import { sample, valueFor } from '../values.ts';
import { type HttpAttempt, httpAttempt, type Sent } from './request.ts';

/** A relation as one actor sees it over REST. */
interface Aim {
  actor: Actor;
  relation: Relation;
  path: string;
  foreign: Row;
  own: Row;
  /** The rows he is after, by the name of their shape: the query that asks for them. */
  shapes: [string, string][];
  granted: ReadonlySet<string>;
}

const bareOf = (name: string): string => name.split('.')[1] ?? name;
const textOf = (one: unknown): string => (typeof one === 'object' && one !== null ? JSON.stringify(one) : String(one));
const is = (name: string, value: unknown): string => (value === null || value === undefined ? `${name}=is.null` : `${name}=eq.${encodeURIComponent(textOf(value))}`);

function aimAt(actor: Actor, relation: Relation, snapshot: Snapshot, granted: ReadonlySet<string>): Aim {
  const table = relation.parent ?? relation.name;
  const rowOf = (side: Side): Row => pick(snapshot, table, side) ?? [...(snapshot.rows.get(table)?.values() ?? [])][0] ?? {};
  const foreign = rowOf(actor.target);
  const owner = relation.name === 'public.organizations' ? 'id' : relation.columns.some(({ name }) => name === 'organization_id') ? 'organization_id' : null;
  const shapes: [string, string][] = [['blind', '']];
  if (owner !== null) shapes.push(['organization', is(owner, organizations[actor.target])]);
  if (relation.key.length > 0) shapes.push(['key', relation.key.map((name) => is(name, foreign[name])).join('&')]);
  return { actor, relation, path: `/rest/v1/${bareOf(relation.name)}`, foreign, own: rowOf(actor.home), shapes, granted };
}

const words = ({ relation }: Aim, verb: string, columns: string, filter: string) => ({ kind: 'relation' as const, verb, object: relation.name, columns, filter });
const minimal = { prefer: 'return=minimal' };
const whole = { prefer: 'return=representation' };

function* gets(aim: Aim): Generator<HttpAttempt> {
  const { actor, relation, path, shapes } = aim;
  const get = (columns: string, filter: string, query: string, headers: Record<string, string> = {}, method = 'GET') =>
    httpAttempt(actor, words(aim, method, columns, filter), { method, path: `${path}?${query}`, headers });
  for (const [shape, query] of shapes) yield get('*', shape, `select=*&${query}`);
  const [first] = relation.columns;
  if (!first) return;
  yield get('*', 'or', `or=(${first.name}.not.is.null,${first.name}.is.null)`);
  yield get('*', 'not', `${first.name}=not.is.null&select=*`);
  yield get('*', 'last', `order=${first.name}.desc&limit=1`);
  yield get('*', 'counted', 'select=*', { prefer: 'count=exact' });
  yield get('*', 'one of a range', 'select=*', { prefer: 'count=exact', 'range-unit': 'items', range: '0-0' });
  yield get('*', 'as text', 'select=*', { accept: 'text/csv' });
  yield get('*', 'as one', `${shapes.at(-1)?.[1] ?? ''}`, { accept: 'application/vnd.pgrst.object+json' });
  yield get('*', 'counted', '', { prefer: 'count=exact' }, 'HEAD');
  yield get('*', 'counted by organization', shapes[1]?.[1] ?? '', { prefer: 'count=exact' }, 'HEAD');
}

/** Whatever hangs on the relation, or it hangs on, read through it. */
function* embeds(aim: Aim, catalogue: Catalogue): Generator<HttpAttempt> {
  const { relation, path, actor } = aim;
  const to = relation.foreignKeys.map(({ table }) => table);
  const from = catalogue.relations.filter(({ foreignKeys, parent }) => parent === null && foreignKeys.some(({ table }) => table === relation.name)).map(({ name }) => name);
  for (const table of new Set([...to, ...from])) {
    const name = bareOf(table);
    yield httpAttempt(actor, words(aim, 'GET', `*, ${table}`, 'embedded'), { method: 'GET', path: `${path}?select=*,${name}(*)` });
    yield httpAttempt(actor, words(aim, 'GET', `*, ${table}`, 'embedded, inner, of the organization'), { method: 'GET', path: `${path}?select=*,${name}!inner(*)&${name}.organization_id=eq.${organizations[actor.target]}` });
  }
}

function* adds(aim: Aim): Generator<HttpAttempt> {
  const { actor, relation, path, foreign, own, granted } = aim;
  const [theirs, mine] = [{ organization_id: organizations[actor.target] }, { organization_id: organizations[actor.home] }];
  const usable = relation.columns.filter(({ name }) => granted.has(name));
  const post = (columns: string, filter: string, body: Row, headers: Record<string, string>, query = '') =>
    httpAttempt(actor, { ...words(aim, 'POST', columns, filter), echoes: true }, { method: 'POST', path: `${path}${query}`, headers, body });
  for (const [what, list] of [['*', relation.columns], ['what is granted', usable]] as const) {
    if (list.length === 0) continue;
    yield post(what, 'into the foreign organization', addedRow(relation, foreign, list, theirs), minimal);
    yield post(what, 'into the foreign organization, returning', addedRow(relation, foreign, list, theirs), whole);
    yield post(what, 'into the own organization, referring to the foreign', addedRow(relation, foreign, list, mine), minimal);
    yield post(what, 'into the foreign organization, referring to the own', addedRow(relation, own, list, theirs), minimal);
    yield post(what, 'into the own organization', addedRow(relation, own, list, mine), whole);
    for (const unique of relation.uniques) {
      const keyed = Object.fromEntries(unique.map((name) => [name, foreign[name] ?? null]));
      for (const [how, set] of [['', theirs], [', into the own organization', mine]] as const)
        yield post(what, `merging on ${unique.join(', ')}${how}`, { ...addedRow(relation, foreign, list, set), ...keyed }, { prefer: 'resolution=merge-duplicates,return=minimal' }, `?on_conflict=${unique.join(',')}`);
      yield post(what, `ignoring on ${unique.join(', ')}`, { ...addedRow(relation, foreign, list, theirs), ...keyed }, { prefer: 'resolution=ignore-duplicates,return=representation' }, `?on_conflict=${unique.join(',')}`);
    }
  }
  const put: Sent = { method: 'PUT', path: `${path}?${aim.shapes.at(-1)?.[1] ?? ''}`, body: { ...addedRow(relation, foreign, relation.columns, theirs), ...Object.fromEntries(relation.key.map((name) => [name, foreign[name] ?? null])) } };
  yield httpAttempt(actor, { ...words(aim, 'PUT', '*', 'key'), echoes: true }, put);
}

const harm = (relation: Relation, { name, type }: Column, row: Row): unknown =>
  type === 'boolean' ? row[name] !== true : type === 'uuid' ? sample(type, 4712, '') : valueFor(relation, { name, type, isRequired: false, isComputed: false, longest: null }, 7, 'taken');

function* changes(aim: Aim, columns: readonly Column[]): Generator<HttpAttempt> {
  const { actor, relation, path, shapes, foreign, own } = aim;
  const patch = (columnName: string, filter: string, query: string, body: Row, headers = minimal) =>
    httpAttempt(actor, { ...words(aim, 'PATCH', columnName, filter), echoes: true }, { method: 'PATCH', path: `${path}?${query}`, headers, body });
  for (const one of columns) {
    for (const [shape, query] of shapes) yield patch(one.name, shape, query, { [one.name]: harm(relation, one, foreign) });
    yield patch(one.name, 'blind, returning', '', { [one.name]: harm(relation, one, own) }, whole);
    yield patch(one.name, 'blind, to the foreign value', '', { [one.name]: foreign[one.name] ?? null });
    yield patch(one.name, 'blind, to the own value', '', { [one.name]: own[one.name] ?? null });
  }
}

function* deletes(aim: Aim): Generator<HttpAttempt> {
  const { actor, path, shapes } = aim;
  for (const [shape, query] of shapes)
    for (const [how, headers] of [['', minimal], [', returning', whole]] as const)
      yield httpAttempt(actor, { ...words(aim, 'DELETE', '', `${shape}${how}`), echoes: true }, { method: 'DELETE', path: `${path}?${query}`, headers });
}

function* columnReads(aim: Aim): Generator<HttpAttempt> {
  const { actor, relation, path, foreign } = aim;
  for (const { name, type } of relation.columns) {
    const get = (filter: string, query: string) => httpAttempt(actor, words(aim, 'GET', name, filter), { method: 'GET', path: `${path}?${query}` });
    yield get('blind', `select=${name}`);
    yield get('by its value', is(name, foreign[name]));
    yield get('last', `select=${name}&order=${name}.desc.nullslast&limit=1`);
    if (/^(text|character)/.test(type)) yield get('like', `${name}=like.*kept_${actor.target}*`);
    if (type === 'jsonb') yield get('inside', `select=${name}->>kept`);
  }
}

/** Columns that are changed by everybody; the others by a few. */
const telling = new Set(['organization_id', 'id', 'name', 'phone_number', 'is_implemented', 'role', 'transcript']);

/** Those who try every column: whoever is let in furthest without belonging, and whoever is not let in at all. */
const thorough = new Set(['anon', 'editor of A', 'admin of A']);
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
function* onUnserved(aim: Aim): Generator<HttpAttempt> {
  const { actor, relation, path, foreign } = aim;
  const [first] = relation.columns;
  const body = first ? { [first.name]: foreign[first.name] ?? null } : {};
  for (const [how, profile, at] of [['profile', relation.schema, path], ['default profile', null, path], ['full name', null, `/rest/v1/${relation.name}`]] as const) {
    const headers: Record<string, string> = profile === null ? {} : { 'accept-profile': profile, 'content-profile': profile };
    yield httpAttempt(actor, words(aim, 'GET', '*', `blind, ${how}`), { method: 'GET', path: `${at}?select=*`, headers });
    yield httpAttempt(actor, { ...words(aim, 'PATCH', first?.name ?? '', `blind, ${how}`), echoes: true }, { method: 'PATCH', path: at, headers, body });
    yield httpAttempt(actor, { ...words(aim, 'POST', '*', how), echoes: true }, { method: 'POST', path: at, headers, body: addedRow(relation, foreign, relation.columns, {}) });
    yield httpAttempt(actor, { ...words(aim, 'DELETE', '', `blind, ${how}`), echoes: true }, { method: 'DELETE', path: at, headers });
  }
}

/** Everything one actor tries on the relations over REST. */
export function* onRest(actor: Actor, catalogue: Catalogue, snapshot: Snapshot, granted: ReadonlyMap<string, ReadonlySet<string>>): Generator<HttpAttempt> {
  for (const relation of catalogue.relations) {
    const aim = aimAt(actor, relation, snapshot, granted.get(relation.name) ?? new Set());
    if (relation.schema === 'public') yield* onServed(aim, catalogue);
    else if (curious.has(actor.name)) yield* onUnserved(aim);
  }
}
