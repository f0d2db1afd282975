-- What a client sends of a run, checked: nothing of it is believed that can be computed.

-- A whole number between two others; null for everything else that JSON can hold.
create function app.whole(p_value jsonb, p_least integer, p_most integer) returns integer
language sql immutable set search_path = ''
as $$
  select case when jsonb_typeof(p_value) = 'number' then case when (p_value #>> '{}')::numeric between p_least and p_most
    and (p_value #>> '{}')::numeric = trunc((p_value #>> '{}')::numeric) then (p_value #>> '{}')::numeric::integer end end
$$;

-- Points by criterion: an object of exactly the criteria, each a whole number within its maximum, or a rejection that names the
-- first one that is not. Written anew, so that 7.0 is 7.
create function app.checked_scores(p_scores jsonb, p_field text) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  checked jsonb;
begin
  if jsonb_typeof(p_scores) is distinct from 'object' then
    perform app.reject('invalid', p_field);
  end if;
  perform app.patch_keys(p_scores, array(select c.key from app.criteria() c));
  perform app.reject('invalid', c.key) from app.criteria() c where app.whole(p_scores -> c.key, 0, c.most) is null;
  select jsonb_object_agg(c.key, app.whole(p_scores -> c.key, 0, c.most)) into checked from app.criteria() c;
  return checked;
end
$$;

-- What points by criterion come to in a dimension.
create function app.dimension_score(p_scores jsonb, p_dimension text) returns integer
language sql immutable set search_path = ''
as $$ select sum((p_scores ->> c.key)::integer)::integer from app.criteria() c where c.dimension = p_dimension $$;

-- Whether this is a list of pieces of evidence: whose words, in which turn, for or against, and whether they were found there.
create function app.is_evidence(p_list jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select case when jsonb_typeof(p_list) = 'array' then not exists (
    select from jsonb_array_elements(p_list) e (one) where not coalesce(jsonb_typeof(e.one) = 'object'
      and app.whole(e.one -> 'turn', 0, 1000000) is not null and e.one -> 'speaker' in ('"agent"', '"customer"')
      and jsonb_typeof(e.one -> 'quote') = 'string' and e.one -> 'polarity' in ('"+"', '"-"')
      and e.one -> 'state' in ('"verified"', '"close"', '"not_found"')
      and e.one - '{turn,speaker,quote,polarity,state}'::text[] = '{}', false)) else false end
$$;

-- What a judge says of each criterion: {score, max, reason, evidence, clamped}, all eight and nothing else.
create function app.checked_criteria(p_criteria jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  one record;
  given jsonb;
  checked jsonb := '{}';
begin
  if jsonb_typeof(p_criteria) is distinct from 'object' then
    perform app.reject('invalid', 'criteria');
  elsif octet_length(p_criteria::text) > 262144 then
    perform app.reject('too_long', 'criteria');
  end if;
  perform app.patch_keys(p_criteria, array(select c.key from app.criteria() c));
  for one in select c.key, c.most from app.criteria() c loop
    given := p_criteria -> one.key;
    if jsonb_typeof(given) is distinct from 'object' then
      perform app.reject('invalid', one.key);
    elsif app.whole(given -> 'score', 0, one.most) is null or app.whole(given -> 'max', one.most, one.most) is null
      or jsonb_typeof(given -> 'reason') is distinct from 'string' or not app.is_evidence(given -> 'evidence')
      or given - '{score,max,reason,evidence,clamped}'::text[] <> '{}' then
      perform app.reject('invalid', one.key);
    elsif coalesce(jsonb_typeof(given -> 'clamped'), 'null') <> 'null' and (jsonb_typeof(given #> '{clamped,from}') is distinct from 'number'
      or jsonb_typeof(given #> '{clamped,by}') is distinct from 'string') then
      perform app.reject('invalid', one.key);
    end if;
    checked := checked || jsonb_build_object(one.key, given || jsonb_build_object('score', app.whole(given -> 'score', 0, one.most), 'max', one.most));
  end loop;
  return checked;
end
$$;

-- A list of texts out of a patch; null where it is left out or null.
create function app.patch_texts(p_patch jsonb, p_key text, p_most integer, p_longest integer) returns text[]
language plpgsql set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(p_patch -> p_key), 'null') = 'null' then
    return null;
  elsif jsonb_typeof(p_patch -> p_key) <> 'array' then
    perform app.reject('invalid', p_key);
  elsif jsonb_array_length(p_patch -> p_key) > p_most then
    perform app.reject('too_long', p_key);
  end if;
  perform app.reject(case when jsonb_typeof(e.one) = 'string' then 'too_long' else 'invalid' end, p_key)
  from jsonb_array_elements(p_patch -> p_key) e (one) where jsonb_typeof(e.one) <> 'string' or length(e.one #>> '{}') > p_longest;
  return array(select e.one from jsonb_array_elements_text(p_patch -> p_key) with ordinality e (one, n) order by e.n);
end
$$;

-- A number between two others out of a patch; null where it is left out or null.
create function app.patch_number(p_patch jsonb, p_key text, p_least numeric, p_most numeric) returns numeric
language plpgsql set search_path = ''
as $$
declare
  number constant numeric := case when jsonb_typeof(p_patch -> p_key) = 'number' then (p_patch ->> p_key)::numeric end;
begin
  if coalesce(jsonb_typeof(p_patch -> p_key), 'null') not in ('number', 'null') or number not between p_least and p_most then
    perform app.reject('invalid', p_key);
  end if;
  return number;
end
$$;

-- The scores and the evidence of a run, out of a patch that says the call could be judged.
create function app.patched_scores(p_run public.qci_runs, p_patch jsonb) returns public.qci_runs
language plpgsql set search_path = ''
as $$
declare
  run public.qci_runs := p_run;
  criteria constant jsonb := app.checked_criteria(p_patch -> 'criteria');
  scores constant jsonb := (select jsonb_object_agg(c.key, criteria #> array[c.key, 'score']) from app.criteria() c);
  tier constant text := app.patch_text(p_patch, 'tier', 40);
  basis constant text := app.patch_text(p_patch, 'agent_talk_ratio_basis', 40);
  mentions constant integer := app.patch_integer(p_patch, 'brand_mentions', 0, 1000000);
begin
  if tier is null or tier not in ('meeting', 'warm_lead', 'callback', 'information', 'nothing') then
    perform app.reject('invalid', 'tier');
  elsif basis not in ('time', 'words') then
    perform app.reject('invalid', 'agent_talk_ratio_basis');
  elsif mentions is null then
    perform app.reject('invalid', 'brand_mentions');
  end if;
  run.lowered_to := app.patch_text(p_patch, 'status', 20);
  if run.lowered_to not in ('pass', 'review', 'fail') then
    perform app.reject('invalid', 'status');
  end if;
  run.dynamics_score := app.dimension_score(scores, 'dynamics');
  run.objections_score := app.dimension_score(scores, 'objections');
  run.brand_score := app.dimension_score(scores, 'brand');
  run.outcome_score := app.dimension_score(scores, 'outcome');
  run.qci_total_score := run.dynamics_score + run.objections_score + run.brand_score + run.outcome_score;
  run.evidence := jsonb_build_object('agent_talk_ratio', app.patch_number(p_patch, 'agent_talk_ratio', 0, 1),
    'agent_talk_ratio_basis', basis, 'brand_mentions', mentions,
    'outcomes', jsonb_build_object('tier', tier, 'reason', criteria #> '{outcome,reason}'), 'criteria', criteria,
    'doubts', coalesce(to_jsonb(app.patch_texts(p_patch, 'doubts', 20, 80)), '[]'));
  return run;
end
$$;

-- A run out of a patch, all but its band: the thresholds that it follows are locked later.
create function app.patched_run(p_patch jsonb) returns public.qci_runs
language plpgsql set search_path = ''
as $$
declare
  run public.qci_runs;
begin
  run.id := gen_random_uuid();
  run.call_id := app.patch_uuid(p_patch, 'call_id');
  run.run_key := app.patch_uuid(p_patch, 'run_key');
  run.judge := app.trimmed(app.patch_text(p_patch, 'judge', 200));
  run.ai_model := app.patch_text(p_patch, 'ai_model', 50);
  run.rubric_version := app.trimmed(app.patch_text(p_patch, 'rubric_version', 40));
  run.transcript_hash := app.patch_text(p_patch, 'transcript_hash', 200);
  run.model_parameters := nullif(p_patch -> 'model_parameters', 'null');
  run.raw_analysis := nullif(p_patch -> 'raw_analysis', 'null');
  run.coaching_tips := app.patch_texts(p_patch, 'coaching_tips', 20, 2000);
  run.key_moments := app.patch_texts(p_patch, 'key_moments', 100, 1000);
  run.tokens_used := app.patch_integer(p_patch, 'tokens_used', 0, 2147483647);
  run.analysis_cost := app.patch_number(p_patch, 'analysis_cost', 0, 9999);
  run.unscorable := app.patch_text(p_patch, 'unscorable', 40);
  run.evidence := '{}';
  run.created_by := (select auth.uid());
  run.created_at := now();
  if coalesce(jsonb_typeof(p_patch -> 'prompt_id'), 'null') <> 'null' then
    run.prompt_id := app.patch_uuid(p_patch, 'prompt_id');
  end if;
  if run.judge is null then
    perform app.reject('invalid', 'judge');
  elsif run.rubric_version is null then
    perform app.reject('invalid', 'rubric_version');
  elsif jsonb_typeof(run.model_parameters) <> 'object' then
    perform app.reject('invalid', 'model_parameters');
  elsif run.unscorable is null then
    return app.patched_scores(run, p_patch);
  elsif run.unscorable not in ('no_transcript', 'no_customer', 'voicemail', 'recorded_menu', 'too_few_words') then
    perform app.reject('invalid', 'unscorable');
  end if;
  -- What could not be judged has no judgment.
  perform app.reject('invalid', f.key) from jsonb_each(p_patch) f where f.value not in ('null', '[]')
    and f.key in ('criteria', 'tier', 'agent_talk_ratio', 'agent_talk_ratio_basis', 'brand_mentions', 'doubts', 'status');
  return run;
end
$$;

revoke all on function app.whole(jsonb, integer, integer) from public, anon, authenticated;
revoke all on function app.checked_scores(jsonb, text) from public, anon, authenticated;
revoke all on function app.dimension_score(jsonb, text) from public, anon, authenticated;
revoke all on function app.is_evidence(jsonb) from public, anon, authenticated;
revoke all on function app.checked_criteria(jsonb) from public, anon, authenticated;
revoke all on function app.patch_texts(jsonb, text, integer, integer) from public, anon, authenticated;
revoke all on function app.patch_number(jsonb, text, numeric, numeric) from public, anon, authenticated;
revoke all on function app.patched_scores(public.qci_runs, jsonb) from public, anon, authenticated;
revoke all on function app.patched_run(jsonb) from public, anon, authenticated;
