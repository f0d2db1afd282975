-- Locks say whose they are, as every row does that hangs off an organization: until now nothing but the call's place in its queue told,
-- and who looks for rows that reach across could not see any of these.

alter table app.queue_locks add column organization_id uuid;
update app.queue_locks l set organization_id = i.organization_id from public.queue_items i where i.id = l.item_id;
alter table app.queue_locks add constraint queue_locks_organization_is_known check (organization_id is not null);
alter table app.queue_locks drop constraint queue_locks_item_id_fkey;
alter table app.queue_locks add constraint queue_locks_item_of_the_organization foreign key (item_id, organization_id)
  references public.queue_items (id, organization_id) on delete cascade;
create trigger queue_locks_keep_organization before update on app.queue_locks
  for each row execute function app.keep_organization();

-- As before, and the lock is the organization's.
create or replace function public.take_item(p_queue_id uuid, p_call_id uuid) returns jsonb
language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  me constant uuid := (select auth.uid());
  queue public.queues;
  item uuid;
  held app.queue_locks;
begin
  select q.* into queue from public.queues q where q.id = p_queue_id;
  select i.id into item from public.queue_items i where i.queue_id = queue.id and i.call_id = p_call_id;
  if item is null or not app.sees_queue(queue) then
    return null;
  end if;
  perform app.require_role(queue.organization_id, 'reviewer');
  if queue.kind = 'normal' then
    insert into app.queue_locks as l (item_id, organization_id, locked_by, locked_until) values (item, queue.organization_id, me, now() + interval '30 minutes')
    on conflict (item_id) do update set locked_by = excluded.locked_by, locked_until = excluded.locked_until
    where l.locked_by = excluded.locked_by or l.locked_until <= now();
    select l.* into held from app.queue_locks l where l.item_id = item;
  end if;
  return jsonb_build_object('item_id', item, 'taken', queue.kind = 'calibration' or held.locked_by = me, 'locked_by', held.locked_by,
    'locked_by_name', (select m.display_name from public.organization_members m where m.organization_id = queue.organization_id and m.user_id = held.locked_by),
    'locked_until', held.locked_until);
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261203000300' $$;
