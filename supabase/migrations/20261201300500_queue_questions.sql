-- Questions about queues, and the locks by which two people do not do one call twice.

-- The queues the caller sees, open ones first, the latest first among them, at most 300.
create function public.list_queues(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
begin
  perform app.require_role(p_organization_id, 'viewer');
  return (select coalesce(jsonb_agg(app.queue_json(q) order by (q.closed_at is not null), q.created_at desc, q.id), '[]') from (
    select x.* from public.queues x where x.organization_id = p_organization_id and app.sees_queue(x)
    order by (x.closed_at is not null), x.created_at desc, x.id limit 300) q);
end
$$;

-- A queue and a page of its calls in the order in which they are given out, after so many; null where the caller sees no such
-- queue. Scores are told where the queue is not blind, or the caller's review is done: a list must not say what a screen hides.
create function public.get_queue(p_queue_id uuid, p_after integer default 0, p_limit integer default 200) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  queue public.queues;
begin
  if p_limit is null or p_limit not between 1 and 500 or p_after is null or p_after < 0 then
    raise exception 'a page has 1 to 500 calls' using errcode = '22023';
  end if;
  select q.* into queue from public.queues q where q.id = p_queue_id;
  if queue.id is null or not app.sees_queue(queue) then
    return null;
  end if;
  return app.queue_json(queue) || jsonb_build_object('rows', (
    select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'call_id', r.call_id, 'place', r.place, 'state', r.state, 'is_free', r.is_free,
        'assigned_to', r.assigned_to, 'assigned_to_name', a.display_name, 'taken_by', r.taken_by, 'taken_by_name', t.display_name,
        'taken_until', r.taken_until, 'skipped_by', r.skipped_by, 'skipped_by_name', s.display_name, 'skip_reason', r.skip_reason, 'skip_note', r.skip_note,
        'done_by', r.done_by, 'done_by_name', d.display_name, 'done_at', r.done_at, 'reviews', r.reviews, 'version', r.version,
        'created_at', c.created_at, 'assistant_name', coalesce(x.name, c.assistant_name), 'customer_number', c.customer_number,
        'summary', left(c.summary, 300), 'duration_seconds', c.duration_seconds, 'recording_state', c.recording_state,
        'qci_total_score', case when h.is_told then z.qci_total_score end, 'qci_status', case when h.is_told then z.status end) order by r.place), '[]')
    from (select w.* from app.queue_rows(queue) w where w.place > p_after order by w.place limit p_limit) r
    join public.call_keys k on k.id = r.call_id join public.calls c on c.id = k.id and c.created_at = k.created_at
    cross join lateral (select not queue.blind or r.done_by = (select auth.uid()) or queue.closed_at is not null as is_told) h
    left join public.assistants x on x.id = c.assistant_id
    left join public.qci_analyses z on z.call_id = r.call_id
    left join public.organization_members a on a.organization_id = queue.organization_id and a.user_id = r.assigned_to
    left join public.organization_members t on t.organization_id = queue.organization_id and t.user_id = r.taken_by
    left join public.organization_members s on s.organization_id = queue.organization_id and s.user_id = r.skipped_by
    left join public.organization_members d on d.organization_id = queue.organization_id and d.user_id = r.done_by));
end
$$;

-- The calls the caller may do next, at most so many, in order: those after a call, and then from the start; that call itself is not
-- among them. Null where he sees no such queue.
create function public.next_items(p_queue_id uuid, p_after_call_id uuid default null, p_limit integer default 4) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  queue public.queues;
  here integer;
begin
  select q.* into queue from public.queues q where q.id = p_queue_id;
  if queue.id is null or not app.sees_queue(queue) or not (queue.organization_id = any (array(select app.orgs_where_role('reviewer')))) then
    return null;
  end if;
  select r.place into here from app.queue_rows(queue) r where r.call_id = p_after_call_id;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'call_id', n.call_id, 'state', n.state) order by n.is_before, n.place), '[]')
    from (select r.*, r.place <= coalesce(here, 0) as is_before from app.queue_rows(queue) r
      where r.is_free and r.call_id is distinct from p_after_call_id
      order by r.place <= coalesce(here, 0), r.place limit least(greatest(coalesce(p_limit, 4), 1), 20)) n);
end
$$;

-- Takes a call of a queue for half an hour, or renews what one has. Answers whether it is the caller's now, else who has it and until
-- when. In a calibration nothing is taken: everybody does every call. From reviewer upwards; null where there is no such call to be seen.
create function public.take_item(p_queue_id uuid, p_call_id uuid) returns jsonb
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
    insert into app.queue_locks as l (item_id, locked_by, locked_until) values (item, me, now() + interval '30 minutes')
    on conflict (item_id) do update set locked_by = excluded.locked_by, locked_until = excluded.locked_until
    where l.locked_by = excluded.locked_by or l.locked_until <= now();
    select l.* into held from app.queue_locks l where l.item_id = item;
  end if;
  return jsonb_build_object('item_id', item, 'taken', queue.kind = 'calibration' or held.locked_by = me, 'locked_by', held.locked_by,
    'locked_by_name', (select m.display_name from public.organization_members m where m.organization_id = queue.organization_id and m.user_id = held.locked_by),
    'locked_until', held.locked_until);
end
$$;

-- Lets go of a call that the caller has taken; answers whether there was anything to let go.
create function public.release_item(p_queue_id uuid, p_call_id uuid) returns boolean
language sql security definer set search_path = ''
as $$
  with gone as (
    delete from app.queue_locks l using public.queue_items i
    where i.id = l.item_id and i.queue_id = p_queue_id and i.call_id = p_call_id and l.locked_by = (select auth.uid())
      and i.organization_id = any (array(select app.member_orgs())) returning 1
  ) select exists (select from gone)
$$;

-- Which of up to 200 calls are flagged for calibration.
create function public.flagged_calls(p_organization_id uuid, p_call_ids uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'viewer');
  return (select coalesce(jsonb_agg(i.call_id order by i.call_id), '[]') from public.queues q join public.queue_items i on i.queue_id = q.id
    where q.organization_id = p_organization_id and q.collects_flags and q.closed_at is null and q.deleted_at is null
      and i.call_id = any (p_call_ids[:200]));
end
$$;

revoke all on function public.list_queues(uuid) from public, anon;
revoke all on function public.get_queue(uuid, integer, integer) from public, anon;
revoke all on function public.next_items(uuid, uuid, integer) from public, anon;
revoke all on function public.take_item(uuid, uuid) from public, anon;
revoke all on function public.release_item(uuid, uuid) from public, anon;
revoke all on function public.flagged_calls(uuid, uuid[]) from public, anon;
grant execute on function public.list_queues(uuid), public.get_queue(uuid, integer, integer), public.next_items(uuid, uuid, integer),
  public.take_item(uuid, uuid), public.release_item(uuid, uuid), public.flagged_calls(uuid, uuid[]) to authenticated;

comment on function public.list_queues(uuid) is 'The queues the caller sees, each with what its calls come to for him.';
comment on function public.get_queue(uuid, integer, integer) is 'A queue and a page of its calls in the order in which they are given out; of a blind queue the scores are left out.';
comment on function public.next_items(uuid, uuid, integer) is 'The calls of a queue that the caller may do next: those after a call, and then from the start.';
comment on function public.take_item(uuid, uuid) is 'Takes a call of a queue for half an hour, or renews what one has; answers who has it where somebody else does.';
comment on function public.release_item(uuid, uuid) is 'Lets go of a call that the caller has taken.';
comment on function public.flagged_calls(uuid, uuid[]) is 'Which of up to 200 calls are flagged for calibration.';
