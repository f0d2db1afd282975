-- Session: what the app asks first, to know who is signed in and whether the database is new enough.

-- The caller and his memberships. His rights come from here, never from claims in his token.
create function public.whoami() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('user_id', (select auth.uid()), 'memberships', coalesce((
    select jsonb_agg(jsonb_build_object('organization_id', o.id, 'name', o.name, 'role', m.role, 'settings', o.settings,
      'display_name', m.display_name) order by lower(o.name), o.id)
    from public.organization_members m join public.organizations o on o.id = m.organization_id
    where m.user_id = (select auth.uid()) and m.organization_id = any (array(select app.member_orgs()))
  ), '[]'))
$$;

-- The version of the latest migration. Every migration that is added renews it, so that an app can tell an older database.
create function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261122102200' $$;

revoke all on function public.whoami() from public, anon;
revoke all on function public.schema_version() from public, anon;
grant execute on function public.whoami(), public.schema_version() to authenticated;
