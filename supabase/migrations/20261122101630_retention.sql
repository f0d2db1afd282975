-- Retention: the one way calls leave. It says what will go before anything goes.

-- What drop_calls_before takes: calls by month, rows of every table that hangs off a call (a table added later counts by
-- itself), entries of their histories, and the names of recordings that lie in the workspace's own storage: those the calls
-- name, and whatever lies there under their ids. Those files are for the caller to delete: storage is not reached from SQL.
create function app.calls_before(p_before date, p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  child record;
  n bigint;
  children jsonb := '{}';
  stored text[] := '{}';
begin
  if to_regclass('storage.objects') is not null then
    execute $sql$
      select coalesce(array_agg(o.name), '{}') from storage.objects o
      join public.call_keys k on k.id::text = split_part(o.name, '/', 2) and k.organization_id::text = split_part(o.name, '/', 1)
      where o.bucket_id = 'recordings' and k.created_at < $1 and k.organization_id = coalesce($2, k.organization_id)
    $sql$ into stored using p_before, p_organization_id;
  end if;
  for child in
    select c.conrelid::regclass as name, a.attname as call_column from pg_catalog.pg_constraint c
    join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.confrelid = 'public.call_keys'::regclass and c.contype = 'f'
  loop
    execute format('select count(*) from %s t join public.call_keys k on k.id = t.%I
      where k.created_at < $1 and k.organization_id = coalesce($2, k.organization_id)', child.name, child.call_column)
      into n using p_before, p_organization_id;
    children := children || jsonb_build_object(split_part(child.name::text, '.', 2), n);
  end loop;
  return (
    with going as (
      select k.id, k.organization_id, k.created_at from public.call_keys k
      where k.created_at < p_before and k.organization_id = coalesce(p_organization_id, k.organization_id)
    ), months as (
      select to_char(g.created_at, 'YYYY-MM') as month, count(*) as calls from going g group by 1
    ), recordings as (
      select distinct r.name from going g join public.calls c on c.id = g.id and c.created_at = g.created_at,
        unnest(array[c.recording_url, c.stereo_recording_url]) r (name) where r.name !~* '^https?://'
      union
      select s.name from unnest(stored) s (name)
    )
    select jsonb_build_object('before', p_before, 'calls', (select count(*) from going),
      'calls_by_month', (select coalesce(jsonb_object_agg(m.month, m.calls), '{}') from months m), 'rows', children,
      'history_entries', (select coalesce(sum(h.entries), 0) from going g join app.history_heads h
        on h.organization_id = g.organization_id and h.chain = g.id),
      'recordings', (select coalesce(jsonb_agg(r.name order by r.name), '[]') from recordings r)));
end
$$;

-- Drops every call made before a day (in UTC), of one organization or of all, with all that hangs off it; by default it only
-- reports. A month of which every call goes is emptied whole, which costs next to nothing, and stays as an empty partition:
-- a late report about that month then finds its place, and nobody who reads another month has to wait. What remains is
-- deleted row by row. Imports wait meanwhile, so that none can slip in between the report and the deed.
create function app.drop_calls_before(p_before date, p_organization_id uuid default null, p_dry_run boolean default true)
returns jsonb
language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  report jsonb;
  calls uuid[];
  owners uuid[];
  one record;
  has_going boolean;
  has_staying boolean;
  entry public.history;
begin
  if p_before is null then
    raise exception 'calls are dropped before a day' using errcode = '22023';
  end if;
  if p_dry_run then
    return app.calls_before(p_before, p_organization_id) || '{"dry_run": true}';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('sidetone.import_calls ' || o.id, 0)) from (
    select id from public.organizations where id = coalesce(p_organization_id, id) order by id) o;
  lock table public.calls in share row exclusive mode;
  report := app.calls_before(p_before, p_organization_id) || '{"dry_run": false}';
  select array_agg(k.id), array_agg(k.organization_id) into calls, owners from public.call_keys k
  where k.created_at < p_before and k.organization_id = coalesce(p_organization_id, k.organization_id);
  if calls is null then
    return report;
  end if;
  -- The rows go without entries of their own: their chains go with them.
  perform set_config('app.history_writer', 'retire', true);
  for one in
    select c.conrelid::regclass as child, a.attname as call_column from pg_catalog.pg_constraint c
    join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.confrelid = 'public.call_keys'::regclass and c.contype = 'f' and c.confdeltype = 'c'
  loop
    execute format('delete from %s t using unnest($1) c (id) where t.%I = c.id', one.child, one.call_column) using calls;
  end loop;
  delete from public.call_keys k using unnest(calls) c (id) where k.id = c.id;
  for one in select i.inhrelid::regclass as month from pg_catalog.pg_inherits i where i.inhparent = 'public.calls'::regclass loop
    execute format('select exists (select from %1$s c where c.created_at < $1
        and c.organization_id = coalesce($2, c.organization_id)), exists (select from %1$s c
        where c.created_at >= $1 or c.organization_id <> coalesce($2, c.organization_id))', one.month)
      into has_going, has_staying using p_before, p_organization_id;
    if has_going and has_staying then
      execute format('delete from %s c where c.created_at < $1 and c.organization_id = coalesce($2, c.organization_id)',
        one.month) using p_before, p_organization_id;
    elsif has_going then
      execute format('truncate %s', one.month);
    end if;
  end loop;
  perform app.retire_history(calls, owners, (select auth.uid()));
  -- What a client might still ask again within 90 days is kept for it.
  delete from app.operations o using unnest(calls) c (id)
  where o.answer ->> 'call_id' = c.id::text and o.applied_at < now() - interval '90 days';
  for one in select o.id, count(*) as calls from unnest(owners) o (id) group by o.id order by o.id loop
    entry.organization_id := one.id;
    entry.actor := (select auth.uid());
    entry.subject_table := 'calls';
    entry.subject_id := one.id;
    entry.action := 'drop_calls';
    entry.after := jsonb_build_object('before', p_before, 'calls', one.calls);
    perform app.append_history(entry);
  end loop;
  return report;
end
$$;

-- The same for an organization's own admin.
create function public.drop_calls_before(p_organization_id uuid, p_before date, p_dry_run boolean default true) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'admin');
  return app.drop_calls_before(p_before, p_organization_id, p_dry_run);
end
$$;

revoke all on function app.calls_before(date, uuid) from public, anon, authenticated;
revoke all on function app.drop_calls_before(date, uuid, boolean) from public, anon, authenticated;
revoke all on function public.drop_calls_before(uuid, date, boolean) from public, anon;
grant execute on function app.calls_before(date, uuid), app.drop_calls_before(date, uuid, boolean) to service_role;
grant execute on function public.drop_calls_before(uuid, date, boolean) to authenticated;
