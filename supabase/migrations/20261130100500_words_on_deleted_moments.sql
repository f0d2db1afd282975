-- Words on deleted moments: what somebody says of a moment, or shares of it, while somebody else deletes it would be kept where
-- nobody sees it. It is refused instead, so that it stays with its author, who can say it elsewhere, or again once the moment is
-- brought back. One's own comment may be withdrawn from a deleted moment, and a share taken back.

-- A moment locked for what is said of it. New words need one that is there; taking words back does not.
create function app.lock_spoken_moment(p_patch jsonb, p_is_new boolean) returns public.key_moments
language plpgsql set search_path = ''
as $$
declare
  held constant public.key_moments := app.lock_moment(p_patch, false);
begin
  if p_is_new and held.deleted_at is not null then
    perform app.reject('not_found', 'moment_id');
  end if;
  return held;
end
$$;

-- As before, but words on a deleted moment are refused.
create or replace function app.write_comment_moment(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'comment_id');
  words constant text := app.trimmed(app.patch_text(p_patch, 'body', 4000));
  second constant integer := app.patch_integer(p_patch, 'at_ms', 0, 604800000);
  moment public.key_moments;
  held public.moment_comments;
begin
  perform app.patch_keys(p_patch, '{comment_id,moment_id,body,at_ms}');
  moment := app.lock_spoken_moment(p_patch, words is not null);
  select c.* into held from public.moment_comments c where c.id = wanted for no key update;
  if found and held.moment_id <> moment.id then
    perform app.reject('invalid', 'comment_id');
  elsif found and held.author is distinct from (select auth.uid()) then
    perform app.reject('forbidden');
  elsif coalesce(held.version, 0) <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', app.moment_json(moment));
  elsif held.id is null and words is null then
    perform app.reject('invalid', 'body');
  end if;
  if held.id is null then
    insert into public.moment_comments (id, moment_id, author, body, at_ms)
    values (wanted, moment.id, (select auth.uid()), words, second) returning * into held;
  else
    update public.moment_comments c set body = words, at_ms = case when p_patch ? 'at_ms' then second else c.at_ms end
    where c.id = held.id returning c.* into held;
  end if;
  return jsonb_build_object('result', 'applied', 'id', held.id, 'version', held.version);
end
$$;

-- As before, but a deleted moment is brought to nobody's attention.
create or replace function app.write_share_moment(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  person constant uuid := app.patch_uuid(p_patch, 'user_id');
  moment public.key_moments;
begin
  perform app.patch_keys(p_patch, '{moment_id,user_id,shared}');
  if jsonb_typeof(p_patch -> 'shared') is distinct from 'boolean' then
    perform app.reject('invalid', 'shared');
  elsif p_expected_version <> 0 then
    perform app.reject('invalid', 'expected_version');
  end if;
  moment := app.lock_spoken_moment(p_patch, (p_patch ->> 'shared')::boolean);
  if (p_patch ->> 'shared')::boolean then
    if not exists (select from public.organization_members m
        where m.organization_id = moment.organization_id and m.user_id = person) then
      perform app.reject('not_found', 'user_id');
    end if;
    insert into public.moment_shares (moment_id, user_id, shared_by) values (moment.id, person, (select auth.uid()))
    on conflict (moment_id, user_id) do nothing;
  else
    delete from public.moment_shares s where s.moment_id = moment.id and s.user_id = person;
  end if;
  return jsonb_build_object('result', 'applied', 'id', moment.id, 'version', 0);
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261130100500' $$;

revoke all on function app.lock_spoken_moment(jsonb, boolean) from public, anon, authenticated;
