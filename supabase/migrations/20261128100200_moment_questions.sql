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
    (select q.id || '.' || q.version || '.' || md5(to_jsonb(q.key_moments)::text) from public.qci_analyses q where q.call_id = p_call_id),
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
  where k.id = any (array(select i.id from unnest(p_call_ids) i (id) limit 200)) and k.organization_id = p_organization_id
    and k.organization_id = any (array(select app.member_orgs()))
$$;

-- Refuses a filter that is not known or not of its type, as the list of calls does.
create function app.check_moment_filters(p_filters jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
declare
  types constant jsonb := '{"call_id": "string", "kinds": "array", "sources": "array", "authors": "array", "shared_with_me": "boolean",
    "q": "string"}';
begin
  if jsonb_typeof(p_filters) is distinct from 'object' then
    raise exception 'filters must be a JSON object' using errcode = '22023';
  elsif exists (select from jsonb_each(p_filters) f where not types ? f.key or jsonb_typeof(f.value) not in ('null', types ->> f.key)) then
    raise exception 'a filter of moments is unknown or of another type' using errcode = '22023';
  elsif exists (select from jsonb_each(p_filters) f, jsonb_array_elements(case jsonb_typeof(f.value) when 'array' then f.value else '[]' end) e
      where jsonb_typeof(e) <> 'string') then
    raise exception 'a filter of moments lists something that is no text' using errcode = '22023';
  end if;
end
$$;

-- An organization's moments, the latest first, each with its call. Filters: call_id, kinds, sources, authors (lists), shared_with_me
-- (true), q (words in label or note); one that is absent, null or empty lets all through. The cursor is what the last page gave as
-- "next". The first statement is planned anew for each question, so that a filter that is not asked for costs nothing.
create function public.list_moments(p_organization_id uuid, p_filters jsonb default '{}', p_cursor jsonb default null, p_limit integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  place constant jsonb := nullif(p_cursor, 'null');
  words constant text := nullif(app.fold_text(left(p_filters ->> 'q', 200)), '');
  after_at timestamptz := 'infinity';
  after_id uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  of_call uuid;
  authors uuid[];
  ids uuid[];
begin
  perform app.require_role(p_organization_id, 'viewer');
  perform app.check_moment_filters(p_filters);
  if p_limit is null or p_limit not between 1 and 200 then
    raise exception 'limit must be between 1 and 200' using errcode = '22023';
  elsif place is not null and (jsonb_typeof(place -> 'value') is distinct from 'string' or jsonb_typeof(place -> 'id') is distinct from 'string') then
    raise exception 'the cursor belongs to another list' using errcode = '22023';
  end if;
  begin
    after_at := coalesce((place ->> 'value')::timestamptz, after_at);
    after_id := coalesce((place ->> 'id')::uuid, after_id);
    of_call := p_filters ->> 'call_id';
    authors := app.array_text(p_filters -> 'authors');
  exception when data_exception then
    raise exception 'a filter or the cursor holds no id or no time' using errcode = '22023';
  end;
  execute $list$
    select array(select m.id from public.key_moments m
      where m.organization_id = $1 and m.deleted_at is null and (m.created_at, m.id) < ($2, $3)
        and ($4 is null or m.call_id = $4) and ($5 is null or m.kind = any ($5)) and ($6 is null or m.source = any ($6))
        and ($7 is null or m.author = any ($7))
        and (not $8 or m.id = any (array(select s.moment_id from public.moment_shares s where s.organization_id = $1 and s.user_id = $9)))
        and ($10 is null or position($10 in m.folded) > 0)
      order by m.created_at desc, m.id desc limit $11)
    $list$ into ids using p_organization_id, after_at, after_id, of_call, app.array_text(p_filters -> 'kinds')::text[],
      app.array_text(p_filters -> 'sources')::text[], authors, coalesce((p_filters ->> 'shared_with_me')::boolean, false),
      (select auth.uid()), words, p_limit + 1;
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(app.moment_json(m) || jsonb_build_object('call', jsonb_build_object('id', c.id, 'created_at', c.created_at,
        'assistant_name', coalesce((select a.name from public.assistants a where a.id = c.assistant_id), c.assistant_name),
        'summary', left(c.summary, 300)), 'shared_by_name', (select p.display_name from public.moment_shares s
          join public.organization_members p on p.organization_id = s.organization_id and p.user_id = s.shared_by
          where s.moment_id = m.id and s.user_id = (select auth.uid()))) order by i.n), '[]')
      from unnest(ids[:p_limit]) with ordinality i (id, n) join public.key_moments m on m.id = i.id
        join public.call_keys k on k.id = m.call_id join public.calls c on c.id = k.id and c.created_at = k.created_at),
    'next', case when cardinality(ids) > p_limit then (select jsonb_build_object('value', m.created_at, 'id', m.id)
      from public.key_moments m where m.id = ids[p_limit]) end);
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261128100200' $$;

revoke all on function app.call_stamp(uuid, timestamptz) from public, anon, authenticated;
revoke all on function app.check_moment_filters(jsonb) from public, anon, authenticated;
revoke all on function public.call_stamps(uuid, uuid[]) from public, anon;
revoke all on function public.list_moments(uuid, jsonb, jsonb, integer) from public, anon;
grant execute on function public.call_stamps(uuid, uuid[]), public.list_moments(uuid, jsonb, jsonb, integer) to authenticated;

comment on function public.call_stamps(uuid, uuid[]) is
  'One short text for each of up to 200 calls that changes whenever anything its screen shows does.';
comment on function public.list_moments(uuid, jsonb, jsonb, integer) is
  'An organization’s moments, the latest first, each with its call; filters: call_id, kinds, sources, authors, shared_with_me, q.';
