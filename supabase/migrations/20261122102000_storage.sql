-- Storage: the bucket in which a hosted workspace may keep recordings. It is private; a recording is named
-- <organization>/<call>/<file>, and whoever may read the call may hear it. The embedded workspace keeps its recordings itself.

-- The organization whose call a recording's name points to; null for any other name. Names are folded by nobody: the one
-- spelling of an id is the one PostgreSQL writes.
create function app.recording_organization(p_name text) returns uuid
language sql stable security definer set search_path = ''
as $$
  select k.organization_id from public.call_keys k
  where k.id = case when p_name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[^/]{1,200}$'
      then split_part(p_name, '/', 2)::uuid end
    and k.organization_id::text = split_part(p_name, '/', 1)
$$;

-- Makes the bucket and its policies, or makes them anew: also for a project that gets its storage after these migrations.
-- Answers whether there is a storage at all. A bucket of that name that was public is closed.
create function app.open_recordings_bucket() returns boolean
language plpgsql set search_path = ''
as $$
begin
  if to_regclass('storage.objects') is null or to_regclass('storage.buckets') is null then
    return false;
  end if;
  insert into storage.buckets (id, name, public, allowed_mime_types) values ('recordings', 'recordings', false,
    '{audio/mpeg,audio/wav,audio/x-wav,audio/wave,audio/ogg,audio/opus,audio/mp4,audio/webm,audio/flac}')
  on conflict (id) do update set public = false, allowed_mime_types = excluded.allowed_mime_types;

  -- Members hear what belongs to a call of theirs. Admins also see what a dropped call has left, to delete it.
  drop policy if exists "members hear their organization's recordings" on storage.objects;
  create policy "members hear their organization's recordings" on storage.objects for select to authenticated using (
    bucket_id = 'recordings' and (
      (split_part(name, '/', 1) = any (array(select o::text from app.member_orgs() o)) and app.recording_organization(name) is not null)
      or split_part(name, '/', 1) = any (array(select o::text from app.orgs_where_role('admin') o))));

  -- Editors bring calls in, and with them their recordings.
  drop policy if exists "editors add recordings to their organization's calls" on storage.objects;
  create policy "editors add recordings to their organization's calls" on storage.objects for insert to authenticated with check (
    bucket_id = 'recordings' and split_part(name, '/', 1) = any (array(select o::text from app.orgs_where_role('editor') o))
      and app.recording_organization(name) is not null);

  -- There is no policy for updates: a recording is never replaced, renamed or moved.

  -- Calls go by retention only. What they leave here is an admin's to delete, because storage is not reached from SQL.
  drop policy if exists "admins delete what dropped calls have left" on storage.objects;
  create policy "admins delete what dropped calls have left" on storage.objects for delete to authenticated using (
    bucket_id = 'recordings' and split_part(name, '/', 1) = any (array(select o::text from app.orgs_where_role('admin') o))
      and app.recording_organization(name) is null);
  return true;
end
$$;

revoke all on function app.recording_organization(text) from public, anon;
revoke all on function app.open_recordings_bucket() from public, anon, authenticated;
-- Policies ask it with the rights of whoever reads.
grant execute on function app.recording_organization(text) to authenticated, service_role;

select app.open_recordings_bucket();
