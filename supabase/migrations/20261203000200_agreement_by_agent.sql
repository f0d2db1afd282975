-- Agreement by agent: asked of the calls of one agent, the pairs took seconds where there are 40,000 reviews, because every month was
-- looked into for every review; and the reasons of overrides asked the analysis, which keeps the agent that the call had when it was
-- scored. Both ask the call now, in its own month.

-- Pairs of scores, the latest review first; as before in all that it answers.
create or replace function public.agreement_pairs(p_organization_id uuid, p_filters jsonb default '{}', p_cursor jsonb default null, p_limit integer default 500)
returns jsonb
language plpgsql stable set search_path = '' set timezone = 'UTC'
as $$
declare
  types constant jsonb := '{"mode": "string", "from": "string", "to": "string", "assistants": "array", "first": "string", "second": "string",
    "blind": "boolean", "judges": "array", "rubrics": "array"}';
  place constant jsonb := nullif(p_cursor, 'null');
  mode constant text := coalesce(p_filters ->> 'mode', 'ai_human');
  settings jsonb;
  after_at timestamptz := 'infinity';
  after_id uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  after_other uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  starts_at timestamptz;
  ends_at timestamptz;
  person_a uuid;
  person_b uuid;
  assistants uuid[];
  pairs text;
  answer jsonb;
begin
  select o.settings into settings from public.organizations o
  where o.id = p_organization_id and o.id = any (array(select app.member_orgs()));
  if not found then
    raise exception 'not a member of this organization' using errcode = '42501';
  elsif jsonb_typeof(p_filters) is distinct from 'object' then
    raise exception 'filters must be a JSON object' using errcode = '22023';
  elsif exists (select from jsonb_each(p_filters) f where not types ? f.key or jsonb_typeof(f.value) not in ('null', types ->> f.key))
    or exists (select from jsonb_each(p_filters) f, jsonb_array_elements(case jsonb_typeof(f.value) when 'array' then f.value else '[]' end) e
      where jsonb_typeof(e) <> 'string') then
    raise exception 'a filter of pairs is unknown or of another type' using errcode = '22023';
  elsif mode not in ('ai_human', 'human_human') then
    raise exception 'mode must be ai_human or human_human' using errcode = '22023';
  elsif mode = 'ai_human' and coalesce(p_filters ->> 'first', '') <> ''
    or mode = 'human_human' and (coalesce(p_filters -> 'judges', 'null') <> 'null' or coalesce(p_filters -> 'rubrics', 'null') <> 'null') then
    raise exception 'a filter of pairs belongs to the other mode' using errcode = '22023';
  elsif p_limit is null or p_limit not between 1 and 1000 then
    raise exception 'limit must be between 1 and 1000' using errcode = '22023';
  elsif place is not null and (jsonb_typeof(place -> 'value') is distinct from 'string' or jsonb_typeof(place -> 'id') is distinct from 'string') then
    raise exception 'the cursor belongs to another list' using errcode = '22023';
  end if;
  begin
    after_at := coalesce((place ->> 'value')::timestamptz, after_at);
    after_id := coalesce((place ->> 'id')::uuid, after_id);
    after_other := coalesce((place ->> 'other')::uuid, after_other);
    starts_at := coalesce((p_filters ->> 'from')::timestamptz, '-infinity');
    ends_at := coalesce((p_filters ->> 'to')::timestamptz, 'infinity');
    person_a := p_filters ->> 'first';
    person_b := p_filters ->> 'second';
    assistants := (select array_agg(e.id::uuid) from jsonb_array_elements_text(nullif(p_filters -> 'assistants', 'null')) e (id));
  exception when data_exception then
    raise exception 'a filter or the cursor holds no id or no time' using errcode = '22023';
  end;
  if person_a = person_b then
    raise exception 'nobody is compared with himself' using errcode = '22023';
  end if;
  pairs := case mode when 'ai_human' then $ai$
      select v.completed_at, v.id, null::uuid as other_id, v.call_id, null::uuid as first_person, v.reviewer_id as second_person, r.judge,
        r.rubric_version, v.was_blind as blind, v.seconds,
        array[r.dynamics_score, r.objections_score, r.brand_score, r.outcome_score] as first,
        array[v.dynamics_score, v.objections_score, v.brand_score, v.outcome_score] as second
      from public.call_reviews v cross join lateral (
        select r.judge, r.rubric_version, r.dynamics_score, r.objections_score, r.brand_score, r.outcome_score from public.qci_runs r
        where r.call_id = v.call_id and r.unscorable is null and ($10 is null or r.judge = any ($10)) and ($11 is null or r.rubric_version = any ($11))
        order by r.id = v.run_id desc nulls last, r.created_at desc, r.id limit 1) r
      where v.organization_id = $1 and v.completed_at <= $2 and (v.completed_at, v.id) < ($2, $3)
        and ($8 is null or v.reviewer_id = $8) and ($9 is null or v.was_blind = $9)
    $ai$ else $people$
      select v.completed_at, v.id, w.id as other_id, v.call_id, case when t.turned then v.reviewer_id else w.reviewer_id end as first_person,
        case when t.turned then w.reviewer_id else v.reviewer_id end as second_person, null::text as judge, null::text as rubric_version,
        v.was_blind and w.was_blind as blind, null::integer as seconds,
        case when t.turned then t.of_v else t.of_w end as first, case when t.turned then t.of_w else t.of_v end as second
      from public.call_reviews v
      join public.call_reviews w on w.call_id = v.call_id and (w.completed_at, w.id) < (v.completed_at, v.id)
      cross join lateral (select coalesce($7 = v.reviewer_id, false) or coalesce($8 = w.reviewer_id, false) as turned,
        array[v.dynamics_score, v.objections_score, v.brand_score, v.outcome_score] as of_v,
        array[w.dynamics_score, w.objections_score, w.brand_score, w.outcome_score] as of_w) t
      where v.organization_id = $1 and v.completed_at <= $2 and (v.completed_at, v.id, w.id) < ($2, $3, $4)
        and ($7 is null or $7 in (v.reviewer_id, w.reviewer_id)) and ($8 is null or $8 in (v.reviewer_id, w.reviewer_id))
        and ($9 is null or (v.was_blind and w.was_blind) = $9)
    $people$ end;
  -- The page is chosen before its calls are looked up, one by one: joined first, all calls would be read for it. A call's month is asked
  -- for by itself, so that one partition is looked into: as a join it was planned as a look into every month for every review.
  execute format($page$
    with page as (
      select p.* from (%s and v.completed_at >= $5 and v.completed_at < $6 and ($12 is null or (select c.assistant_id from public.calls c
        where c.id = v.call_id and c.created_at = (select k.created_at from public.call_keys k where k.id = v.call_id)) = any ($12))) p
      order by p.completed_at desc, p.id desc, p.other_id desc limit $13
    ), told as (
      select p.*, c.called_at, coalesce(c.own_name, c.assistant_name) as assistant_name
      from page p cross join lateral (select c.created_at as called_at, c.assistant_name,
          (select a.name from public.assistants a where a.id = c.assistant_id) as own_name
        from public.calls c where c.id = p.call_id and c.created_at = (select k.created_at from public.call_keys k where k.id = p.call_id)) c
    )
    select jsonb_build_object(
      'rows', coalesce(jsonb_agg(jsonb_build_object('id', concat_ws(' ', p.id, p.other_id), 'call_id', p.call_id, 'called_at', p.called_at,
        'assistant_name', p.assistant_name, 'reviewed_at', p.completed_at, 'first_person', p.first_person, 'second_person', p.second_person,
        'judge', p.judge, 'rubric_version', p.rubric_version, 'blind', p.blind, 'seconds', p.seconds, 'first', p.first, 'second', p.second)
        order by p.completed_at desc, p.id desc, p.other_id desc), '[]'),
      'next', case when count(*) = $13 then (array_agg(jsonb_build_object('value', p.completed_at, 'id', p.id, 'other', p.other_id)
        order by p.completed_at, p.id, p.other_id))[1] end)
    from told p
    $page$, pairs) into answer using p_organization_id, after_at, after_id, after_other, starts_at, ends_at, person_a, person_b,
      (p_filters ->> 'blind')::boolean,
      (select array_agg(e.name) from jsonb_array_elements_text(nullif(p_filters -> 'judges', 'null')) e (name)),
      (select array_agg(e.name) from jsonb_array_elements_text(nullif(p_filters -> 'rubrics', 'null')) e (name)), assistants, p_limit;
  return answer || jsonb_build_object('bands', jsonb_build_object(
    'pass', coalesce(case when jsonb_typeof(settings #> '{bands,pass}') = 'number' then (settings #>> '{bands,pass}')::numeric end, 80),
    'review', coalesce(case when jsonb_typeof(settings #> '{bands,review}') = 'number' then (settings #>> '{bands,review}')::numeric end, 60)));
end
$$;

-- As before, but whose call it is the call itself says.
create or replace function public.override_reasons(p_organization_id uuid, p_filters jsonb default '{}') returns jsonb
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
      where q.organization_id = p_organization_id and q.overrides <> '{}' and (assistants is null or (select c.assistant_id from public.calls c
          where c.id = q.call_id and c.created_at = (select k.created_at from public.call_keys k where k.id = q.call_id)) = any (assistants))
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
as $$ select '20261203000200' $$;
