-- Partitions of calls: one a month, so that retention drops a table instead of deleting rows.

-- A partition is a table of its own and does not inherit the parent's policies. They live where nobody has rights, and the
-- function below, which alone makes them, closes each one as it is made.
create schema app_partitions;
revoke all on schema app_partitions from public;

-- Makes every monthly partition from January 2024 to the given number of months ahead that is missing; answers how many.
-- Months are cut in UTC whatever the session's time zone.
create function app.ensure_call_partitions(p_months_ahead integer default 18) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  month date := '2024-01-01';
  last_month constant date := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => p_months_ahead))::date;
  partition_name text;
  made integer := 0;
begin
  while month <= last_month loop
    partition_name := 'calls_' || to_char(month, 'YYYY_MM');
    if to_regclass('app_partitions.' || partition_name) is null then
      execute format('create table app_partitions.%I partition of public.calls for values from (%L) to (%L)',
        partition_name, month || ' 00:00:00+00', (month + interval '1 month')::date || ' 00:00:00+00');
      execute format('alter table app_partitions.%I enable row level security', partition_name);
      execute format('revoke all on app_partitions.%I from public, anon, authenticated, service_role', partition_name);
      made := made + 1;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end
$$;
revoke all on function app.ensure_call_partitions(integer) from public, anon, authenticated;
grant execute on function app.ensure_call_partitions(integer) to service_role;

-- Takes what belongs to no month, so that no call is ever refused for its date.
create table app_partitions.calls_default partition of public.calls default;
alter table app_partitions.calls_default enable row level security;
revoke all on app_partitions.calls_default from public, anon, authenticated, service_role;

select app.ensure_call_partitions(18);
