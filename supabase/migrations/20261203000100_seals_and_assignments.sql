-- A seal is broken by nobody who has not given his own review, a call is assigned to nobody who cannot do it, and what everybody sees
-- is changed by nobody who may not share it.

-- Patch: call_id, flagged (false takes it out again: for whoever flagged it, until somebody else has reviewed it since, and for
-- coaches). Expected is 0. A call that is in the set already is flagged. Out of the set its reviews are open to all: with the flag that
-- he set himself anybody could have looked at them before giving his own, and flagged the call again.
create or replace function app.write_flag_call(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'call_id');
  is_flagged constant boolean := app.patch_boolean(p_patch, 'flagged');
  organization constant uuid := (select k.organization_id from public.call_keys k where k.id = wanted);
  set_id uuid;
  item public.queue_items;
begin
  perform app.patch_keys(p_patch, '{call_id,flagged}');
  perform app.patch_role(organization, 'reviewer');
  if p_expected_version <> 0 then
    perform app.reject('invalid', 'expected_version');
  elsif is_flagged is null then
    perform app.reject('invalid', 'flagged');
  end if;
  -- Two first flags at once make one set.
  perform pg_advisory_xact_lock(hashtextextended('sidetone.flags ' || organization, 0));
  select q.id into set_id from public.queues q
  where q.organization_id = organization and q.collects_flags and q.closed_at is null and q.deleted_at is null for no key update;
  select i.* into item from public.queue_items i where i.queue_id = set_id and i.call_id = wanted;
  if is_flagged and set_id is null then
    insert into public.queues (organization_id, kind, blind, shared, collects_flags, created_by)
    values (organization, 'calibration', true, true, true, (select auth.uid())) returning id into set_id;
  end if;
  if is_flagged and item.id is null then
    if (select count(*) from public.queue_items i where i.queue_id = set_id) >= 2000 then
      perform app.reject('too_long', 'queue_id');
    end if;
    insert into public.queue_items (queue_id, organization_id, call_id, position, added_by)
    values (set_id, organization, wanted, coalesce((select max(i.position) from public.queue_items i where i.queue_id = set_id), 0) + 1, (select auth.uid()));
  elsif not is_flagged and item.id is not null then
    if item.added_by is distinct from (select auth.uid()) or exists (select from public.call_reviews v
        where v.call_id = wanted and v.reviewer_id <> (select auth.uid()) and v.completed_at >= item.added_at) then
      perform app.patch_role(organization, 'coach');
    end if;
    delete from public.queue_items i where i.id = item.id;
  end if;
  return jsonb_build_object('result', 'applied', 'id', set_id, 'call_id', wanted, 'version', 0);
end
$$;

-- Who may not review any more has no calls: those that were assigned to him are anybody's again, and what he had taken is let go. A
-- call that stayed his would be given out to nobody, and its queue would never end.
create function app.leave_queues() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and app.role_rank(new.role) >= app.role_rank('reviewer') then
    return null;
  end if;
  update public.queue_items i set assigned_to = null
  where i.organization_id = old.organization_id and i.assigned_to = old.user_id;
  delete from app.queue_locks l using public.queue_items i
  where i.id = l.item_id and l.locked_by = old.user_id and i.organization_id = old.organization_id;
  return null;
end
$$;
create trigger organization_members_leave_queues after delete or update of role on public.organization_members
  for each row execute function app.leave_queues();

-- Patch: view_id, organization_id, and what is to hold: name, filters, shared, deleted. Expected is the view's version, 0 for a new
-- one. Every member keeps views of his own; to share one takes a reviewer, and a shared one is its author's or an admin's to change; an
-- author who is a viewer since changes it no more.
create or replace function app.write_save_view(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'view_id');
  organization constant uuid := app.patch_uuid(p_patch, 'organization_id');
  title constant text := app.trimmed(app.patch_text(p_patch, 'name', 120));
  is_shared constant boolean := app.patch_boolean(p_patch, 'shared');
  is_deleted constant boolean := app.patch_boolean(p_patch, 'deleted');
  held public.saved_views;
begin
  perform app.patch_keys(p_patch, '{view_id,organization_id,name,filters,shared,deleted}');
  perform app.patch_role(organization, case when is_shared then 'reviewer' else 'viewer' end);
  select v.* into held from public.saved_views v where v.id = wanted for no key update;
  if held.id is not null and (held.organization_id <> organization or not held.shared and held.created_by is distinct from (select auth.uid())) then
    perform app.reject('not_found', 'view_id');
  elsif held.id is not null and held.created_by is distinct from (select auth.uid()) then
    perform app.patch_role(organization, 'admin');
  elsif held.shared then
    perform app.patch_role(organization, 'reviewer');
  end if;
  if coalesce(held.version, 0) <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', case when held.id is not null then app.view_json(held) end);
  elsif title is null and (held.id is null or p_patch ? 'name') then
    perform app.reject('invalid', 'name');
  elsif jsonb_typeof(p_patch -> 'filters') is distinct from 'object' and (held.id is null or p_patch ? 'filters') then
    perform app.reject('invalid', 'filters');
  elsif octet_length((p_patch -> 'filters')::text) > 16384 then
    perform app.reject('too_long', 'filters');
  end if;
  if held.id is null then
    insert into public.saved_views (id, organization_id, name, filters, shared, created_by)
    values (wanted, organization, title, p_patch -> 'filters', coalesce(is_shared, false), (select auth.uid())) returning * into held;
  else
    update public.saved_views v set name = coalesce(title, v.name), filters = coalesce(p_patch -> 'filters', v.filters),
      shared = coalesce(is_shared, v.shared),
      deleted_at = case when is_deleted then coalesce(v.deleted_at, now()) when is_deleted is null then v.deleted_at end
    where v.id = held.id returning v.* into held;
  end if;
  return jsonb_build_object('result', 'applied', 'id', held.id, 'version', held.version);
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261203000100' $$;

revoke all on function app.leave_queues() from public, anon, authenticated;

comment on function public.flag_call(uuid, integer, jsonb) is
  'Flags a call for calibration, or takes the flag back: from reviewer upwards; once somebody else has reviewed it, only coaches take it back. The set is made with the first flag.';
