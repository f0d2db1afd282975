-- The call list: one request brings a page with everything its rows show. These functions run with their owner's rights, so
-- that search can use its index, and ask for membership themselves.

-- A page by date. It walks windows that begin with the nearest calls of the organization and widen eightfold while rows are
-- missing, so that a page touches one or two months and not every partition. The windows are measured on call_keys.
create function app.walk_calls(p_organization_id uuid, p_source text, p_filters jsonb, p_direction text, p_cursor jsonb,
  p_limit integer)
returns table (id uuid, created_at timestamptz, sort_value text)
language plpgsql stable set search_path = ''
as $$
declare
  is_down constant boolean := p_direction = 'desc';
  near_op constant text := case when is_down then '<=' else '>=' end;
  past_op constant text := case when is_down then '>' else '<' end;
  start_text constant text := case when is_down then 'infinity' else '-infinity' end;
  near timestamptz := coalesce(p_cursor ->> 'value', p_filters ->> (case when is_down then 'to' else 'from' end), start_text);
  -- Where the asked period ends: no window need begin beyond it.
  last constant timestamptz := p_filters ->> (case when is_down then 'from' else 'to' end);
  far timestamptz;
  step integer := greatest(p_limit * 4, 200);
  missing integer := p_limit;
  got integer;
begin
  loop
    execute format('select k.created_at from public.call_keys k where k.organization_id = %L and k.created_at %s %L'
      || ' order by k.created_at %s offset %s limit 1', p_organization_id, near_op, near, p_direction, step) into far;
    return query execute format('select c.id, c.created_at, c.created_at::text %s and c.created_at %s %L %s %s'
      || ' order by c.created_at %s, c.id %s limit %s', p_source, near_op, near,
      app.sql_if(' and c.created_at ' || past_op || ' %L', far::text),
      case when p_cursor is null then '' else format(' and (c.created_at, c.id) %s (%L::timestamptz, %L::uuid)',
        left(near_op, 1), p_cursor ->> 'value', p_cursor ->> 'id') end,
      p_direction, p_direction, missing);
    get diagnostics got = row_count;
    missing := missing - got;
    exit when missing <= 0 or far is null or case when is_down then far < last else far >= last end;
    near := far;
    step := least(step::bigint * 8, 100000000);
  end loop;
end
$$;

-- A page by any column, or of few rows. Rows without a value come last in both directions, so the place of the cursor
-- differs for a value and for none. Among equals the newest come first: of two calls with one score, today's matters more.
create function app.sort_calls(p_source text, p_sort text, p_direction text, p_cursor jsonb, p_limit integer)
returns table (id uuid, created_at timestamptz, sort_value text)
language plpgsql stable set search_path = ''
as $$
declare
  past constant text := case when p_direction = 'desc' then '<' else '>' end;
  by_date constant boolean := p_sort = 'created_at';
  field constant text := case when p_sort = 'qci_total_score' then 'q.' else 'c.' end || quote_ident(p_sort);
  among_equals constant text := format('(c.created_at, c.id) %s (%L::timestamptz, %L::uuid)',
    case when by_date then past else '<' end, p_cursor ->> case when by_date then 'value' else 'created_at' end,
    p_cursor ->> 'id');
  ordering constant text := case when by_date then format('c.created_at %1$s, c.id %1$s', p_direction)
    else format('%s %s nulls last, c.created_at desc, c.id desc', field, p_direction) end;
  after text := '';
begin
  if p_cursor is not null and by_date then
    after := ' and ' || among_equals;
  elsif p_cursor ->> 'value' is not null then
    after := format(' and (%1$s %2$s %3$L::numeric or (%1$s = %3$L::numeric and %4$s) or %1$s is null)',
      field, past, p_cursor ->> 'value', among_equals);
  elsif p_cursor is not null then
    after := format(' and %s is null and %s', field, among_equals);
  end if;
  return query execute format('select c.id, c.created_at, %s::text %s%s order by %s limit %s',
    field, p_source, after, ordering, p_limit);
end
$$;

-- A page by rank: the calls that say most of what was asked for first, the newest among equals. Ranked are the newest 500
-- calls found, because to rank every call that holds a common word would read them all.
create function app.rank_calls(p_organization_id uuid, p_source text, p_is_narrow boolean, p_filters jsonb, p_cursor jsonb,
  p_limit integer)
returns table (id uuid, created_at timestamptz, sort_value text)
language plpgsql stable set search_path = ''
as $$
declare
  many constant integer := 500;
  source text := p_source;
begin
  if not p_is_narrow then
    select format(' from public.calls c where (c.id, c.created_at) in (select * from unnest(%L::uuid[], %L::timestamptz[]))',
        array_agg(w.id), array_agg(w.created_at)) into source
      from app.walk_calls(p_organization_id, p_source, p_filters, 'desc', null, many) w;
  end if;
  return query execute format('select r.id, r.created_at, r.rank::text from (select c.id, c.created_at,'
    || ' round(ts_rank_cd(c.search, %L::tsquery, 1)::numeric, 8) as rank%s) r%s'
    || ' order by r.rank desc, r.created_at desc, r.id desc limit %s', app.call_query(p_filters ->> 'q'), source,
    case when p_cursor is null then '' else format(' where (r.rank, r.created_at, r.id) < (%L::numeric, %L::timestamptz, %L::uuid)',
      p_cursor ->> 'value', p_cursor ->> 'created_at', p_cursor ->> 'id') end, p_limit);
end
$$;

-- What a row of the list shows, for the given calls in the given order.
create function app.call_rows(p_ids uuid[], p_dates timestamptz[], p_query text) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  list jsonb;
begin
  -- Executed, so that each page is planned with its own dates and the months it has nothing in are left out.
  execute $sql$
    select jsonb_agg(to_jsonb(r) - 'place' order by r.place) from (
      select p.place, c.id, c.created_at, c.started_at, c.call_type, c.status, c.ended_reason, c.outcome_bucket,
        c.assistant_id, coalesce(a.name, c.assistant_name) as assistant_name, c.phone_number_id, c.customer_number,
        left(c.summary, 300) as summary, c.duration_seconds, c.cost, c.recording_state,
        coalesce(c.transcript, '') <> '' as has_transcript, v.version as prompt_version,
        q.qci_total_score, q.dynamics_score, q.objections_score, q.brand_score, q.outcome_score,
        q.status as qci_status, q.evidence -> 'outcomes' ->> 'tier' as outcome_tier,
        q.reviewed_by, m.display_name as reviewed_by_name, q.reviewed_at,
        w.match ->> 'snippet' as snippet, (w.match -> 'turn')::integer as match_turn,
        (w.match ->> 'start_ms')::numeric as match_start_ms
      from unnest($1, $2) with ordinality p (id, created_at, place)
      join public.calls c on c.id = p.id and c.created_at = p.created_at and c.created_at between $4 and $5
      left join public.assistants a on a.id = c.assistant_id
      left join public.prompts v on v.id = c.prompt_id
      left join public.qci_analyses q on q.call_id = c.id
      left join public.organization_members m on m.organization_id = c.organization_id and m.user_id = q.reviewed_by
      left join lateral (
        select app.call_match(c.summary, c.transcript, c.turns, $3, $6) as match where $3 is not null offset 0
      ) w on true
    ) r
  $sql$ into list using p_ids, p_dates, p_query,
    (select min(d) from unnest(p_dates) d), (select max(d) from unnest(p_dates) d),
    -- A page's share of folding for each of its rows: the longer the page, the less of a long call is looked through.
    800000 / greatest(cardinality(p_ids), 1);
  return coalesce(list, '[]');
end
$$;

-- The page that was asked for must make sense: a cursor belongs to the sorting it came from.
create function app.check_call_page(p_sort text, p_direction text, p_query tsquery, p_cursor jsonb, p_limit integer) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(p_sort, '') not in ('created_at', 'duration_seconds', 'qci_total_score', 'cost', 'rank') then
    raise exception 'unknown sorting "%"', left(p_sort, 60) using errcode = '22023';
  elsif coalesce(p_direction, '') not in ('asc', 'desc') then
    raise exception 'direction must be asc or desc' using errcode = '22023';
  elsif p_sort = 'rank' and (p_direction <> 'desc' or p_query is null) then
    raise exception 'rank sorts what words were searched for, the best first' using errcode = '22023';
  elsif p_limit is null or p_limit not between 1 and 200 then
    raise exception 'limit must be between 1 and 200' using errcode = '22023';
  elsif p_cursor is not null and (jsonb_typeof(p_cursor) <> 'object' or p_cursor ->> 'sort' is distinct from p_sort
      or p_cursor ->> 'direction' is distinct from p_direction or p_cursor ->> 'id' is null
      or p_cursor ->> case when p_sort = 'created_at' then 'value' else 'created_at' end is null
      or (p_sort = 'rank' and p_cursor ->> 'value' is null)) then
    raise exception 'the cursor belongs to another list' using errcode = '22023';
  end if;
end
$$;

-- A page of calls: {"rows": [...], "next": cursor or null}. The cursor is handed back as it came.
create function public.list_calls(p_organization_id uuid, p_filters jsonb default '{}', p_sort text default 'created_at',
  p_direction text default 'desc', p_cursor jsonb default null, p_limit integer default 50) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  place constant jsonb := nullif(p_cursor, 'null');
  calls record;
  ids uuid[];
  dates timestamptz[];
  sort_values text[];
begin
  perform app.require_role(p_organization_id, 'viewer');
  perform app.check_call_page(p_sort, p_direction, app.call_query(p_filters ->> 'q'), place, p_limit);
  calls := app.call_source(p_organization_id, p_filters);
  if p_sort = 'rank' then
    select array_agg(r.id order by r.n), array_agg(r.created_at order by r.n), array_agg(r.sort_value order by r.n)
      into ids, dates, sort_values
      from app.rank_calls(p_organization_id, calls.source, calls.is_narrow, p_filters, place, p_limit + 1)
        with ordinality r (id, created_at, sort_value, n);
  elsif p_sort = 'created_at' and not calls.is_narrow then
    select array_agg(w.id order by w.n), array_agg(w.created_at order by w.n), array_agg(w.sort_value order by w.n)
      into ids, dates, sort_values
      from app.walk_calls(p_organization_id, calls.source, p_filters, p_direction, place, p_limit + 1)
        with ordinality w (id, created_at, sort_value, n);
  else
    select array_agg(s.id order by s.n), array_agg(s.created_at order by s.n), array_agg(s.sort_value order by s.n)
      into ids, dates, sort_values
      from app.sort_calls(calls.source, p_sort, p_direction, place, p_limit + 1)
        with ordinality s (id, created_at, sort_value, n);
  end if;
  return jsonb_build_object(
    'rows', app.call_rows(ids[:p_limit], dates[:p_limit], case when app.call_query(p_filters ->> 'q') is not null
      then p_filters ->> 'q' end),
    'next', case when cardinality(ids) > p_limit then jsonb_build_object('sort', p_sort, 'direction', p_direction,
      'value', sort_values[p_limit], 'created_at', dates[p_limit], 'id', ids[p_limit]) end);
end
$$;

-- How many calls pass the filters, counted no further than the cap: {"count": n, "capped": bool}.
create function public.count_calls(p_organization_id uuid, p_filters jsonb default '{}', p_cap integer default 1000)
returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  total bigint;
begin
  perform app.require_role(p_organization_id, 'viewer');
  if p_cap is null or p_cap not between 1 and 100000 then
    raise exception 'cap must be between 1 and 100000' using errcode = '22023';
  end if;
  execute format('select count(*) from (select 1 %s limit %s) found',
    (app.call_source(p_organization_id, p_filters)).source, p_cap + 1) into total;
  return jsonb_build_object('count', least(total, p_cap), 'capped', total > p_cap);
end
$$;

revoke all on function app.walk_calls(uuid, text, jsonb, text, jsonb, integer) from public, anon, authenticated;
revoke all on function app.sort_calls(text, text, text, jsonb, integer) from public, anon, authenticated;
revoke all on function app.call_rows(uuid[], timestamptz[], text) from public, anon, authenticated;
revoke all on function app.rank_calls(uuid, text, boolean, jsonb, jsonb, integer) from public, anon, authenticated;
revoke all on function app.check_call_page(text, text, tsquery, jsonb, integer) from public, anon, authenticated;
revoke all on function public.list_calls(uuid, jsonb, text, text, jsonb, integer) from public, anon;
revoke all on function public.count_calls(uuid, jsonb, integer) from public, anon;
grant execute on function public.list_calls(uuid, jsonb, text, text, jsonb, integer) to authenticated;
grant execute on function public.count_calls(uuid, jsonb, integer) to authenticated;
