-- Each moment of a list says whether the person reviewed its call: who is blind to the judge until then reads nothing that it marked there.

-- An organization's moments, the latest first, each with its call. Filters: call_id, kinds, sources, authors (lists), shared_with_me
-- (true), q (words in label or note); one that is absent, null or empty lets all through. The cursor is what the last page gave as
-- "next". The first statement is planned anew for each question, so that a filter that is not asked for costs nothing.
create or replace function public.list_moments(p_organization_id uuid, p_filters jsonb default '{}', p_cursor jsonb default null, p_limit integer default 50)
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
        'summary', left(c.summary, 300), 'reviewed_by_me', exists (select from public.call_reviews r
          where r.call_id = c.id and r.reviewer_id = (select auth.uid()))), 'shared_by_name', (select p.display_name from public.moment_shares s
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
as $$ select '20261204000000' $$;
