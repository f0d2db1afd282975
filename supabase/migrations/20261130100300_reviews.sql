-- Reviews: what one person decided about a call, criterion by criterion, kept beside what counts as its score. Whether people
-- agree with the machine and with each other is told from these.

-- One person's review of one call; a later one replaces it, and history knows both.
create table public.call_reviews (
  id uuid primary key default gen_random_uuid(),
  -- Copied from the call by trigger, so that one array test decides who may see the row.
  organization_id uuid not null references public.organizations (id),
  call_id uuid not null,
  reviewer_id uuid not null,
  -- The run the person had before him, or that was hidden from him; null where there was none.
  run_id uuid,
  -- Points by criterion, all eight.
  scores jsonb not null check (jsonb_typeof(scores) = 'object'),
  dynamics_score integer not null check (dynamics_score between 0 and 30),
  objections_score integer not null check (objections_score between 0 and 20),
  brand_score integer not null check (brand_score between 0 and 20),
  outcome_score integer not null check (outcome_score between 0 and 30),
  qci_total_score integer not null check (qci_total_score between 0 and 100),
  -- The band by the thresholds of its time.
  status varchar(20) not null check (status in ('pass', 'review', 'fail')),
  was_blind boolean not null,
  seconds integer not null check (seconds >= 0),
  completed_at timestamptz not null default now(),
  version integer not null default 1,
  unique (call_id, reviewer_id),
  foreign key (call_id, organization_id) references public.call_keys (id, organization_id) on delete cascade,
  constraint call_reviews_run_of_the_call foreign key (run_id, call_id) references public.qci_runs (id, call_id) on delete set null (run_id),
  constraint call_reviews_total_is_the_sum check (qci_total_score = dynamics_score + objections_score + brand_score + outcome_score),
  constraint call_reviews_dimensions_are_sums check (
    dynamics_score is not distinct from (scores ->> 'talk_balance')::integer + (scores ->> 'flow')::integer + (scores ->> 'engagement')::integer
    and objections_score is not distinct from (scores ->> 'recognition')::integer + (scores ->> 'compliance')::integer + (scores ->> 'alternatives')::integer
    and brand_score is not distinct from (scores ->> 'brand')::integer and outcome_score is not distinct from (scores ->> 'outcome')::integer)
);
-- The reviews of an organization, the latest first, and those of one person.
create index idx_call_reviews_organization on public.call_reviews (organization_id, completed_at desc);
create index idx_call_reviews_reviewer on public.call_reviews (reviewer_id, completed_at desc);
create index idx_call_reviews_run on public.call_reviews (run_id);

create trigger call_reviews_fill before insert on public.call_reviews
  for each row execute function app.fill_from_call();
create trigger call_reviews_keep_call before update on public.call_reviews
  for each row execute function app.keep_call_reference();
create trigger call_reviews_version before update on public.call_reviews
  for each row execute function app.count_version();

-- Reviews: members read; they are written through their function alone.
alter table public.call_reviews enable row level security;
revoke all on public.call_reviews from public, anon, authenticated;
grant select on public.call_reviews to authenticated;
grant all on public.call_reviews to service_role;
create policy "members read their organization's reviews" on public.call_reviews
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "no client adds reviews directly" on public.call_reviews for insert to authenticated with check (false);
create policy "no client changes reviews directly" on public.call_reviews for update to authenticated using (false) with check (false);
create policy "no client deletes reviews" on public.call_reviews for delete to authenticated using (false);

select app.keep_history('public.call_reviews', '{"call": "call_id", "members": true, "plain": ["status"], "numbers": ["scores"]}');

-- Patch: call_id, scores (points by criterion, all eight), was_blind, seconds, and if wanted run_id. Stores the person's own
-- review or replaces it, and he stands for the call's score as one who confirms it does; the score itself stays as it is. Expected
-- is the analysis' version: whoever reviewed what has changed meanwhile is told.
create function app.write_complete_review(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  scores constant jsonb := app.checked_scores(p_patch -> 'scores', 'scores');
  spent constant integer := app.patch_integer(p_patch, 'seconds', 0, 2147483647);
  run uuid;
  held public.qci_analyses;
  made public.call_reviews;
begin
  perform app.patch_keys(p_patch, '{call_id,scores,was_blind,seconds,run_id}');
  if jsonb_typeof(p_patch -> 'was_blind') is distinct from 'boolean' then
    perform app.reject('invalid', 'was_blind');
  elsif spent is null then
    perform app.reject('invalid', 'seconds');
  elsif coalesce(jsonb_typeof(p_patch -> 'run_id'), 'null') <> 'null' then
    run := app.patch_uuid(p_patch, 'run_id');
  end if;
  held := app.lock_analysis(p_patch);
  if run is not null and not exists (select from public.qci_runs r where r.id = run and r.call_id = held.call_id) then
    perform app.reject('not_found', 'run_id');
  elsif held.version <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', app.analysis_json(held));
  end if;
  made.dynamics_score := app.dimension_score(scores, 'dynamics');
  made.objections_score := app.dimension_score(scores, 'objections');
  made.brand_score := app.dimension_score(scores, 'brand');
  made.outcome_score := app.dimension_score(scores, 'outcome');
  made.qci_total_score := made.dynamics_score + made.objections_score + made.brand_score + made.outcome_score;
  made.status := app.band((select o.settings from public.organizations o where o.id = held.organization_id), made.qci_total_score);
  insert into public.call_reviews as v (call_id, reviewer_id, run_id, scores, dynamics_score, objections_score, brand_score,
    outcome_score, qci_total_score, status, was_blind, seconds)
  values (held.call_id, (select auth.uid()), run, scores, made.dynamics_score, made.objections_score, made.brand_score,
    made.outcome_score, made.qci_total_score, made.status, (p_patch ->> 'was_blind')::boolean, spent)
  on conflict (call_id, reviewer_id) do update set run_id = excluded.run_id, scores = excluded.scores,
    dynamics_score = excluded.dynamics_score, objections_score = excluded.objections_score, brand_score = excluded.brand_score,
    outcome_score = excluded.outcome_score, qci_total_score = excluded.qci_total_score, status = excluded.status,
    was_blind = excluded.was_blind, seconds = excluded.seconds, completed_at = excluded.completed_at
  returning v.* into made;
  update public.qci_analyses q set reviewed_by = (select auth.uid()), reviewed_at = now()
  where q.id = held.id returning q.* into held;
  return jsonb_build_object('result', 'applied', 'id', made.id, 'call_id', held.call_id, 'version', held.version,
    'review_version', made.version, 'qci_total_score', made.qci_total_score, 'status', made.status);
end
$$;

-- Stores the caller's own review of a call, who from then on stands for its score: from reviewer upwards.
create function public.complete_review(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('complete_review', p_op_id, p_expected_version, p_patch) $$;

revoke all on function app.write_complete_review(integer, jsonb) from public, anon, authenticated;
revoke all on function public.complete_review(uuid, integer, jsonb) from public, anon;
grant execute on function public.complete_review(uuid, integer, jsonb) to authenticated;

comment on table public.call_reviews is 'What one person decided about a call, criterion by criterion; a later review of the same person replaces it.';
comment on column public.call_reviews.id is 'The row’s own id.';
comment on column public.call_reviews.organization_id is 'Whose row it is: the call’s organization.';
comment on column public.call_reviews.call_id is 'The call.';
comment on column public.call_reviews.reviewer_id is 'Who reviewed, as auth.users knows him.';
comment on column public.call_reviews.run_id is 'The run he had before him, or that was hidden from him; null where there was none.';
comment on column public.call_reviews.scores is 'Points by criterion, all eight.';
comment on column public.call_reviews.dynamics_score is 'Dynamics, 0 to 30: the sum of its criteria.';
comment on column public.call_reviews.objections_score is 'Objections, 0 to 20: the sum of its criteria.';
comment on column public.call_reviews.brand_score is 'Brand, 0 to 20.';
comment on column public.call_reviews.outcome_score is 'Outcome, 0 to 30.';
comment on column public.call_reviews.qci_total_score is 'The sum of the four dimensions, 0 to 100.';
comment on column public.call_reviews.status is 'The band by the thresholds of its time. It does not follow new thresholds.';
comment on column public.call_reviews.was_blind is 'Whether the machine’s scores were hidden from him.';
comment on column public.call_reviews.seconds is 'How long he took.';
comment on column public.call_reviews.completed_at is 'When he completed it last.';
comment on column public.call_reviews.version is 'Counts every change.';
comment on function public.complete_review(uuid, integer, jsonb) is
  'Stores the caller’s own review of a call, who from then on stands for its score: from reviewer upwards.';
