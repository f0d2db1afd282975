-- Quality: the one effective analysis of each call.

-- The score of a call, explained. One row a call; it holds the effective values, after review.
create table public.qci_analyses (
  id uuid primary key default gen_random_uuid(),
  call_id uuid not null unique,
  assistant_id uuid,
  qci_total_score integer check (qci_total_score >= 0 and qci_total_score <= 100),
  dynamics_score integer check (dynamics_score >= 0 and dynamics_score <= 30),
  objections_score integer check (objections_score >= 0 and objections_score <= 20),
  brand_score integer check (brand_score >= 0 and brand_score <= 20),
  outcome_score integer check (outcome_score >= 0 and outcome_score <= 30),
  -- The band: what the organization's thresholds make of the total, or a worse one (see app.keep_band). Null where the call was
  -- not scorable: see the trigger.
  status varchar(20) default 'pass' check (status in ('pass', 'review', 'fail')),
  evidence jsonb default '{}',
  coaching_tips text[],
  key_moments text[],
  ai_model varchar(50),
  analysis_cost decimal(10,6),
  tokens_used integer,
  analyzed_at timestamptz default now(),
  raw_analysis jsonb,
  -- Copied from the call by trigger, so that one array test decides who may see the row.
  organization_id uuid not null references public.organizations (id),
  -- Who confirmed or corrected the score, and when; null while only a machine has looked at these values.
  reviewed_by uuid,
  reviewed_at timestamptz,
  -- The stamps: what judged, by which rubric, with which parameters, which prompt version and which text it read. Two scores
  -- can be compared only where these agree.
  rubric_version text,
  judge text,
  model_parameters jsonb,
  prompt_id uuid,
  transcript_hash text,
  foreign key (call_id, organization_id) references public.call_keys (id, organization_id) on delete cascade,
  foreign key (assistant_id, organization_id) references public.assistants (id, organization_id),
  foreign key (prompt_id, organization_id) references public.prompts (id, organization_id),
  -- The total is computed, never believed. It is null exactly while one of its four parts is.
  constraint qci_total_is_the_sum check (
    qci_total_score is not distinct from dynamics_score + objections_score + brand_score + outcome_score),
  -- A band without a score would count a call that nobody could judge.
  constraint qci_band_needs_a_score check (status is null or qci_total_score is not null)
);
create index idx_qci_analyses_qci_total_score on public.qci_analyses (qci_total_score desc);
create index idx_qci_analyses_assistant_id on public.qci_analyses (assistant_id);
create index idx_qci_analyses_analyzed_at on public.qci_analyses (analyzed_at desc);
create index idx_qci_analyses_organization_score on public.qci_analyses (organization_id, qci_total_score desc);
create index idx_qci_analyses_prompt_id on public.qci_analyses (prompt_id);

-- The organization of a row that hangs off a call is the call's; what a client sends does not count. Null where there is no
-- such call, and the policy then refuses the row as it refuses a stranger's.
create function app.fill_from_call() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  select k.organization_id into new.organization_id from public.call_keys k where k.id = new.call_id;
  return new;
end
$$;

-- The seed's default band is 'pass'; an analysis without a score must not become one by silence.
create function app.clear_band_without_score() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.qci_total_score is null then
    new.status := null;
  end if;
  return new;
end
$$;

-- An analysis stays with its call.
create function app.keep_call_reference() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (new.call_id, new.organization_id) is distinct from (old.call_id, old.organization_id) then
    raise exception '% cannot be moved to another call or organization', tg_table_name using errcode = '42501';
  end if;
  return new;
end
$$;

create trigger qci_analyses_fill before insert on public.qci_analyses
  for each row execute function app.fill_from_call();
create trigger qci_analyses_clear_band before insert or update on public.qci_analyses
  for each row execute function app.clear_band_without_score();
create trigger qci_analyses_keep_call before update on public.qci_analyses
  for each row execute function app.keep_call_reference();

revoke all on function app.fill_from_call() from public, anon, authenticated;
revoke all on function app.clear_band_without_score() from public, anon, authenticated;
revoke all on function app.keep_call_reference() from public, anon, authenticated;

-- Analyses: members read. Scores are written through functions that keep their history, so no write is granted here; the
-- policies say who could.
alter table public.qci_analyses enable row level security;
revoke all on public.qci_analyses from public, anon, authenticated;
grant select on public.qci_analyses to authenticated;
grant all on public.qci_analyses to service_role;

create policy "members read their organization's analyses" on public.qci_analyses
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "reviewers add analyses" on public.qci_analyses
  for insert to authenticated with check (organization_id = any (array(select app.orgs_where_role('reviewer'))));
create policy "reviewers change analyses" on public.qci_analyses
  for update to authenticated using (organization_id = any (array(select app.orgs_where_role('reviewer'))))
  with check (organization_id = any (array(select app.orgs_where_role('reviewer'))));
create policy "no client deletes analyses" on public.qci_analyses
  for delete to authenticated using (false);
