-- Rubrics: what an organization measures its calls by. A rubric is data with a version, written once, so that two scores can be
-- compared where their versions agree.

-- One version of an organization's rubric.
create table public.rubrics (
  organization_id uuid not null references public.organizations (id),
  -- Bounded far below the type's end, so that no version can be the last one.
  version integer not null check (version between 1 and 1000000),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  note text check (length(note) between 1 and 4000),
  -- Who wrote it; null where the server did.
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (organization_id, version)
);

create trigger rubrics_keep_as_written before update on public.rubrics
  for each row execute function app.keep_as_written();
create trigger rubrics_keep_organization before update on public.rubrics
  for each row execute function app.keep_organization();

-- Rubrics: members read; they are written through their function alone.
alter table public.rubrics enable row level security;
revoke all on public.rubrics from public, anon, authenticated;
grant select on public.rubrics to authenticated;
grant all on public.rubrics to service_role;
create policy "members read their organization's rubrics" on public.rubrics
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "no client adds rubrics directly" on public.rubrics for insert to authenticated with check (false);
create policy "no client changes rubrics" on public.rubrics for update to authenticated using (false) with check (false);
create policy "no client deletes rubrics" on public.rubrics for delete to authenticated using (false);

select app.keep_history('public.rubrics', '{"subject": "organization_id", "members": true}');

comment on table public.rubrics is 'A version of what an organization measures its calls by; written once, never changed.';
comment on column public.rubrics.organization_id is 'Whose row it is; it never changes.';
comment on column public.rubrics.version is 'Counts the organization’s rubrics.';
comment on column public.rubrics.content is 'Thresholds, terms, tiers and what earns points in each criterion. `version` in it is the column’s.';
comment on column public.rubrics.note is 'Why it was changed.';
comment on column public.rubrics.created_by is 'A user id: who wrote it; null where the server did.';
comment on column public.rubrics.created_at is 'When it was written.';
