/**
 * Writes electron/main/remote/database.types.ts from the migrations: what the REST interface offers, in the shape that
 * supabase-js takes as its `Database` type. `--check` writes nothing and exits 1 where the file is stale.
 */
import { keepFresh } from './db/fresh-file.mjs';
import { migrated } from './db/migrated.mjs';

/**
 * @typedef {{ table: string, name: string, type: string, nullable: boolean, optional: boolean, generated: boolean }} Column
 * @typedef {{ table: string, name: string, columns: string[], one: boolean, referenced: string, referencedColumns: string[] }} Relation
 * @typedef {{ name: string, returns: string, isSet: boolean, args: { name: string, type: string, optional: boolean }[] }} Routine
 */

const columnsSql = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
    (not a.attnotnull or a.atthasdef or exists (select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
      where g.tgrelid = c.oid and not g.tgisinternal and p.prosrc ~ ('into new\\.' || a.attname || '\\M'))) as optional,
    a.attgenerated <> '' as generated
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  order by c.relname collate "C", a.attname collate "C"`;

const relationsSql = `
  select c.conrelid::regclass::text as table, c.conname as name, f.relname as referenced,
    (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k (num, n)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) as columns,
    (select array_agg(a.attname::text order by k.n) from unnest(c.confkey) with ordinality k (num, n)
      join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num) as "referencedColumns",
    exists (select from pg_constraint u where u.conrelid = c.conrelid and u.contype in ('p', 'u') and u.conkey <@ c.conkey) as one
  from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid
  where c.contype = 'f' and t.relnamespace = 'public'::regnamespace and f.relnamespace = 'public'::regnamespace
  order by t.relname collate "C", c.conname collate "C"`;

const routinesSql = `
  select p.proname as name, format_type(p.prorettype, null) as returns, p.proretset as "isSet",
    coalesce((select json_agg(json_build_object('name', p.proargnames[i], 'type', format_type(p.proargtypes[i - 1], null),
      'optional', i > p.pronargs - p.pronargdefaults) order by i) from generate_series(1, p.pronargs::int) i), '[]') as args
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute')
  order by p.proname collate "C"`;

/** @param {string} type a PostgreSQL type @returns {string} what it is in JSON */
function typescript(type) {
  if (type.endsWith('[]')) return `${typescript(type.slice(0, -2))}[]`;
  if (['integer', 'bigint', 'smallint', 'numeric', 'real', 'double precision'].includes(type)) return 'number';
  if (type === 'boolean') return 'boolean';
  if (type === 'json' || type === 'jsonb') return 'Json';
  if (type === 'void') return 'undefined';
  if (type === 'tsvector') return 'unknown';
  if (['uuid', 'text', 'character varying', 'date'].includes(type) || type.startsWith('timestamp')) return 'string';
  throw new Error(`gen-types does not know the type ${type} yet`);
}

/** @param {string[]} names */
const quoted = (names) => names.map((name) => `'${name}'`).join(', ');

/** @param {Column} column @param {'row' | 'insert' | 'update'} use */
function field(column, use) {
  if (column.generated && use !== 'row') return `          ${column.name}?: never;`;
  const mark = (use === 'insert' && column.optional) || use === 'update' ? '?' : '';
  return `          ${column.name}${mark}: ${typescript(column.type)}${column.nullable && typescript(column.type) !== 'unknown' ? ' | null' : ''};`;
}

/** @param {string} name @param {Column[]} columns @param {Relation[]} relations */
function tableType(name, columns, relations) {
  const relation = relations.map((r) => [
    '          {',
    `            foreignKeyName: '${r.name}';`,
    `            columns: [${quoted(r.columns)}];`,
    `            isOneToOne: ${r.one};`,
    `            referencedRelation: '${r.referenced}';`,
    `            referencedColumns: [${quoted(r.referencedColumns)}];`,
    '          },',
  ].join('\n'));
  return [
    `      ${name}: {`,
    '        Row: {', ...columns.map((c) => field(c, 'row')), '        };',
    '        Insert: {', ...columns.map((c) => field(c, 'insert')), '        };',
    '        Update: {', ...columns.map((c) => field(c, 'update')), '        };',
    relation.length ? `        Relationships: [\n${relation.join('\n')}\n        ];` : '        Relationships: [];',
    '      };',
  ].join('\n');
}

/** @param {Routine} routine */
function functionType({ name, args, returns, isSet }) {
  const list = args.map((arg) => `${arg.name}${arg.optional ? '?' : ''}: ${typescript(arg.type)}`).join('; ');
  return `      ${name}: { Args: ${list ? `{ ${list} }` : 'Record<PropertyKey, never>'}; Returns: ${typescript(returns)}${isSet ? '[]' : ''} };`;
}

/** The whole file, the same for the same migrations. */
async function generate() {
  const database = await migrated();
  const columns = (await database.query(columnsSql)).rows;
  const relations = (await database.query(relationsSql)).rows;
  const routines = (await database.query(routinesSql)).rows;
  await database.close();
  const tables = [...new Set(columns.map((/** @type {any} */ c) => c.table))].map((table) => tableType(
    table,
    /** @type {Column[]} */ (columns.filter((/** @type {any} */ c) => c.table === table)),
    /** @type {Relation[]} */ (relations.filter((/** @type {any} */ r) => r.table === table)),
  ));
  return [
    '// Generated from supabase/migrations by `npm run db:types`. Changes by hand are lost.',
    '',
    'export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];',
    '',
    'export type Database = {',
    '  public: {',
    '    Tables: {', ...tables, '    };',
    '    Views: Record<never, never>;',
    '    Functions: {', .../** @type {Routine[]} */ (routines).map(functionType), '    };',
    '    Enums: Record<never, never>;',
    '    CompositeTypes: Record<never, never>;',
    '  };',
    '};',
    '',
  ].join('\n');
}

keepFresh('electron/main/remote/database.types.ts', await generate());
