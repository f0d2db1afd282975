-- The calls behind the number of outdated scores, so that they can be scored again.

-- The calls whose score that counts was given by another rubric than the latest, the newest first, with what is known of their length:
-- [{"id", "duration_seconds", "has_transcript"}]. Without a rubric no score is outdated.
create function public.list_outdated_calls(p_organization_id uuid, p_limit integer default 10000) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  latest text;
begin
  perform app.require_role(p_organization_id, 'viewer');
  if p_limit is null or p_limit not between 1 and 10000 then
    raise exception 'limit must be between 1 and 10000' using errcode = '22023';
  end if;
  select r.version::text into latest from public.rubrics r where r.organization_id = p_organization_id order by r.version desc limit 1;
  if latest is null then
    return '[]';
  end if;
  -- The page is chosen by the keys before its calls are looked up, one by one in their months.
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'duration_seconds', c.duration_seconds,
      'has_transcript', coalesce(c.transcript, '') <> '') order by o.created_at desc, o.id), '[]')
    from (select k.id, k.created_at from public.qci_analyses q join public.call_keys k on k.id = q.call_id
      where q.organization_id = p_organization_id and q.qci_total_score is not null and q.rubric_version is distinct from latest
      order by k.created_at desc, k.id limit p_limit) o
    join public.calls c on c.id = o.id and c.created_at = o.created_at);
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261202020000' $$;

revoke all on function public.list_outdated_calls(uuid, integer) from public, anon;
grant execute on function public.list_outdated_calls(uuid, integer) to authenticated;

comment on function public.list_outdated_calls(uuid, integer) is
  'The calls whose score that counts was given by another rubric than the latest, the newest first; at most 10,000.';
