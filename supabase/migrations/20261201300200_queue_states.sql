-- What is true of the calls of a queue now, for whoever asks; and who sees which queue.

-- Whether the caller sees a queue: a shared one, one that he made, or one of which a call is assigned to him.
create function app.sees_queue(p_queue public.queues) returns boolean
language sql stable set search_path = ''
as $$
  select p_queue.deleted_at is null and p_queue.organization_id = any (array(select app.member_orgs()))
    and (p_queue.shared or p_queue.created_by = (select auth.uid()) or exists (select from public.queue_items i
      where i.queue_id = p_queue.id and i.assigned_to = (select auth.uid())))
$$;

-- Whether a call of a calibration awaits the review of whoever asks.
create function app.awaits_me(p_item public.queue_items) returns boolean
language sql stable set search_path = ''
as $$
  select not exists (select from public.call_reviews v where v.call_id = p_item.call_id and v.reviewer_id = (select auth.uid())
    and v.completed_at >= coalesce(p_item.reopened_at, '-infinity'))
$$;

-- The calls of a queue in the order in which they are given out, each with its state: `done`, `taken` (somebody has it open),
-- `skipped` or `open`. In a calibration each person has states of his own and nothing is taken. A call is done by a review since it
-- was put in, in a calibration by any review of the caller's, and where it was opened again, by one since then. `is_free`: the
-- caller may do it now.
create function app.queue_rows(p_queue public.queues) returns table (id uuid, call_id uuid, place integer, state text, is_free boolean,
  assigned_to uuid, taken_by uuid, taken_until timestamptz, skipped_by uuid, skip_reason text, skip_note text, done_by uuid,
  done_at timestamptz, reviews integer, version integer)
language sql stable set search_path = ''
as $$
  with me as (select (select auth.uid()) as id), told as (
    select i.*, s.user_id as skipped_by, s.reason as skip_reason, s.note as skip_note, s.skipped_at, l.locked_by, l.locked_until,
      d.reviewer_id as done_by, d.completed_at as done_at, n.reviews, p_queue.kind = 'calibration' as is_calibration,
      case when d.reviewer_id is not null then 'done' when l.locked_by is not null then 'taken'
        when s.user_id is not null then 'skipped' else 'open' end as state
    from public.queue_items i
    left join lateral (
      select x.* from public.queue_skips x where x.item_id = i.id and (p_queue.kind = 'normal' or x.user_id = (select me.id from me))
      order by x.skipped_at desc, x.user_id limit 1
    ) s on true
    left join app.queue_locks l on l.item_id = i.id and l.locked_until > now() and p_queue.kind = 'normal'
    left join lateral (
      select v.reviewer_id, v.completed_at from public.call_reviews v
      where v.call_id = i.call_id and case p_queue.kind when 'normal' then v.completed_at >= coalesce(i.reopened_at, i.added_at)
        else v.reviewer_id = (select me.id from me) and v.completed_at >= coalesce(i.reopened_at, '-infinity') end
      order by v.completed_at, v.reviewer_id limit 1
    ) d on true
    left join lateral (
      select count(*)::integer as reviews from public.call_reviews v
      where v.call_id = i.call_id and v.completed_at >= coalesce(i.reopened_at, case p_queue.kind when 'normal' then i.added_at else '-infinity' end)
    ) n on true
    where i.queue_id = p_queue.id
  )
  select t.id, t.call_id, (row_number() over (order by t.skipped_at nulls first, t.position, t.id))::integer, t.state,
    p_queue.closed_at is null and t.state <> 'done' and (t.state <> 'taken' or t.locked_by = (select me.id from me))
      and (t.assigned_to is null or t.assigned_to = (select me.id from me)),
    t.assigned_to, t.locked_by, t.locked_until, t.skipped_by, t.skip_reason, t.skip_note, t.done_by, t.done_at, t.reviews, t.version
  from told t
$$;

-- A queue as lists and conflicts show it, with what its calls come to for whoever asks.
create function app.queue_json(p_queue public.queues) returns jsonb
language sql stable set search_path = '' set timezone = 'UTC'
as $$
  select jsonb_build_object('id', p_queue.id, 'organization_id', p_queue.organization_id, 'name', p_queue.name, 'kind', p_queue.kind,
      'blind', p_queue.blind, 'shared', p_queue.shared, 'due_on', p_queue.due_on, 'collects_flags', p_queue.collects_flags,
      'created_by', p_queue.created_by, 'created_by_name', (select m.display_name from public.organization_members m
        where m.organization_id = p_queue.organization_id and m.user_id = p_queue.created_by),
      'created_at', p_queue.created_at, 'closed_at', p_queue.closed_at, 'deleted', p_queue.deleted_at is not null, 'version', p_queue.version)
    || (select jsonb_build_object('items', count(*), 'done', count(*) filter (where r.state = 'done'),
        'taken', count(*) filter (where r.state = 'taken'), 'skipped', count(*) filter (where r.state = 'skipped'),
        'reviewed', count(*) filter (where r.reviews > 0), 'free', count(*) filter (where r.is_free),
        'mine', count(*) filter (where r.assigned_to = (select auth.uid()) and r.state <> 'done'))
      from app.queue_rows(p_queue) r)
$$;

-- The queue a patch names, locked, or a rejection. To whoever does not see it there is none; a deleted one is found only where asked for.
create function app.lock_queue(p_patch jsonb, p_min_role text) returns public.queues
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'queue_id');
  held public.queues;
begin
  select q.* into held from public.queues q where q.id = wanted for no key update;
  if held.id is null or not app.sees_queue(held) then
    perform app.reject('not_found', 'queue_id');
  end if;
  perform app.patch_role(held.organization_id, p_min_role);
  return held;
end
$$;

-- Whether the caller may change a queue, what is in it and who is to do it: its author may, and coaches may what is shared.
create function app.keeps_queue(p_queue public.queues) returns boolean
language sql stable set search_path = ''
as $$
  select p_queue.organization_id = any (array(select app.orgs_where_role('reviewer'))) and p_queue.created_by = (select auth.uid())
    and p_queue.kind = 'normal' or p_queue.shared and p_queue.organization_id = any (array(select app.orgs_where_role('coach')))
$$;

revoke all on function app.sees_queue(public.queues) from public, anon, authenticated;
revoke all on function app.awaits_me(public.queue_items) from public, anon, authenticated;
revoke all on function app.queue_rows(public.queues) from public, anon, authenticated;
revoke all on function app.queue_json(public.queues) from public, anon, authenticated;
revoke all on function app.lock_queue(jsonb, text) from public, anon, authenticated;
revoke all on function app.keeps_queue(public.queues) from public, anon, authenticated;
