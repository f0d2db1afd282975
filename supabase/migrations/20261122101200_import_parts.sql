-- Import, its parts: what a call names is found or made before the call itself is written. All of these run inside
-- import_calls, which has asked for the role; none can be called from outside.

-- The columns of a call an import may set. Identity, organization and date are decided here, never by the payload.
create function app.import_columns() returns text[]
language sql immutable set search_path = ''
as $$
  select '{call_type,status,ended_reason,outcome_bucket,started_at,ended_at,transcript,turns,summary,recording_url,
    stereo_recording_url,recording_state,customer_number,customer_info,cost,cost_breakdown,assistant_name,
    success_evaluation,structured_data,metadata,source_updated_at,raw_data}'::text[]
$$;

-- The payload's own columns, without what is null and cut to the width of their columns: a value that is too long is
-- shortened, never refused. The caller has cut already; this is the second line. Large columns stay where they stand: to
-- aggregate them would take the square of the time that their largest object has keys.
create function app.import_fields(p_call jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  with dropped as (
    select array_agg(f.key) as keys from jsonb_each(p_call) f
    where f.key <> all (app.import_columns()) or f.value = 'null'
  ), cut as (
    select jsonb_object_agg(f.key, case f.key
        when 'call_type' then to_jsonb(left(f.value #>> '{}', 50))
        when 'status' then to_jsonb(left(f.value #>> '{}', 50))
        when 'ended_reason' then to_jsonb(left(f.value #>> '{}', 100))
        when 'customer_number' then to_jsonb(left(f.value #>> '{}', 20))
        when 'cost' then to_jsonb(round(least(greatest((f.value #>> '{}')::numeric, -9999), 9999.999999), 6)) end) as fields
    from jsonb_each(p_call) f
    where f.key in ('call_type', 'status', 'ended_reason', 'customer_number', 'cost') and f.value <> 'null'
  )
  select coalesce((p_call - coalesce(d.keys, '{}')) || coalesce(c.fields, '{}'), '{}') from dropped d, cut c
$$;

-- The organization's assistant with this Vapi id, made where it is new. An import fills what is blank and overwrites
-- nothing: an old report must not rename an assistant. Null where another organization holds the id.
create function app.import_assistant(p_organization_id uuid, p_assistant jsonb) returns uuid
language plpgsql set search_path = ''
as $$
declare
  vapi_id constant uuid := p_assistant ->> 'vapi_assistant_id';
  held public.assistants;
begin
  if vapi_id is null then
    return null;
  end if;
  insert into public.assistants (vapi_assistant_id, organization_id, name, configuration)
  values (vapi_id, p_organization_id, coalesce(nullif(left(p_assistant ->> 'name', 255), ''), 'Unnamed assistant'),
    coalesce(nullif(p_assistant -> 'configuration', 'null'), '{}'))
  on conflict (vapi_assistant_id) do nothing;
  select * into held from public.assistants a where a.vapi_assistant_id = vapi_id;
  if held.organization_id is distinct from p_organization_id then
    return null;
  end if;
  update public.assistants a set
    name = case when a.name = 'Unnamed assistant' then coalesce(nullif(left(p_assistant ->> 'name', 255), ''), a.name)
      else a.name end,
    configuration = case when coalesce(a.configuration, '{}') = '{}'
      then coalesce(nullif(p_assistant -> 'configuration', 'null'), '{}') else a.configuration end
  where a.id = held.id
    and ((a.name = 'Unnamed assistant' and coalesce(p_assistant ->> 'name', '') not in ('', a.name))
      or (coalesce(a.configuration, '{}') = '{}'
        and coalesce(nullif(p_assistant -> 'configuration', 'null'), '{}') <> '{}'));
  return held.id;
end
$$;

-- The organization's phone number with this Vapi id, on the same terms. A number not yet known is stored empty and filled in
-- by a later report that carries it.
create function app.import_phone_number(p_organization_id uuid, p_phone jsonb) returns uuid
language plpgsql set search_path = ''
as $$
declare
  vapi_id constant uuid := p_phone ->> 'vapi_phone_id';
  digits constant text := coalesce(left(p_phone ->> 'phone_number', 20), '');
  held public.phone_numbers;
begin
  if vapi_id is null then
    return null;
  end if;
  insert into public.phone_numbers (vapi_phone_id, organization_id, phone_number, country_code)
  values (vapi_id, p_organization_id, digits, left(p_phone ->> 'country_code', 5))
  on conflict (vapi_phone_id) do nothing;
  select * into held from public.phone_numbers n where n.vapi_phone_id = vapi_id;
  if held.organization_id is distinct from p_organization_id then
    return null;
  end if;
  update public.phone_numbers n set phone_number = digits,
    country_code = coalesce(n.country_code, left(p_phone ->> 'country_code', 5))
  where n.id = held.id and n.phone_number = '' and digits <> '';
  return held.id;
end
$$;

-- The version of the assistant's prompt with exactly this text; a text not seen before becomes the next version. It comes
-- into force only where the assistant has none: publishing is a person's decision. The next version is one more than the
-- highest; where somebody has taken the very last number, it is the highest that is still free.
create function app.import_prompt(p_assistant_id uuid, p_content text) returns uuid
language plpgsql set search_path = ''
as $$
declare
  found_id uuid;
begin
  if p_assistant_id is null or coalesce(p_content, '') = '' then
    return null;
  end if;
  select v.id into found_id from public.prompts v
  where v.assistant_id = p_assistant_id and v.content = p_content order by v.version limit 1;
  if found_id is null then
    insert into public.prompts (assistant_id, version, content, is_current)
    select p_assistant_id, coalesce(max(v.version + 1) filter (where v.version < 1000000 and not exists (
        select from public.prompts w where w.assistant_id = p_assistant_id and w.version = v.version + 1)), 1),
      p_content, not coalesce(bool_or(v.is_current), false)
    from public.prompts v where v.assistant_id = p_assistant_id
    returning id into found_id;
  end if;
  return found_id;
end
$$;

-- Makes the call's participants those of the list; answers whether anything was different.
create function app.import_participants(p_call_id uuid, p_participants jsonb) returns boolean
language plpgsql set search_path = ''
as $$
declare
  wanted jsonb;
  held jsonb;
begin
  if p_participants is null or jsonb_typeof(p_participants) <> 'array' then
    return false;
  end if;
  select coalesce(jsonb_agg(to_jsonb(w) order by to_jsonb(w)), '[]') into wanted from (
    select left(p.participant_type, 20) as participant_type, left(p.participant_name, 255) as participant_name,
      left(p.phone_number, 20) as phone_number, p.join_time, p.leave_time, p.talk_time_seconds
    from jsonb_to_recordset(p_participants) p (participant_type text, participant_name text, phone_number text,
      join_time timestamptz, leave_time timestamptz, talk_time_seconds integer)
  ) w;
  select coalesce(jsonb_agg(to_jsonb(h) order by to_jsonb(h)), '[]') into held from (
    select p.participant_type, p.participant_name, p.phone_number, p.join_time, p.leave_time, p.talk_time_seconds
    from public.call_participants p where p.call_id = p_call_id
  ) h;
  if wanted = held then
    return false;
  end if;
  delete from public.call_participants p where p.call_id = p_call_id;
  insert into public.call_participants (call_id, participant_type, participant_name, phone_number, join_time, leave_time,
    talk_time_seconds)
  select p_call_id, w.participant_type, w.participant_name, w.phone_number, w.join_time, w.leave_time, w.talk_time_seconds
  from jsonb_to_recordset(wanted) w (participant_type text, participant_name text, phone_number text,
    join_time timestamptz, leave_time timestamptz, talk_time_seconds integer);
  return true;
end
$$;

-- Why a report was refused, for the person who imports: plain words by the class of the error, and its code for whoever has
-- to look it up. PostgreSQL's own words are left out: they name functions and types, and quote what was in the report.
create function app.refusal(p_code text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when p_code = '22003' then 'A number in it is out of range'
    when p_code in ('22007', '22008', '22009') then 'A date in it cannot be read or is out of range'
    when p_code in ('22P02', '22P03') then 'A value in it is not of the kind its field needs'
    when p_code in ('22P05', '22021') then 'It holds characters that cannot be stored'
    when p_code = '22023' then 'It is not written as a report of a call is'
    when p_code = '23502' then 'Something that every call needs is missing'
    when p_code = '23503' then 'It names something that is not here'
    when p_code = '23505' then 'It collides with something that is stored already'
    when p_code = '23514' then 'A value in it is outside what is allowed'
    when p_code like '54%' then 'It is too large to be stored'
    else 'The database cannot hold it'
  end || ' (' || p_code || ').'
$$;

revoke all on function app.refusal(text) from public, anon, authenticated;
revoke all on function app.import_columns() from public, anon, authenticated;
revoke all on function app.import_fields(jsonb) from public, anon, authenticated;
revoke all on function app.import_assistant(uuid, jsonb) from public, anon, authenticated;
revoke all on function app.import_phone_number(uuid, jsonb) from public, anon, authenticated;
revoke all on function app.import_prompt(uuid, text) from public, anon, authenticated;
revoke all on function app.import_participants(uuid, jsonb) from public, anon, authenticated;
