-- Outcomes: how far calls got, what a booked meeting costs, and who reviewed.

-- From all calls to a booked meeting. `buckets` is how the calls ended, `tiers` what the scored ones achieved: `n` in the
-- tier itself, `at_least` in it or a better one. Where more than one rubric version judged, `rubrics` names them all.
create function public.outcome_funnel(p_organization_id uuid, p_from date, p_to date, p_filters jsonb default '{}')
returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  scope record;
  answer jsonb;
begin
  perform app.require_role(p_organization_id, 'viewer');
  scope := app.analytics_scope(p_organization_id, p_from, p_to, p_filters);
  execute format($sql$
    with part as (
      select c.outcome_bucket as bucket, q.rubric_version, case when q.qci_total_score is not null then q.outcome_score end as points,
        count(*) as calls, count(*) filter (where c.duration_seconds > 30) as over_30_seconds,
        count(q.qci_total_score) as n, count(q.reviewed_at) as reviewed
      %s group by 1, 2, 3
    ), tier as (
      select t.tier, t.least_points, coalesce(sum(p.n) filter (where p.points >= t.least_points), 0) as at_least
      from app.outcome_tiers() t left join part p on p.n > 0 group by 1, 2
    )
    select jsonb_build_object('calls', coalesce(sum(p.calls), 0), 'over_30_seconds', coalesce(sum(p.over_30_seconds), 0),
      'n', coalesce(sum(p.n), 0), 'reviewed', coalesce(sum(p.reviewed), 0),
      'buckets', (select coalesce(jsonb_object_agg(coalesce(b.bucket, 'none'), b.calls), '{}')
        from (select x.bucket, sum(x.calls) as calls from part x group by 1) b),
      'rubrics', (select coalesce(jsonb_agg(jsonb_build_object('rubric_version', r.rubric_version, 'n', r.n)
          order by r.rubric_version), '[]')
        from (select x.rubric_version, sum(x.n) as n from part x where x.n > 0 group by 1) r),
      'tiers', (select jsonb_agg(jsonb_build_object('tier', w.tier, 'n', w.n, 'at_least', w.at_least)
          order by w.least_points desc)
        from (select t.*, t.at_least - lag(t.at_least, 1, 0::numeric) over (order by t.least_points desc) as n from tier t) w))
    from part p
  $sql$, scope.source) into answer;
  return scope.header || answer;
end
$$;

-- What the calls cost for each meeting they booked, whole and by day, week or month. Every call's cost counts, also of those
-- nobody scored; only a scored call can have booked a meeting. `n` is the number of scored calls and `priced` of those with a
-- cost, so that a figure made of half the calls can be told from one of all. Without a meeting there is no cost of one.
create function public.cost_per_meeting(p_organization_id uuid, p_from date, p_to date, p_filters jsonb default '{}',
  p_unit text default 'week') returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  scope record;
  answer jsonb;
begin
  perform app.require_role(p_organization_id, 'viewer');
  scope := app.analytics_scope(p_organization_id, p_from, p_to, p_filters);
  execute format($sql$
    with part as (
      select %s as start, q.rubric_version, count(*) as calls, count(c.cost) as priced, coalesce(sum(c.cost), 0) as cost,
        count(q.qci_total_score) as n, count(*) filter (where %s) as meetings
      %s group by 1, 2
    ), point as (
      select d.start, coalesce(sum(p.calls), 0) as calls, coalesce(sum(p.priced), 0) as priced,
        coalesce(sum(p.cost), 0) as cost, coalesce(sum(p.n), 0) as n, coalesce(sum(p.meetings), 0) as meetings
      from unnest($1) d (start) left join part p on p.start = d.start group by 1
    )
    select jsonb_build_object('calls', sum(p.calls), 'priced', sum(p.priced), 'cost', sum(p.cost), 'n', sum(p.n),
      'meetings', sum(p.meetings), 'cost_per_meeting', round(sum(p.cost) / nullif(sum(p.meetings), 0), 6),
      'rubrics', (select coalesce(jsonb_agg(jsonb_build_object('rubric_version', r.rubric_version, 'n', r.n)
          order by r.rubric_version), '[]')
        from (select x.rubric_version, sum(x.n) as n from part x where x.n > 0 group by 1) r),
      'points', jsonb_agg(jsonb_build_object('start', p.start, 'calls', p.calls, 'priced', p.priced, 'cost', p.cost, 'n', p.n,
        'meetings', p.meetings, 'cost_per_meeting', round(p.cost / nullif(p.meetings, 0), 6)) order by p.start))
    from point p
  $sql$, app.period_of_call(p_unit, scope.zone), app.is_meeting(), scope.source) into answer using app.chart_periods(p_from, p_to, p_unit);
  return scope.header || jsonb_build_object('unit', p_unit) || answer;
end
$$;

-- Who confirmed or corrected how many scores, by the day it was done and not by the day of the call. One score has one
-- reviewer here, the last; who came before him is in the history. Coaches and above, because leading people is their matter
-- and not because it is a secret: each score and its history name their reviewer to every member. A reviewer who has left is
-- an id without a name. The filters are about the calls that were reviewed.
create function public.reviewer_activity(p_organization_id uuid, p_from date, p_to date, p_filters jsonb default '{}')
returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  scope record;
  source text;
  answer jsonb;
begin
  perform app.require_role(p_organization_id, 'coach');
  scope := app.analytics_scope(p_organization_id, p_from, p_to, p_filters);
  source := ' from public.qci_analyses q';
  if app.call_conditions(p_filters) <> '' or app.call_query(p_filters ->> 'q') is not null then
    -- Through the key, so that only the call's own month is read.
    source := source || ' join public.call_keys k on k.id = q.call_id'
      || ' join public.calls c on c.id = k.id and c.created_at = k.created_at'
      || app.sql_if(' and c.search @@ %L::tsquery', app.call_query(p_filters ->> 'q')::text);
  end if;
  source := source || format(' where q.organization_id = %L and q.reviewed_at >= %L and q.reviewed_at < %L',
    p_organization_id, scope.header ->> 'starts_at', scope.header ->> 'ends_at') || app.call_conditions(p_filters);
  execute format($sql$
    with part as (
      select q.reviewed_by, (q.reviewed_at at time zone %L)::date as day, count(*) as n,
        min(q.reviewed_at) as first_at, max(q.reviewed_at) as last_at
      %s group by 1, 2
    ), reviewer as (
      select p.reviewed_by, sum(p.n) as n, min(p.first_at) as first_at, max(p.last_at) as last_at,
        jsonb_agg(jsonb_build_object('day', p.day, 'n', p.n) order by p.day) as days
      from part p group by 1
    )
    select jsonb_build_object('n', (select coalesce(sum(p.n), 0) from part p),
      'points', (select jsonb_agg(jsonb_build_object('day', s.day, 'n', s.n) order by s.day) from (
        select d.day, coalesce(sum(p.n), 0) as n from unnest($1) d (day) left join part p on p.day = d.day group by 1) s),
      'reviewers', (select coalesce(jsonb_agg(jsonb_build_object('user_id', r.reviewed_by, 'name', m.display_name, 'n', r.n,
          'first_at', r.first_at, 'last_at', r.last_at, 'days', r.days) order by r.n desc, r.reviewed_by), '[]')
        from reviewer r left join public.organization_members m
          on m.organization_id = $2 and m.user_id = r.reviewed_by))
  $sql$, scope.zone, source) into answer
    using app.chart_periods(p_from, p_to, 'day'), p_organization_id;
  return scope.header || answer;
end
$$;

revoke all on function public.outcome_funnel(uuid, date, date, jsonb) from public, anon;
revoke all on function public.cost_per_meeting(uuid, date, date, jsonb, text) from public, anon;
revoke all on function public.reviewer_activity(uuid, date, date, jsonb) from public, anon;
grant execute on function public.outcome_funnel(uuid, date, date, jsonb) to authenticated;
grant execute on function public.cost_per_meeting(uuid, date, date, jsonb, text) to authenticated;
grant execute on function public.reviewer_activity(uuid, date, date, jsonb) to authenticated;
