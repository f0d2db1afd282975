-- Questions about rubrics: an organization's versions, and which scores were given by an earlier one.

-- The scored analyses of an organization by their rubric, so that those of other rubrics are found without looking at the rest.
create index idx_qci_analyses_rubric on public.qci_analyses (organization_id, rubric_version) where qci_total_score is not null;

-- An organization's rubrics, the latest first, whole and with the name of who wrote each; those before a version where one is given.
create function public.list_rubrics(p_organization_id uuid, p_before integer default null, p_limit integer default 20) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'viewer');
  if p_limit is null or p_limit not between 1 and 50 then
    raise exception 'limit must be between 1 and 50' using errcode = '22023';
  end if;
  return (
    select coalesce(jsonb_agg(app.rubric_json(r) || jsonb_build_object('created_by_name', (select m.display_name from public.organization_members m
        where m.organization_id = r.organization_id and m.user_id = r.created_by)) order by r.version desc), '[]')
    from (select * from public.rubrics o where o.organization_id = p_organization_id and (p_before is null or o.version < p_before)
      order by o.version desc limit p_limit) l join public.rubrics r on r.organization_id = l.organization_id and r.version = l.version);
end
$$;

-- How many scores that count were given by another rubric than the latest, up to a cap, and what a judge's run has cost of late, US
-- dollars: the mean of those with a cost among the latest 200 runs, null where none has one. Without a rubric no score is outdated.
create function public.count_outdated_scores(p_organization_id uuid, p_cap integer default 1000) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  latest text;
  counted bigint;
begin
  perform app.require_role(p_organization_id, 'viewer');
  if p_cap is null or p_cap not between 1 and 10000 then
    raise exception 'cap must be between 1 and 10000' using errcode = '22023';
  end if;
  select r.version::text into latest from public.rubrics r where r.organization_id = p_organization_id order by r.version desc limit 1;
  -- Three ranges of the index, each no longer than the cap.
  select count(*) into counted from (
    (select from public.qci_analyses q where q.organization_id = p_organization_id and q.qci_total_score is not null
      and q.rubric_version < latest limit p_cap + 1)
    union all (select from public.qci_analyses q where q.organization_id = p_organization_id and q.qci_total_score is not null
      and q.rubric_version > latest limit p_cap + 1)
    union all (select from public.qci_analyses q where latest is not null and q.organization_id = p_organization_id and q.qci_total_score is not null
      and q.rubric_version is null limit p_cap + 1)) o;
  return jsonb_build_object('version', latest::integer, 'count', least(counted, p_cap), 'capped', counted > p_cap,
    'mean_cost', (select round(avg(r.analysis_cost), 6) from (select n.analysis_cost from public.qci_runs n
      where n.organization_id = p_organization_id order by n.created_at desc limit 200) r));
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261201200100' $$;

revoke all on function public.list_rubrics(uuid, integer, integer) from public, anon;
revoke all on function public.count_outdated_scores(uuid, integer) from public, anon;
grant execute on function public.list_rubrics(uuid, integer, integer), public.count_outdated_scores(uuid, integer) to authenticated;

comment on function public.list_rubrics(uuid, integer, integer) is 'An organization’s rubrics, the latest first, with who wrote each; at most 50.';
comment on function public.count_outdated_scores(uuid, integer) is
  'How many scores that count were given by another rubric than the latest, up to a cap, and what a run has cost of late, in US dollars.';
