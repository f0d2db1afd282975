import type { Database, Row } from '../tests/harness.ts';
import { type Catalogue, holders, type Relation } from './catalogue.ts';
import { organizations, type Side } from './people.ts';

export type Tables = Map<string, Map<string, Row>>;

/** Every row of every table, as it stood before anybody attacked. */
export interface Snapshot {
  relations: Relation[];
  rows: Tables;
  /** One hash a table: unequal hashes say where to look. */
  hashes: Map<string, string>;
}

export interface Change {
  table: string;
  verb: 'insert' | 'update' | 'delete';
  before: Row | null;
  after: Row | null;
}

/** A column of a row as text; empty where it has none. */
export const textOf = (row: Row | null | undefined, column: string): string => {
  const value = row?.[column];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
};

/** The organization a row belongs to; null for what belongs to none. */
export function ownerOf(table: string, row: Row): string | null {
  if (table === 'public.organizations') return textOf(row, 'id');
  if (table === 'storage.objects') return textOf(row, 'name').split('/')[0] ?? null;
  const owner = row['organization_id'];
  return typeof owner === 'string' ? owner : null;
}

export const sideOf = (owner: string | null): Side | null => (Object.entries(organizations) as [Side, string][]).find(([, id]) => id === owner)?.[0] ?? null;

const hashSql = (relations: Relation[]) =>
  relations.map(({ name }) => `select '${name}' as name, md5(string_agg(md5(t::text), '' order by md5(t::text))) as hash from ${name} t`).join(' union all ');

async function rowsOf(db: Database, relation: Relation): Promise<Map<string, Row>> {
  const found = await db.query<{ row: Row }>(`select to_jsonb(t) as row from ${relation.name} t order by 1`);
  const key = (row: Row, n: number) => (relation.key.length > 0 ? JSON.stringify(relation.key.map((column) => row[column])) : `${n} ${JSON.stringify(row)}`);
  return new Map(found.map(({ row }, n) => [key(row, n), row]));
}

const readHashes = async (db: Database, relations: Relation[]) =>
  new Map((await db.query<{ name: string; hash: string }>(hashSql(relations))).map(({ name, hash }) => [name, hash]));

export async function takeSnapshot(db: Database, catalogue: Catalogue): Promise<Snapshot> {
  const relations = holders(catalogue);
  const rows: Tables = new Map();
  for (const relation of relations) rows.set(relation.name, await rowsOf(db, relation));
  return { relations, rows, hashes: await readHashes(db, relations) };
}

function compare(table: string, before: Map<string, Row>, after: Map<string, Row>): Change[] {
  const changes: Change[] = [];
  for (const [key, row] of after) {
    const was = before.get(key);
    if (!was) changes.push({ table, verb: 'insert', before: null, after: row });
    else if (JSON.stringify(was) !== JSON.stringify(row)) changes.push({ table, verb: 'update', before: was, after: row });
  }
  for (const [key, row] of before) if (!after.has(key)) changes.push({ table, verb: 'delete', before: row, after: null });
  return changes;
}

/** What differs now from the snapshot, seen by the owner of the database inside the attempt's own transaction. */
export async function changesSince(db: Database, { relations, rows, hashes }: Snapshot): Promise<Change[]> {
  const now = await readHashes(db, relations);
  const changed = relations.filter(({ name }) => now.get(name) !== hashes.get(name));
  const changes: Change[] = [];
  for (const relation of changed) changes.push(...compare(relation.name, rows.get(relation.name) ?? new Map(), await rowsOf(db, relation)));
  return changes;
}

/** Rows of the organization: those that the world was told, or where there is none, those that fill a gap. */
export function rowsOfSide(snapshot: Snapshot, table: string, side: Side): Row[] {
  const rows = [...(snapshot.rows.get(table)?.values() ?? [])].filter((row) => sideOf(ownerOf(table, row)) === side);
  const toldOf = rows.filter((row) => !textOf(row, 'id').startsWith(FILLER));
  return toldOf.length > 0 ? toldOf : rows;
}

/** The first of them; undefined where the organization has none. */
export const pick = (snapshot: Snapshot, table: string, side: Side): Row | undefined => rowsOfSide(snapshot, table, side)[0];

/** How the ids of rows begin that only fill a gap. */
export const FILLER = '0000000e';
