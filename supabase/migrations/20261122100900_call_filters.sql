-- Filters of the call list: a JSON object checked key by key, and the conditions it stands for. Values enter the SQL text
-- only as quoted literals.

-- Refuses what it does not know: a misspelt filter that is ignored shows rows nobody asked for.
create function app.check_call_filters(p_filters jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
declare
  kinds constant jsonb := '{"from": "string", "to": "string", "q": "string",
    "assistant_ids": "array", "phone_number_ids": "array", "call_types": "array", "statuses": "array",
    "outcome_buckets": "array", "bands": "array",
    "score_min": "number", "score_max": "number", "duration_min": "number", "duration_max": "number",
    "has_transcript": "boolean", "has_recording": "boolean", "has_analysis": "boolean", "reviewed": "boolean"}';
  filter record;
begin
  if p_filters is null or jsonb_typeof(p_filters) <> 'object' then
    raise exception 'filters must be a JSON object' using errcode = '22023';
  end if;
  for filter in select * from jsonb_each(p_filters) loop
    if not kinds ? filter.key then
      raise exception 'unknown filter "%"', left(filter.key, 60) using errcode = '22023';
    end if;
    if jsonb_typeof(filter.value) not in ('null', kinds ->> filter.key) then
      raise exception 'filter "%" must be of type %', filter.key, kinds ->> filter.key using errcode = '22023';
    end if;
  end loop;
end
$$;

-- A condition where there is a value for it, else nothing.
create function app.sql_if(p_template text, p_value text) returns text
language sql immutable set search_path = ''
as $$ select case when p_value is null then '' else format(p_template, p_value) end $$;

-- A JSON list as the text of an array; null for an absent or empty one, which filters nothing.
create function app.array_text(p_list jsonb) returns text
language sql immutable set search_path = ''
as $$
  select array_agg(e.value)::text
  from jsonb_array_elements_text(case when jsonb_typeof(p_list) = 'array' then p_list else '[]' end) e
$$;

-- The conditions of every filter but the search, on calls `c` and their analyses `q`. The period is [from, to).
create function app.call_conditions(p_filters jsonb) returns text
language sql immutable set search_path = ''
as $$
  select app.sql_if(' and c.created_at >= %L::timestamptz', p_filters ->> 'from')
    || app.sql_if(' and c.created_at < %L::timestamptz', p_filters ->> 'to')
    || app.sql_if(' and c.assistant_id = any (%L::uuid[])', app.array_text(p_filters -> 'assistant_ids'))
    || app.sql_if(' and c.phone_number_id = any (%L::uuid[])', app.array_text(p_filters -> 'phone_number_ids'))
    || app.sql_if(' and c.call_type = any (%L::text[])', app.array_text(p_filters -> 'call_types'))
    || app.sql_if(' and c.status = any (%L::text[])', app.array_text(p_filters -> 'statuses'))
    || app.sql_if(' and c.outcome_bucket = any (%L::text[])', app.array_text(p_filters -> 'outcome_buckets'))
    || app.sql_if(' and coalesce(q.status, ''none'') = any (%L::text[])', app.array_text(p_filters -> 'bands'))
    || app.sql_if(' and q.qci_total_score >= %L::numeric', p_filters ->> 'score_min')
    || app.sql_if(' and q.qci_total_score <= %L::numeric', p_filters ->> 'score_max')
    || app.sql_if(' and c.duration_seconds >= %L::numeric', p_filters ->> 'duration_min')
    || app.sql_if(' and c.duration_seconds <= %L::numeric', p_filters ->> 'duration_max')
    || app.sql_if(' and (coalesce(c.transcript, '''') <> '''') = %L::boolean', p_filters ->> 'has_transcript')
    || app.sql_if(' and (c.recording_state = ''remote'') = %L::boolean', p_filters ->> 'has_recording')
    || app.sql_if(' and (q.call_id is not null) = %L::boolean', p_filters ->> 'has_analysis')
    || app.sql_if(' and (q.reviewed_at is not null) = %L::boolean', p_filters ->> 'reviewed')
$$;

-- The calls that pass the filters, as the FROM and WHERE of a statement. The organization's first and last date stand in it
-- as literals, so that the planner leaves out every month it has no calls in.
-- A search first looks for at most 500 hits. Fewer are all there are: the statement names them (`is_narrow`), found through
-- the text index. More is a common word, which a walk by date meets soon; its text index would have to be read whole.
create function app.call_source(p_organization_id uuid, p_filters jsonb, out source text, out is_narrow boolean)
language plpgsql stable set search_path = ''
as $$
declare
  many constant integer := 500;
  scope text;
  query tsquery;
  ids uuid[];
  dates timestamptz[];
begin
  perform app.check_call_filters(p_filters);
  select format(' where c.organization_id = %L and c.created_at between %L and %L',
      p_organization_id, min(k.created_at), max(k.created_at))
    into scope from public.call_keys k where k.organization_id = p_organization_id;
  source := ' from public.calls c left join public.qci_analyses q on q.call_id = c.id' || scope
    || app.call_conditions(p_filters);
  query := app.call_query(p_filters ->> 'q');
  is_narrow := false;
  if query is null then
    return;
  elsif numnode(query) = 0 then
    source := source || ' and false';
    is_narrow := true;
    return;
  end if;
  execute format('select array_agg(h.id), array_agg(h.created_at) from (select c.id, c.created_at from public.calls c'
    || '%s and c.search @@ %L::tsquery limit %s) h', scope, query, many + 1) into ids, dates;
  is_narrow := coalesce(cardinality(ids), 0) <= many;
  source := source || case when is_narrow
    then format(' and (c.id, c.created_at) in (select * from unnest(%L::uuid[], %L::timestamptz[]))', ids, dates)
    else format(' and c.search @@ %L::tsquery', query) end;
end
$$;

revoke all on function app.check_call_filters(jsonb) from public, anon, authenticated;
revoke all on function app.sql_if(text, text) from public, anon, authenticated;
revoke all on function app.array_text(jsonb) from public, anon, authenticated;
revoke all on function app.call_conditions(jsonb) from public, anon, authenticated;
revoke all on function app.call_source(uuid, jsonb) from public, anon, authenticated;
