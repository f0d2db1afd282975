-- Overrides by criterion: a person corrects one of the points that make up a dimension, and the dimension follows.

-- While a dimension is overridden, its score is the person's; while some of its criteria are, it is the sum of the person's and
-- the machine's. A new run that writes over either is refused. The words of a constraint are asked with the rights of whoever
-- writes, so it calls no function of ours.
alter table public.qci_analyses drop constraint qci_overrides_hold;
alter table public.qci_analyses add constraint qci_overrides_hold check (
  (not overrides ? 'dynamics' or dynamics_score is not distinct from (overrides #>> '{dynamics,value}')::integer)
  and (not overrides ? 'objections' or objections_score is not distinct from (overrides #>> '{objections,value}')::integer)
  and (not overrides ? 'brand' or brand_score is not distinct from (overrides #>> '{brand,value}')::integer)
  and (not overrides ? 'outcome' or outcome_score is not distinct from (overrides #>> '{outcome,value}')::integer)
  and (not overrides ?| '{talk_balance,flow,engagement}' or not overrides ? 'dynamics' and dynamics_score is not distinct from
    coalesce(overrides #>> '{talk_balance,value}', evidence #>> '{criteria,talk_balance,score}')::numeric
    + coalesce(overrides #>> '{flow,value}', evidence #>> '{criteria,flow,score}')::numeric
    + coalesce(overrides #>> '{engagement,value}', evidence #>> '{criteria,engagement,score}')::numeric)
  and (not overrides ?| '{recognition,compliance,alternatives}' or not overrides ? 'objections' and objections_score is not distinct from
    coalesce(overrides #>> '{recognition,value}', evidence #>> '{criteria,recognition,score}')::numeric
    + coalesce(overrides #>> '{compliance,value}', evidence #>> '{criteria,compliance,score}')::numeric
    + coalesce(overrides #>> '{alternatives,value}', evidence #>> '{criteria,alternatives,score}')::numeric));

-- Whether the criteria of a dimension can be corrected one by one: each is told as a number, they come to what the machine gave
-- the dimension (otherwise its own value would be lost with the first correction), and the dimension is not overridden whole.
create function app.criteria_are_open(p_held public.qci_analyses, p_dimension text) returns boolean
language sql immutable set search_path = ''
as $$
  select not p_held.overrides ? p_dimension and coalesce(sum(s.score), -1) = coalesce(case p_dimension
      when 'dynamics' then p_held.dynamics_score when 'objections' then p_held.objections_score end, -2)
    and bool_and(app.whole(p_held.evidence #> array['criteria', c.key, 'score'], 0, c.most) is not null)
  from app.criteria() c cross join lateral (select coalesce(app.whole(p_held.overrides #> array[c.key, 'value'], 0, c.most),
    app.whole(p_held.evidence #> array['criteria', c.key, 'score'], 0, c.most)) as score) s
  where c.dimension = p_dimension
$$;

-- Patch: call_id, either dimension or criterion, value, reason, and if wanted note and evidence (a list of turns and quotes). A
-- value of null takes the override back, and the machine's value returns. Brand and outcome have one criterion each and are
-- corrected as dimensions. A dimension is overridden either whole or by criterion.
create or replace function app.write_override_score(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  criterion constant text := app.patch_text(p_patch, 'criterion', 40);
  parent text := app.patch_text(p_patch, 'dimension', 40);
  field constant text := case when criterion is null then 'dimension' else 'criterion' end;
  part constant text := coalesce(criterion, parent);
  reason text := app.patch_text(p_patch, 'reason', 40);
  note constant text := app.patch_text(p_patch, 'note', 4000);
  highest integer := case parent when 'dynamics' then 30 when 'objections' then 20 when 'brand' then 20 when 'outcome' then 30 end;
  score integer;
  before integer;
  held public.qci_analyses;
begin
  perform app.patch_keys(p_patch, '{call_id,dimension,criterion,value,reason,note,evidence}');
  if criterion is not null and parent is not null then
    perform app.reject('invalid', 'criterion');
  elsif criterion is not null then
    select c.most, c.dimension into highest, parent from app.criteria() c where c.key = criterion and c.key <> c.dimension;
  end if;
  if highest is null then
    perform app.reject('invalid', field);
  elsif not p_patch ? 'value' then
    perform app.reject('invalid', 'value');
  elsif coalesce(reason, '') not in ('wrong_quote', 'missed_moment', 'rubric_unclear', 'transcription_error', 'policy', 'other')
    and (reason is not null or p_patch -> 'value' <> 'null') then
    perform app.reject('invalid', 'reason');
  elsif coalesce(jsonb_typeof(p_patch -> 'evidence'), 'null') not in ('array', 'null') then
    perform app.reject('invalid', 'evidence');
  elsif octet_length(p_patch ->> 'evidence') > 65536 then
    perform app.reject('too_long', 'evidence');
  end if;
  score := app.patch_integer(p_patch, 'value', 0, highest);
  held := app.lock_analysis(p_patch);
  if held.version <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', app.analysis_json(held));
  elsif criterion is not null and not app.criteria_are_open(held, parent) then
    perform app.reject('invalid', 'criterion');
  elsif criterion is null and held.overrides ?| array(select c.key from app.criteria() c where c.dimension = part and c.key <> part) then
    perform app.reject('invalid', 'dimension');
  end if;
  before := case when held.overrides ? part then (held.overrides #>> array[part, 'value'])::integer
    when criterion is not null then (held.evidence #>> array['criteria', part, 'score'])::numeric::integer
    when part = 'dynamics' then held.dynamics_score when part = 'objections' then held.objections_score
    when part = 'brand' then held.brand_score else held.outcome_score end;
  if score is null and not held.overrides ? part then
    perform app.reject('invalid', 'value');
  elsif score is null then
    score := (held.overrides #>> array[part, 'ai'])::integer;
    held.overrides := held.overrides - part;
    reason := coalesce(reason, 'revoked');
  else
    held.overrides := held.overrides || jsonb_build_object(part, jsonb_build_object(
      'ai', case when held.overrides ? part then (held.overrides #>> array[part, 'ai'])::integer else before end,
      'replaced', before, 'value', score, 'reason', reason, 'note', note, 'evidence', p_patch -> 'evidence',
      'by', (select auth.uid()), 'at', now()));
  end if;
  -- What is left of a criterion is in the sum of its dimension, whether a person's or the machine's.
  if criterion is not null then
    select sum(coalesce(app.whole(held.overrides #> array[c.key, 'value'], 0, c.most),
      app.whole(held.evidence #> array['criteria', c.key, 'score'], 0, c.most))) into score
    from app.criteria() c where c.dimension = parent;
  end if;
  case parent when 'dynamics' then held.dynamics_score := score; when 'objections' then held.objections_score := score;
    when 'brand' then held.brand_score := score; else held.outcome_score := score; end case;
  held.qci_total_score := held.dynamics_score + held.objections_score + held.brand_score + held.outcome_score;
  perform set_config('app.history_reason', reason, true);
  update public.qci_analyses q set dynamics_score = held.dynamics_score, objections_score = held.objections_score,
    brand_score = held.brand_score, outcome_score = held.outcome_score, qci_total_score = held.qci_total_score,
    status = app.band((select o.settings from public.organizations o where o.id = held.organization_id), held.qci_total_score),
    overrides = held.overrides, reviewed_by = (select auth.uid()), reviewed_at = now()
  where q.id = held.id returning q.* into held;
  perform set_config('app.history_reason', '', true);
  return jsonb_build_object('result', 'applied', 'call_id', held.call_id, 'version', held.version,
    'qci_total_score', held.qci_total_score, 'status', held.status);
end
$$;

revoke all on function app.criteria_are_open(public.qci_analyses, text) from public, anon, authenticated;
revoke all on function app.write_override_score(integer, jsonb) from public, anon, authenticated;

comment on function public.override_score(uuid, integer, jsonb) is
  'Corrects one dimension of a call’s score, or one criterion of a dimension, or takes the correction back: from reviewer upwards.';
