-- Writes of runs: a reviewer records what a judge said, and adopts one of a call's runs.

-- The score of a dimension: the person's where he overrode it; else the sum of its criteria with his in their places, where he
-- overrode some; else the machine's.
create function app.score_below(p_evidence jsonb, p_overrides jsonb, p_dimension text, p_machine integer) returns integer
language sql immutable set search_path = ''
as $$
  select case when p_overrides ? p_dimension then (p_overrides #>> array[p_dimension, 'value'])::integer
    when bool_or(p_overrides ? c.key) then case when bool_and(s.score is not null) then sum(s.score)::integer end
    else p_machine end
  from app.criteria() c cross join lateral (select coalesce(app.whole(p_overrides #> array[c.key, 'value'], 0, c.most),
    app.whole(p_evidence #> array['criteria', c.key, 'score'], 0, c.most)) as score) s
  where c.dimension = p_dimension
$$;

-- What people decided, with the values of another run as the machine's.
create function app.renewed_overrides(p_overrides jsonb, p_run public.qci_runs) returns jsonb
language sql immutable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(o.key, case
      when o.key in ('dynamics', 'objections', 'brand', 'outcome') then o.value || jsonb_build_object('ai', case o.key
        when 'dynamics' then p_run.dynamics_score when 'objections' then p_run.objections_score
        when 'brand' then p_run.brand_score else p_run.outcome_score end)
      when c.key is not null then o.value || jsonb_build_object('ai', p_run.evidence #> array['criteria', o.key, 'score'])
      else o.value end), '{}')
  from jsonb_each(p_overrides) o left join app.criteria() c on c.key = o.key
$$;

-- Puts a run's values into a locked analysis, below what people decided. Whether it is reviewed stays as it is.
create function app.put_run(p_held public.qci_analyses, p_run public.qci_runs) returns public.qci_analyses
language plpgsql set search_path = ''
as $$
declare
  held public.qci_analyses := p_held;
begin
  held.overrides := app.renewed_overrides(held.overrides, p_run);
  held.dynamics_score := app.score_below(p_run.evidence, held.overrides, 'dynamics', p_run.dynamics_score);
  held.objections_score := app.score_below(p_run.evidence, held.overrides, 'objections', p_run.objections_score);
  held.brand_score := app.score_below(p_run.evidence, held.overrides, 'brand', p_run.brand_score);
  held.outcome_score := app.score_below(p_run.evidence, held.overrides, 'outcome', p_run.outcome_score);
  held.qci_total_score := held.dynamics_score + held.objections_score + held.brand_score + held.outcome_score;
  update public.qci_analyses q set run_id = p_run.id, dynamics_score = held.dynamics_score, objections_score = held.objections_score,
    brand_score = held.brand_score, outcome_score = held.outcome_score, qci_total_score = held.qci_total_score,
    status = app.worse_band(p_run.lowered_to, app.band((select o.settings from public.organizations o
      where o.id = held.organization_id), held.qci_total_score)),
    overrides = held.overrides, evidence = p_run.evidence, coaching_tips = p_run.coaching_tips, key_moments = p_run.key_moments,
    ai_model = p_run.ai_model, analysis_cost = p_run.analysis_cost, tokens_used = p_run.tokens_used, analyzed_at = p_run.created_at,
    raw_analysis = p_run.raw_analysis, rubric_version = p_run.rubric_version, judge = p_run.judge,
    model_parameters = p_run.model_parameters, prompt_id = p_run.prompt_id, transcript_hash = p_run.transcript_hash
  where q.id = held.id returning q.* into held;
  return held;
end
$$;

-- The first analysis of a call, by a run.
create function app.first_analysis(p_run public.qci_runs) returns public.qci_analyses
language plpgsql set search_path = ''
as $$
declare
  made public.qci_analyses;
begin
  insert into public.qci_analyses (call_id, assistant_id, run_id, dynamics_score, objections_score, brand_score, outcome_score,
    qci_total_score, status, evidence, coaching_tips, key_moments, ai_model, analysis_cost, tokens_used, analyzed_at, raw_analysis,
    rubric_version, judge, model_parameters, prompt_id, transcript_hash)
  values (p_run.call_id, (select c.assistant_id from public.call_keys k join public.calls c on c.id = k.id and c.created_at = k.created_at
      where k.id = p_run.call_id), p_run.id, p_run.dynamics_score, p_run.objections_score, p_run.brand_score, p_run.outcome_score,
    p_run.qci_total_score, p_run.status, p_run.evidence, p_run.coaching_tips, p_run.key_moments, p_run.ai_model, p_run.analysis_cost,
    p_run.tokens_used, p_run.created_at, p_run.raw_analysis, p_run.rubric_version, p_run.judge, p_run.model_parameters,
    p_run.prompt_id, p_run.transcript_hash)
  returning * into made;
  return made;
end
$$;

-- Patch: call_id, run_key, judge, rubric_version, and if wanted ai_model, model_parameters, prompt_id, transcript_hash,
-- coaching_tips, key_moments, tokens_used, analysis_cost, raw_analysis; and either unscorable, or criteria, tier, brand_mentions
-- and if wanted agent_talk_ratio, agent_talk_ratio_basis, doubts, status. Expected is 0. Scores and band are computed here. The run
-- becomes the call's score ("effective") where no person has decided anything about that; it never takes a score away. Work that is
-- known by its run_key writes nothing and is told of its row. The locks are those of a mark and of an override: thresholds, the
-- call's turn, the analysis.
create function app.write_record_run(p_expected_version integer, p_patch jsonb) returns jsonb
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

-- Patch: call_id, run_id. The machine's values become those of that run; what people decided stays on top, and who stands for it.
-- Expected is the analysis' version.
create function app.write_adopt_run(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'run_id');
  held public.qci_analyses;
  run public.qci_runs;
begin
  perform app.patch_keys(p_patch, '{call_id,run_id}');
  held := app.lock_analysis(p_patch);
  select r.* into run from public.qci_runs r where r.id = wanted and r.call_id = held.call_id;
  if not found then
    perform app.reject('not_found', 'run_id');
  elsif run.unscorable is not null then
    perform app.reject('invalid', 'run_id');
  elsif held.version <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', app.analysis_json(held));
  end if;
  perform set_config('app.history_reason', 'adopted', true);
  held := app.put_run(held, run);
  perform set_config('app.history_reason', '', true);
  return jsonb_build_object('result', 'applied', 'call_id', held.call_id, 'run_id', held.run_id, 'version', held.version,
    'qci_total_score', held.qci_total_score, 'status', held.status);
end
$$;

-- Records what a judge said of a call: from reviewer upwards.
create function public.record_run(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('record_run', p_op_id, p_expected_version, p_patch) $$;

-- Makes one of a call's runs the machine's opinion that counts: from reviewer upwards.
create function public.adopt_run(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('adopt_run', p_op_id, p_expected_version, p_patch) $$;

revoke all on function app.score_below(jsonb, jsonb, text, integer) from public, anon, authenticated;
revoke all on function app.renewed_overrides(jsonb, public.qci_runs) from public, anon, authenticated;
revoke all on function app.put_run(public.qci_analyses, public.qci_runs) from public, anon, authenticated;
revoke all on function app.first_analysis(public.qci_runs) from public, anon, authenticated;
revoke all on function app.write_record_run(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_adopt_run(integer, jsonb) from public, anon, authenticated;
revoke all on function public.record_run(uuid, integer, jsonb) from public, anon;
revoke all on function public.adopt_run(uuid, integer, jsonb) from public, anon;
grant execute on function public.record_run(uuid, integer, jsonb), public.adopt_run(uuid, integer, jsonb) to authenticated;

comment on function public.record_run(uuid, integer, jsonb) is
  'Records what a judge said of a call: from reviewer upwards. It becomes the call’s score where no person has decided anything about that.';
comment on function public.adopt_run(uuid, integer, jsonb) is
  'Makes one of a call’s runs the machine’s opinion that counts, below what people decided: from reviewer upwards.';
