-- Writes about moments: a reviewer comments, and brings a moment to somebody's attention. They answer as every write does.

-- Patch: comment_id (made by the client), moment_id, body, and if wanted at_ms. Expected is 0 for a new comment; its author may
-- change it, and withdraws it with a body of null.
create function app.write_comment_moment(p_expected_version integer, p_patch jsonb) returns jsonb
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
  moment := app.lock_moment(p_patch, false);
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

-- Patch: moment_id, user_id, shared. Brings a moment to a member's attention, or takes that back; saying it twice changes nothing,
-- so nobody can be late, and expected is 0.
create function app.write_share_moment(p_expected_version integer, p_patch jsonb) returns jsonb
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
  moment := app.lock_moment(p_patch, false);
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

-- Comments on a moment, or changes a comment of one's own: from reviewer upwards.
create function public.comment_moment(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('comment_moment', p_op_id, p_expected_version, p_patch) $$;

-- Brings a moment to a member's attention: from reviewer upwards.
create function public.share_moment(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('share_moment', p_op_id, p_expected_version, p_patch) $$;

revoke all on function app.write_comment_moment(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_share_moment(integer, jsonb) from public, anon, authenticated;
revoke all on function public.comment_moment(uuid, integer, jsonb) from public, anon;
revoke all on function public.share_moment(uuid, integer, jsonb) from public, anon;
grant execute on function public.comment_moment(uuid, integer, jsonb), public.share_moment(uuid, integer, jsonb) to authenticated;

comment on function public.comment_moment(uuid, integer, jsonb) is
  'Comments on a moment, or changes a comment of one’s own: from reviewer upwards.';
comment on function public.share_moment(uuid, integer, jsonb) is 'Brings a moment to a member’s attention: from reviewer upwards.';
