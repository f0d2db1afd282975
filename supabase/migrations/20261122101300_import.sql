-- Import: reports about calls are merged into what is stored, and the interface through which they come.

-- Writes what a call has become; answers whether anything changed.
create function app.update_call(p_held public.calls, next public.calls) returns boolean
language plpgsql set search_path = ''
as $$
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
    source_updated_at = next.source_updated_at, merge_stamps = next.merge_stamps, raw_data = next.raw_data
  where c.id = p_held.id and c.created_at = p_held.created_at;
  return true;
end
$$;

-- Stores a call not seen before. Its date is the report's, set now and never moved.
create function app.insert_call(p_organization_id uuid, p_call jsonb, next public.calls) returns uuid
language plpgsql set search_path = ''
as $$
declare
  new_id uuid;
begin
  insert into public.calls (vapi_call_id, organization_id, created_at, assistant_id, phone_number_id, prompt_id, call_type,
    status, ended_reason, outcome_bucket, started_at, ended_at, transcript, turns, summary, recording_url,
    stereo_recording_url, recording_state, customer_number, customer_info, cost, cost_breakdown, assistant_name,
    success_evaluation, structured_data, metadata, source_updated_at, merge_stamps, raw_data)
  values ((p_call ->> 'vapi_call_id')::uuid, p_organization_id,
    coalesce((p_call ->> 'created_at')::timestamptz, next.started_at, now()),
    next.assistant_id, next.phone_number_id, next.prompt_id, next.call_type, next.status, next.ended_reason,
    next.outcome_bucket, next.started_at, next.ended_at, next.transcript, next.turns, next.summary, next.recording_url,
    next.stereo_recording_url, coalesce(next.recording_state, 'none'), next.customer_number,
    coalesce(next.customer_info, '{}'), next.cost, next.cost_breakdown, next.assistant_name, next.success_evaluation,
    next.structured_data, next.metadata, next.source_updated_at, next.merge_stamps, next.raw_data)
  returning id into new_id;
  return new_id;
end
$$;

-- Takes one report: 'inserted', 'updated', 'unchanged' or 'held_elsewhere'. What it names is found or made in any case; the
-- call refers to it where the report is the one that knows most of it.
create function app.import_call(p_organization_id uuid, p_item jsonb) returns text
language plpgsql set search_path = ''
as $$
declare
  fields jsonb := app.import_fields(p_item -> 'call');
  stamps jsonb := app.report_stamps(p_item, fields);
  assistant uuid;
  phone uuid;
  key public.call_keys;
  held public.calls;
  next public.calls;
  linked jsonb;
  is_changed boolean := false;
begin
  select * into key from public.call_keys k where k.vapi_call_id = (p_item -> 'call' ->> 'vapi_call_id')::uuid;
  if key.organization_id <> p_organization_id then
    return 'held_elsewhere';
  end if;
  assistant := app.import_assistant(p_organization_id, p_item -> 'assistant');
  phone := app.import_phone_number(p_organization_id, p_item -> 'phone_number');
  if key.id is not null then
    select * into held from public.calls c where c.id = key.id and c.created_at = key.created_at for update;
  end if;
  linked := jsonb_strip_nulls(jsonb_build_object('agent', held.merge_stamps -> 'agent',
    'phone_number', held.merge_stamps -> 'phone_number', 'participants', held.merge_stamps -> 'participants'));
  next := app.merge_call(held, fields, stamps);
  -- A reference that no import has set stays where the report's points to another organization.
  if app.takes_part(linked, stamps, 'agent') then
    next.assistant_id := coalesce(assistant, case when not linked ? 'agent' then held.assistant_id end);
    next.prompt_id := coalesce(app.import_prompt(assistant, p_item -> 'prompt' ->> 'content'),
      case when not linked ? 'agent' then held.prompt_id end);
    linked := linked || jsonb_build_object('agent', stamps -> 'agent');
  end if;
  if app.takes_part(linked, stamps, 'phone_number') then
    next.phone_number_id := coalesce(phone, case when not linked ? 'phone_number' then held.phone_number_id end);
    linked := linked || jsonb_build_object('phone_number', stamps -> 'phone_number');
  end if;
  if app.takes_part(linked, stamps, 'participants') then
    linked := linked || jsonb_build_object('participants', stamps -> 'participants');
  end if;
  next.merge_stamps := next.merge_stamps || linked;
  next := app.guess_call(next);
  if key.id is null then
    perform app.import_participants(app.insert_call(p_organization_id, p_item -> 'call', next), p_item -> 'participants');
    return 'inserted';
  end if;
  if app.takes_part(held.merge_stamps, stamps, 'participants') then
    is_changed := app.import_participants(held.id, p_item -> 'participants');
  end if;
  is_changed := app.update_call(held, next) or is_changed;
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
  -- An array made JSON, and not jsonb_agg: that takes the square of the time where a payload has an object of many keys.
  select to_jsonb(array_agg(jsonb_build_object('vapi_call_id', w.vapi_call_id,
      'held_elsewhere', coalesce(k.organization_id <> p_organization_id, false),
      'call', case when c.id is not null then app.call_json(c) - 'duration_seconds'
        || jsonb_build_object('raw_data', c.raw_data, 'merge_stamps', c.merge_stamps) end) order by w.n))
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

-- A client that writes one of the tables an import writes too takes his turn among the imports of every organization he could
-- write in, before he has touched a row: row by row they would meet half-way. Functions that run with their owner's rights
-- have taken their turn already.
create function app.wait_for_imports() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user = 'authenticated' then
    perform pg_advisory_xact_lock(hashtextextended('sidetone.import_calls ' || o.id, 0)) from (
      select e.id from app.orgs_where_role('editor') e (id) order by e.id) o;
  end if;
  return null;
end
$$;

create trigger assistants_wait_for_imports before insert or update on public.assistants
  for each statement execute function app.wait_for_imports();
create trigger phone_numbers_wait_for_imports before insert or update on public.phone_numbers
  for each statement execute function app.wait_for_imports();
create trigger prompts_wait_for_imports before insert or update on public.prompts
  for each statement execute function app.wait_for_imports();
create trigger prompt_optimizations_wait_for_imports before insert or update on public.prompt_optimizations
  for each statement execute function app.wait_for_imports();

revoke all on function app.wait_for_imports() from public, anon, authenticated;
revoke all on function app.update_call(public.calls, public.calls) from public, anon, authenticated;
revoke all on function app.insert_call(uuid, jsonb, public.calls) from public, anon, authenticated;
revoke all on function app.import_call(uuid, jsonb) from public, anon, authenticated;
revoke all on function public.calls_for_import(uuid, uuid[]) from public, anon;
revoke all on function public.import_calls(uuid, jsonb) from public, anon;
grant execute on function public.calls_for_import(uuid, uuid[]) to authenticated;
grant execute on function public.import_calls(uuid, jsonb) to authenticated;
