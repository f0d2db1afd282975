-- Participants: who was on the line, for calls with more than two sides.

create table public.call_participants (
  id uuid primary key default gen_random_uuid(),
  call_id uuid not null,
  -- Copied from the call by trigger, so that one array test decides who may see the row.
  organization_id uuid not null references public.organizations (id),
  participant_type varchar(20) not null,
  participant_name varchar(255),
  phone_number varchar(20),
  join_time timestamptz,
  leave_time timestamptz,
  talk_time_seconds integer,
  created_at timestamptz default now(),
  foreign key (call_id, organization_id) references public.call_keys (id, organization_id) on delete cascade
);
create index idx_call_participants_call_id on public.call_participants (call_id);
create index idx_call_participants_organization_id on public.call_participants (organization_id);

create trigger call_participants_fill before insert on public.call_participants
  for each row execute function app.fill_from_call();
create trigger call_participants_keep_call before update on public.call_participants
  for each row execute function app.keep_call_reference();

-- Participants: members read; they are written by the import, as part of their call.
alter table public.call_participants enable row level security;
revoke all on public.call_participants from public, anon, authenticated;
grant select on public.call_participants to authenticated;
grant all on public.call_participants to service_role;

create policy "members read their organization's participants" on public.call_participants
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "editors add participants" on public.call_participants
  for insert to authenticated with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "editors change participants" on public.call_participants
  for update to authenticated using (organization_id = any (array(select app.orgs_where_role('editor'))))
  with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "no client deletes participants" on public.call_participants
  for delete to authenticated using (false);
