-- Questions about prompts: an organization's assistants, and the versions of one of them with how the calls that they governed scored.

-- Scores by the version that is stamped on them, so that a list of versions reads this index and not the analyses: of a million
-- scores of one assistant in 20 versions some 150 ms. Whoever scores stamps; the other index finds what came without a stamp.
create index idx_qci_analyses_prompt_scores on public.qci_analyses (prompt_id, rubric_version) include (qci_total_score)
  where qci_total_score is not null;
create index idx_qci_analyses_unstamped on public.qci_analyses (organization_id, analyzed_at desc)
  where prompt_id is null and qci_total_score is not null;

-- An organization's assistants by name, each with its version in force and how many versions it has; `version` is what
-- publish_prompt expects. How many calls each has is told by list_facets.
create function public.list_assistants(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
begin
  perform app.require_role(p_organization_id, 'viewer');
  return (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'is_active', coalesce(a.is_active, false), 'version', a.version,
      'current_prompt_id', a.current_prompt_id, 'current_version', c.version, 'versions', v.versions, 'latest_version', v.latest,
      'latest_at', v.latest_at) order by lower(a.name), a.id), '[]')
    from public.assistants a
    left join public.prompts c on c.id = a.current_prompt_id
    cross join lateral (select count(*) as versions, coalesce(max(p.version), 0) as latest, max(p.created_at) as latest_at
      from public.prompts p where p.assistant_id = a.id) v
    where a.organization_id = p_organization_id);
end
$$;

-- Effective scores of the calls that each of these versions governed, by version and rubric: a score counts for the version it is
-- stamped with, as in qci_trend. Of those without a stamp the latest 20,000 of the organization are looked up by their call, so that
-- an organization that never stamped anything does not make the question slow; `is_complete` is false where there are more.
create function app.prompt_scores(p_organization_id uuid, p_prompt_ids uuid[], out scores jsonb, out is_complete boolean)
language plpgsql stable set search_path = ''
as $$
declare
  most_unstamped constant integer := 20000;
begin
  with unstamped as (
    select q.call_id, q.rubric_version, q.qci_total_score, row_number() over (order by q.analyzed_at desc) as place from public.qci_analyses q
    where q.organization_id = p_organization_id and q.prompt_id is null and q.qci_total_score is not null
    order by q.analyzed_at desc limit most_unstamped + 1
  ), scored as (
    select q.prompt_id, q.rubric_version, q.qci_total_score as total from public.qci_analyses q
    where q.prompt_id = any (p_prompt_ids) and q.qci_total_score is not null
    union all
    select c.prompt_id, u.rubric_version, u.qci_total_score from unstamped u
      join public.call_keys k on k.id = u.call_id join public.calls c on c.id = k.id and c.created_at = k.created_at
    where c.prompt_id = any (p_prompt_ids) and u.place <= most_unstamped
  ), grouped as (
    select s.prompt_id, s.rubric_version, count(*) as n, round(avg(s.total), 3) as mean, round(stddev_samp(s.total), 3) as sd
    from scored s group by 1, 2
  ), by_prompt as (
    select g.prompt_id, jsonb_agg(jsonb_build_object('rubric_version', g.rubric_version, 'n', g.n, 'mean', g.mean, 'sd', g.sd)
      order by g.n desc, g.rubric_version) as list from grouped g group by 1
  )
  select coalesce((select jsonb_object_agg(b.prompt_id, b.list) from by_prompt b), '{}'),
    (select count(*) from unstamped) <= most_unstamped into scores, is_complete;
end
$$;

-- An assistant with its versions, the latest first, a page at a time: `p_before` is what the last page gave as "next". A version comes
-- with its author's name, its note, how long its text is and how its calls scored, and without the text: get it by the version's id.
create function public.list_prompt_versions(p_organization_id uuid, p_assistant_id uuid, p_before integer default null, p_limit integer default 100)
returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  assistant public.assistants;
  ids uuid[];
  found_scores jsonb;
  complete boolean;
begin
  perform app.require_role(p_organization_id, 'viewer');
  if p_limit is null or p_limit not between 1 and 200 then
    raise exception 'limit must be between 1 and 200' using errcode = '22023';
  end if;
  select a.* into assistant from public.assistants a where a.id = p_assistant_id and a.organization_id = p_organization_id;
  if not found then
    return null;
  end if;
  ids := array(select p.id from public.prompts p where p.assistant_id = assistant.id and p.version < coalesce(p_before, 2147483647)
    order by p.version desc limit p_limit + 1);
  select s.scores, s.is_complete into found_scores, complete from app.prompt_scores(p_organization_id, ids[:p_limit]) s;
  return jsonb_build_object(
    'assistant', jsonb_build_object('id', assistant.id, 'name', assistant.name, 'is_active', coalesce(assistant.is_active, false),
      'version', assistant.version, 'current_prompt_id', assistant.current_prompt_id,
      'latest_version', (select coalesce(max(p.version), 0) from public.prompts p where p.assistant_id = assistant.id)),
    'versions', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'version', p.version, 'created_at', p.created_at,
        'created_by', p.created_by, 'created_by_name', m.display_name, 'performance_notes', p.performance_notes, 'revision', p.revision,
        'is_current', coalesce(p.is_current, false), 'characters', length(p.content),
        'scores', coalesce(found_scores -> p.id::text, '[]')) order by p.version desc), '[]')
      from public.prompts p left join public.organization_members m on m.organization_id = p.organization_id and m.user_id = p.created_by
      where p.id = any (ids[:p_limit])),
    'next', case when cardinality(ids) > p_limit then (select p.version from public.prompts p where p.id = ids[p_limit]) end,
    'is_complete', complete);
end
$$;

-- As before, but a conflict tells whoever met it what the other one wrote: both texts stand before him when he decides.
create or replace function app.write_save_prompt_version(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  content constant text := app.patch_text(p_patch, 'content', 200000);
  notes constant text := app.patch_text(p_patch, 'performance_notes', 4000);
  assistant public.assistants;
  latest public.prompts;
begin
  perform app.patch_keys(p_patch, '{assistant_id,content,performance_notes}');
  if app.trimmed(content) is null then
    perform app.reject('invalid', 'content');
  end if;
  assistant := app.lock_assistant(app.patch_uuid(p_patch, 'assistant_id'));
  select v.* into latest from public.prompts v where v.assistant_id = assistant.id order by v.version desc limit 1;
  if coalesce(latest.version, 0) <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', jsonb_build_object('id', latest.id,
      'version', coalesce(latest.version, 0), 'created_by', latest.created_by, 'created_at', latest.created_at,
      'created_by_name', (select m.display_name from public.organization_members m
        where m.organization_id = assistant.organization_id and m.user_id = latest.created_by),
      'content', latest.content, 'performance_notes', latest.performance_notes));
  end if;
  insert into public.prompts (assistant_id, version, content, performance_notes, created_by)
  values (assistant.id, p_expected_version + 1, content, notes, (select auth.uid())) returning * into latest;
  return jsonb_build_object('result', 'applied', 'id', latest.id, 'assistant_id', assistant.id, 'version', latest.version);
end
$$;

-- As before, but a conflict tells the number of the version that stands in force.
create or replace function app.write_publish_prompt(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted uuid;
  assistant public.assistants;
begin
  perform app.patch_keys(p_patch, '{assistant_id,prompt_id}');
  if p_patch -> 'prompt_id' is distinct from 'null' then
    wanted := app.patch_uuid(p_patch, 'prompt_id');
  end if;
  assistant := app.lock_assistant(app.patch_uuid(p_patch, 'assistant_id'));
  if wanted is not null and not exists (select from public.prompts v where v.id = wanted and v.assistant_id = assistant.id) then
    perform app.reject('not_found', 'prompt_id');
  elsif assistant.version <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', jsonb_build_object('id', assistant.id,
      'version', assistant.version, 'current_prompt_id', assistant.current_prompt_id,
      'current_number', (select v.version from public.prompts v where v.id = assistant.current_prompt_id)));
  end if;
  update public.assistants a set current_prompt_id = wanted where a.id = assistant.id returning a.* into assistant;
  update public.prompts v set is_current = false
  where v.assistant_id = assistant.id and v.is_current and v.id is distinct from wanted;
  update public.prompts v set is_current = true where v.id = wanted and v.is_current is distinct from true;
  return jsonb_build_object('result', 'applied', 'id', assistant.id, 'version', assistant.version);
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261201100000' $$;

revoke all on function app.prompt_scores(uuid, uuid[]) from public, anon, authenticated;
revoke all on function app.write_save_prompt_version(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_publish_prompt(integer, jsonb) from public, anon, authenticated;
revoke all on function public.list_assistants(uuid) from public, anon;
revoke all on function public.list_prompt_versions(uuid, uuid, integer, integer) from public, anon;
grant execute on function public.list_assistants(uuid), public.list_prompt_versions(uuid, uuid, integer, integer) to authenticated;

comment on function public.list_assistants(uuid) is
  'An organization’s assistants by name, each with its prompt version in force and how many versions it has.';
comment on function public.list_prompt_versions(uuid, uuid, integer, integer) is
  'An assistant with its prompt versions, the latest first, each with author, note and how the calls it governed scored by rubric version.';
