import { literal, type Row } from '../tests/harness.ts';
import type { Attempt } from './attempt.ts';
import { type Catalogue, type Column, PLATFORM, type Relation } from './catalogue.ts';
import { type Actor, organizations, type Side } from './people.ts';
import { pick, type Snapshot } from './snapshot.ts';
import { arrays, ident, sample, typed, valueFor } from './values.ts';

/** A relation as one actor sees it: what he may aim at, and what he could put there. */
interface Aim {
  actor: Actor;
  relation: Relation;
  foreign: Row;
  own: Row;
  /** Conditions on the rows he is after, by the name of their shape. */
  foreignOrg: string | null;
  foreignKey: string | null;
}

const column = (relation: Relation, name: string) => relation.columns.find((one) => one.name === name);
const value = (row: Row, { name, type }: Column) => typed(arrays(row[name] ?? null, type), type);
const newId = "gen_random_uuid()";

function aim(actor: Actor, relation: Relation, rowsOf: (table: string, side: Side) => Row | undefined): Aim {
  const table = relation.parent ?? relation.name;
  const foreign = rowsOf(table, actor.target) ?? {};
  const own = rowsOf(table, actor.home) ?? {};
  const owner = relation.name === 'public.organizations' ? 'id' : column(relation, 'organization_id') ? 'organization_id' : null;
  const key = relation.key.length > 0 ? relation.key : column(relation, 'id') ? ['id'] : [];
  const keyed = key.map((name) => column(relation, name)).filter((one) => one !== undefined);
  return {
    actor, relation, foreign, own,
    foreignOrg: owner === null ? null : `t.${owner} = ${literal(organizations[actor.target])}`,
    foreignKey: keyed.length === 0 ? null : keyed.map((one) => `t.${ident(one.name)} = ${value(foreign, one)}`).join(' and '),
  };
}

const attempt = ({ actor, relation }: Aim, verb: string, columns: string, filter: string, sql: string, echoes = false): Attempt =>
  ({ actor, kind: 'relation', verb, object: relation.name, columns, filter, sql, echoes, asks: null });

const shapes = (target: Aim): [string, string][] => [
  ['blind', ''],
  ...(target.foreignOrg === null ? [] : [['organization', ` where ${target.foreignOrg}`] as [string, string]]),
  ...(target.foreignKey === null ? [] : [['key', ` where ${target.foreignKey}`] as [string, string]]),
];

function* reads(target: Aim, columns: Column[]): Generator<Attempt> {
  const { relation, foreign } = target;
  for (const [shape, where] of shapes(target)) yield attempt(target, 'select', '*', shape, `select to_jsonb(t) as answer from ${relation.name} t${where}`);
  yield attempt(target, 'select', '*', 'blind, for update', `select to_jsonb(t) as answer from ${relation.name} t for update`);
  yield attempt(target, 'select', '*', 'blind, one row', `select to_jsonb(t) as answer from ${relation.name} t order by 1 desc limit 1`);
  for (const one of columns) {
    const name = ident(one.name);
    for (const [shape, where] of shapes(target)) yield attempt(target, 'select', one.name, shape, `select t.${name} as answer from ${relation.name} t${where}`);
    yield attempt(target, 'select', one.name, 'by its value', `select to_jsonb(t) as answer from ${relation.name} t where t.${name}::text = ${literal(textOf(foreign[one.name]))}`);
    // A policy that is asked after the condition lets an error repeat what the row says.
    yield attempt(target, 'select', one.name, 'by an error', `select 1 as answer from ${relation.name} t where ('x' || t.${name}::text)::integer = 1`);
  }
}

const textOf = (one: unknown): string => (typeof one === 'object' && one !== null ? JSON.stringify(one) : String(one));

/** Another value than the row has: what he would put there if he could. */
function harm(relation: Relation, one: Column, row: Row): string {
  if (one.type === 'uuid') return newId;
  if (one.type === 'boolean') return typed(row[one.name] !== true, one.type);
  const made = valueFor(relation, one, 7, 'taken');
  return made === null ? 'default' : typed(made, one.type);
}

function* updates(target: Aim, columns: Column[]): Generator<Attempt> {
  const { relation, foreign, own } = target;
  for (const one of columns) {
    const name = ident(one.name);
    for (const [shape, where] of shapes(target)) yield attempt(target, 'update', one.name, shape, `update ${relation.name} t set ${name} = ${harm(relation, one, foreign)}${where}`);
    // Without a condition and without an answer nothing but the policy's own check stands in the way.
    yield attempt(target, 'update', one.name, 'blind, to the foreign value', `update ${relation.name} t set ${name} = ${value(foreign, one)}`);
    yield attempt(target, 'update', one.name, 'blind, to the own value', `update ${relation.name} t set ${name} = ${value(own, one)}`);
    yield attempt(target, 'update', one.name, 'blind, returning', `update ${relation.name} t set ${name} = ${harm(relation, one, own)} returning to_jsonb(t) as answer`, true);
  }
}

/** A row as he would add it: copied from one that is there, with ids of its own, and with what is named. */
export function addedRow(relation: Relation, from: Row, columns: readonly Column[], set: Row): Row {
  const fresh = new Set([...relation.uniques, relation.key].filter((unique) => unique.length === 1).flat());
  // A number or a text that only together with an id may not stand twice, such as a version.
  const shared = new Set(relation.uniques.filter((unique) => unique.length > 1).flat());
  return Object.fromEntries(columns.filter(({ isComputed }) => !isComputed).map(({ name, type }) => {
    if (name in set) return [name, set[name]];
    if (fresh.has(name)) return [name, sample(type, 4711, 'taken_4711')];
    return [name, shared.has(name) && /^(text|character|integer)/.test(type) ? sample(type, 4711, 'taken@example.com') : (from[name] ?? null)];
  }));
}

function added(relation: Relation, from: Row, columns: readonly Column[], set: Row): string {
  const row = addedRow(relation, from, columns, set);
  const used = columns.filter(({ name }) => name in row);
  return `insert into ${relation.name} (${used.map(({ name }) => ident(name)).join(', ')}) values (${used.map((one) => value(row, one)).join(', ')})`;
}

function* inserts(target: Aim, columns: Column[], granted: ReadonlySet<string>): Generator<Attempt> {
  const { relation, foreign, own, actor } = target;
  const [theirs, mine] = [organizations[actor.target], organizations[actor.home]];
  const usable = relation.columns.filter(({ name }) => granted.has(name));
  const sets: [string, readonly Column[]][] = [['*', relation.columns], ['what is granted', usable], ['what is needed', relation.columns.filter((one) => one.isRequired)]];
  for (const [what, list] of sets) {
    if (list.length === 0) continue;
    yield attempt(target, 'insert', what, 'into the foreign organization', added(relation, foreign, list, { organization_id: theirs }), true);
    yield attempt(target, 'insert', what, 'into the foreign organization, referring to the own', added(relation, own, list, { organization_id: theirs }), true);
    yield attempt(target, 'insert', what, 'into the own organization, referring to the foreign', added(relation, foreign, list, { organization_id: mine }), true);
    yield attempt(target, 'insert', what, 'into the own organization', added(relation, own, list, { organization_id: mine }), true);
    yield attempt(target, 'insert', what, 'returning', `${added(relation, foreign, list, { organization_id: theirs })} returning to_jsonb(${relation.name.split('.')[1] ?? ''}.*) as answer`, true);
  }
  for (const one of columns) {
    const list = relation.columns.filter((other) => other.isRequired || other.name === one.name || other.name === 'organization_id');
    yield attempt(target, 'insert', one.name, 'into the foreign organization', added(relation, foreign, list, { organization_id: theirs }), true);
    yield attempt(target, 'insert', one.name, 'into the own organization, referring to the foreign', added(relation, foreign, list, { organization_id: mine }), true);
  }
}

function* upserts(target: Aim, columns: Column[], granted: ReadonlySet<string>): Generator<Attempt> {
  const { relation, foreign, actor } = target;
  for (const unique of relation.uniques) {
    const keyed = Object.fromEntries(unique.map((name) => [name, foreign[name] ?? null]));
    for (const one of columns) {
      if (one.isComputed) continue;
      const list = relation.columns.filter((other) => other.isRequired || other.name === one.name || unique.includes(other.name) || (granted.has(other.name) && other.name === 'organization_id'));
      const row = added(relation, foreign, list, { ...keyed, organization_id: organizations[one.name === 'organization_id' ? actor.home : actor.target] });
      yield attempt(target, 'upsert', one.name, `on ${unique.join(', ')}`, `${row} on conflict (${unique.map(ident).join(', ')}) do update set ${ident(one.name)} = excluded.${ident(one.name)}`, true);
    }
  }
  yield attempt(target, 'upsert', '*', 'ignoring', `${added(relation, foreign, relation.columns, {})} on conflict do nothing`, true);
}

function* deletes(target: Aim): Generator<Attempt> {
  const { name } = target.relation;
  for (const [shape, where] of shapes(target)) yield attempt(target, 'delete', '', shape, `delete from ${name} t${where}`);
  yield attempt(target, 'delete', '', 'blind, returning', `delete from ${name} t returning to_jsonb(t) as answer`);
  yield attempt(target, 'delete', '', 'through a join', `delete from ${name} t using (select 1) one`);
}

function* commands(target: Aim): Generator<Attempt> {
  const { name, kind } = target.relation;
  const word = kind === 'v' ? 'view' : kind === 'm' ? 'materialized view' : 'table';
  const list: [string, string][] = [
    ['truncate', `truncate ${name}`], ['disable security', `alter table ${name} disable row level security`], ['drop', `drop ${word} ${name} cascade`],
    ['grant', `do $$ begin grant all on ${name} to anon; if not has_table_privilege('anon', '${name}', 'select') then raise insufficient_privilege; end if; end $$`],
    ['own', `alter ${word} ${name} owner to authenticated`],
    ['trigger', `create trigger taken before insert on ${name} for each row execute function suppress_redundant_updates_trigger()`],
    ['lock', `lock table ${name} in access exclusive mode`],
  ];
  for (const [verb, sql] of list) yield attempt(target, verb, '', '', sql);
}

const named = ['organization_id', 'id', 'transcript', 'name'];

/** Everything one actor tries on the relations; `granted` names the columns that signed-in people may insert, by relation. */
export function* onRelations(actor: Actor, { relations, sequences }: Catalogue, snapshot: Snapshot, granted: ReadonlyMap<string, ReadonlySet<string>>): Generator<Attempt> {
  const remembered = new Map<string, Row | undefined>();
  const rowsOf = (table: string, side: Side) => {
    const key = `${side} ${table}`;
    if (!remembered.has(key)) remembered.set(key, pick(snapshot, table, side) ?? [...(snapshot.rows.get(table)?.values() ?? [])][0]);
    return remembered.get(key);
  };
  const seen = new Set<string>();
  for (const relation of relations) {
    const target = aim(actor, relation, rowsOf);
    // Of partitions that are closed alike, one is attacked column by column and the others by the columns that matter.
    const isLike = relation.parent !== null && seen.has(relation.closed);
    if (relation.parent !== null) seen.add(relation.closed);
    const columns = isLike ? relation.columns.filter(({ name }) => named.includes(name)) : relation.columns;
    yield* reads(target, columns);
    yield* updates(target, columns);
    yield* inserts(target, isLike ? [] : columns, granted.get(relation.name) ?? new Set());
    if (!isLike) yield* upserts(target, columns, granted.get(relation.name) ?? new Set());
    yield* deletes(target);
    // What the platform grants on its own tables is not ours to take away.
    if (!PLATFORM.includes(relation.schema)) yield* commands(target);
  }
  for (const name of sequences)
    for (const sql of [`select last_value as answer from ${name}`, `select nextval('${name}') as answer`, `select setval('${name}', 1000000) as answer`])
      yield { actor, kind: 'relation', verb: 'sequence', object: name, columns: '', filter: sql.split(' ')[1]?.split('(')[0] ?? '', sql, echoes: false, asks: null };
}

/** The columns that signed-in people may insert, by relation. */
export const insertableSql = `select format('%I.%I', n.nspname, c.relname) as name, array_agg(a.attname::text) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v') and has_column_privilege('authenticated', c.oid, a.attnum, 'insert')
  group by 1`;
