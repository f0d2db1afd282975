-- A call's answer with all that scoring it needs: the thresholds, the runs of the judges, what the caller decided himself, and the
-- names of whoever is named by id.

-- The thresholds of an organization, as app.band reads them.
create function app.band_thresholds(p_settings jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object(
    'pass', coalesce(case when jsonb_typeof(p_settings #> '{bands,pass}') = 'number' then (p_settings #>> '{bands,pass}')::numeric end, 80),
    'review', coalesce(case when jsonb_typeof(p_settings #> '{bands,review}') = 'number' then (p_settings #>> '{bands,review}')::numeric end, 60))
$$;

-- A run as a call's screen and a comparison show it: everything but the judge's raw answer.
create function app.run_json(p_run public.qci_runs) returns jsonb
language sql stable set search_path = '' set timezone = 'UTC'
as $$ select to_jsonb(p_run) - 'raw_analysis' - 'organization_id' - 'call_id' $$;

-- The names of the people that an organization's rows name by id, as far as they are still its members.
create function app.names_of(p_organization_id uuid, p_user_ids uuid[]) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(m.user_id, m.display_name), '{}') from public.organization_members m
  where m.organization_id = p_organization_id and m.user_id = any (p_user_ids) and m.display_name is not null
$$;

-- The people that a call's scores name: who corrected, who reviewed, who had it judged.
create function app.scorers_of(p_call_id uuid) returns uuid[]
language sql stable set search_path = ''
as $$
  select array(
    select q.reviewed_by from public.qci_analyses q where q.call_id = p_call_id and q.reviewed_by is not null
    union select (o.value ->> 'by')::uuid from public.qci_analyses q, jsonb_each(q.overrides) o
      where q.call_id = p_call_id and o.value ->> 'by' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    union select r.created_by from public.qci_runs r where r.call_id = p_call_id and r.created_by is not null)
$$;

-- As before, with what scoring needs beside it: thresholds, the last runs (20, the five latest with their evidence), the caller's own
-- review, and names.
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
      'analysis', (select to_jsonb(q) - 'raw_analysis' || jsonb_build_object('run_key',
          (select r.run_key from public.qci_runs r where r.id = q.run_id)) from public.qci_analyses q where q.call_id = c.id),
      'reviewed_by_name', (select m.display_name from public.qci_analyses q join public.organization_members m
        on m.organization_id = q.organization_id and m.user_id = q.reviewed_by where q.call_id = c.id),
      'bands', (select app.band_thresholds(o.settings) from public.organizations o where o.id = c.organization_id),
      'runs', (select coalesce(jsonb_agg(case when r.nth > 5 then app.run_json(r.run) - 'evidence' else app.run_json(r.run) end order by r.nth), '[]')
        from (select x as run, row_number() over (order by x.created_at desc, x.id) as nth from public.qci_runs x
          where x.call_id = c.id order by x.created_at desc, x.id limit 20) r),
      'my_review', (select to_jsonb(v) - 'organization_id' - 'call_id' from public.call_reviews v
        where v.call_id = c.id and v.reviewer_id = (select auth.uid())),
      'names', app.names_of(c.organization_id, app.scorers_of(c.id)),
      'participants', (select coalesce(jsonb_agg(to_jsonb(p) - 'call_id' - 'organization_id'
        order by p.join_time, p.participant_type, p.id), '[]') from public.call_participants p where p.call_id = c.id),
      'moments', (select coalesce(jsonb_agg(app.moment_json(m) order by m.start_ms, m.created_at, m.id), '[]')
        from public.key_moments m where m.call_id = c.id and m.deleted_at is null),
      'stamp', app.call_stamp(c.id, c.created_at))
    into answer from public.calls c where c.id = p_call_id and c.created_at = made_at;
  return answer;
end
$$;

-- As before, and it changes with a run and with the caller's own review.
create or replace function app.call_stamp(p_call_id uuid, p_created_at timestamptz) returns text
language sql stable set search_path = '' set timezone = 'UTC'
as $$
  select md5(concat_ws(' ',
    (select c.updated_at::text from public.calls c where c.id = p_call_id and c.created_at = p_created_at),
    (select q.id || '.' || q.version || '.' || md5(to_jsonb(q.key_moments)::text) from public.qci_analyses q where q.call_id = p_call_id),
    (select string_agg(m.id || '.' || m.version, ',' order by m.id) from public.key_moments m where m.call_id = p_call_id),
    (select string_agg(o.id || '.' || o.version, ',' order by o.id) from public.moment_comments o where o.call_id = p_call_id),
    (select string_agg(s.moment_id || '.' || s.user_id, ',' order by s.moment_id, s.user_id) from public.moment_shares s where s.call_id = p_call_id),
    (select string_agg(r.id::text, ',' order by r.id) from public.qci_runs r where r.call_id = p_call_id),
    (select v.id || '.' || v.version from public.call_reviews v where v.call_id = p_call_id and v.reviewer_id = (select auth.uid()))))
$$;

-- An analysis as a conflict shows it: the values down to the criteria, whose they are by name, and since when.
create or replace function app.analysis_json(p_analysis public.qci_analyses) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('call_id', p_analysis.call_id, 'version', p_analysis.version, 'run_id', p_analysis.run_id,
    'qci_total_score', p_analysis.qci_total_score, 'dynamics_score', p_analysis.dynamics_score,
    'objections_score', p_analysis.objections_score, 'brand_score', p_analysis.brand_score,
    'outcome_score', p_analysis.outcome_score, 'status', p_analysis.status, 'overrides', p_analysis.overrides,
    'criteria', (select coalesce(jsonb_object_agg(c.key, p_analysis.evidence #> array['criteria', c.key, 'score']), '{}') from app.criteria() c
      where app.whole(p_analysis.evidence #> array['criteria', c.key, 'score'], 0, c.most) is not null),
    'reviewed_by', p_analysis.reviewed_by, 'reviewed_at', p_analysis.reviewed_at,
    'reviewed_by_name', (select m.display_name from public.organization_members m
      where m.organization_id = p_analysis.organization_id and m.user_id = p_analysis.reviewed_by))
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261201000000' $$;

revoke all on function app.band_thresholds(jsonb) from public, anon, authenticated;
revoke all on function app.run_json(public.qci_runs) from public, anon, authenticated;
revoke all on function app.names_of(uuid, uuid[]) from public, anon, authenticated;
revoke all on function app.scorers_of(uuid) from public, anon, authenticated;
