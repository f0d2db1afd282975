-- Tenancy: who exists, who belongs to which organization, and the two questions every policy asks.

-- Helpers live outside `public`, so that the REST interface cannot call them by name.
create schema app;
revoke all on schema app from public;
grant usage on schema app to authenticated, service_role;

-- A customer of the product. Every other row belongs to exactly one of these.
create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  name varchar(255) not null,
  vapi_org_id uuid unique,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  -- Time zone, brand terms, score thresholds: what an admin may tune without a release.
  settings jsonb default '{}',
  is_active boolean default true,
  -- Who founded it, where a person did.
  founded_by uuid
);
create index idx_organizations_founded_by on public.organizations (founded_by);

-- Who belongs to an organization, and how far his rights go. Membership is read on every request, never from a token's
-- claims, so that somebody who was removed loses access at once.
create table public.organization_members (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null default 'viewer' check (role in ('admin', 'editor', 'coach', 'reviewer', 'viewer')),
  -- The name colleagues see beside a review; auth.users is not readable for them.
  display_name text check (length(display_name) between 1 and 200),
  created_at timestamptz not null default now(),
  -- When the person was forgotten here: his address is no longer told.
  erased_at timestamptz,
  primary key (organization_id, user_id)
);

-- The membership lookup of every policy starts from the user.
create index idx_organization_members_user_id on public.organization_members (user_id, organization_id);

-- The ladder of roles: each holds what the one before it holds. An unknown role has no rank and so no rights.
create function app.role_rank(p_role text) returns integer
language sql immutable parallel safe set search_path = ''
as $$
  select case p_role
    when 'viewer' then 1 when 'reviewer' then 2 when 'coach' then 3 when 'editor' then 4 when 'admin' then 5
  end
$$;

-- The organizations in which the caller holds at least the given role. The optional setting `app.current_org_id` narrows the
-- answer to one of them. It is compared as text, so that a value that is no UUID narrows to nothing instead of failing.
create function app.orgs_where_role(p_min_role text) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select m.organization_id
  from public.organization_members m
  where m.user_id = (select auth.uid())
    and app.role_rank(m.role) >= app.role_rank(p_min_role)
    and coalesce(lower(nullif(current_setting('app.current_org_id', true), '')), m.organization_id::text)
        = m.organization_id::text
$$;

-- The organizations the caller may read. Policies use it as `organization_id = any(array(select app.member_orgs()))`:
-- the array is computed once a statement, where a function of the row would be called once a row.
create function app.member_orgs() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select app.orgs_where_role('viewer') $$;

-- The same question as a guard, for functions that run with their owner's rights and so pass by the policies.
create function app.require_role(p_organization_id uuid, p_min_role text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if p_organization_id is null or not (p_organization_id = any (array(select app.orgs_where_role(p_min_role)))) then
    raise exception 'this needs the role % in the organization', p_min_role using errcode = '42501';
  end if;
end
$$;

-- A row never changes hands: an update that moves it to another organization fails, whoever sends it.
create function app.keep_organization() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.organization_id is distinct from old.organization_id then
    raise exception 'organization_id of % cannot change', tg_table_name using errcode = '42501';
  end if;
  return new;
end
$$;

-- `updated_at` is when the row last changed here, whatever a client writes into it.
create function app.touch_updated_at() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

-- A membership keeps its organization and its person, and nobody lifts himself up (or locks himself out).
create function app.guard_membership_change() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (new.organization_id, new.user_id) is distinct from (old.organization_id, old.user_id) then
    raise exception 'a membership cannot be moved to another organization or person' using errcode = '42501';
  end if;
  if new.role is distinct from old.role and old.user_id = (select auth.uid()) then
    raise exception 'nobody changes his own role' using errcode = '42501';
  end if;
  return new;
end
$$;

-- An organization keeps at least one admin. The organization's row is locked first, so that two admins who demote each
-- other at the same moment are seen one after the other, and only as far as that: the full lock would stop everybody who
-- adds a row that refers to the organization, and an import that holds the end of the history would wait for it in a circle.
-- Nothing to keep where the organization itself is being deleted.
create function app.keep_one_admin() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform 1 from public.organizations o where o.id = old.organization_id for no key update;
  if found and old.role = 'admin' and not exists (
    select 1 from public.organization_members m where m.organization_id = old.organization_id and m.role = 'admin'
  ) then
    raise exception 'an organization keeps at least one admin' using errcode = '23514';
  end if;
  return null;
end
$$;

create trigger organizations_touch before update on public.organizations
  for each row execute function app.touch_updated_at();
create trigger organization_members_guard before update on public.organization_members
  for each row execute function app.guard_membership_change();
create trigger organization_members_keep_one_admin after update or delete on public.organization_members
  for each row execute function app.keep_one_admin();

-- Functions are executable by everybody unless that is taken back.
revoke all on function app.role_rank(text) from public, anon;
revoke all on function app.orgs_where_role(text) from public, anon;
revoke all on function app.member_orgs() from public, anon;
revoke all on function app.require_role(uuid, text) from public, anon, authenticated;
revoke all on function app.keep_organization() from public, anon, authenticated;
revoke all on function app.touch_updated_at() from public, anon, authenticated;
revoke all on function app.guard_membership_change() from public, anon, authenticated;
revoke all on function app.keep_one_admin() from public, anon, authenticated;
grant execute on function app.orgs_where_role(text), app.member_orgs() to authenticated, service_role;

-- Organizations: members read, admins rename and set; creating and closing one is not a client's matter.
alter table public.organizations enable row level security;
revoke all on public.organizations from public, anon, authenticated;
grant select on public.organizations to authenticated;
grant update (name, settings) on public.organizations to authenticated;
grant all on public.organizations to service_role;

create policy "members read their organizations" on public.organizations
  for select to authenticated using (id = any (array(select app.member_orgs())));
create policy "no client creates organizations directly" on public.organizations
  for insert to authenticated with check (false);
create policy "admins change their organization" on public.organizations
  for update to authenticated using (id = any (array(select app.orgs_where_role('admin'))))
  with check (id = any (array(select app.orgs_where_role('admin'))));
create policy "no client deletes organizations" on public.organizations
  for delete to authenticated using (false);

-- Members: colleagues see each other, admins set role and name. Joining and leaving go through functions of their own.
alter table public.organization_members enable row level security;
revoke all on public.organization_members from public, anon, authenticated;
grant select on public.organization_members to authenticated;
grant update (role, display_name) on public.organization_members to authenticated;
grant all on public.organization_members to service_role;

create policy "members see their colleagues" on public.organization_members
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "no client adds members directly" on public.organization_members
  for insert to authenticated with check (false);
create policy "admins change roles and names" on public.organization_members
  for update to authenticated using (organization_id = any (array(select app.orgs_where_role('admin'))))
  with check (organization_id = any (array(select app.orgs_where_role('admin'))));
create policy "no client removes members directly" on public.organization_members
  for delete to authenticated using (false);
