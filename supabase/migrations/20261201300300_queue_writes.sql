-- Writes of queues: a queue itself, who is to do what, what is put back, opened again or taken out, and what is flagged.

-- Patch: queue_id, organization_id, and what is to hold: name, kind (once), blind, shared, due_on, closed, deleted. Expected is the
-- queue's version, 0 for a new one. A reviewer keeps queues of his own; to share one or make a calibration takes a coach.
create function app.write_save_queue(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'queue_id');
  organization constant uuid := app.patch_uuid(p_patch, 'organization_id');
  title constant text := app.trimmed(app.patch_text(p_patch, 'name', 120));
  sort constant text := app.patch_text(p_patch, 'kind', 40);
  due constant text := app.patch_text(p_patch, 'due_on', 10);
  is_blind constant boolean := app.patch_boolean(p_patch, 'blind');
  is_shared constant boolean := app.patch_boolean(p_patch, 'shared');
  is_closed constant boolean := app.patch_boolean(p_patch, 'closed');
  is_deleted constant boolean := app.patch_boolean(p_patch, 'deleted');
  held public.queues;
begin
  perform app.patch_keys(p_patch, '{queue_id,organization_id,name,kind,blind,shared,due_on,closed,deleted}');
  perform app.patch_role(organization, case when is_shared or sort = 'calibration' then 'coach' else 'reviewer' end);
  if due !~ '^\d{4}-\d\d-\d\d$' or due::date not between '2000-01-01' and '2099-12-31' then
    perform app.reject('invalid', 'due_on');
  elsif sort not in ('normal', 'calibration') then
    perform app.reject('invalid', 'kind');
  end if;
  select q.* into held from public.queues q where q.id = wanted for no key update;
  if held.id is not null and (held.organization_id <> organization or not held.shared and held.created_by is distinct from (select auth.uid())) then
    perform app.reject('not_found', 'queue_id');
  elsif held.id is not null and not app.keeps_queue(held) then
    perform app.reject('forbidden');
  elsif coalesce(held.version, 0) <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', case when held.id is not null then app.queue_json(held) end);
  elsif title is null and (held.id is null or p_patch ? 'name') then
    perform app.reject('invalid', 'name');
  elsif held.id is not null and sort <> held.kind then
    perform app.reject('invalid', 'kind');
  end if;
  if held.id is null then
    insert into public.queues (id, organization_id, name, kind, blind, shared, due_on, created_by)
    values (wanted, organization, title, coalesce(sort, 'normal'), coalesce(is_blind, false) or coalesce(sort = 'calibration', false),
      coalesce(is_shared, false) or coalesce(sort = 'calibration', false), due::date, (select auth.uid()))
    returning * into held;
  else
    -- What a calibration is, it stays: blind and for everybody.
    update public.queues q set name = coalesce(title, q.name), blind = coalesce(is_blind, q.blind) or q.kind = 'calibration',
      shared = coalesce(is_shared, q.shared) or q.kind = 'calibration',
      due_on = case when p_patch ? 'due_on' then due::date else q.due_on end,
      closed_at = case when is_closed then coalesce(q.closed_at, now()) when is_closed is null then q.closed_at end,
      deleted_at = case when is_deleted then coalesce(q.deleted_at, now()) when is_deleted is null then q.deleted_at end
    where q.id = held.id returning q.* into held;
  end if;
  return jsonb_build_object('result', 'applied', 'id', held.id, 'version', held.version);
end
$$;

-- What a write about several calls of a queue names: [{id, version}], at most 1000, each once, in the order in which they are locked.
create function app.patch_items(p_patch jsonb) returns table (id uuid, version integer)
language plpgsql set search_path = ''
as $$
begin
  if jsonb_typeof(p_patch -> 'items') is distinct from 'array' or jsonb_array_length(p_patch -> 'items') not between 1 and 1000 then
    perform app.reject('invalid', 'items');
  end if;
  return query select app.patch_uuid(e.one, 'id'), min(coalesce(app.patch_integer(e.one, 'version', 0, 2147483647), 0))
    from jsonb_array_elements(p_patch -> 'items') e (one) group by 1 order by 1;
end
$$;

-- Patch: queue_id, items, user_id (null: anybody may do them). Expected is 0, because each call has a version of its own: one that
-- changed since stays as it is and stands in "left". Whoever keeps the queue assigns to everybody from reviewer upwards; others
-- take for themselves what is nobody's, and give back what is theirs.
create function app.write_assign_items(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  queue constant public.queues := app.lock_queue(p_patch, 'reviewer');
  person uuid;
  is_keeper constant boolean := app.keeps_queue(queue);
  changed uuid[];
  left_over jsonb;
begin
  perform app.patch_keys(p_patch, '{queue_id,items,user_id}');
  if coalesce(jsonb_typeof(p_patch -> 'user_id'), 'null') <> 'null' then
    person := app.patch_uuid(p_patch, 'user_id');
  end if;
  if p_expected_version <> 0 then
    perform app.reject('invalid', 'expected_version');
  elsif person is not null and not exists (select from public.organization_members m where m.organization_id = queue.organization_id
      and m.user_id = person and app.role_rank(m.role) >= app.role_rank('reviewer')) then
    perform app.reject('not_found', 'user_id');
  elsif not is_keeper and person is distinct from (select auth.uid()) and person is not null then
    perform app.reject('forbidden');
  end if;
  perform i.id from public.queue_items i where i.queue_id = queue.id and i.id in (select p.id from app.patch_items(p_patch) p)
  order by i.id for no key update;
  with changing as (
    update public.queue_items i set assigned_to = person from app.patch_items(p_patch) p
    where i.id = p.id and i.queue_id = queue.id and i.version = p.version and i.assigned_to is distinct from person
      and (is_keeper or i.assigned_to is null or i.assigned_to = (select auth.uid())) returning i.id
  ) select array_agg(c.id) into changed from changing c;
  select coalesce(jsonb_agg(p.id), '[]') into left_over from app.patch_items(p_patch) p
  where p.id <> all (coalesce(changed, '{}')) and not exists (select from public.queue_items i
    where i.id = p.id and i.queue_id = queue.id and i.assigned_to is not distinct from person);
  return jsonb_build_object('result', 'applied', 'id', queue.id, 'version', 0, 'assigned', coalesce(cardinality(changed), 0), 'left', left_over);
end
$$;

-- Patch: queue_id, items. They are to be done once more, skips are forgotten; for whoever keeps the queue. Expected is 0, and versions
-- do not matter: whatever became of them meanwhile, they are to be done again.
create function app.write_reopen_items(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  queue constant public.queues := app.lock_queue(p_patch, 'reviewer');
  n integer;
begin
  perform app.patch_keys(p_patch, '{queue_id,items}');
  if p_expected_version <> 0 then
    perform app.reject('invalid', 'expected_version');
  elsif not app.keeps_queue(queue) then
    perform app.reject('forbidden');
  end if;
  delete from public.queue_skips s using public.queue_items i
  where i.id = s.item_id and i.queue_id = queue.id and i.id in (select p.id from app.patch_items(p_patch) p);
  update public.queue_items i set reopened_at = now() where i.queue_id = queue.id and i.id in (select p.id from app.patch_items(p_patch) p);
  get diagnostics n = row_count;
  return jsonb_build_object('result', 'applied', 'id', queue.id, 'version', 0, 'reopened', n);
end
$$;

-- Patch: queue_id, items. They leave the queue; for whoever keeps it. Expected is 0. Reviews stay what they are.
create function app.write_remove_items(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  queue constant public.queues := app.lock_queue(p_patch, 'reviewer');
  n integer;
begin
  perform app.patch_keys(p_patch, '{queue_id,items}');
  if p_expected_version <> 0 then
    perform app.reject('invalid', 'expected_version');
  elsif not app.keeps_queue(queue) then
    perform app.reject('forbidden');
  end if;
  delete from public.queue_items i where i.queue_id = queue.id and i.id in (select p.id from app.patch_items(p_patch) p);
  get diagnostics n = row_count;
  return jsonb_build_object('result', 'applied', 'id', queue.id, 'version', 0, 'removed', n);
end
$$;

-- Patch: queue_id, call_id, reason, and if wanted note. The call goes to the end of the queue, in a calibration of one's own, and
-- one's lock on it ends. Expected is 0: a later skip of the same person replaces his earlier one.
create function app.write_skip_item(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  queue constant public.queues := app.lock_queue(p_patch, 'reviewer');
  wanted constant uuid := app.patch_uuid(p_patch, 'call_id');
  words constant text := app.trimmed(app.patch_text(p_patch, 'note', 500));
  why constant text := app.patch_text(p_patch, 'reason', 40);
  item uuid;
begin
  perform app.patch_keys(p_patch, '{queue_id,call_id,reason,note}');
  if p_expected_version <> 0 then
    perform app.reject('invalid', 'expected_version');
  elsif coalesce(why not in ('bad_audio', 'language', 'no_conversation', 'knows_person', 'later', 'other'), true) then
    perform app.reject('invalid', 'reason');
  end if;
  select i.id into item from public.queue_items i where i.queue_id = queue.id and i.call_id = wanted for no key update;
  if item is null then
    perform app.reject('not_found', 'call_id');
  end if;
  insert into public.queue_skips (item_id, user_id, organization_id, reason, note)
  values (item, (select auth.uid()), queue.organization_id, why, words)
  on conflict (item_id, user_id) do update set reason = excluded.reason, note = excluded.note, skipped_at = excluded.skipped_at;
  delete from app.queue_locks l where l.item_id = item and l.locked_by = (select auth.uid());
  return jsonb_build_object('result', 'applied', 'id', item, 'call_id', wanted, 'version', 0);
end
$$;
