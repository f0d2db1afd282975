-- Membership: roles change, people leave, and a person can be forgotten. The rules stand in the table's own triggers: nobody
-- changes his own role, and an organization keeps one admin. The latter reaches a client as PT409, which every REST interface
-- answers with status 409; the embedded one would make an internal error of a failed check.

-- The organization's members with their addresses, for its admins: who is who cannot be told from a name that may be missing.
-- Of somebody who was forgotten it tells neither.
create function public.list_members(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
begin
  perform app.require_role(p_organization_id, 'admin');
  return (select coalesce(jsonb_agg(jsonb_build_object('user_id', m.user_id,
      'email', case when m.erased_at is null then u.email end, 'display_name', m.display_name,
      'role', m.role, 'created_at', m.created_at) order by m.created_at, m.user_id), '[]')
    from public.organization_members m left join auth.users u on u.id = m.user_id
    where m.organization_id = p_organization_id);
end
$$;

-- Gives a member another role; answers whether there is such a member.
create function public.change_member_role(p_organization_id uuid, p_user_id uuid, p_role text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'admin');
  if app.role_rank(p_role) is null then
    raise exception 'there is no such role' using errcode = '22023';
  end if;
  update public.organization_members m set role = p_role
  where m.organization_id = p_organization_id and m.user_id = p_user_id;
  return found;
exception when check_violation then
  raise exception 'an organization keeps at least one admin' using errcode = 'PT409';
end
$$;

-- Sets the name colleagues see: an admin anybody's, everybody his own. An empty name is none.
create function public.rename_member(p_organization_id uuid, p_user_id uuid, p_display_name text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, case when p_user_id = (select auth.uid()) then 'viewer' else 'admin' end);
  update public.organization_members m set display_name = app.checked_name(p_display_name, 200)
  where m.organization_id = p_organization_id and m.user_id = p_user_id;
  return found;
end
$$;

-- Takes somebody out of the organization; his next request finds nothing. What he did keeps his id.
create function public.remove_member(p_organization_id uuid, p_user_id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'admin');
  delete from public.organization_members m where m.organization_id = p_organization_id and m.user_id = p_user_id;
  return found;
exception when check_violation then
  raise exception 'an organization keeps at least one admin' using errcode = 'PT409';
end
$$;

-- Leaves an organization, which nobody can forbid, except that the last admin stays.
create function public.leave_organization(p_organization_id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.organization_members m
  where m.organization_id = p_organization_id and m.user_id = (select auth.uid());
  return found;
exception when check_violation then
  raise exception 'an organization keeps at least one admin' using errcode = 'PT409';
end
$$;

-- Forgets a person, in one organization or in all: empties what resolves his id to a name, that is the name colleagues see,
-- open invitations to his address, and from then on the address admins see. Ids stay, so that scores and history keep their
-- author without saying who it was; and the membership stays, which is another question (see remove_member): the last admin
-- can be forgotten too. A name is there again when somebody writes a new one.
create function app.erase_person(p_user_id uuid, p_organization_id uuid default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  names integer;
  invitations integer;
begin
  select count(*) into names from public.organization_members m
  where m.user_id = p_user_id and m.organization_id = coalesce(p_organization_id, m.organization_id)
    and m.display_name is not null;
  update public.organization_members m set display_name = null, erased_at = coalesce(m.erased_at, now())
  where m.user_id = p_user_id and m.organization_id = coalesce(p_organization_id, m.organization_id)
    and (m.display_name is not null or m.erased_at is null);
  update public.organization_invitations i set withdrawn_at = now(), email = null
  where i.email = (select app.email_key(u.email) from auth.users u where u.id = p_user_id)
    and i.organization_id = coalesce(p_organization_id, i.organization_id);
  get diagnostics invitations = row_count;
  return jsonb_build_object('names', names, 'invitations', invitations);
end
$$;

-- The same for the admin of one organization, about people who are or were in it: about anybody else the answer would tell
-- which account an address belongs to.
create function public.erase_member(p_organization_id uuid, p_user_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'admin');
  if not exists (select from public.organization_members m
      where m.organization_id = p_organization_id and m.user_id = p_user_id)
    and not exists (select from public.organization_invitations i
      where i.organization_id = p_organization_id and i.accepted_by = p_user_id) then
    return jsonb_build_object('names', 0, 'invitations', 0);
  end if;
  return app.erase_person(p_user_id, p_organization_id);
end
$$;

revoke all on function public.list_members(uuid) from public, anon;
grant execute on function public.list_members(uuid) to authenticated;
revoke all on function public.change_member_role(uuid, uuid, text) from public, anon;
revoke all on function public.rename_member(uuid, uuid, text) from public, anon;
revoke all on function public.remove_member(uuid, uuid) from public, anon;
revoke all on function public.leave_organization(uuid) from public, anon;
revoke all on function public.erase_member(uuid, uuid) from public, anon;
revoke all on function app.erase_person(uuid, uuid) from public, anon, authenticated;
grant execute on function public.change_member_role(uuid, uuid, text), public.rename_member(uuid, uuid, text),
  public.remove_member(uuid, uuid), public.leave_organization(uuid), public.erase_member(uuid, uuid) to authenticated;
grant execute on function app.erase_person(uuid, uuid) to service_role;

-- These functions own the table from here on.
revoke update (role, display_name) on public.organization_members from authenticated;
