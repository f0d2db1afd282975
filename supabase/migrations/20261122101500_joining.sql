-- Joining: how an organization comes into being and how people are asked into it, so that no app needs a service key.

-- What the operator of the database decides for everybody: one row, written in SQL by the owner or the server's own role.
create table app.platform (
  only_row boolean primary key default true check (only_row),
  -- Whether any signed-in person may found an organization. Closed where the operator hands them out himself.
  organizations_are_open boolean not null default true
);
insert into app.platform default values;
alter table app.platform enable row level security;
revoke all on app.platform from public, anon, authenticated, service_role;
grant select, update on app.platform to service_role;

-- A text without blanks of any kind around it, null where nothing is left.
create function app.trimmed(p_text text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select nullif(regexp_replace(p_text, '^[\s\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u2060\u3000\ufeff]+'
    || '|[\s\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u2060\u3000\ufeff]+$', '', 'g'), '')
$$;

-- An address as it is compared: without the blanks around it that copying brings along, and of ASCII only, as the addresses
-- of accounts are. So there is one way to fold it, and no look-alike (the Kelvin sign for "k", a letter that cannot be seen)
-- hands an invitation to the owner of another mailbox or waits for somebody who cannot come. Null for what is no address.
create function app.email_key(p_email text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select k.email from (select lower(app.trimmed(p_email) collate "C") as email) k
  where length(k.email) <= 320 and k.email collate "C" ~ '^[a-z0-9.!#$%&''*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*$'
$$;

-- Who is asked into which organization, as what, and until when. The address stands here only while the invitation is open:
-- once it is taken up or withdrawn, ids tell the rest.
create table public.organization_invitations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  email text check (email is null or email is not distinct from app.email_key(email)),
  role text not null check (role in ('admin', 'editor', 'coach', 'reviewer', 'viewer')),
  expires_at timestamptz not null,
  invited_by uuid,
  created_at timestamptz not null default now(),
  accepted_by uuid,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  -- One open invitation for an address in an organization.
  unique (organization_id, email),
  constraint organization_invitations_open_or_closed check (num_nonnulls(email, accepted_at, withdrawn_at) = 1)
);
-- Taking up starts from the address.
create index idx_organization_invitations_email on public.organization_invitations (email);

create trigger organization_invitations_keep_organization before update on public.organization_invitations
  for each row execute function app.keep_organization();

-- A membership as whoami tells it.
create function app.membership_json(p_organization_id uuid, p_user_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('organization_id', o.id, 'name', o.name, 'role', m.role, 'settings', o.settings,
    'display_name', m.display_name)
  from public.organization_members m join public.organizations o on o.id = m.organization_id
  where m.organization_id = p_organization_id and m.user_id = p_user_id
$$;

-- A name as it is stored. Too long is refused, never cut.
create function app.checked_name(p_name text, p_longest integer) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if length(app.trimmed(p_name)) > p_longest then
    raise exception 'a name has at most % characters', p_longest using errcode = '22001';
  end if;
  return app.trimmed(p_name);
end
$$;

-- Founds an organization; whoever asks becomes its admin. An id made by the client lets it ask again after a lost answer
-- without founding a second one. Nobody founds more than 20, and a guest without an account of his own founds none.
create function public.create_organization(p_name text, p_display_name text default null,
  p_organization_id uuid default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  founder constant uuid := (select auth.uid());
  new_id constant uuid := coalesce(p_organization_id, gen_random_uuid());
  title constant text := app.checked_name(p_name, 255);
begin
  -- Where the operator's row is missing, nothing is open. An older project has no column for guests.
  if founder is null or not coalesce((select p.organizations_are_open from app.platform p), false)
    or (select (to_jsonb(u) ->> 'is_anonymous')::boolean from auth.users u where u.id = founder) then
    raise exception 'organizations cannot be founded here' using errcode = '42501';
  end if;
  if title is null then
    raise exception 'an organization needs a name' using errcode = '22023';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('sidetone.found ' || founder, 0));
  if (select count(*) from public.organizations o where o.founded_by = founder) >= 20
    and not exists (select from public.organizations o where o.id = new_id) then
    raise exception 'nobody founds more than 20 organizations' using errcode = '42501';
  end if;
  insert into public.organizations (id, name, founded_by) values (new_id, title, founder) on conflict (id) do nothing;
  if found then
    insert into public.organization_members (organization_id, user_id, role, display_name)
    values (new_id, founder, 'admin', app.checked_name(p_display_name, 200));
  elsif not exists (select from public.organization_members m
      where m.organization_id = new_id and m.user_id = founder) then
    raise exception 'this id is taken' using errcode = '23505';
  end if;
  return app.membership_json(new_id, founder);
end
$$;

-- What an admin has asked for does not outlive his being one: when he is removed or his role is lowered, his open invitations to
-- more than he now is himself are withdrawn.
create function app.withdraw_his_invitations() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  rank constant integer := case when tg_op = 'UPDATE' then app.role_rank(new.role) else 0 end;
begin
  update public.organization_invitations i set withdrawn_at = now(), email = null
  where i.organization_id = old.organization_id and i.invited_by = old.user_id and i.email is not null
    and app.role_rank(i.role) > rank;
  return null;
end
$$;
create trigger organization_members_withdraw_invitations after update of role or delete on public.organization_members
  for each row execute function app.withdraw_his_invitations();

-- Asks an address into the organization, for two weeks unless said otherwise. Asking again renews what is open.
create function public.invite_member(p_organization_id uuid, p_email text, p_role text,
  p_expires_at timestamptz default null) returns jsonb
language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  address constant text := app.email_key(p_email);
  until constant timestamptz := coalesce(p_expires_at, now() + interval '14 days');
  answer jsonb;
begin
  perform app.require_role(p_organization_id, 'admin');
  if address is null or app.role_rank(p_role) is null or until <= now() or until > now() + interval '90 days' then
    raise exception 'an invitation needs an address, a role and an end within 90 days' using errcode = '22023';
  end if;
  insert into public.organization_invitations as i (organization_id, email, role, expires_at, invited_by)
  values (p_organization_id, address, p_role, until, (select auth.uid()))
  on conflict (organization_id, email) do update
    set role = excluded.role, expires_at = excluded.expires_at, invited_by = excluded.invited_by
  returning jsonb_build_object('id', i.id, 'email', i.email, 'role', i.role, 'expires_at', i.expires_at) into answer;
  return answer;
end
$$;

-- Takes an open invitation back; answers whether there was one.
create function public.withdraw_invitation(p_organization_id uuid, p_invitation_id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'admin');
  update public.organization_invitations i set withdrawn_at = now(), email = null
  where i.id = p_invitation_id and i.organization_id = p_organization_id and i.email is not null;
  return found;
end
$$;

-- The organization's invitations, the newest first, and what became of each.
create function public.list_invitations(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
begin
  perform app.require_role(p_organization_id, 'admin');
  return (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'email', i.email, 'role', i.role,
      'state', case when i.accepted_at is not null then 'accepted' when i.withdrawn_at is not null then 'withdrawn'
        when i.expires_at <= now() then 'expired' else 'open' end,
      'invited_by', i.invited_by, 'created_at', i.created_at, 'expires_at', i.expires_at, 'accepted_by', i.accepted_by,
      'accepted_at', i.accepted_at, 'withdrawn_at', i.withdrawn_at) order by i.created_at desc, i.id), '[]')
    from public.organization_invitations i where i.organization_id = p_organization_id);
end
$$;

-- Takes up every open invitation to the caller's address; answers the memberships gained. The app asks after each sign-in.
-- The address and that its owner confirmed it are read from the account itself: claims of a token can be old, and
-- user_metadata is whatever the person wrote there. A project that does not ask for confirmation trusts every address.
create function public.accept_invitations(p_display_name text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  person constant uuid := (select auth.uid());
  shown_as constant text := app.checked_name(p_display_name, 200);
  address text;
  invitation record;
  gained jsonb := '[]';
begin
  select app.email_key(u.email) into address from auth.users u
  where u.id = person and u.email_confirmed_at is not null;
  for invitation in
    select i.id, i.organization_id, i.role from public.organization_invitations i
    where i.email = address and i.expires_at > now() order by i.organization_id for update
  loop
    insert into public.organization_members (organization_id, user_id, role, display_name)
    values (invitation.organization_id, person, invitation.role, shown_as)
    on conflict (organization_id, user_id) do nothing;
    -- Who is a member already keeps the role he has: an invitation is no way to change it.
    if found then
      gained := gained || app.membership_json(invitation.organization_id, person);
    end if;
    update public.organization_invitations i set accepted_at = now(), accepted_by = person, email = null
    where i.id = invitation.id;
  end loop;
  return gained;
end
$$;

revoke all on function app.email_key(text) from public, anon, authenticated;
revoke all on function app.membership_json(uuid, uuid) from public, anon, authenticated;
revoke all on function app.trimmed(text) from public, anon, authenticated;
revoke all on function app.withdraw_his_invitations() from public, anon, authenticated;
revoke all on function app.checked_name(text, integer) from public, anon, authenticated;
revoke all on function public.create_organization(text, text, uuid) from public, anon;
revoke all on function public.invite_member(uuid, text, text, timestamptz) from public, anon;
revoke all on function public.withdraw_invitation(uuid, uuid) from public, anon;
revoke all on function public.list_invitations(uuid) from public, anon;
revoke all on function public.accept_invitations(text) from public, anon;
grant execute on function public.create_organization(text, text, uuid), public.accept_invitations(text),
  public.invite_member(uuid, text, text, timestamptz), public.withdraw_invitation(uuid, uuid),
  public.list_invitations(uuid) to authenticated;
-- The check of the table's addresses runs with the rights of whoever writes the row.
grant execute on function app.email_key(text), app.trimmed(text) to service_role;

-- Invitations: admins read, only the functions above write.
alter table public.organization_invitations enable row level security;
revoke all on public.organization_invitations from public, anon, authenticated;
grant select on public.organization_invitations to authenticated;
grant all on public.organization_invitations to service_role;

create policy "admins read their organization's invitations" on public.organization_invitations
  for select to authenticated using (organization_id = any (array(select app.orgs_where_role('admin'))));
create policy "no client adds invitations directly" on public.organization_invitations
  for insert to authenticated with check (false);
create policy "no client changes invitations directly" on public.organization_invitations
  for update to authenticated using (false) with check (false);
create policy "no client deletes invitations" on public.organization_invitations
  for delete to authenticated using (false);
