-- Why people override: the reasons of the values that people gave in a judge's place, and that count today.

create index idx_qci_analyses_overridden on public.qci_analyses (organization_id) where overrides <> '{}';

-- Filters: from, to (when the value was given), assistants, person (who gave it), judges and rubrics (whose value it replaced). Answers how many
-- values people gave, on how many calls, and how many of them for which reason, the commonest first. Runs with the rights of whoever
-- asks, as the pairs do.
create function public.override_reasons(p_organization_id uuid, p_filters jsonb default '{}') returns jsonb
language plpgsql stable set search_path = '' set timezone = 'UTC'
as $$
declare
  types constant jsonb := '{"from": "string", "to": "string", "assistants": "array", "person": "string", "judges": "array", "rubrics": "array"}';
  starts_at timestamptz;
  ends_at timestamptz;
  giver uuid;
  assistants uuid[];
  judges text[];
  rubrics text[];
begin
  if p_organization_id is null or p_organization_id <> all (array(select app.member_orgs())) then
    raise exception 'not a member of this organization' using errcode = '42501';
  elsif jsonb_typeof(p_filters) is distinct from 'object' then
    raise exception 'filters must be a JSON object' using errcode = '22023';
  elsif exists (select from jsonb_each(p_filters) f where not types ? f.key or jsonb_typeof(f.value) not in ('null', types ->> f.key))
    or exists (select from jsonb_each(p_filters) f, jsonb_array_elements(case jsonb_typeof(f.value) when 'array' then f.value else '[]' end) e
      where jsonb_typeof(e) <> 'string') then
    raise exception 'a filter of overrides is unknown or of another type' using errcode = '22023';
  end if;
  begin
    starts_at := coalesce((p_filters ->> 'from')::timestamptz, '-infinity');
    ends_at := coalesce((p_filters ->> 'to')::timestamptz, 'infinity');
    giver := p_filters ->> 'person';
    assistants := (select array_agg(e.id::uuid) from jsonb_array_elements_text(nullif(p_filters -> 'assistants', 'null')) e (id));
    judges := (select array_agg(e.name) from jsonb_array_elements_text(nullif(p_filters -> 'judges', 'null')) e (name));
    rubrics := (select array_agg(e.name) from jsonb_array_elements_text(nullif(p_filters -> 'rubrics', 'null')) e (name));
  exception when data_exception then
    raise exception 'a filter holds no id or no time' using errcode = '22023';
  end;
  return (
    with given as (
      select q.call_id, o.value ->> 'reason' as reason from public.qci_analyses q cross join lateral jsonb_each(q.overrides) o
      where q.organization_id = p_organization_id and q.overrides <> '{}' and (assistants is null or q.assistant_id = any (assistants))
        and (judges is null or q.judge = any (judges)) and (rubrics is null or q.rubric_version = any (rubrics))
        and (o.value ->> 'at')::timestamptz >= starts_at and (o.value ->> 'at')::timestamptz < ends_at
        and (giver is null or (o.value ->> 'by')::uuid = giver)
    ), counted as (select g.reason, count(*) as n from given g group by g.reason)
    select jsonb_build_object('overrides', (select count(*) from given), 'calls', (select count(distinct g.call_id) from given g),
      'reasons', coalesce((select jsonb_agg(jsonb_build_object('reason', c.reason, 'n', c.n) order by c.n desc, c.reason collate "C") from counted c), '[]')));
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261202030000' $$;

revoke all on function public.override_reasons(uuid, jsonb) from public, anon;
grant execute on function public.override_reasons(uuid, jsonb) to authenticated;

comment on function public.override_reasons(uuid, jsonb) is
  'How many values people gave in a judge''s place, on how many calls, and for which reasons, the commonest first.';
