-- Questions about moments: those of a call come with the call, those of an organization as a list, and a light one tells whether
-- anything on a screen has changed since it was read.

-- Everything about a call but its raw payload; null where there is no such call or it is not the caller's to see.
create or replace function public.get_call(p_organization_id uuid, p_call_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  -- Joining through the key gives the month, so that one partition is read.
  made_at timestamptz;
  answer jsonb;
begin
  select k.created_at into made_at from public.call_keys k
  where k.id = p_call_id and k.organization_id = p_organization_id
    and k.organization_id = any (array(select app.member_orgs()));
  if not found then
    return null;
  end if;
  select app.call_json(c) || jsonb_build_object(
      'assistant', (select jsonb_build_object('id', a.id, 'name', a.name) from public.assistants a
        where a.id = c.assistant_id),
      'prompt', (select jsonb_build_object('id', v.id, 'version', v.version) from public.prompts v
        where v.id = c.prompt_id),
      'phone_number', (select jsonb_build_object('id', n.id, 'phone_number', n.phone_number, 'country_code', n.country_code)
        from public.phone_numbers n where n.id = c.phone_number_id),
      'analysis', (select to_jsonb(q) - 'raw_analysis' from public.qci_analyses q where q.call_id = c.id),
      'reviewed_by_name', (select m.display_name from public.qci_analyses q join public.organization_members m
        on m.organization_id = q.organization_id and m.user_id = q.reviewed_by where q.call_id = c.id),
      'participants', (select coalesce(jsonb_agg(to_jsonb(p) - 'call_id' - 'organization_id'
        order by p.join_time, p.participant_type, p.id), '[]') from public.call_participants p where p.call_id = c.id),
      'moments', (select coalesce(jsonb_agg(app.moment_json(m) order by m.start_ms, m.created_at, m.id), '[]')
        from public.key_moments m where m.call_id = c.id and m.deleted_at is null),
      'stamp', app.call_stamp(c.id, c.created_at))
    into answer from public.calls c where c.id = p_call_id and c.created_at = made_at;
  return answer;
end
$$;

-- One short text that changes whenever anything a call screen shows does: the call, its score, its moments and what is said of them.
create function app.call_stamp(p_call_id uuid, p_created_at timestamptz) returns text
language sql stable set search_path = '' set timezone = 'UTC'
as $$
  select md5(concat_ws(' ',
    (select c.updated_at::text from public.calls c where c.id = p_call_id and c.created_at = p_created_at),
    (select q.version || ' ' || q.id from public.qci_analyses q where q.call_id = p_call_id),
    (select string_agg(m.id || '.' || m.version, ',' order by m.id) from public.key_moments m where m.call_id = p_call_id),
    (select string_agg(o.id || '.' || o.version, ',' order by o.id) from public.moment_comments o where o.call_id = p_call_id),
    (select string_agg(s.moment_id || '.' || s.user_id, ',' order by s.moment_id, s.user_id) from public.moment_shares s where s.call_id = p_call_id)))
$$;

-- The stamps of up to 200 calls; those that are not there, or not the caller's, are left out.
create function public.call_stamps(p_organization_id uuid, p_call_ids uuid[]) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'stamp', app.call_stamp(k.id, k.created_at)) order by k.id), '[]')
  from public.call_keys k
  where k.id = any (p_call_ids[1:200]) and k.organization_id = p_organization_id
    and k.organization_id = any (array(select app.member_orgs()))
$$;

-- An organization's moments, the latest first, each with its call. Filters: call_id, kinds, sources, authors (lists), shared_with_me
-- (true), q (words in label or note). The cursor is what the last page gave as "next".
create function public.list_moments(p_organization_id uuid, p_filters jsonb default '{}', p_cursor jsonb default null, p_limit integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  filters constant jsonb := case when jsonb_typeof(p_filters) = 'object' then p_filters else '{}' end;
  page constant integer := least(greatest(coalesce(p_limit, 50), 1), 200);
  words constant text := app.fold_text(left(filters ->> 'q', 200));
  after_at timestamptz;
  after_id uuid;
  answer jsonb;
begin
  perform app.require_role(p_organization_id, 'viewer');
  if exists (select from jsonb_each(filters) f where f.key not in ('call_id', 'kinds', 'sources', 'authors', 'shared_with_me', 'q')
      or (f.key in ('kinds', 'sources', 'authors') and jsonb_typeof(f.value) <> 'array')) then
    raise exception 'a filter of moments is not known' using errcode = '22023';
  end if;
  begin
    after_at := (p_cursor ->> 'value')::timestamptz;
    after_id := (p_cursor ->> 'id')::uuid;
  exception when others then
    raise exception 'that is no cursor of this list' using errcode = '22023';
  end;
  with found as materialized (
    select m.* from public.key_moments m
    where m.organization_id = p_organization_id and m.deleted_at is null
      and (after_at is null or after_id is null or (m.created_at, m.id) < (after_at, after_id))
      and (not filters ? 'call_id' or m.call_id::text = filters ->> 'call_id')
      and (not filters ? 'kinds' or filters -> 'kinds' ? m.kind)
      and (not filters ? 'sources' or filters -> 'sources' ? m.source)
      and (not filters ? 'authors' or filters -> 'authors' ? m.author::text)
      and (filters -> 'shared_with_me' is distinct from 'true' or exists (select from public.moment_shares s
        where s.moment_id = m.id and s.user_id = (select auth.uid())))
      and (words is null or position(words in app.fold_text(m.label || ' ' || coalesce(m.note, ''))) > 0)
    order by m.created_at desc, m.id desc limit page + 1
  ), shown as (
    select f.id, row_number() over (order by f.created_at desc, f.id desc) as n from found f
  )
  select jsonb_build_object(
      'rows', coalesce(jsonb_agg(app.moment_json(m) || jsonb_build_object('call', jsonb_build_object('id', c.id, 'created_at', c.created_at,
        'assistant_name', coalesce((select a.name from public.assistants a where a.id = c.assistant_id), c.assistant_name),
        'summary', left(c.summary, 300)), 'shared_by_name', (select p.display_name from public.moment_shares s
          join public.organization_members p on p.organization_id = s.organization_id and p.user_id = s.shared_by
          where s.moment_id = m.id and s.user_id = (select auth.uid()))) order by s.n) filter (where s.n <= page), '[]'),
      'next', case when count(*) > page then (select jsonb_build_object('value', f.created_at, 'id', f.id) from found f
        join shown o on o.id = f.id where o.n = page) end)
    into answer
  from shown s join public.key_moments m on m.id = s.id join public.call_keys k on k.id = m.call_id
    join public.calls c on c.id = k.id and c.created_at = k.created_at;
  return answer;
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261128100200' $$;

revoke all on function app.call_stamp(uuid, timestamptz) from public, anon, authenticated;
revoke all on function public.call_stamps(uuid, uuid[]) from public, anon;
revoke all on function public.list_moments(uuid, jsonb, jsonb, integer) from public, anon;
grant execute on function public.call_stamps(uuid, uuid[]), public.list_moments(uuid, jsonb, jsonb, integer) to authenticated;

comment on function public.call_stamps(uuid, uuid[]) is
  'One short text for each of up to 200 calls that changes whenever anything its screen shows does.';
comment on function public.list_moments(uuid, jsonb, jsonb, integer) is
  'An organization’s moments, the latest first, each with its call; filters: call_id, kinds, sources, authors, shared_with_me, q.';
