import type { Database } from '../tests/harness.ts';

export interface Column {
  name: string;
  type: string;
  isRequired: boolean;
  isComputed: boolean;
  /** The longest text it takes; null where any. */
  longest: number | null;
}

export interface ForeignKey {
  name: string;
  columns: string[];
  table: string;
  refers: string[];
}

/** Anything with rows: a table, a partitioned one, a partition, a view. */
export interface Relation {
  name: string;
  schema: string;
  kind: 'r' | 'p' | 'v' | 'm' | 'f';
  columns: Column[];
  key: string[];
  uniques: string[][];
  foreignKeys: ForeignKey[];
  checks: string[];
  /** The partitioned table it is a part of, and its bounds. */
  parent: string | null;
  bounds: string | null;
  /** How it is closed: partitions that are closed alike are attacked alike. */
  closed: string;
  /** Whether signed-in people hold the right to read it. */
  isReadable: boolean;
}

export interface Parameter {
  name: string;
  type: string;
  hasDefault: boolean;
  /** The relation whose row it is, where it is one. */
  row: string | null;
}

export interface Routine {
  name: string;
  schema: string;
  bare: string;
  parameters: Parameter[];
  returns: string;
  source: string;
  isTrigger: boolean;
  /** Whether it runs with the rights of its owner. */
  isDefiner: boolean;
  isGranted: boolean;
}

export interface Catalogue {
  relations: Relation[];
  sequences: string[];
  routines: Routine[];
}

/** Schemas of the platform: their functions are not ours, their tables are attacked all the same. */
export const PLATFORM = ['auth', 'storage', 'extensions', 'realtime', 'vault', 'cron', 'graphql', 'graphql_public', 'net', 'supabase_migrations', 'supabase_functions'];

// The schema of the attack's own function is no part of what is attacked.
const foreign = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'attack')`;

const relationsSql = `
  select format('%I.%I', n.nspname, c.relname) as name, n.nspname as schema, c.relkind as kind,
    coalesce((select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
        'isRequired', a.attnotnull and not a.atthasdef and a.attidentity = '', 'isComputed', a.attgenerated <> '' or a.attidentity = 'a',
        'longest', case when a.atttypid in (1042, 1043) and a.atttypmod > 4 then a.atttypmod - 4 end) order by a.attnum)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns,
    coalesce((select jsonb_agg(a.attname order by k.n) from pg_index i, unnest(i.indkey) with ordinality k (num, n)
      join pg_attribute a on a.attnum = k.num where i.indrelid = c.oid and a.attrelid = c.oid and i.indisprimary), '[]') as key,
    coalesce((select jsonb_agg(u.columns) from (select i.indexrelid, jsonb_agg(a.attname order by k.n) as columns from pg_index i,
        unnest(i.indkey) with ordinality k (num, n) join pg_attribute a on a.attnum = k.num
      where i.indrelid = c.oid and a.attrelid = c.oid and i.indisunique and i.indpred is null group by 1) u), '[]') as uniques,
    coalesce((select jsonb_agg(jsonb_build_object('name', x.conname, 'table', format('%I.%I', fn.nspname, f.relname),
        'columns', (select jsonb_agg(a.attname order by k.n) from unnest(x.conkey) with ordinality k (num, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num),
        'refers', (select jsonb_agg(a.attname order by k.n) from unnest(x.confkey) with ordinality k (num, n)
          join pg_attribute a on a.attrelid = x.confrelid and a.attnum = k.num)))
      from pg_constraint x join pg_class f on f.oid = x.confrelid join pg_namespace fn on fn.oid = f.relnamespace
      where x.conrelid = c.oid and x.contype = 'f'), '[]') as "foreignKeys",
    coalesce((select jsonb_agg(pg_get_constraintdef(x.oid)) from pg_constraint x where x.conrelid = c.oid and x.contype = 'c'), '[]') as checks,
    (select format('%I.%I', pn.nspname, p.relname) from pg_inherits i join pg_class p on p.oid = i.inhparent
      join pg_namespace pn on pn.oid = p.relnamespace where i.inhrelid = c.oid and c.relispartition) as parent,
    case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as bounds,
    jsonb_build_array(c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.relowner,
      (select jsonb_agg(a.attacl order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attacl is not null),
      (select jsonb_agg(jsonb_build_array(y.polcmd, y.polroles, pg_get_expr(y.polqual, y.polrelid), pg_get_expr(y.polwithcheck, y.polrelid)))
        from pg_policy y where y.polrelid = c.oid))::text as closed,
    has_schema_privilege('authenticated', n.oid, 'usage') and has_table_privilege('authenticated', c.oid, 'select') as "isReadable"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${foreign} and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`;

const routinesSql = `
  select format('%I.%I', n.nspname, p.proname) as name, n.nspname as schema, p.proname as bare, p.prosrc as source,
    format_type(p.prorettype, null) as returns, p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype) as "isTrigger", p.prosecdef as "isDefiner",
    has_schema_privilege('authenticated', n.oid, 'usage') and has_function_privilege('authenticated', p.oid, 'execute') as "isGranted",
    coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(p.proargnames[a.n], ''), 'type', format_type(a.type, null),
        'hasDefault', a.n > p.pronargs - p.pronargdefaults,
        'row', (select format('%I.%I', rn.nspname, r.relname) from pg_type t join pg_class r on r.oid = t.typrelid
          join pg_namespace rn on rn.oid = r.relnamespace where t.oid = a.type)) order by a.n)
      from unnest(p.proargtypes) with ordinality a (type, n)), '[]') as parameters
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where ${foreign} and n.nspname not in (${PLATFORM.map((s) => `'${s}'`).join(', ')}) and p.prokind in ('f', 'p')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1, p.oid`;

/** Everything that can be attacked, as the database itself tells it. */
export async function readCatalogue(db: Database): Promise<Catalogue> {
  const relations = (await db.query(relationsSql)) as unknown as Relation[];
  const routines = (await db.query(routinesSql)) as unknown as Routine[];
  const sequences = await db.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${foreign} and c.relkind = 'S' order by 1`);
  return { relations, routines, sequences: sequences.map(({ name }) => name) };
}

/** Tables that hold rows of their own: partitions are seen through their parent. */
export const holders = ({ relations }: Catalogue): Relation[] => relations.filter(({ kind, parent }) => (kind === 'r' || kind === 'p') && parent === null);
