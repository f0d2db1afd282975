-- Import, its merge: what reports about one call make together. The rules stand in docs/ARCHITECTURE.md, and core/import
-- follows the same: field by field the value that says more wins, then the one whose report has the greater stamp. So any
-- number of reports, in any order, ends in the same row.

-- How much a value says, whatever its date: a call that has ended, a cost that is known, a stronger claim about the
-- recording, turns with times and a payload with words outlive any later report without them.
create function app.value_weight(p_field text, p_value jsonb) returns integer
language sql immutable parallel safe set search_path = ''
as $$
  select case p_field
    when 'status' then (p_value = '"ended"')::integer
    when 'cost' then (p_value <> '0')::integer
    when 'recording_state' then array_position('{remote,expired,denied}'::text[], p_value #>> '{}')
    when 'turns' then case
      when jsonb_path_exists(p_value, 'strict $.turns[*].startMs ? (@.type() == "number")', '{}', true) then 2
      when jsonb_path_exists(p_value, 'strict $.turns[0]', '{}', true) then 1 end
    when 'raw_data' then (exists (
      select from unnest('{"{}","{artifact}","{message}","{message,artifact}","{message,call}","{message,call,artifact}","{call}","{call,artifact}"}'::text[]) place,
        unnest('{transcript,messages}'::text[]) key
      where p_value #> (place::text[] || key) not in ('null', '""', '{}', '[]')))::integer
  end
$$;

-- The stamp of the values of a row or report that names none: as new as it says, below all that are named at that time.
create function app.unnamed_stamp(p_source_updated_at timestamptz) returns text
language sql stable parallel safe set search_path = ''
as $$
  select coalesce(to_char(p_source_updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '') || ' 0 '
$$;

-- What the columns of a row or report know, one field a row. Each key of customer_info and metadata is a field of its own.
-- "", {}, [] and a recording state of 'none' are no knowledge, and what was only guessed is none.
create function app.known_values(p_fields jsonb, p_stamps jsonb)
returns table (field text, value jsonb, weight integer, stamp text)
language sql stable set search_path = ''
as $$
  select v.field, v.value, case when v.field in ('status', 'cost', 'recording_state', 'turns', 'raw_data')
      then coalesce(app.value_weight(v.field, v.value), 0) else 0 end,
    coalesce(p_stamps ->> v.field, p_stamps ->> '*', app.unnamed_stamp((p_fields ->> 'source_updated_at')::timestamptz))
  from (
    select f.key, f.value from jsonb_each(p_fields) f
    where f.key not in ('customer_info', 'metadata', 'source_updated_at')
    union all
    select f.key || '.' || k.key, k.value from jsonb_each(p_fields) f,
      jsonb_each(case when jsonb_typeof(f.value) = 'object' then f.value else '{}' end) k
    where f.key in ('customer_info', 'metadata')
  ) v (field, value)
  where v.value not in ('null', '""', '{}', '[]') and not (v.field = 'recording_state' and v.value = '"none"')
    and p_stamps ->> v.field is distinct from 'guessed'
$$;

-- A stored call as such fields.
create function app.held_fields(p_held public.calls) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('call_type', p_held.call_type, 'status', p_held.status, 'ended_reason', p_held.ended_reason,
    'outcome_bucket', p_held.outcome_bucket, 'started_at', p_held.started_at, 'ended_at', p_held.ended_at,
    'transcript', p_held.transcript, 'turns', p_held.turns, 'summary', p_held.summary,
    'recording_url', p_held.recording_url, 'stereo_recording_url', p_held.stereo_recording_url,
    'recording_state', p_held.recording_state, 'customer_number', p_held.customer_number,
    'customer_info', p_held.customer_info, 'cost', p_held.cost, 'cost_breakdown', p_held.cost_breakdown,
    'assistant_name', p_held.assistant_name, 'success_evaluation', p_held.success_evaluation,
    'structured_data', p_held.structured_data, 'metadata', p_held.metadata,
    'source_updated_at', p_held.source_updated_at, 'raw_data', p_held.raw_data)
$$;

-- What a stored call (or none) and a report make together. Stamps are kept as core/import keeps them: the greatest as '*',
-- and by name those that differ from it. The large columns are read from the report where they stand and copied no further.
create function app.merge_call(p_held public.calls, p_fields jsonb, p_stamps jsonb) returns public.calls
language plpgsql stable set search_path = ''
as $$
declare
  next public.calls := p_held;
  lost text[];
  small jsonb;
begin
  with known as (
    select k.*, true as is_held from app.known_values(app.held_fields(p_held), p_held.merge_stamps) k
    where p_held.id is not null
    union all
    select k.*, false from app.known_values(p_fields, p_stamps) k
  ), best as (
    select distinct on (k.field) k.field, k.value, k.stamp collate "C" as stamp, k.is_held
    from known k order by k.field, k.weight desc, k.stamp collate "C" desc, k.is_held desc
  ), refusal as (
    -- Whoever refused the recording leaves no reference to it.
    select exists (select from best b where b.field = 'recording_state' and b.value = '"denied"') as is_denied
  ), kept as (
    select b.* from best b, refusal r where not (r.is_denied and b.field in ('recording_url', 'stereo_recording_url'))
  ), top as (
    select max(k.stamp) as stamp from kept k
  )
  select array(select f.key from jsonb_object_keys(p_fields) f (key)
      where not exists (select from kept k where k.field = f.key and not k.is_held)),
    case when r.is_denied then '{"recording_url": null, "stereo_recording_url": null}'::jsonb else '{}' end
      || jsonb_build_object(
        -- By way of json, because jsonb_object_agg takes the square of the time where a value is an object of many keys.
        'customer_info', coalesce((select json_object_agg(substr(k.field, 15), k.value)::jsonb from kept k
          where starts_with(k.field, 'customer_info.')), '{}'),
        'metadata', coalesce((select json_object_agg(substr(k.field, 10), k.value)::jsonb from kept k
          where starts_with(k.field, 'metadata.')), '{}'),
        'source_updated_at', greatest(p_held.source_updated_at, (p_fields ->> 'source_updated_at')::timestamptz),
        'merge_stamps', jsonb_strip_nulls(jsonb_build_object('*', top.stamp))
          || coalesce((select jsonb_object_agg(k.field, k.stamp) from kept k where k.stamp <> top.stamp), '{}')
          || coalesce((select jsonb_object_agg(g.field, 'guessed') from unnest('{call_type,status}'::text[]) g (field)
            where 'guessed' in (p_held.merge_stamps ->> g.field, p_stamps ->> g.field)
              and not exists (select from kept k where k.field = g.field)), '{}'))
    into lost, small from refusal r, top;
  next := jsonb_populate_record(p_held, p_fields - lost);
  return jsonb_populate_record(next, small);
end
$$;

-- A type and a status for a call of which nobody said one; guessed anew whenever more becomes known.
create function app.guess_call(p_call public.calls) returns public.calls
language plpgsql immutable set search_path = ''
as $$
begin
  if p_call.merge_stamps ->> 'call_type' = 'guessed' then
    p_call.call_type := case when p_call.customer_number is null then 'web' else 'inbound' end;
  end if;
  if p_call.merge_stamps ->> 'status' = 'guessed' then
    p_call.status := case when p_call.ended_at is not null or p_call.ended_reason is not null then 'ended'
      when p_call.started_at is null then 'queued' else 'in-progress' end;
  end if;
  return p_call;
end
$$;

-- The stamps of a report: those it carries, or one made of its date and its content. What hangs off the call has stamps of
-- its own, for those things the report names; an assistant and the prompt it spoke are one.
create function app.report_stamps(p_item jsonb, p_fields jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  given constant jsonb := coalesce(nullif(p_item -> 'call' -> 'merge_stamps', 'null'), '{}');
  whole constant text := coalesce(given ->> '*',
    app.unnamed_stamp((p_fields ->> 'source_updated_at')::timestamptz) || md5(p_fields::text));
begin
  if jsonb_typeof(given) <> 'object' or exists (select from jsonb_each_text(given) s where length(s.value) > 100) then
    raise exception 'merge_stamps must be an object of short texts' using errcode = '22023';
  end if;
  return (given - '{agent,phone_number,participants}'::text[]) || jsonb_build_object('*', whole)
    || jsonb_strip_nulls(jsonb_build_object(
      'agent', case when p_item -> 'assistant' ->> 'vapi_assistant_id' is not null then coalesce(given ->> 'agent',
        case when coalesce(p_item -> 'prompt' ->> 'content', '') <> '' then '6 ' else '0 ' end || whole) end,
      'phone_number', case when p_item -> 'phone_number' ->> 'vapi_phone_id' is not null then coalesce(given ->> 'phone_number',
        case when coalesce(p_item -> 'phone_number' ->> 'phone_number', '') <> '' then '1 ' else '0 ' end || whole) end,
      'participants', case when jsonb_typeof(p_item -> 'participants') = 'array' and p_item -> 'participants' <> '[]'
        then coalesce(given ->> 'participants', '0 ' || whole) end));
end
$$;

-- Whether a report's part of what hangs off a call takes the place of what is there.
create function app.takes_part(p_held jsonb, p_report jsonb, p_part text) returns boolean
language sql immutable set search_path = ''
as $$
  select p_report ? p_part and p_report ->> p_part > coalesce(p_held ->> p_part, '') collate "C"
$$;

revoke all on function app.value_weight(text, jsonb) from public, anon, authenticated;
revoke all on function app.unnamed_stamp(timestamptz) from public, anon, authenticated;
revoke all on function app.known_values(jsonb, jsonb) from public, anon, authenticated;
revoke all on function app.held_fields(public.calls) from public, anon, authenticated;
revoke all on function app.merge_call(public.calls, jsonb, jsonb) from public, anon, authenticated;
revoke all on function app.guess_call(public.calls) from public, anon, authenticated;
revoke all on function app.report_stamps(jsonb, jsonb) from public, anon, authenticated;
revoke all on function app.takes_part(jsonb, jsonb, text) from public, anon, authenticated;
