-- One call, whole: what the call screen shows in one request, and the menus of the list's filters.

-- A call as JSON, without the raw payload and the search text: both are large, and neither belongs on a screen.
create function app.call_json(p_call public.calls) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('id', p_call.id, 'vapi_call_id', p_call.vapi_call_id,
    'organization_id', p_call.organization_id, 'assistant_id', p_call.assistant_id,
    'assistant_name', p_call.assistant_name, 'phone_number_id', p_call.phone_number_id, 'prompt_id', p_call.prompt_id,
    'call_type', p_call.call_type, 'status', p_call.status, 'ended_reason', p_call.ended_reason,
    'outcome_bucket', p_call.outcome_bucket, 'started_at', p_call.started_at, 'ended_at', p_call.ended_at,
    'duration_seconds', p_call.duration_seconds, 'transcript', p_call.transcript, 'turns', p_call.turns,
    'summary', p_call.summary, 'recording_url', p_call.recording_url,
    'stereo_recording_url', p_call.stereo_recording_url, 'recording_state', p_call.recording_state,
    'customer_number', p_call.customer_number, 'customer_info', p_call.customer_info, 'cost', p_call.cost,
    'cost_breakdown', p_call.cost_breakdown, 'success_evaluation', p_call.success_evaluation,
    'structured_data', p_call.structured_data, 'metadata', p_call.metadata,
    'source_updated_at', p_call.source_updated_at, 'created_at', p_call.created_at, 'updated_at', p_call.updated_at)
$$;

-- Everything about a call but its raw payload; null where there is no such call or it is not the caller's to see.
create function public.get_call(p_organization_id uuid, p_call_id uuid) returns jsonb
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
        order by p.join_time, p.participant_type, p.id), '[]') from public.call_participants p where p.call_id = c.id))
    into answer from public.calls c where c.id = p_call_id and c.created_at = made_at;
  return answer;
end
$$;

-- The payload as it was imported; apart, because it is large and seldom looked at.
create function public.get_call_raw(p_organization_id uuid, p_call_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select c.raw_data from public.call_keys k
  join public.calls c on c.id = k.id and c.created_at = k.created_at
  where k.id = p_call_id and k.organization_id = p_organization_id
    and k.organization_id = any (array(select app.member_orgs()))
$$;

-- What the filter menus offer: assistants with their number of calls, phone numbers, colleagues, statuses that occur.
create function public.list_facets(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  answer jsonb;
begin
  perform app.require_role(p_organization_id, 'viewer');
  with seen as (
    select c.assistant_id, c.status, count(*) as calls from public.calls c
    where c.organization_id = p_organization_id group by c.assistant_id, c.status
  )
  select jsonb_build_object(
      'assistants', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'calls',
          coalesce((select sum(s.calls) from seen s where s.assistant_id = a.id), 0)) order by lower(a.name), a.id), '[]')
        from public.assistants a where a.organization_id = p_organization_id),
      'phone_numbers', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'phone_number', n.phone_number)
          order by n.phone_number, n.id), '[]')
        from public.phone_numbers n where n.organization_id = p_organization_id),
      'members', (select coalesce(jsonb_agg(jsonb_build_object('user_id', m.user_id, 'display_name', m.display_name)
          order by lower(m.display_name), m.user_id), '[]')
        from public.organization_members m where m.organization_id = p_organization_id),
      'statuses', (select coalesce(jsonb_agg(d.status order by d.status), '[]') from (select distinct s.status from seen s) d))
    into answer;
  return answer;
end
$$;

revoke all on function app.call_json(public.calls) from public, anon, authenticated;
revoke all on function public.get_call(uuid, uuid) from public, anon;
revoke all on function public.get_call_raw(uuid, uuid) from public, anon;
revoke all on function public.list_facets(uuid) from public, anon;
grant execute on function public.get_call(uuid, uuid), public.get_call_raw(uuid, uuid), public.list_facets(uuid)
  to authenticated;
