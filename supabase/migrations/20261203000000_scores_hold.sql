-- Scores hold what was said of them: a run is held to its tier, its brand and its evidence, and a call whose overrides are all taken
-- back is as its judge left it, band included.

-- Refuses a run whose points contradict what it says itself: an outcome outside its tier, as the organization's rubric of that version
-- draws it; tone alone worth more than ten points of brand; more than half the points of a criterion for quotes none of which was
-- found. Every client counts like that, so that only a broken one or somebody's own is refused. A criterion with eight pieces of
-- evidence may have had more, and an outcome that rests on nothing found may lie below its tier. The rubric of an organization that
-- wrote none is the client's alone, and so is its tier.
create function app.hold_run_to_evidence(p_run public.qci_runs) returns void
language plpgsql stable set search_path = ''
as $$
declare
  tier constant jsonb := (select r.content #> array['outcomeTiers', p_run.evidence #>> '{outcomes,tier}'] from public.rubrics r
    where r.organization_id = p_run.organization_id and r.version::text = p_run.rubric_version);
  one record;
begin
  for one in
    select c.key, c.most, (j.criterion ->> 'score')::integer as score, jsonb_array_length(j.criterion -> 'evidence') as pieces,
      not j.criterion @? '$.evidence[*].state ? (@ == "verified" || @ == "close")' as is_missing
    from app.criteria() c cross join lateral (select p_run.evidence #> array['criteria', c.key] as criterion) j
  loop
    if one.key = 'outcome' and (one.score > (tier ->> 1)::integer
        or one.score < (tier ->> 0)::integer and not (one.pieces > 0 and one.is_missing))
      or one.key = 'brand' and one.score > 10 and p_run.evidence -> 'brand_mentions' = '0'
      or one.key <> 'talk_balance' and one.pieces between 1 and 7 and one.is_missing and one.score > one.most / 2 then
      perform app.reject('invalid', one.key);
    end if;
  end loop;
end
$$;

-- As before, but a new run is held to what it says itself.
create or replace function app.write_record_run(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  run public.qci_runs;
  known public.qci_runs;
  held public.qci_analyses;
  computed text;
begin
  perform app.patch_keys(p_patch, '{call_id,run_key,judge,ai_model,model_parameters,rubric_version,prompt_id,transcript_hash,unscorable,criteria,tier,agent_talk_ratio,agent_talk_ratio_basis,brand_mentions,doubts,status,coaching_tips,key_moments,tokens_used,analysis_cost,raw_analysis}');
  if p_expected_version <> 0 then
    perform app.reject('invalid', 'expected_version');
  end if;
  run := app.patched_run(p_patch);
  select k.organization_id into run.organization_id from public.call_keys k where k.id = run.call_id;
  perform app.patch_role(run.organization_id, 'reviewer');
  select app.band(o.settings, run.qci_total_score) into computed from public.organizations o where o.id = run.organization_id for share of o;
  perform app.hold_key_moments(run.call_id);
  select r.* into known from public.qci_runs r where r.call_id = run.call_id and r.run_key = run.run_key;
  select q.* into held from public.qci_analyses q where q.call_id = run.call_id;
  if known.id is null then
    if run.prompt_id is not null and not exists (select from public.prompts v
        where v.id = run.prompt_id and v.organization_id = run.organization_id) then
      perform app.reject('not_found', 'prompt_id');
    end if;
    if run.unscorable is null then
      perform app.hold_run_to_evidence(run);
      run.status := app.worse_band(run.lowered_to, computed);
      run.lowered_to := nullif(run.status, computed);
    end if;
    insert into public.qci_runs select run.* returning * into known;
    if known.unscorable is null and held.id is null then
      held := app.first_analysis(known);
    elsif known.unscorable is null and held.overrides = '{}' and held.reviewed_by is null then
      held := app.put_run(held, known);
    end if;
  end if;
  return jsonb_build_object('result', 'applied', 'id', known.id, 'call_id', known.call_id,
    'effective', held.run_id is not distinct from known.id, 'version', coalesce(held.version, 0));
end
$$;

-- As before, but where no override is left the band is the judge's again: what he lowered stays lowered, as it was before anybody
-- corrected anything.
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
    status = app.worse_band((select r.lowered_to from public.qci_runs r where r.id = held.run_id and held.overrides = '{}'),
      app.band((select o.settings from public.organizations o where o.id = held.organization_id), held.qci_total_score)),
    overrides = held.overrides, reviewed_by = (select auth.uid()), reviewed_at = now()
  where q.id = held.id returning q.* into held;
  perform set_config('app.history_reason', '', true);
  return jsonb_build_object('result', 'applied', 'call_id', held.call_id, 'version', held.version,
    'qci_total_score', held.qci_total_score, 'status', held.status);
end
$$;

-- As before, but whoever changes overrides says the band too: the same word as before is a word all the same.
create or replace function app.keep_band() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  settings jsonb;
  computed text;
  of_a_run constant boolean := tg_op = 'UPDATE' and new.run_id is not null and new.run_id is distinct from old.run_id;
begin
  if tg_op = 'UPDATE' and not of_a_run and new.overrides = old.overrides
    and (new.reviewed_by, new.reviewed_at) is not distinct from (old.reviewed_by, old.reviewed_at) then
    if (new.qci_total_score, new.dynamics_score, new.objections_score, new.brand_score, new.outcome_score)
        is distinct from (old.qci_total_score, old.dynamics_score, old.objections_score, old.brand_score, old.outcome_score) then
      new.reviewed_by := null;
      new.reviewed_at := null;
      new.run_id := null;
    elsif new.evidence is distinct from old.evidence then
      new.run_id := null;
    end if;
  end if;
  if new.qci_total_score is null
    or tg_op = 'UPDATE' and (new.qci_total_score, new.status) is not distinct from (old.qci_total_score, old.status) then
    return new;
  end if;
  select o.settings into settings from public.organizations o where o.id = new.organization_id;
  computed := app.band(settings, new.qci_total_score);
  if tg_op = 'UPDATE' and not of_a_run and new.overrides = old.overrides and new.status is not distinct from old.status
    and old.status = app.band(settings, old.qci_total_score) then
    new.status := computed;
  else
    new.status := app.worse_band(new.status, computed);
  end if;
  return new;
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261203000000' $$;

revoke all on function app.hold_run_to_evidence(public.qci_runs) from public, anon, authenticated;
