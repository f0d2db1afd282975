-- Writes to scores: a reviewer corrects a dimension, takes the correction back, or confirms what stands there.

-- What people decided about a score, by dimension: {"dynamics": {"ai", "replaced", "value", "reason", "note", "evidence", "by",
-- "at"}}. The machine's value stays in it for ever. It is a column of its own, because `evidence` belongs to whoever judged
-- and is replaced whole by a new run, which must not take a person's decision with it.
alter table public.qci_analyses add column overrides jsonb not null default '{}'
  constraint qci_overrides_is_an_object check (jsonb_typeof(overrides) = 'object');

-- While a dimension is overridden, its score is the person's. A new run that writes over it is refused.
alter table public.qci_analyses add constraint qci_overrides_hold check (
  (not overrides ? 'dynamics' or dynamics_score is not distinct from (overrides #>> '{dynamics,value}')::integer)
  and (not overrides ? 'objections' or objections_score is not distinct from (overrides #>> '{objections,value}')::integer)
  and (not overrides ? 'brand' or brand_score is not distinct from (overrides #>> '{brand,value}')::integer)
  and (not overrides ? 'outcome' or outcome_score is not distinct from (overrides #>> '{outcome,value}')::integer));

-- The band of a total by the organization's thresholds, settings.bands, or 80 and 60 where it has none.
create function app.band(p_settings jsonb, p_total integer) returns text
language sql immutable set search_path = ''
as $$
  select case
    when p_total >= coalesce(case when jsonb_typeof(p_settings #> '{bands,pass}') = 'number'
      then (p_settings #>> '{bands,pass}')::numeric end, 80) then 'pass'
    when p_total >= coalesce(case when jsonb_typeof(p_settings #> '{bands,review}') = 'number'
      then (p_settings #>> '{bands,review}')::numeric end, 60) then 'review'
    when p_total is not null then 'fail' end
$$;

-- The worse of two bands; what is none is left to the column's check.
create function app.worse_band(p_one text, p_other text) returns text
language sql immutable set search_path = ''
as $$
  select case when p_one not in ('pass', 'review', 'fail') then p_one
    when 'fail' in (p_one, p_other) then 'fail' when 'review' in (p_one, p_other) then 'review' else 'pass' end
$$;

-- The band follows the score, whoever writes: it is the computed one or, where the writer says so, a worse one (a pass that no
-- evidence supports is for review), and never a better one. A new total without a word about its band takes the computed one,
-- unless the old band had been lowered, which stays. A score that changes without a person's override is no longer one that
-- a person has looked at.
create function app.keep_band() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  settings jsonb;
  computed text;
begin
  if tg_op = 'UPDATE' and (new.qci_total_score, new.dynamics_score, new.objections_score, new.brand_score, new.outcome_score)
      is distinct from (old.qci_total_score, old.dynamics_score, old.objections_score, old.brand_score, old.outcome_score)
    and new.overrides = old.overrides and (new.reviewed_by, new.reviewed_at) is not distinct from (old.reviewed_by, old.reviewed_at) then
    new.reviewed_by := null;
    new.reviewed_at := null;
  end if;
  if new.qci_total_score is null
    or tg_op = 'UPDATE' and (new.qci_total_score, new.status) is not distinct from (old.qci_total_score, old.status) then
    return new;
  end if;
  select o.settings into settings from public.organizations o where o.id = new.organization_id;
  computed := app.band(settings, new.qci_total_score);
  if tg_op = 'UPDATE' and new.status is not distinct from old.status and old.status = app.band(settings, old.qci_total_score) then
    new.status := computed;
  else
    new.status := app.worse_band(new.status, computed);
  end if;
  return new;
end
$$;
-- After the one that fills in the organization: triggers fire in the order of their names.
create trigger qci_analyses_keep_band before insert or update on public.qci_analyses
  for each row execute function app.keep_band();

-- Gives the scores of an organization the bands of its new thresholds: the settings are the new ones already, and the old ones
-- tell which bands had been lowered. Every band that changes is a change of its row, with an entry in the call's history;
-- answers how many did, or null where more than allowed would: then it changed nothing.
create function app.apply_bands(p_organization_id uuid, p_before jsonb, p_most integer default null) returns integer
language plpgsql set search_path = ''
as $$
declare
  settings constant jsonb := (select o.settings from public.organizations o where o.id = p_organization_id);
  changing uuid[];
begin
  select array_agg(q.id) into changing from public.qci_analyses q
  where q.organization_id = p_organization_id and q.qci_total_score is not null
    and q.status is distinct from case when q.status = app.band(p_before, q.qci_total_score) then app.band(settings, q.qci_total_score)
      else app.worse_band(q.status, app.band(settings, q.qci_total_score)) end;
  if cardinality(changing) > p_most then
    return null;
  end if;
  perform set_config('app.history_reason', 'thresholds', true);
  update public.qci_analyses q
  set status = case when q.status = app.band(p_before, q.qci_total_score) then app.band(settings, q.qci_total_score)
    else app.worse_band(q.status, app.band(settings, q.qci_total_score)) end
  from unnest(changing) c (id) where q.id = c.id and q.qci_total_score is not null;
  perform set_config('app.history_reason', '', true);
  return coalesce(cardinality(changing), 0);
end
$$;

-- An analysis as a conflict shows it: the values, whose they are and since when.
create function app.analysis_json(p_analysis public.qci_analyses) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('call_id', p_analysis.call_id, 'version', p_analysis.version,
    'qci_total_score', p_analysis.qci_total_score, 'dynamics_score', p_analysis.dynamics_score,
    'objections_score', p_analysis.objections_score, 'brand_score', p_analysis.brand_score,
    'outcome_score', p_analysis.outcome_score, 'status', p_analysis.status, 'overrides', p_analysis.overrides,
    'reviewed_by', p_analysis.reviewed_by, 'reviewed_at', p_analysis.reviewed_at)
$$;

-- The analysis of the patch's call, locked for a reviewer until the end of the transaction.
create function app.lock_analysis(p_patch jsonb) returns public.qci_analyses
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'call_id');
  held public.qci_analyses;
begin
  perform app.patch_role((select k.organization_id from public.call_keys k where k.id = wanted), 'reviewer');
  -- The thresholds stand still meanwhile; they are locked first, as their own change locks them.
  perform 1 from public.call_keys k join public.organizations o on o.id = k.organization_id where k.id = wanted for share of o;
  select q.* into held from public.qci_analyses q where q.call_id = wanted for update;
  if not found then
    perform app.reject('not_found', 'call_id');
  end if;
  return held;
end
$$;

-- Patch: call_id, dimension, value, reason, and if wanted note and evidence (a list of turns and quotes). A value of null takes
-- the override back, and the machine's value returns.
create function app.write_override_score(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  dimension constant text := app.patch_text(p_patch, 'dimension', 40);
  reason text := app.patch_text(p_patch, 'reason', 40);
  note constant text := app.patch_text(p_patch, 'note', 4000);
  highest constant integer := case dimension when 'dynamics' then 30 when 'objections' then 20 when 'brand' then 20
    when 'outcome' then 30 end;
  score integer;
  before integer;
  held public.qci_analyses;
begin
  perform app.patch_keys(p_patch, '{call_id,dimension,value,reason,note,evidence}');
  if highest is null then
    perform app.reject('invalid', 'dimension');
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
  end if;
  before := case dimension when 'dynamics' then held.dynamics_score when 'objections' then held.objections_score
    when 'brand' then held.brand_score else held.outcome_score end;
  if score is null and not held.overrides ? dimension then
    perform app.reject('invalid', 'value');
  elsif score is null then
    score := (held.overrides #>> array[dimension, 'ai'])::integer;
    held.overrides := held.overrides - dimension;
    reason := coalesce(reason, 'revoked');
  else
    held.overrides := held.overrides || jsonb_build_object(dimension, jsonb_build_object(
      'ai', case when held.overrides ? dimension then (held.overrides #>> array[dimension, 'ai'])::integer else before end,
      'replaced', before, 'value', score, 'reason', reason, 'note', note, 'evidence', p_patch -> 'evidence',
      'by', (select auth.uid()), 'at', now()));
  end if;
  case dimension when 'dynamics' then held.dynamics_score := score; when 'objections' then held.objections_score := score;
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

-- Patch: call_id. Whoever confirms stands for the score as it is.
create function app.write_confirm_review(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  held public.qci_analyses;
begin
  perform app.patch_keys(p_patch, '{call_id}');
  held := app.lock_analysis(p_patch);
  if held.version <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', app.analysis_json(held));
  end if;
  update public.qci_analyses q set reviewed_by = (select auth.uid()), reviewed_at = now()
  where q.id = held.id returning q.* into held;
  return jsonb_build_object('result', 'applied', 'call_id', held.call_id, 'version', held.version);
end
$$;

-- Corrects one dimension of a call's score, or takes the correction back: from reviewer upwards.
create function public.override_score(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('override_score', p_op_id, p_expected_version, p_patch) $$;

-- Confirms a call's score as it stands: from reviewer upwards.
create function public.confirm_review(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('confirm_review', p_op_id, p_expected_version, p_patch) $$;

revoke all on function app.band(jsonb, integer) from public, anon, authenticated;
revoke all on function app.worse_band(text, text) from public, anon, authenticated;
revoke all on function app.keep_band() from public, anon, authenticated;
revoke all on function app.apply_bands(uuid, jsonb, integer) from public, anon, authenticated;
revoke all on function app.analysis_json(public.qci_analyses) from public, anon, authenticated;
revoke all on function app.lock_analysis(jsonb) from public, anon, authenticated;
revoke all on function app.write_override_score(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_confirm_review(integer, jsonb) from public, anon, authenticated;
revoke all on function public.override_score(uuid, integer, jsonb) from public, anon;
revoke all on function public.confirm_review(uuid, integer, jsonb) from public, anon;
grant execute on function public.override_score(uuid, integer, jsonb), public.confirm_review(uuid, integer, jsonb)
  to authenticated;
