/** Writes docs/schema.md from the catalogue that the migrations leave. `--check` writes nothing and exits 1 where it is stale. */
import { keepFresh } from './db/fresh-file.mjs';
import { migrated } from './db/migrated.mjs';

/**
 * @typedef {{ name: string, comment: string | null, partitioned: string | null }} Table
 * @typedef {{ table: string, name: string, type: string, nullable: boolean, value: string | null, generated: boolean, comment: string | null }} Column
 * @typedef {{ table: string, name: string, verb: string, using: string | null, check: string | null }} Policy
 * @typedef {{ table: string, kind: string, definition: string }} Constraint
 * @typedef {{ from: string, to: string, one: boolean, column: string }} Tie
 * @typedef {{ table: string, verb: string, columns: string | null }} Grant
 * @typedef {{ name: string, signature: string, returns: string, comment: string | null }} Routine
 */

const tablesSql = `
  select c.relname as name, obj_description(c.oid, 'pg_class') as comment,
    case c.relkind when 'p' then pg_get_partkeydef(c.oid) end as partitioned
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname collate "C"`;

const columnsSql = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
    pg_get_expr(d.adbin, d.adrelid) as value, a.attgenerated <> '' as generated, col_description(c.oid, a.attnum) as comment
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname collate "C", a.attnum`;

const policiesSql = `
  select tablename as table, policyname as name, lower(cmd) as verb, qual as using, with_check as check
  from pg_policies where schemaname in ('public', 'storage')
  order by schemaname, tablename collate "C", array_position('{SELECT,INSERT,UPDATE,DELETE,ALL}'::text[], cmd), policyname collate "C"`;

const constraintsSql = `
  select c.relname as table, k.contype as kind, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and k.contype in ('p', 'u', 'f', 'c')
  order by c.relname collate "C", array_position('{p,u,f,c}'::"char"[], k.contype), k.conname collate "C"`;

const tiesSql = `
  select f.relname as from, c.relname as to, exists (select from pg_constraint u where u.conrelid = c.oid
      and u.contype in ('p', 'u') and u.conkey <@ k.conkey) as one,
    (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = k.conkey[1]) as column
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
  where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and f.relnamespace = 'public'::regnamespace and k.conparentid = 0
  order by f.relname collate "C", c.relname collate "C", k.conname collate "C"`;

const grantsSql = `
  select c.relname as table, v.verb, case when has_table_privilege('authenticated', c.oid, v.verb) then null else
      (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege('authenticated', c.oid, a.attnum, v.verb)) end as columns
  from pg_class c, unnest('{select,insert,update}'::text[]) v (verb)
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_any_column_privilege('authenticated', c.oid, v.verb)
  order by c.relname collate "C", array_position('{select,insert,update}'::text[], v.verb)`;

const routinesSql = `
  select p.proname as name, pg_get_function_arguments(p.oid) as signature, pg_get_function_result(p.oid) as returns,
    obj_description(p.oid, 'pg_proc') as comment
  from pg_proc p where p.pronamespace = 'public'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute')
  order by p.proname collate "C"`;

/** @param {string | null} text as one cell of a table */
const cell = (text) => (text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|');
/** @param {string | null} sql */
const code = (sql) => (sql === null ? '' : `\`${cell(sql)}\``);
const KINDS = { p: 'primary key', u: 'unique', f: 'reference', c: 'check' };
/** The defaults that a reader wants to know, without casts and schemas. @param {Column} column */
const valueOf = ({ value, generated }) => (generated ? 'generated' : code(value?.replace(/::[\w ]+/g, '') ?? null));

/** @param {Table} table @param {Column[]} columns @param {Policy[]} policies @param {Constraint[]} constraints @param {Grant[]} grants */
function section(table, columns, policies, constraints, grants) {
  return [
    `## ${table.name}`, '',
    table.comment ?? '', '',
    ...(table.partitioned ? [`Partitioned by \`${table.partitioned}\`.`, ''] : []),
    '| column | type | null | default | what it is |', '|---|---|---|---|---|',
    ...columns.map((column) => `| \`${column.name}\` | ${column.type} | ${column.nullable ? 'yes' : 'no'} | ${valueOf(column)} | ${cell(column.comment)} |`), '',
    ...constraints.map(({ kind, definition }) => `- ${KINDS[/** @type {keyof typeof KINDS} */ (kind)]}: ${code(definition.replace(/^(PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK) /, ''))}`), '',
    `Signed-in people may, where a policy lets them: ${grants.map(({ verb, columns: only }) => verb + (only === null ? '' : ` (${only})`)).join('; ') || 'nothing directly'}.`, '',
    ...policyTable(policies),
  ];
}

/** @param {Policy[]} policies */
function policyTable(policies) {
  if (policies.length === 0) return [];
  return ['| policy | for | which rows | what may be written |', '|---|---|---|---|',
    ...policies.map(({ name, verb, using, check }) => `| ${cell(name)} | ${verb} | ${code(using)} | ${code(check)} |`), ''];
}

/** @param {Tie[]} ties */
function diagram(ties) {
  return ['```mermaid', 'erDiagram',
    // No foreign key can say it: the calls are partitioned, and a trigger keeps the two together.
    '  call_keys ||--|| calls : "id and created_at"',
    ...ties.map(({ from, to, one, column }) => `  ${from} ||--${one ? 'o|' : 'o{'} ${to} : ${column}`), '```', ''];
}

const database = await migrated();
/** @template T @param {string} sql @returns {Promise<T[]>} */
const ask = async (sql) => /** @type {T[]} */ ((await database.query(sql)).rows);
/** @type {Table[]} */ const tables = await ask(tablesSql);
/** @type {Column[]} */ const columns = await ask(columnsSql);
/** @type {Policy[]} */ const policies = await ask(policiesSql);
/** @type {Constraint[]} */ const constraints = await ask(constraintsSql);
/** @type {Tie[]} */ const ties = await ask(tiesSql);
/** @type {Grant[]} */ const grants = await ask(grantsSql);
/** @type {Routine[]} */ const routines = await ask(routinesSql);
await database.close();

/** @template {{ table: string }} T @param {T[]} all @param {string} name */
const of = (all, name) => all.filter(({ table }) => table === name);
keepFresh('docs/schema.md', [
  '# The schema', '',
  'Made from the migrations by `npm run db:types`. Changes by hand are lost.', '',
  ...diagram(ties),
  ...tables.flatMap((table) => section(table, of(columns, table.name), of(policies, table.name), of(constraints, table.name), of(grants, table.name))),
  '## Storage: the bucket `recordings`', '',
  'Private; a recording is named `<organization>/<call>/<file>`. Only hosted workspaces keep recordings here.', '',
  ...policyTable(of(policies, 'objects')),
  '## Functions of the interface', '',
  ...routines.flatMap(({ name, signature, returns, comment }) => [`### ${name}`, '', comment ?? '', '', `\`(${cell(signature)}) → ${returns}\``, '']),
].join('\n'));
