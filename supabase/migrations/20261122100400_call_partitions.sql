-- Partitions of calls: one a month, so that retention drops a table instead of deleting rows.

-- A partition is a table of its own and does not inherit the parent's policies. They live where nobody has rights, and the
-- function below, which alone makes them, closes each one as it is made.
create schema app_partitions;
revoke all on schema app_partitions from public;

-- Takes what belongs to no month, so that no call is ever refused for its date.
create table app_partitions.calls_default partition of public.calls default;
alter table app_partitions.calls_default enable row level security;
revoke all on app_partitions.calls_default from public, anon, authenticated, service_role;

-- Takes every lock that the making of a month needs, all of them or none: it never waits for one while it holds another, so it
-- can be part of no circle, and nobody who reads has to queue behind it while it waits. Answers whether it has them, after
-- trying for as long as it may.
create function app.lock_for_months(p_patience interval) returns boolean
language plpgsql set search_path = ''
as $$
declare
  until constant timestamptz := clock_timestamp() + p_patience;
begin
  loop
    begin
      lock table only public.calls in share update exclusive mode nowait;
      lock table public.organizations, public.assistants, public.phone_numbers, public.prompts in share row exclusive mode nowait;
      lock table app_partitions.calls_default in access exclusive mode nowait;
      return true;
    exception when lock_not_available then
      if clock_timestamp() > until then
        return false;
      end if;
    end;
    perform pg_sleep(0.02);
  end loop;
end
$$;

-- Makes the partition of a month, which is cut in UTC whatever the session's time zone; answers whether it was missing.
-- PostgreSQL refuses a month whose calls lie in the default partition, so these move first: into the new table while that is
-- no partition yet and has no triggers, and out of the default partition with its key trigger off, because a call that
-- only moves keeps its key and all that hangs off it. One transaction does all of it or nothing. It fails with 55P03 where
-- the tables are in use for longer than its patience.
create function app.make_call_partition(p_month date, p_patience interval default '1 second') returns boolean
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
  if not app.lock_for_months(p_patience) then
    raise exception 'the tables of calls are in use' using errcode = '55P03';
  end if;
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

-- Makes every monthly partition from January 2024 to the given number of months ahead that is missing; answers how many. All
-- in one transaction, for a database that nobody else uses at the time: when it is made, and when the embedded one opens.
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

-- The months that want a partition, those to be made first first, with the calls of theirs that lie in the default partition:
-- from January 2024 to 18 months from now all that are missing, and before it, back to 2020, those with so many calls that a
-- table of their own pays. A few old calls stay where they are, and so do dates to come, which may be a wrong clock: they
-- are as much calls there as anywhere.
create function app.missing_months(p_least_calls integer) returns table (month date, calls bigint)
language sql stable set search_path = '' set timezone = 'UTC'
as $$
  with waiting as (
    select date_trunc('month', d.created_at)::date as month, count(*) as calls from app_partitions.calls_default d group by 1
  ), wanted as (
    select g.month::date as month from generate_series('2024-01-01', date_trunc('month', now()) + interval '18 months', interval '1 month') g (month)
    union
    select w.month from waiting w where w.month >= '2020-01-01' and w.month < '2024-01-01' and w.calls >= p_least_calls
  )
  select m.month, coalesce(w.calls, 0) from wanted m left join waiting w on w.month = m.month
  where to_regclass('app_partitions.calls_' || to_char(m.month, 'YYYY_MM')) is null
  order by coalesce(w.calls, 0) > 0, m.month < '2024-01-01', m.month desc
$$;

-- Whether the waiting calls of a month hold more than so many bytes: moving them makes their search text anew, and that takes
-- its time by their size. It looks no further than it has to.
create function app.month_is_heavy(p_month date, p_most_bytes bigint) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  one record;
  seen bigint := 0;
begin
  for one in
    select pg_column_size(d.raw_data) + coalesce(pg_column_size(d.turns), 0) + coalesce(octet_length(d.summary), 0)
      + coalesce(octet_length(d.transcript), 0) as bytes
    from app_partitions.calls_default d
    where d.created_at >= p_month::timestamp at time zone 'UTC' and d.created_at < (p_month + interval '1 month') at time zone 'UTC'
  loop
    seen := seen + coalesce(one.bytes, 0);
    exit when seen > p_most_bytes;
  end loop;
  return seen > p_most_bytes;
end
$$;

-- One turn of the upkeep: as many of the missing months as take half a second, at most six (a transaction has room for the
-- locks of so many). Months without waiting calls come first. Everybody who reads calls waits while one is made, so a month with
-- more calls or bytes than allowed is left to a turn that may take longer. Answers {"made", "left", "large"}: how many it made,
-- how many another turn could make now, and how many are too large for such a turn. A turn that meets another one, or tables in
-- use, makes nothing.
create function app.keep_months(p_most_calls integer, p_most_bytes bigint, p_patience interval) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  begun constant timestamptz := clock_timestamp();
  -- Read to the end first: a table that is still being read cannot be altered.
  months constant date[] := array(select m.month from app.missing_months(500) m);
  calls constant bigint[] := array(select m.calls from app.missing_months(500) m);
  large integer := 0;
  made integer := 0;
  taken integer := 0;
  is_over boolean := not pg_try_advisory_xact_lock(hashtextextended('sidetone.call_partitions', 0));
begin
  for n in 1 .. cardinality(months) loop
    if calls[n] > p_most_calls or (not is_over and calls[n] > 0 and app.month_is_heavy(months[n], p_most_bytes)) then
      large := large + 1;
      continue;
    end if;
    is_over := is_over or made >= 6 or clock_timestamp() > begun + interval '500 milliseconds';
    if not is_over then
      begin
        made := made + app.make_call_partition(months[n], p_patience)::integer;
        taken := taken + 1;
      exception when lock_not_available then
        is_over := true;
      end;
    end if;
  end loop;
  return jsonb_build_object('made', made, 'left', cardinality(months) - large - taken, 'large', large);
end
$$;

-- The turn of the scheduler and of the database's owner: with large months, to which it gives longer.
create function app.repair_call_partitions(p_most_calls integer default 200000) returns jsonb
language sql security definer set search_path = ''
as $$ select app.keep_months(p_most_calls, 1e12::bigint, '20 seconds') $$;

-- The same upkeep for projects without pg_cron: the app of an admin asks for it after his sign-in, and again while something
-- is left. It does nothing for anybody else, and holds others up for no longer than about a second.
create function public.keep_call_partitions() returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '1s'
as $$
begin
  if not exists (select from app.orgs_where_role('admin')) then
    return '{"made": 0, "left": 0, "large": 0}';
  end if;
  perform app.prune_operations();
  return app.keep_months(2000, 4000000, '1 second');
end
$$;

revoke all on function public.keep_call_partitions() from public, anon;
grant execute on function public.keep_call_partitions() to authenticated;
revoke all on function app.lock_for_months(interval) from public, anon, authenticated;
revoke all on function app.make_call_partition(date, interval) from public, anon, authenticated;
revoke all on function app.ensure_call_partitions(integer) from public, anon, authenticated;
revoke all on function app.missing_months(integer) from public, anon, authenticated;
revoke all on function app.month_is_heavy(date, bigint) from public, anon, authenticated;
revoke all on function app.keep_months(integer, bigint, interval) from public, anon, authenticated;
revoke all on function app.repair_call_partitions(integer) from public, anon, authenticated;
grant execute on function app.ensure_call_partitions(integer), app.repair_call_partitions(integer) to service_role;

select app.ensure_call_partitions(18);

-- Upkeep every night where pg_cron is installed, a turn every five minutes for two hours: each is a transaction of its own, and
-- one with nothing to do costs a look. A name that is scheduled already is replaced. Elsewhere the apps of admins ask for the
-- same (the embedded workspace does when it opens), and until then the default partition takes the calls.
do $$
begin
  if exists (select from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'cron' and p.proname = 'schedule' and has_schema_privilege(n.oid, 'usage')
        and has_function_privilege(p.oid, 'execute')) then
    perform cron.schedule('sidetone call partitions', '*/5 3-4 * * *',
      'select app.repair_call_partitions(), app.prune_operations()');
  end if;
end
$$;
