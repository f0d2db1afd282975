-- Import: reports about calls are merged into what is stored, so that any number of them, in any order, ends in the same row.

-- What two reports about one call make together. What is known beats what is not; of two known values the later report's
-- wins; a call that has ended stays ended. The answer is the fields to set.
create function app.merge_call(p_held public.calls, p_fields jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  with held as (
    -- Only the columns that the report also names are turned into JSON, and not the search text.
    select jsonb_build_object('call_type', p_held.call_type, 'status', p_held.status, 'ended_reason', p_held.ended_reason,
      'outcome_bucket', p_held.outcome_bucket, 'started_at', p_held.started_at, 'ended_at', p_held.ended_at,
      'transcript', nullif(p_held.transcript, ''), 'turns', p_held.turns, 'summary', nullif(p_held.summary, ''),
      'recording_url', p_held.recording_url, 'stereo_recording_url', p_held.stereo_recording_url,
      'recording_state', nullif(p_held.recording_state, 'none'), 'customer_number', p_held.customer_number,
      'customer_info', nullif(p_held.customer_info, '{}'), 'cost', nullif(p_held.cost, 0),
      'cost_breakdown', p_held.cost_breakdown, 'assistant_name', p_held.assistant_name,
      'success_evaluation', p_held.success_evaluation, 'structured_data', p_held.structured_data,
      'metadata', nullif(p_held.metadata, '{}'), 'source_updated_at', p_held.source_updated_at,
      'raw_data', p_held.raw_data) as fields,
      coalesce((p_fields ->> 'source_updated_at')::timestamptz < p_held.source_updated_at, false) as held_is_later
  )
  select coalesce(jsonb_object_agg(f.key, f.value), '{}')
  from held, jsonb_each(p_fields) f
  where held.fields -> f.key = 'null'
    or (not held.held_is_later
      -- A later report that has nothing to say (no text, no recording, no cost yet) takes nothing away.
      and f.value not in ('""', '{}', '0')
      and not (f.key = 'recording_state' and f.value = '"none"')
      and not (f.key = 'status' and p_held.status = 'ended'))
$$;

-- Writes the given fields into a call; answers whether anything changed.
create function app.update_call(p_held public.calls, p_fields jsonb) returns boolean
language plpgsql set search_path = ''
as $$
declare
  next public.calls := jsonb_populate_record(p_held, p_fields);
begin
  if next is not distinct from p_held then
    return false;
  end if;
  update public.calls c set
    assistant_id = next.assistant_id, phone_number_id = next.phone_number_id, prompt_id = next.prompt_id,
    call_type = next.call_type, status = next.status, ended_reason = next.ended_reason,
    outcome_bucket = next.outcome_bucket, started_at = next.started_at, ended_at = next.ended_at,
    transcript = next.transcript, turns = next.turns, summary = next.summary, recording_url = next.recording_url,
    stereo_recording_url = next.stereo_recording_url, recording_state = next.recording_state,
    customer_number = next.customer_number, customer_info = next.customer_info, cost = next.cost,
    cost_breakdown = next.cost_breakdown, assistant_name = next.assistant_name,
    success_evaluation = next.success_evaluation, structured_data = next.structured_data, metadata = next.metadata,
    source_updated_at = next.source_updated_at, raw_data = next.raw_data
  where c.id = p_held.id and c.created_at = p_held.created_at;
  return true;
end
$$;

-- Stores a call not seen before. Its date is the report's, set now and never moved.
create function app.insert_call(p_organization_id uuid, p_call jsonb, p_fields jsonb) returns uuid
language plpgsql set search_path = ''
as $$
declare
  next public.calls := jsonb_populate_record(null::public.calls, p_fields);
  new_id uuid;
begin
  insert into public.calls (vapi_call_id, organization_id, created_at, assistant_id, phone_number_id, prompt_id, call_type,
    status, ended_reason, outcome_bucket, started_at, ended_at, transcript, turns, summary, recording_url,
    stereo_recording_url, recording_state, customer_number, customer_info, cost, cost_breakdown, assistant_name,
    success_evaluation, structured_data, metadata, source_updated_at, raw_data)
  values ((p_call ->> 'vapi_call_id')::uuid, p_organization_id,
    coalesce((p_call ->> 'created_at')::timestamptz, next.started_at, now()),
    next.assistant_id, next.phone_number_id, next.prompt_id, next.call_type, next.status, next.ended_reason,
    next.outcome_bucket, next.started_at, next.ended_at, next.transcript, next.turns, next.summary, next.recording_url,
    next.stereo_recording_url, coalesce(next.recording_state, 'none'), next.customer_number,
    coalesce(next.customer_info, '{}'), next.cost, next.cost_breakdown, next.assistant_name, next.success_evaluation,
    next.structured_data, next.metadata, next.source_updated_at, next.raw_data)
  returning id into new_id;
  return new_id;
end
$$;

-- Takes one report: 'inserted', 'updated', 'unchanged' or 'held_elsewhere'.
create function app.import_call(p_organization_id uuid, p_item jsonb) returns text
language plpgsql set search_path = ''
as $$
declare
  fields jsonb := app.import_fields(p_item -> 'call');
  assistant uuid;
  phone uuid;
  prompt uuid;
  key public.call_keys;
  held public.calls;
  is_changed boolean;
begin
  select * into key from public.call_keys k where k.vapi_call_id = (p_item -> 'call' ->> 'vapi_call_id')::uuid;
  if key.organization_id <> p_organization_id then
    return 'held_elsewhere';
  end if;
  assistant := app.import_assistant(p_organization_id, p_item -> 'assistant');
  phone := app.import_phone_number(p_organization_id, p_item -> 'phone_number');
  prompt := app.import_prompt(assistant, p_item -> 'prompt' ->> 'content');
  if key.id is null then
    fields := fields || jsonb_build_object('assistant_id', assistant, 'phone_number_id', phone, 'prompt_id', prompt);
    perform app.import_participants(app.insert_call(p_organization_id, p_item -> 'call', fields), p_item -> 'participants');
    return 'inserted';
  end if;
  select * into held from public.calls c where c.id = key.id and c.created_at = key.created_at for update;
  -- A reference that the report leaves out, or that points to another organization, stays what it was.
  is_changed := app.update_call(held, app.merge_call(held, fields) || jsonb_build_object(
    'assistant_id', coalesce(held.assistant_id, assistant), 'phone_number_id', coalesce(held.phone_number_id, phone),
    'prompt_id', coalesce(held.prompt_id, prompt)));
  -- An earlier report brings participants only where there are none; a later one only where it has some.
  if jsonb_array_length(coalesce(nullif(p_item -> 'participants', 'null'), '[]')) > 0
    and (coalesce((fields ->> 'source_updated_at')::timestamptz >= held.source_updated_at, true)
      or not exists (select from public.call_participants p where p.call_id = held.id)) then
    is_changed := app.import_participants(held.id, p_item -> 'participants') or is_changed;
  end if;
  return case when is_changed then 'updated' else 'unchanged' end;
end
$$;

-- What is stored of the calls a report names, the payload included, so that the importer can merge before it sends: one
-- entry for each id.
-- Whether another organization holds an id is said, whose it is never.
create function public.calls_for_import(p_organization_id uuid, p_vapi_call_ids uuid[]) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  answer jsonb;
begin
  perform app.require_role(p_organization_id, 'editor');
  if cardinality(p_vapi_call_ids) > 200 then
    raise exception 'at most 200 calls at a time' using errcode = '22023';
  end if;
  select jsonb_agg(jsonb_build_object('vapi_call_id', w.vapi_call_id,
      'held_elsewhere', coalesce(k.organization_id <> p_organization_id, false),
      'call', case when c.id is not null then app.call_json(c) - 'duration_seconds' || jsonb_build_object('raw_data', c.raw_data) end) order by w.n)
    into answer
    from unnest(p_vapi_call_ids) with ordinality w (vapi_call_id, n)
    left join public.call_keys k on k.vapi_call_id = w.vapi_call_id
    left join public.calls c on c.id = k.id and c.created_at = k.created_at and k.organization_id = p_organization_id;
  return coalesce(answer, '[]');
end
$$;

-- Takes up to 200 reports and answers for each, in their order. Each stands for itself: one that cannot be stored is
-- rejected with a reason and takes none of the others with it. One import at a time in an organization, and reports are
-- taken in the order of their ids, so that two imports neither interleave nor wait for each other in a circle.
create function public.import_calls(p_organization_id uuid, p_items jsonb) returns jsonb
language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  item record;
  result text;
  reason text;
  answers jsonb := '{}';
begin
  perform app.require_role(p_organization_id, 'editor');
  if p_items is null or jsonb_typeof(p_items) <> 'array' or jsonb_array_length(p_items) > 200 then
    raise exception 'items must be a list of at most 200' using errcode = '22023';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('sidetone.import_calls ' || p_organization_id, 0));
  for item in
    select e.value, e.n from jsonb_array_elements(p_items) with ordinality e (value, n)
    order by e.value -> 'call' ->> 'vapi_call_id', e.n
  loop
    reason := null;
    begin
      if coalesce(item.value -> 'call' ->> 'vapi_call_id', '') = '' then
        raise exception 'a call needs a vapi_call_id' using errcode = '22023';
      end if;
      result := app.import_call(p_organization_id, item.value);
    exception when data_exception or integrity_constraint_violation or program_limit_exceeded or feature_not_supported then
      result := 'rejected';
      reason := app.refusal(sqlstate);
    end;
    answers := answers || jsonb_build_object(item.n::text, jsonb_strip_nulls(jsonb_build_object(
      'vapi_call_id', item.value -> 'call' ->> 'vapi_call_id', 'result', result, 'reason', reason)));
  end loop;
  return (select coalesce(jsonb_agg(a.value order by a.key::bigint), '[]') from jsonb_each(answers) a);
end
$$;

revoke all on function app.merge_call(public.calls, jsonb) from public, anon, authenticated;
revoke all on function app.update_call(public.calls, jsonb) from public, anon, authenticated;
revoke all on function app.insert_call(uuid, jsonb, jsonb) from public, anon, authenticated;
revoke all on function app.import_call(uuid, jsonb) from public, anon, authenticated;
revoke all on function public.calls_for_import(uuid, uuid[]) from public, anon;
revoke all on function public.import_calls(uuid, jsonb) from public, anon;
grant execute on function public.calls_for_import(uuid, uuid[]) to authenticated;
grant execute on function public.import_calls(uuid, jsonb) to authenticated;
