-- Runs: every scoring of a call is a row of its own and never changes. `qci_analyses` stays what a call's score is, after review;
-- a run is what one judge said of it once.

-- The criteria, the dimension each belongs to, and the most points it earns. They are fixed, because the columns' checks are.
create function app.criteria() returns table (key text, dimension text, most integer)
language sql immutable parallel safe set search_path = ''
as $$
  values ('talk_balance', 'dynamics', 12), ('flow', 'dynamics', 10), ('engagement', 'dynamics', 8), ('recognition', 'objections', 7),
    ('compliance', 'objections', 7), ('alternatives', 'objections', 6), ('brand', 'brand', 20), ('outcome', 'outcome', 30)
$$;

-- One scoring of one call by one judge. Where the call could not be scored, it says why instead.
create table public.qci_runs (
  id uuid primary key default gen_random_uuid(),
  -- Copied from the call by trigger, so that one array test decides who may see the row.
  organization_id uuid not null references public.organizations (id),
  call_id uuid not null,
  -- The client's id for one piece of work: the same work never makes two rows.
  run_key uuid not null,
  judge text not null check (length(judge) between 1 and 200),
  ai_model varchar(50),
  model_parameters jsonb,
  rubric_version text not null check (length(rubric_version) between 1 and 40),
  prompt_id uuid,
  transcript_hash text,
  unscorable text check (unscorable in ('no_transcript', 'no_customer', 'voicemail', 'recorded_menu', 'too_few_words')),
  dynamics_score integer check (dynamics_score between 0 and 30),
  objections_score integer check (objections_score between 0 and 20),
  brand_score integer check (brand_score between 0 and 20),
  outcome_score integer check (outcome_score between 0 and 30),
  qci_total_score integer check (qci_total_score between 0 and 100),
  -- The band by the thresholds of its time. New thresholds give analyses their bands anew, and no run.
  status varchar(20) check (status in ('pass', 'review', 'fail')),
  -- The worse band that the judge asked for, so that the run can be given its band by other thresholds; null where it asked for none.
  lowered_to varchar(20) check (lowered_to in ('review', 'fail')),
  evidence jsonb not null default '{}' check (jsonb_typeof(evidence) = 'object'),
  coaching_tips text[],
  key_moments text[],
  tokens_used integer check (tokens_used >= 0),
  analysis_cost decimal(10,6) check (analysis_cost >= 0),
  raw_analysis jsonb,
  -- Who had it judged; null where the server did.
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (call_id, run_key),
  unique (id, call_id),
  foreign key (call_id, organization_id) references public.call_keys (id, organization_id) on delete cascade,
  foreign key (prompt_id, organization_id) references public.prompts (id, organization_id),
  constraint qci_runs_total_is_the_sum check (
    qci_total_score is not distinct from dynamics_score + objections_score + brand_score + outcome_score),
  constraint qci_runs_band_of_a_score check ((status is null) = (qci_total_score is null) and (lowered_to is null or status is not null)),
  constraint qci_runs_scored_or_why_not check ((unscorable is null) = (qci_total_score is not null))
);
-- The runs of an organization and of a call, the latest first.
create index idx_qci_runs_organization on public.qci_runs (organization_id, created_at desc);
create index idx_qci_runs_call on public.qci_runs (call_id, created_at desc);
create index idx_qci_runs_prompt on public.qci_runs (prompt_id);

-- What was written once stays as it was written, whoever comes.
create function app.keep_as_written() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new is distinct from old then
    raise exception '% is written once and never changed', tg_table_name using errcode = '42501';
  end if;
  return new;
end
$$;

create trigger qci_runs_fill before insert on public.qci_runs
  for each row execute function app.fill_from_call();
create trigger qci_runs_keep_as_written before update on public.qci_runs
  for each row execute function app.keep_as_written();
create trigger qci_runs_keep_call before update on public.qci_runs
  for each row execute function app.keep_call_reference();

-- The run whose values stand in the analysis, below what people decided.
alter table public.qci_analyses add column run_id uuid;
create index idx_qci_analyses_run on public.qci_analyses (run_id);
alter table public.qci_analyses add constraint qci_analyses_run_of_the_call
  foreign key (run_id, call_id) references public.qci_runs (id, call_id) on delete set null (run_id);

-- As before: the band follows the score, the computed one or a worse one, and a score that changes without a person's override is
-- no longer one that a person has looked at. New is the run: whoever puts one there says its band and whether it is reviewed, and
-- the same word as before is a word all the same. Values that change past runs and people are no run's any more.
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
  if tg_op = 'UPDATE' and not of_a_run and new.status is not distinct from old.status
    and old.status = app.band(settings, old.qci_total_score) then
    new.status := computed;
  else
    new.status := app.worse_band(new.status, computed);
  end if;
  return new;
end
$$;

revoke all on function app.criteria() from public, anon, authenticated;
revoke all on function app.keep_as_written() from public, anon, authenticated;
revoke all on function app.keep_band() from public, anon, authenticated;

-- Runs: members read; they are written through functions alone (run_writes).
alter table public.qci_runs enable row level security;
revoke all on public.qci_runs from public, anon, authenticated;
grant select on public.qci_runs to authenticated;
grant all on public.qci_runs to service_role;
create policy "members read their organization's runs" on public.qci_runs
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "no client adds runs directly" on public.qci_runs for insert to authenticated with check (false);
create policy "no client changes runs" on public.qci_runs for update to authenticated using (false) with check (false);
create policy "no client deletes runs" on public.qci_runs for delete to authenticated using (false);

select app.keep_history('public.qci_runs', '{"call": "call_id", "members": true,
  "plain": ["status", "lowered_to", "unscorable", "ai_model", "judge", "rubric_version", "transcript_hash"]}');

comment on table public.qci_runs is 'One scoring of one call by one judge, as it was; it never changes. The score that counts is the analysis.';
comment on column public.qci_runs.id is 'The row’s own id.';
comment on column public.qci_runs.organization_id is 'Whose row it is: the call’s organization.';
comment on column public.qci_runs.call_id is 'The call.';
comment on column public.qci_runs.run_key is 'The client’s id for one piece of work: the same work never makes two rows.';
comment on column public.qci_runs.judge is 'Who judged: a model, or the deterministic judge.';
comment on column public.qci_runs.ai_model is 'The model that judged; null where none did.';
comment on column public.qci_runs.model_parameters is 'The parameters the model was asked with.';
comment on column public.qci_runs.rubric_version is 'The rubric it was judged by; scores of two rubrics are not compared.';
comment on column public.qci_runs.prompt_id is 'The prompt version that was judged.';
comment on column public.qci_runs.transcript_hash is 'Hash of the text the judge read.';
comment on column public.qci_runs.unscorable is 'Why the call could not be scored: no_transcript, no_customer, voicemail, recorded_menu or too_few_words; null where it was.';
comment on column public.qci_runs.dynamics_score is 'Dynamics, 0 to 30: the sum of its criteria.';
comment on column public.qci_runs.objections_score is 'Objections, 0 to 20: the sum of its criteria.';
comment on column public.qci_runs.brand_score is 'Brand, 0 to 20.';
comment on column public.qci_runs.outcome_score is 'Outcome, 0 to 30.';
comment on column public.qci_runs.qci_total_score is 'The sum of the four dimensions, 0 to 100; null where the call was not scorable.';
comment on column public.qci_runs.status is 'The band by the thresholds of its time, or a worse one. It does not follow new thresholds.';
comment on column public.qci_runs.lowered_to is 'The worse band that the judge asked for; null where the band is the computed one.';
comment on column public.qci_runs.evidence is 'The agent’s share, the outcome, each criterion with the quotes it stands on, and the doubts.';
comment on column public.qci_runs.coaching_tips is 'What the agent could do better.';
comment on column public.qci_runs.key_moments is 'Short texts of the moments that decided the call, as the judge wrote them.';
comment on column public.qci_runs.tokens_used is 'Tokens of question and answer together.';
comment on column public.qci_runs.analysis_cost is 'What the run cost, in US dollars.';
comment on column public.qci_runs.raw_analysis is 'The judge’s answer as it came.';
comment on column public.qci_runs.created_by is 'A user id: who had it judged; null where the server did.';
comment on column public.qci_runs.created_at is 'When it was recorded.';
comment on column public.qci_analyses.run_id is 'The run whose values stand here below what people decided; null where they came another way.';
