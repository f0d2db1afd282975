-- Partitions of calls: one a month, so that retention drops a table instead of deleting rows.

-- A partition is a table of its own and does not inherit the parent's policies. They live where nobody has rights, and the
-- function below, which alone makes them, closes each one as it is made.
create schema app_partitions;
revoke all on schema app_partitions from public;

-- Takes what belongs to no month, so that no call is ever refused for its date.
create table app_partitions.calls_default partition of public.calls default;
alter table app_partitions.calls_default enable row level security;
revoke all on app_partitions.calls_default from public, anon, authenticated, service_role;

-- Makes the partition of a month, which is cut in UTC whatever the session's time zone; answers whether it was missing.
-- PostgreSQL refuses a month whose calls lie in the default partition, so these move first: into the new table while that is
-- no partition yet and has no triggers, and out of the default partition with its key trigger off, because a call that
-- only moves keeps its key and all that hangs off it. One transaction does all of it or nothing. The locks are taken in the
-- order in which an import takes them, so that neither waits for the other in a circle.
create function app.make_call_partition(p_month date) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  partition_name constant text := 'calls_' || to_char(p_month, 'YYYY_MM');
  starts constant timestamptz := p_month::timestamp at time zone 'UTC';
  ends constant timestamptz := (p_month + interval '1 month') at time zone 'UTC';
  columns text;
begin
  if to_regclass('app_partitions.' || partition_name) is not null then
    return false;
  end if;
  lock table public.organizations, public.assistants, public.phone_numbers, public.prompts in share row exclusive mode;
  lock table app_partitions.calls_default in access exclusive mode;
  -- Somebody else may have made it meanwhile.
  if to_regclass('app_partitions.' || partition_name) is not null then
    return false;
  end if;
  execute format('create table app_partitions.%I (like public.calls including defaults including generated'
    || ' including constraints including storage)', partition_name);
  execute format('alter table app_partitions.%I enable row level security', partition_name);
  execute format('revoke all on app_partitions.%I from public, anon, authenticated, service_role', partition_name);
  if exists (select from app_partitions.calls_default d where d.created_at >= starts and d.created_at < ends) then
    select string_agg(quote_ident(t.attname), ', ' order by t.attnum) into columns from pg_catalog.pg_attribute t
    where t.attrelid = 'public.calls'::regclass and t.attnum > 0 and not t.attisdropped and t.attgenerated = '';
    execute format('insert into app_partitions.%I (%s) select %2$s from app_partitions.calls_default d'
      || ' where d.created_at >= %3$L and d.created_at < %4$L', partition_name, columns, starts, ends);
    alter table app_partitions.calls_default disable trigger calls_keep_keys;
    delete from app_partitions.calls_default d where d.created_at >= starts and d.created_at < ends;
    alter table app_partitions.calls_default enable trigger calls_keep_keys;
  end if;
  execute format('alter table public.calls attach partition app_partitions.%I for values from (%L) to (%L)',
    partition_name, starts, ends);
  return true;
end
$$;

-- Makes every monthly partition from January 2024 to the given number of months ahead that is missing; answers how many.
create function app.ensure_call_partitions(p_months_ahead integer default 18) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  month date := '2024-01-01';
  last_month constant date := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => p_months_ahead))::date;
  made integer := 0;
begin
  if p_months_ahead is null or p_months_ahead not between 0 and 240 then
    raise exception 'months ahead must be between 0 and 240' using errcode = '22023';
  end if;
  while month <= last_month loop
    made := made + app.make_call_partition(month)::integer;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end
$$;

-- Empties the default partition of what a month of its own can hold: old calls that were imported late, and months that
-- nobody made in time. Dates to come stay there until their month is made: they may be a wrong clock. Answers how many
-- months it made.
create function app.repair_call_partitions() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  month date;
  -- Read to the end first: a table that is still being read cannot be altered.
  months constant date[] := array(
    select distinct date_trunc('month', d.created_at at time zone 'UTC')::date from app_partitions.calls_default d
    where date_trunc('month', d.created_at at time zone 'UTC') <= now() at time zone 'UTC');
  made integer := 0;
begin
  foreach month in array months loop
    made := made + app.make_call_partition(month)::integer;
  end loop;
  return made;
end
$$;

-- The same upkeep for projects without pg_cron: the app of an admin asks for it after his sign-in. Answers how many months
-- it made, and does nothing for anybody else.
create function public.keep_call_partitions() returns integer
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from app.orgs_where_role('admin')) then
    return 0;
  end if;
  return app.ensure_call_partitions() + app.repair_call_partitions();
end
$$;

revoke all on function public.keep_call_partitions() from public, anon;
grant execute on function public.keep_call_partitions() to authenticated;
revoke all on function app.make_call_partition(date) from public, anon, authenticated;
revoke all on function app.ensure_call_partitions(integer) from public, anon, authenticated;
revoke all on function app.repair_call_partitions() from public, anon, authenticated;
grant execute on function app.ensure_call_partitions(integer), app.repair_call_partitions() to service_role;

select app.ensure_call_partitions(18);

-- Upkeep every night where pg_cron is installed; a name that is scheduled already is replaced. Elsewhere the
-- apps of admins ask for the same (the embedded workspace does when it opens), and until then the default partition takes the
-- calls.
do $$
begin
  if exists (select from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'cron' and p.proname = 'schedule' and has_schema_privilege(n.oid, 'usage')
        and has_function_privilege(p.oid, 'execute')) then
    perform cron.schedule('sidetone call partitions', '23 3 * * *',
      'select app.ensure_call_partitions(), app.repair_call_partitions()');
  end if;
end
$$;
