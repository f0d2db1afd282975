-- Writes to moments: a reviewer marks, changes and deletes. They answer as every write does, see writes.

-- A moment as a conflict and a screen show it: its values, whose they are and since when, what is said and with whom it is shared.
create function app.moment_json(p_moment public.key_moments) returns jsonb
language sql stable set search_path = '' set timezone = 'UTC'
as $$
  with people as (
    select m.user_id, m.display_name from public.organization_members m where m.organization_id = p_moment.organization_id
  )
  select jsonb_build_object('id', p_moment.id, 'call_id', p_moment.call_id, 'version', p_moment.version,
    'start_ms', p_moment.start_ms, 'end_ms', p_moment.end_ms, 'label', p_moment.label, 'kind', p_moment.kind, 'note', p_moment.note,
    'source', p_moment.source, 'author', p_moment.author, 'author_name', (select p.display_name from people p where p.user_id = p_moment.author),
    'updated_by', p_moment.updated_by, 'updated_by_name', (select p.display_name from people p where p.user_id = p_moment.updated_by),
    'created_at', p_moment.created_at, 'updated_at', p_moment.updated_at, 'deleted', p_moment.deleted_at is not null,
    'comments', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'body', c.body, 'at_ms', c.at_ms, 'author', c.author,
        'author_name', (select p.display_name from people p where p.user_id = c.author), 'version', c.version, 'created_at', c.created_at)
        order by c.created_at, c.id), '[]') from public.moment_comments c where c.moment_id = p_moment.id and c.body is not null),
    'shared_with', (select coalesce(jsonb_agg(s.user_id order by s.created_at, s.user_id), '[]')
      from public.moment_shares s where s.moment_id = p_moment.id))
$$;

-- A moment of the patch, locked until the end of the transaction for whoever may change it: a reviewer his own, a coach all. What
-- hangs off a moment is every reviewer's to add.
create function app.lock_moment(p_patch jsonb, p_is_change boolean) returns public.key_moments
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'moment_id');
  held public.key_moments;
begin
  select m.* into held from public.key_moments m where m.id = wanted;
  perform app.patch_role(held.organization_id, 'reviewer');
  if p_is_change then
    perform app.hold_key_moments(held.call_id);
  end if;
  select m.* into held from public.key_moments m where m.id = wanted for no key update;
  if not found then
    perform app.reject('not_found', 'moment_id');
  elsif p_is_change and held.author is distinct from (select auth.uid()) then
    perform app.patch_role(held.organization_id, 'coach');
  end if;
  return held;
end
$$;

-- Takes over what a patch says of a moment; what it leaves out stays.
create function app.patched_moment(p_moment public.key_moments, p_patch jsonb) returns public.key_moments
language plpgsql set search_path = ''
as $$
declare
  patched public.key_moments := p_moment;
begin
  if p_patch ? 'start_ms' then
    patched.start_ms := app.patch_integer(p_patch, 'start_ms', 0, 604800000);
  end if;
  if p_patch ? 'end_ms' then
    patched.end_ms := app.patch_integer(p_patch, 'end_ms', 0, 604800000);
  end if;
  if p_patch ? 'label' then
    patched.label := app.trimmed(app.patch_text(p_patch, 'label', 200));
  end if;
  if p_patch ? 'kind' then
    patched.kind := app.patch_text(p_patch, 'kind', 40);
  end if;
  if p_patch ? 'note' then
    patched.note := app.trimmed(app.patch_text(p_patch, 'note', 4000));
  end if;
  if patched.start_ms is null then
    perform app.reject('invalid', 'start_ms');
  elsif patched.end_ms <= patched.start_ms then
    perform app.reject('invalid', 'end_ms');
  elsif patched.label is null then
    perform app.reject('invalid', 'label');
  elsif patched.kind is null or patched.kind not in ('highlight', 'issue', 'objection', 'question', 'outcome', 'other') then
    perform app.reject('invalid', 'kind');
  end if;
  return patched;
end
$$;

-- Patch: moment_id (made by the client), call_id, start_ms, label, and if wanted end_ms, kind and note. Expected is 0.
create function app.write_mark_moment(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  next public.key_moments;
  held public.key_moments;
begin
  perform app.patch_keys(p_patch, '{moment_id,call_id,start_ms,end_ms,label,kind,note}');
  if p_expected_version <> 0 then
    perform app.reject('invalid', 'expected_version');
  end if;
  next.id := app.patch_uuid(p_patch, 'moment_id');
  next.call_id := app.patch_uuid(p_patch, 'call_id');
  perform app.patch_role((select k.organization_id from public.call_keys k where k.id = next.call_id), 'reviewer');
  next.kind := 'other';
  next := app.patched_moment(next, p_patch);
  insert into public.key_moments (id, call_id, start_ms, end_ms, label, kind, note, author, updated_by)
  values (next.id, next.call_id, next.start_ms, next.end_ms, next.label, next.kind, next.note, (select auth.uid()), (select auth.uid()))
  on conflict (id) do nothing returning * into held;
  if not found then
    select m.* into held from public.key_moments m where m.id = next.id and m.call_id = next.call_id;
    if not found then
      perform app.reject('invalid', 'moment_id');
    end if;
    return jsonb_build_object('result', 'conflict', 'current', app.moment_json(held));
  end if;
  return jsonb_build_object('result', 'applied', 'id', held.id, 'version', held.version);
end
$$;

-- Patch: moment_id, and of start_ms, end_ms, label, kind and note what is to change. With "deleted": false it brings a deleted
-- moment back in the same step, as whoever decides against a deletion means it.
create function app.write_change_moment(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  held public.key_moments;
begin
  perform app.patch_keys(p_patch, '{moment_id,start_ms,end_ms,label,kind,note,deleted}');
  if p_patch ? 'deleted' and p_patch -> 'deleted' <> 'false' then
    perform app.reject('invalid', 'deleted');
  end if;
  held := app.lock_moment(p_patch, true);
  if held.version <> p_expected_version or (held.deleted_at is not null and not p_patch ? 'deleted') then
    return jsonb_build_object('result', 'conflict', 'current', app.moment_json(held));
  end if;
  held := app.patched_moment(held, p_patch);
  update public.key_moments m set start_ms = held.start_ms, end_ms = held.end_ms, label = held.label, kind = held.kind,
    note = held.note, deleted_at = case when p_patch ? 'deleted' then null else m.deleted_at end, updated_by = (select auth.uid())
  where m.id = held.id returning m.* into held;
  return jsonb_build_object('result', 'applied', 'id', held.id, 'version', held.version);
end
$$;

-- Patch: moment_id, deleted. Deletes a moment, or brings it back.
create function app.write_delete_moment(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  held public.key_moments;
begin
  perform app.patch_keys(p_patch, '{moment_id,deleted}');
  if jsonb_typeof(p_patch -> 'deleted') is distinct from 'boolean' then
    perform app.reject('invalid', 'deleted');
  end if;
  held := app.lock_moment(p_patch, true);
  if held.version <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', app.moment_json(held));
  end if;
  update public.key_moments m set updated_by = (select auth.uid()),
    deleted_at = case when (p_patch ->> 'deleted')::boolean then coalesce(m.deleted_at, now()) end
  where m.id = held.id returning m.* into held;
  return jsonb_build_object('result', 'applied', 'id', held.id, 'version', held.version);
end
$$;

-- Marks a moment of a call: from reviewer upwards.
create function public.mark_moment(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('mark_moment', p_op_id, p_expected_version, p_patch) $$;

-- Changes a moment: its author if he is a reviewer, and everybody from coach upwards.
create function public.change_moment(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('change_moment', p_op_id, p_expected_version, p_patch) $$;

-- Deletes a moment or brings it back: its author if he is a reviewer, and everybody from coach upwards.
create function public.delete_moment(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('delete_moment', p_op_id, p_expected_version, p_patch) $$;

revoke all on function app.moment_json(public.key_moments) from public, anon, authenticated;
revoke all on function app.lock_moment(jsonb, boolean) from public, anon, authenticated;
revoke all on function app.patched_moment(public.key_moments, jsonb) from public, anon, authenticated;
revoke all on function app.write_mark_moment(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_change_moment(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_delete_moment(integer, jsonb) from public, anon, authenticated;
revoke all on function public.mark_moment(uuid, integer, jsonb) from public, anon;
revoke all on function public.change_moment(uuid, integer, jsonb) from public, anon;
revoke all on function public.delete_moment(uuid, integer, jsonb) from public, anon;
grant execute on function public.mark_moment(uuid, integer, jsonb), public.change_moment(uuid, integer, jsonb),
  public.delete_moment(uuid, integer, jsonb) to authenticated;

comment on function public.mark_moment(uuid, integer, jsonb) is 'Marks a moment of a call: from reviewer upwards.';
comment on function public.change_moment(uuid, integer, jsonb) is
  'Changes a moment: its author if he is a reviewer, and everybody from coach upwards.';
comment on function public.delete_moment(uuid, integer, jsonb) is
  'Deletes a moment or brings it back: its author if he is a reviewer, and everybody from coach upwards.';
