-- Agreement: who scored a call twice, and what each said. The arithmetic is the client's (core/qci/agreement); here are the pairs.

-- The judges and rubrics of an organization, by jumping from one to the next.
create index idx_qci_runs_judge on public.qci_runs (organization_id, judge, rubric_version);

-- Pairs of scores, the latest review first. Filters: mode, which is ai_human (a run against a person's review; without a word) or
-- human_human (two people's reviews of one call); from, to (when the review was completed, in human_human the later one); assistants;
-- first and second (people: whose review it is; in ai_human only the second is a person); blind (true: the machine's scores were hidden,
-- from both where both are people; false: not so); and in ai_human judges and rubrics. The run of a review is the one the person had
-- before him or that was hidden from him, where it passes the filters; else the call's latest that does. Of two people the first is
-- whom the filters put there; else who reviewed first. Bands are told from totals with today's thresholds, which each page brings
-- along, for both sides: the bands of runs and reviews are of their own times, and lowered bands are no scores.
-- Unlike other questions it runs with the rights of whoever asks, so that a review which a policy hides from him is in no pair of his.
-- It walks the organization's reviews, latest first, until the page is full. The cursor is what the last page gave as "next".
create function public.agreement_pairs(p_organization_id uuid, p_filters jsonb default '{}', p_cursor jsonb default null, p_limit integer default 500)
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
  -- The page is chosen before its calls are looked up, one by one: joined first, all calls would be read for it.
  execute format($page$
    with page as (
      select p.* from (%s and v.completed_at >= $5 and v.completed_at < $6 and ($12 is null or (select c.assistant_id
        from public.call_keys k join public.calls c on c.id = k.id and c.created_at = k.created_at where k.id = v.call_id) = any ($12))) p
      order by p.completed_at desc, p.id desc, p.other_id desc limit $13
    ), told as (
      select p.*, c.called_at, coalesce(c.own_name, c.assistant_name) as assistant_name
      from page p cross join lateral (select c.created_at as called_at, c.assistant_name,
          (select a.name from public.assistants a where a.id = c.assistant_id) as own_name
        from public.call_keys k join public.calls c on c.id = k.id and c.created_at = k.created_at where k.id = p.call_id limit 1) c
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

-- Which judges scored by which rubrics in an organization, at most 200 of them: what a comparison can be narrowed to.
create function public.agreement_judges(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'viewer');
  return (
    with recursive known as (
      (select r.judge, r.rubric_version, 1 as n from public.qci_runs r where r.organization_id = p_organization_id
        order by r.judge, r.rubric_version limit 1)
      union all
      select f.judge, f.rubric_version, k.n + 1 from known k cross join lateral (
        select r.judge, r.rubric_version from public.qci_runs r
        where r.organization_id = p_organization_id and (r.judge, r.rubric_version) > (k.judge, k.rubric_version)
        order by r.judge, r.rubric_version limit 1) f
      where k.n < 200
    )
    select coalesce(jsonb_agg(jsonb_build_object('judge', k.judge, 'rubric_version', k.rubric_version) order by k.n), '[]') from known k);
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261201200000' $$;

revoke all on function public.agreement_pairs(uuid, jsonb, jsonb, integer) from public, anon;
revoke all on function public.agreement_judges(uuid) from public, anon;
grant execute on function public.agreement_pairs(uuid, jsonb, jsonb, integer), public.agreement_judges(uuid) to authenticated;

comment on function public.agreement_pairs(uuid, jsonb, jsonb, integer) is
  'Calls that were scored twice, by a judge and a person or by two people, and what each of the two gave: a page, the latest review first.';
comment on function public.agreement_judges(uuid) is 'Which judges scored by which rubrics in an organization, at most 200 of them.';
