-- Flags: calls that a reviewer wants to see scored by several people come into one calibration, which is made with the first of them.

-- Patch: call_id, flagged (false takes it out again: for whoever flagged it, and for coaches). Expected is 0. A call that is in the
-- set already is flagged.
create function app.write_flag_call(p_expected_version integer, p_patch jsonb) returns jsonb
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
    if item.added_by is distinct from (select auth.uid()) then
      perform app.patch_role(organization, 'coach');
    end if;
    delete from public.queue_items i where i.id = item.id;
  end if;
  return jsonb_build_object('result', 'applied', 'id', set_id, 'call_id', wanted, 'version', 0);
end
$$;

-- Makes, changes, closes or deletes a queue: a reviewer his own, coaches those that are shared.
create function public.save_queue(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('save_queue', p_op_id, p_expected_version, p_patch) $$;

-- Says who is to review calls of a queue.
create function public.assign_items(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('assign_items', p_op_id, p_expected_version, p_patch) $$;

-- Opens calls of a queue again, whatever became of them.
create function public.reopen_items(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('reopen_items', p_op_id, p_expected_version, p_patch) $$;

-- Takes calls out of a queue.
create function public.remove_items(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('remove_items', p_op_id, p_expected_version, p_patch) $$;

-- Puts a call at the end of its queue and says why: from reviewer upwards.
create function public.skip_item(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('skip_item', p_op_id, p_expected_version, p_patch) $$;

-- Flags a call for calibration, or takes the flag back: from reviewer upwards.
create function public.flag_call(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('flag_call', p_op_id, p_expected_version, p_patch) $$;

revoke all on function app.write_save_queue(integer, jsonb) from public, anon, authenticated;
revoke all on function app.patch_items(jsonb) from public, anon, authenticated;
revoke all on function app.write_assign_items(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_reopen_items(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_remove_items(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_skip_item(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_flag_call(integer, jsonb) from public, anon, authenticated;
revoke all on function public.save_queue(uuid, integer, jsonb) from public, anon;
revoke all on function public.assign_items(uuid, integer, jsonb) from public, anon;
revoke all on function public.reopen_items(uuid, integer, jsonb) from public, anon;
revoke all on function public.remove_items(uuid, integer, jsonb) from public, anon;
revoke all on function public.skip_item(uuid, integer, jsonb) from public, anon;
revoke all on function public.flag_call(uuid, integer, jsonb) from public, anon;
grant execute on function public.save_queue(uuid, integer, jsonb), public.assign_items(uuid, integer, jsonb),
  public.reopen_items(uuid, integer, jsonb), public.remove_items(uuid, integer, jsonb), public.skip_item(uuid, integer, jsonb),
  public.flag_call(uuid, integer, jsonb) to authenticated;

comment on function public.save_queue(uuid, integer, jsonb) is
  'Makes, changes, closes or deletes a queue: a reviewer his own, coaches those that are shared and calibrations.';
comment on function public.assign_items(uuid, integer, jsonb) is
  'Says who is to review calls of a queue; whoever does not keep the queue takes for himself and gives back.';
comment on function public.reopen_items(uuid, integer, jsonb) is 'Opens calls of a queue again, for whoever keeps it: only reviews since then make them done.';
comment on function public.remove_items(uuid, integer, jsonb) is 'Takes calls out of a queue, for whoever keeps it; their reviews stay.';
comment on function public.skip_item(uuid, integer, jsonb) is 'Puts a call at the end of its queue and says why: from reviewer upwards.';
comment on function public.flag_call(uuid, integer, jsonb) is
  'Flags a call for calibration, or takes the flag back: from reviewer upwards. The set is made with the first flag.';
