-- Optimization: what was recommended for an assistant's prompt, on what evidence, and whether it was done.

create table public.prompt_optimizations (
  id uuid primary key default gen_random_uuid(),
  assistant_id uuid not null,
  original_prompt_id uuid,
  current_performance jsonb default '{}',
  target_qci integer,
  improvement_potential varchar(50),
  primary_focus_area text,
  recommended_prompt text,
  hormozi_recommendations jsonb default '[]',
  implementation_plan jsonb default '{}',
  generated_at timestamptz default now(),
  ai_model varchar(50),
  analysis_cost decimal(10,6),
  is_implemented boolean default false,
  implementation_date timestamptz,
  raw_recommendations jsonb,
  -- Copied from the assistant by trigger, so that one array test decides who may see the row.
  organization_id uuid not null references public.organizations (id),
  foreign key (assistant_id, organization_id) references public.assistants (id, organization_id),
  -- The prompt that was judged is one of this assistant's.
  foreign key (original_prompt_id, assistant_id) references public.prompts (id, assistant_id)
);
create index idx_prompt_optimizations_assistant_id on public.prompt_optimizations (assistant_id);
create index idx_prompt_optimizations_original_prompt_id on public.prompt_optimizations (original_prompt_id);
create index idx_prompt_optimizations_organization_id on public.prompt_optimizations (organization_id);

create trigger prompt_optimizations_fill before insert on public.prompt_optimizations
  for each row execute function app.fill_from_assistant();
create trigger prompt_optimizations_keep_organization before update on public.prompt_optimizations
  for each row execute function app.keep_organization();

-- Optimizations: members read, editors store a recommendation and mark it done. What was recommended stays as it was.
alter table public.prompt_optimizations enable row level security;
revoke all on public.prompt_optimizations from public, anon, authenticated;
grant select on public.prompt_optimizations to authenticated;
grant insert (assistant_id, original_prompt_id, current_performance, target_qci, improvement_potential, primary_focus_area,
    recommended_prompt, hormozi_recommendations, implementation_plan, ai_model, analysis_cost, raw_recommendations)
  on public.prompt_optimizations to authenticated;
grant update (is_implemented, implementation_date) on public.prompt_optimizations to authenticated;
grant all on public.prompt_optimizations to service_role;

create policy "members read their organization's optimizations" on public.prompt_optimizations
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "editors add optimizations" on public.prompt_optimizations
  for insert to authenticated with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "editors mark optimizations as done" on public.prompt_optimizations
  for update to authenticated using (organization_id = any (array(select app.orgs_where_role('editor'))))
  with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "no client deletes optimizations" on public.prompt_optimizations
  for delete to authenticated using (false);
