/** Rules every migration must leave the catalogue in. Each query names offenders; an empty answer is a pass. */
const ours = "n.nspname in ('public', 'app', 'app_partitions')";

export const lints: Record<string, string> = {
  'every table, partitioned or partition, has row-level security': `
    select c.oid::regclass::text as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p') and not c.relrowsecurity`,

  'every table that a client may touch has a policy for each of the four verbs': `
    select c.oid::regclass || ' ' || v.verb as offender
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, (values ('r'), ('a'), ('w'), ('d')) v (verb)
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd::text in (v.verb, '*'))`,

  'every policy that writes says what may be written': `
    select c.oid::regclass || ': ' || p.polname as offender from pg_policy p join pg_class c on c.oid = p.polrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and p.polcmd in ('a', 'w', '*') and p.polwithcheck is null`,

  'a policy asks once a statement, not once a row': `
    select c.oid::regclass || ': ' || p.polname as offender from pg_policy p join pg_class c on c.oid = p.polrelid
    join pg_namespace n on n.oid = c.relnamespace,
      lateral (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) e (expression)
    where ${ours} and e.expression <> 'false'
      and e.expression !~ '^\\(\\w+ = ANY \\(ARRAY\\( SELECT app\\.(member_orgs\\(\\)|orgs_where_role\\(''\\w+''::text\\)) AS \\w+\\)\\)\\)$'
      and e.expression !~ '^(\\(\\(subject_table <> ''call_reviews''::text\\) OR )?\\(\\w+ <> ALL \\(ARRAY\\( SELECT app\\.sealed_calls\\(\\) AS sealed_calls\\)\\)\\)\\)?$'`,

  'policies are for signed-in people only': `
    select c.oid::regclass || ': ' || p.polname as offender from pg_policy p join pg_class c on c.oid = p.polrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and p.polroles <> array['authenticated'::regrole::oid]`,

  'nothing is granted on a table to anon or to everybody, and nothing at all on partitions': `
    select c.oid::regclass || ' to ' || coalesce(a.grantee::regrole::text, '-') as offender
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
    where ${ours} and a.grantee <> c.relowner
      and (n.nspname = 'app_partitions' or a.grantee in (0, 'anon'::regrole))`,

  'no client may delete, and none may send an organization_id in an update': `
    select c.oid::regclass || '.' || coalesce(t.attname, '*') as offender
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute t on t.attrelid = c.oid and t.attnum > 0 and not t.attisdropped
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') and (has_table_privilege('authenticated', c.oid, 'delete')
      or has_table_privilege('authenticated', c.oid, 'truncate')
      or (t.attname = 'organization_id' and has_column_privilege('authenticated', c.oid, t.attnum, 'update')))`,

  'no function is executable by anon, and helpers that are not for policies by no client': `
    select p.oid::regprocedure || ' ' || r.rolname as offender
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace, pg_roles r
    where ${ours} and r.rolname in ('anon', 'authenticated') and has_function_privilege(r.oid, p.oid, 'execute')
      and (r.rolname = 'anon' or (n.nspname = 'app' and p.proname not in
        ('member_orgs', 'orgs_where_role', 'sealed_calls', 'recording_organization', 'fold_text', 'search_words', 'call_search_vector')))`,

  'every table, column and function of the interface says what it is for': `
    select c.oid::regclass || coalesce('.' || a.attname, '') as offender
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
      and (obj_description(c.oid, 'pg_class') is null or col_description(c.oid, a.attnum) is null)
    union all
    select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'public'::regnamespace and obj_description(p.oid, 'pg_proc') is null`,

  'every function has a fixed, empty search path': `
    select p.oid::regprocedure::text as offender from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ours} and not coalesce(p.proconfig, '{}') && array['search_path=""', 'search_path=']`,

  'views run with the rights of whoever asks, and nothing is materialized in the open': `
    select c.oid::regclass::text as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and (c.relkind = 'm'
      or (c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']))`,

  'every foreign key starts an index': `
    select k.conrelid::regclass || ' ' || k.conname as offender from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype = 'f' and not exists (
      select from pg_index i where i.indrelid = k.conrelid and i.indpred is null and i.indkey[0] = k.conkey[1])`,

  'every table carries the organization it belongs to': `
    select c.oid::regclass::text as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'organizations' and not exists (
      select from pg_attribute t where t.attrelid = c.oid and t.attname = 'organization_id' and t.attnotnull)`,

  'an organization_id cannot be changed': `
    select c.oid::regclass::text as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'organizations' and not exists (
      select from pg_trigger g join pg_proc p on p.oid = g.tgfoid where g.tgrelid = c.oid and not g.tgisinternal
        and g.tgenabled = 'O' and p.prosrc ~ 'new\\.organization_id' and p.prosrc ~ 'old\\.organization_id')`,
};
