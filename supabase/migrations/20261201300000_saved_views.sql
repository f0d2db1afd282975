-- Saved views: filters and an order of the call list under a name, for oneself or for everybody. A queue is filled from one.

-- One saved view. Its id is made by whoever saves it.
create table public.saved_views (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id),
  name text not null check (length(name) between 1 and 120),
  -- What the address of the list holds: filters, a moving period, the order. The app reads it field by field and leaves out what
  -- it does not know, so that a view of a later version opens in an earlier one.
  filters jsonb not null check (jsonb_typeof(filters) = 'object' and octet_length(filters::text) <= 16384),
  shared boolean not null default false,
  created_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- A deleted view can be brought back.
  deleted_at timestamptz
);
create index idx_saved_views_organization on public.saved_views (organization_id, lower(name));

create trigger saved_views_keep_organization before update on public.saved_views
  for each row execute function app.keep_organization();
create trigger saved_views_touch before update on public.saved_views
  for each row execute function app.touch_updated_at();
create trigger saved_views_version before update on public.saved_views
  for each row execute function app.count_version();

-- A view of one's own is nobody else's to read, so all of them are read through their function, which knows whose they are.
alter table public.saved_views enable row level security;
revoke all on public.saved_views from public, anon, authenticated;
grant all on public.saved_views to service_role;
create policy "saved views are read through their function" on public.saved_views for select to authenticated using (false);
create policy "no client adds saved views directly" on public.saved_views for insert to authenticated with check (false);
create policy "no client changes saved views directly" on public.saved_views for update to authenticated using (false) with check (false);
create policy "no client deletes saved views" on public.saved_views for delete to authenticated using (false);

select app.keep_history('public.saved_views', '{}');

-- A view as a list and a conflict show it.
create function app.view_json(p_view public.saved_views) returns jsonb
language sql stable set search_path = '' set timezone = 'UTC'
as $$
  select jsonb_build_object('id', p_view.id, 'name', p_view.name, 'filters', p_view.filters, 'shared', p_view.shared,
    'created_by', p_view.created_by, 'created_by_name', (select m.display_name from public.organization_members m
      where m.organization_id = p_view.organization_id and m.user_id = p_view.created_by),
    'version', p_view.version, 'updated_at', p_view.updated_at, 'deleted', p_view.deleted_at is not null)
$$;

-- A switch out of a patch; null where it is left out.
create function app.patch_boolean(p_patch jsonb, p_key text) returns boolean
language plpgsql set search_path = ''
as $$
begin
  if p_patch ? p_key and jsonb_typeof(p_patch -> p_key) <> 'boolean' then
    perform app.reject('invalid', p_key);
  end if;
  return (p_patch ->> p_key)::boolean;
end
$$;

-- Patch: view_id, organization_id, and what is to hold: name, filters, shared, deleted. Expected is the view's version, 0 for a new
-- one. Every member keeps views of his own; to share one takes a reviewer, and a shared one is its author's or an admin's to change.
create function app.write_save_view(p_expected_version integer, p_patch jsonb) returns jsonb
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

-- Saves a view of the call list: every member his own, from reviewer upwards one for all.
create function public.save_view(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('save_view', p_op_id, p_expected_version, p_patch) $$;

-- One's own views and those that are shared, by name.
create function public.list_views(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'viewer');
  return (select coalesce(jsonb_agg(app.view_json(v) order by lower(v.name), v.id), '[]') from public.saved_views v
    where v.organization_id = p_organization_id and v.deleted_at is null and (v.shared or v.created_by = (select auth.uid())));
end
$$;

revoke all on function app.view_json(public.saved_views) from public, anon, authenticated;
revoke all on function app.patch_boolean(jsonb, text) from public, anon, authenticated;
revoke all on function app.write_save_view(integer, jsonb) from public, anon, authenticated;
revoke all on function public.save_view(uuid, integer, jsonb) from public, anon;
revoke all on function public.list_views(uuid) from public, anon;
grant execute on function public.save_view(uuid, integer, jsonb), public.list_views(uuid) to authenticated;

comment on table public.saved_views is 'A view of the call list under a name, for its author or for everybody.';
comment on column public.saved_views.id is 'The row’s own id, made by whoever saves it.';
comment on column public.saved_views.organization_id is 'Whose row it is; it never changes.';
comment on column public.saved_views.name is 'What it is called.';
comment on column public.saved_views.filters is 'What the address of the list holds: filters, a moving period, the order.';
comment on column public.saved_views.shared is 'Whether every member sees it.';
comment on column public.saved_views.created_by is 'A user id: who saved it.';
comment on column public.saved_views.version is 'Counts every change; a write names the one it has seen.';
comment on column public.saved_views.created_at is 'When the row came into being.';
comment on column public.saved_views.updated_at is 'When the row last changed here, whoever changed it.';
comment on column public.saved_views.deleted_at is 'Since when it is deleted; it can be brought back.';
comment on function public.save_view(uuid, integer, jsonb) is
  'Saves a view of the call list: every member his own, from reviewer upwards one for all.';
comment on function public.list_views(uuid) is 'One’s own views of the call list and those that are shared, by name.';
