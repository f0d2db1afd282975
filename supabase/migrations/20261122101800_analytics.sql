-- Analytics: what every question has in common, and the two that the schema was made for. All of them run with their owner's
-- rights and ask for membership themselves, as the list does: under a policy the search filter cannot use its index, and the
-- planner may not choose a parallel plan freely. Answers are JSON of a size for a chart, not for an export.
-- Three rules hold throughout. A call belongs to the day of its `created_at`, the date that the list shows and filters by, so
-- that a point opens exactly its calls. A call without a score is counted as a call and never as a zero: each point says `n`,
-- the number of values its mean stands on. Scores of two rubric versions are kept apart, or the answer names both.

-- The time zone in which an organization's days begin: `settings.timezone`, where it is a zone. Anything else falls to UTC, and
-- the answer says so.
create function app.organization_zone(p_organization_id uuid) returns text
language plpgsql stable set search_path = ''
as $$
declare
  zone constant text := (select o.settings ->> 'timezone' from public.organizations o where o.id = p_organization_id);
begin
  return case when app.is_zone(zone) then zone else 'UTC' end;
end
$$;

-- The moment a day begins in a zone. Where clocks go back over midnight that moment comes twice and PostgreSQL takes the
-- second; the day begins with the first.
create function app.day_start(p_day date, p_zone text) returns timestamptz
language sql stable set search_path = ''
as $$
  select case when (t.moment - interval '1 hour') at time zone p_zone >= p_day then t.moment - interval '1 hour'
    else t.moment end
  from (select p_day::timestamp at time zone p_zone as moment) t
$$;

-- The calls of a period of whole days [from, to) that pass the list's filters, as FROM and WHERE on calls `c` and analyses
-- `q`. A period within the filters narrows it further.
create function app.analytics_scope(p_organization_id uuid, p_from date, p_to date, p_filters jsonb,
  out zone text, out source text, out header jsonb)
language plpgsql stable set search_path = '' set timezone = 'UTC'
as $$
declare
  starts_at timestamptz;
  ends_at timestamptz;
begin
  if p_from is null or p_to is null or p_from >= p_to or p_from < '2000-01-01' or p_to > '2100-01-01' then
    raise exception 'the period must begin before it ends, between 2000 and 2100' using errcode = '22023';
  end if;
  zone := app.organization_zone(p_organization_id);
  starts_at := app.day_start(p_from, zone);
  ends_at := app.day_start(p_to, zone);
  source := (app.call_source(p_organization_id, p_filters)).source
    || format(' and c.created_at >= %L and c.created_at < %L', starts_at, ends_at);
  -- The two moments are what the list takes as its filters `from` and `to`.
  header := jsonb_build_object('timezone', zone, 'from', p_from, 'to', p_to, 'starts_at', starts_at, 'ends_at', ends_at);
end
$$;

-- The days, ISO weeks (they begin on Monday) or months that a period touches. The first and the last may reach beyond it.
create function app.chart_periods(p_from date, p_to date, p_unit text) returns date[]
language plpgsql immutable set search_path = ''
as $$
declare
  many constant integer := 400;
  periods date[];
begin
  if coalesce(p_unit, '') not in ('day', 'week', 'month') then
    raise exception 'unit must be day, week or month' using errcode = '22023';
  end if;
  select array_agg(g.moment::date order by g.moment) into periods
  from generate_series(date_trunc(p_unit, p_from::timestamp), (p_to - 1)::timestamp, ('1 ' || p_unit)::interval) g (moment);
  if cardinality(periods) > many then
    raise exception 'a chart has at most % points: choose a longer unit', many using errcode = '22023';
  end if;
  return periods;
end
$$;

-- A call's day, week or month in the organization's time zone, as SQL.
create function app.period_of_call(p_unit text, p_zone text) returns text
language sql immutable set search_path = ''
as $$ select format('date_trunc(%L, c.created_at at time zone %L)::date', p_unit, p_zone) $$;

-- The points from which an outcome is of a tier. The tier is read from the score and not from the evidence, because the score
-- is what holds after a review.
create function app.outcome_tiers() returns table (tier text, least_points integer)
language sql immutable parallel safe set search_path = ''
as $$
  values ('meeting', 25), ('warm_lead', 16), ('callback', 11), ('information', 6), ('nothing', 0)
$$;

-- A booked meeting, as SQL. Only a whole score counts: parts without a total are not a judgment.
create function app.is_meeting() returns text
language sql immutable set search_path = ''
as $$
  select format('(q.qci_total_score is not null and q.outcome_score >= %s)', t.least_points)
  from app.outcome_tiers() t where t.tier = 'meeting'
$$;

-- Calls and their average cost by day. A day without calls is a row of zeros without an average; `n` counts the calls that
-- have a cost.
create function public.calls_per_day(p_organization_id uuid, p_from date, p_to date, p_filters jsonb default '{}')
returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  scope record;
  points jsonb;
begin
  perform app.require_role(p_organization_id, 'viewer');
  scope := app.analytics_scope(p_organization_id, p_from, p_to, p_filters);
  execute format($sql$
    select jsonb_agg(jsonb_build_object('day', d.day, 'calls', coalesce(s.calls, 0), 'n', coalesce(s.n, 0),
      'average_cost', round(s.total / nullif(s.n, 0), 6), 'total_cost', coalesce(s.total, 0)) order by d.day)
    from unnest($1) d (day) left join (
      select %s as day, count(*) as calls, count(c.cost) as n, sum(c.cost) as total %s group by 1
    ) s on s.day = d.day
  $sql$, app.period_of_call('day', scope.zone), scope.source) into points using app.chart_periods(p_from, p_to, 'day');
  return scope.header || jsonb_build_object('points', points);
end
$$;

-- Assistants by their mean QCI, the best first; those without a scored call are left out. Assistants of one name stay apart;
-- calls of an assistant that is not ours go by the name they carried. With no rubric version asked for, a row may stand on
-- several: `rubric_versions` names them. The empty text asks for scores without a stamp.
create function public.top_assistants(p_organization_id uuid, p_from date, p_to date, p_filters jsonb default '{}',
  p_rubric_version text default null, p_limit integer default 20) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  scope record;
  answer jsonb;
begin
  perform app.require_role(p_organization_id, 'viewer');
  if p_limit is null or p_limit not between 1 and 200 then
    raise exception 'limit must be between 1 and 200' using errcode = '22023';
  end if;
  scope := app.analytics_scope(p_organization_id, p_from, p_to, p_filters);
  execute format($sql$
    with part as (
      select c.assistant_id, case when c.assistant_id is null then c.assistant_name end as name_then, q.rubric_version,
        count(*) as calls, count(q.qci_total_score) as n, sum(q.qci_total_score) as total,
        sum(q.dynamics_score) filter (where q.qci_total_score is not null) as dynamics,
        sum(q.objections_score) filter (where q.qci_total_score is not null) as objections,
        sum(q.brand_score) filter (where q.qci_total_score is not null) as brand,
        sum(q.outcome_score) filter (where q.qci_total_score is not null) as outcome,
        count(*) filter (where %s) as meetings
      %s group by 1, 2, 3
    ), wanted as (
      select p.*, p.n > 0 and ($1 is null or p.rubric_version is not distinct from nullif($1, '')) as counts from part p
    ), mean as (
      select w.assistant_id, w.name_then, sum(w.calls) as calls, sum(w.n) filter (where counts) as n,
        sum(w.total) filter (where counts) as total, sum(w.dynamics) filter (where counts) as dynamics,
        sum(w.objections) filter (where counts) as objections, sum(w.brand) filter (where counts) as brand,
        sum(w.outcome) filter (where counts) as outcome, sum(w.meetings) filter (where counts) as meetings,
        jsonb_agg(w.rubric_version order by w.rubric_version) filter (where counts) as rubric_versions
      from wanted w group by 1, 2
    ), top as (
      select m.*, coalesce(a.name, m.name_then) as name, m.total / m.n as score
      from mean m left join public.assistants a on a.id = m.assistant_id
      where m.n > 0 order by score desc, m.n desc, m.assistant_id, m.name_then limit $2
    )
    select jsonb_build_object(
      'left_out', (select count(*) from mean m where m.n > 0) - (select count(*) from top),
      'rubrics', (select coalesce(jsonb_agg(jsonb_build_object('rubric_version', r.rubric_version, 'n', r.n)
          order by r.rubric_version), '[]')
        from (select w.rubric_version, sum(w.n) as n from wanted w where w.counts group by 1) r),
      'rows', (select coalesce(jsonb_agg(jsonb_build_object('assistant_id', t.assistant_id, 'name', t.name,
          'calls', t.calls, 'n', t.n, 'meetings', t.meetings, 'rubric_versions', t.rubric_versions, 'mean',
          jsonb_build_object('total', round(t.score, 3), 'dynamics', round(t.dynamics / t.n, 3),
            'objections', round(t.objections / t.n, 3), 'brand', round(t.brand / t.n, 3),
            'outcome', round(t.outcome / t.n, 3))) order by t.score desc, t.n desc, t.assistant_id, t.name_then), '[]')
        from top t))
  $sql$, app.is_meeting(), scope.source) into answer using p_rubric_version, p_limit;
  return scope.header || answer;
end
$$;

revoke all on function app.organization_zone(uuid) from public, anon, authenticated;
revoke all on function app.day_start(date, text) from public, anon, authenticated;
revoke all on function app.analytics_scope(uuid, date, date, jsonb) from public, anon, authenticated;
revoke all on function app.chart_periods(date, date, text) from public, anon, authenticated;
revoke all on function app.period_of_call(text, text) from public, anon, authenticated;
revoke all on function app.outcome_tiers() from public, anon, authenticated;
revoke all on function app.is_meeting() from public, anon, authenticated;
revoke all on function public.calls_per_day(uuid, date, date, jsonb) from public, anon;
revoke all on function public.top_assistants(uuid, date, date, jsonb, text, integer) from public, anon;
grant execute on function public.calls_per_day(uuid, date, date, jsonb) to authenticated;
grant execute on function public.top_assistants(uuid, date, date, jsonb, text, integer) to authenticated;
