-- Quality over time: the QCI and its dimensions, and the bands. Series of different rubric versions are never joined.

-- What a trend is drawn apart by, as SQL: the key of a series, and the name that stands for it where there is no key (an
-- assistant that is not ours has only the name its calls carried). The prompt is the one the score is stamped with.
create function app.trend_key(p_by text, out key text, out name_then text)
language plpgsql immutable set search_path = ''
as $$
begin
  name_then := 'null::text';
  key := case p_by when 'none' then 'null::uuid' when 'assistant' then 'c.assistant_id'
    when 'prompt' then 'coalesce(q.prompt_id, c.prompt_id)' when 'phone_number' then 'c.phone_number_id' end;
  if key is null then
    raise exception 'a trend is drawn by none, assistant, prompt or phone_number' using errcode = '22023';
  elsif p_by = 'assistant' then
    name_then := 'case when c.assistant_id is null then c.assistant_name end';
  end if;
end
$$;

-- What a series is called on a chart. An id belongs to one table only, so it need not be said which is meant. It only reads, and
-- is said to be safe beside other workers: one function that is not would keep the whole statement to one process.
create function app.trend_name(p_key uuid, p_name_then text) returns jsonb
language sql stable parallel safe set search_path = ''
as $$
  select jsonb_build_object('id', p_key,
    'name', coalesce((select a.name from public.assistants a where a.id = p_key),
      (select n.phone_number from public.phone_numbers n where n.id = p_key),
      (select a.name from public.prompts v join public.assistants a on a.id = v.assistant_id where v.id = p_key), p_name_then),
    'prompt_version', (select v.version from public.prompts v where v.id = p_key))
$$;

-- Mean and standard deviation of the QCI and its four dimensions by day, week or month; one series for each rubric version,
-- and within it for each assistant, prompt version or phone number. Periods without a scored call have no point: a mean of
-- nothing is a gap in the line. `prompts` says how many prompt versions a point stands on, because a trend that crosses a
-- new version is not one trend. At most 12 keys unless asked, and fewer where the chart is long; `left_out` counts the rest.
create function public.qci_trend(p_organization_id uuid, p_from date, p_to date, p_filters jsonb default '{}',
  p_by text default 'none', p_unit text default 'week', p_limit integer default 12) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  most_points constant integer := 2000;
  periods date[];
  by_what record;
  scope record;
  answer jsonb;
begin
  perform app.require_role(p_organization_id, 'viewer');
  by_what := app.trend_key(p_by);
  if p_limit is null or p_limit not between 1 and 50 then
    raise exception 'limit must be between 1 and 50' using errcode = '22023';
  end if;
  scope := app.analytics_scope(p_organization_id, p_from, p_to, p_filters);
  periods := app.chart_periods(p_from, p_to, p_unit);
  execute format($sql$
    with point as (
      select %s as start, %s as key, %s as name_then, q.rubric_version, count(*) as n,
        count(distinct coalesce(q.prompt_id, c.prompt_id)) as prompts,
        jsonb_build_object('total', round(avg(q.qci_total_score), 3), 'dynamics', round(avg(q.dynamics_score), 3),
          'objections', round(avg(q.objections_score), 3), 'brand', round(avg(q.brand_score), 3),
          'outcome', round(avg(q.outcome_score), 3)) as mean,
        jsonb_build_object('total', round(stddev_samp(q.qci_total_score), 3), 'dynamics', round(stddev_samp(q.dynamics_score), 3),
          'objections', round(stddev_samp(q.objections_score), 3), 'brand', round(stddev_samp(q.brand_score), 3),
          'outcome', round(stddev_samp(q.outcome_score), 3)) as sd
      %s and q.qci_total_score is not null group by 1, 2, 3, 4
    ), key as (
      select p.key, p.name_then, sum(p.n) as n from point p group by 1, 2
      order by n desc, p.key, p.name_then limit $1
    ), series as (
      select k.key, k.name_then, k.n as key_n, p.rubric_version, sum(p.n) as n,
        jsonb_agg(jsonb_build_object('start', p.start, 'n', p.n, 'prompts', p.prompts, 'mean', p.mean, 'sd', p.sd)
          order by p.start) as points
      from key k join point p on p.key is not distinct from k.key and p.name_then is not distinct from k.name_then
      group by 1, 2, 3, 4
    )
    select jsonb_build_object(
      'left_out', (select count(*) from (select distinct p.key, p.name_then from point p) d) - (select count(*) from key),
      'series', (select coalesce(jsonb_agg(app.trend_name(s.key, s.name_then) || jsonb_build_object(
          'rubric_version', s.rubric_version, 'n', s.n, 'points', s.points)
          order by s.key_n desc, s.key, s.name_then, s.rubric_version), '[]') from series s))
  $sql$, app.period_of_call(p_unit, scope.zone), by_what.key, by_what.name_then, scope.source)
    into answer using least(p_limit, greatest(most_points / cardinality(periods), 1));
  return scope.header || jsonb_build_object('unit', p_unit, 'by', p_by, 'periods', periods) || answer;
end
$$;

-- Pass, review and fail by ISO week, one series for each rubric version, with a row of zeros for a week without a score.
-- `weeks` says how many calls the week had and how many of them have a score (`n`).
create function public.bands_by_week(p_organization_id uuid, p_from date, p_to date, p_filters jsonb default '{}')
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
    with week as (
      select w.start, to_char(w.start, 'IYYY-"W"IW') as name from unnest($1) w (start)
    ), part as (
      select %s as start, q.rubric_version, count(*) as calls, count(q.qci_total_score) as n,
        count(*) filter (where q.status = 'pass') as pass, count(*) filter (where q.status = 'review') as review,
        count(*) filter (where q.status = 'fail') as fail
      %s group by 1, 2
    ), rubric as (
      select p.rubric_version, sum(p.n) as n from part p where p.n > 0 group by 1
    ), point as (
      select r.rubric_version, w.start, w.name, p.n, p.pass, p.review, p.fail
      from rubric r cross join week w
      left join part p on p.start = w.start and p.rubric_version is not distinct from r.rubric_version
    ), series as (
      select p.rubric_version, jsonb_agg(jsonb_build_object('week', p.name, 'start', p.start, 'n', coalesce(p.n, 0),
        'pass', coalesce(p.pass, 0), 'review', coalesce(p.review, 0), 'fail', coalesce(p.fail, 0)) order by p.start) as points
      from point p group by 1
    ), counted as (
      select w.start, w.name, coalesce(sum(p.calls), 0) as calls, coalesce(sum(p.n), 0) as n
      from week w left join part p on p.start = w.start group by 1, 2
    )
    select jsonb_build_object(
      'weeks', (select jsonb_agg(jsonb_build_object('week', c.name, 'start', c.start, 'calls', c.calls, 'n', c.n)
        order by c.start) from counted c),
      'series', (select coalesce(jsonb_agg(jsonb_build_object('rubric_version', s.rubric_version, 'n', r.n,
          'points', s.points) order by s.rubric_version), '[]')
        from series s join rubric r on r.rubric_version is not distinct from s.rubric_version))
  $sql$, app.period_of_call('week', scope.zone), scope.source) into answer using app.chart_periods(p_from, p_to, 'week');
  return scope.header || answer;
end
$$;

revoke all on function app.trend_key(text) from public, anon, authenticated;
revoke all on function app.trend_name(uuid, text) from public, anon, authenticated;
revoke all on function public.qci_trend(uuid, date, date, jsonb, text, text, integer) from public, anon;
revoke all on function public.bands_by_week(uuid, date, date, jsonb) from public, anon;
grant execute on function public.qci_trend(uuid, date, date, jsonb, text, text, integer) to authenticated;
grant execute on function public.bands_by_week(uuid, date, date, jsonb) to authenticated;
