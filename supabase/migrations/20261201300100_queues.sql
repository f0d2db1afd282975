-- Queues: calls that wait to be reviewed. What state a call of a queue is in is nowhere written down: it follows from the reviews,
-- the skips and the locks that are there, so that no queue can say that all is done when nothing is.

-- A queue. In a calibration several people review the same calls, each without seeing what the others gave.
create table public.queues (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id),
  -- Null for the set that collects what is flagged: each screen names it in its own language.
  name text check (length(name) between 1 and 120),
  kind text not null default 'normal' check (kind in ('normal', 'calibration')),
  blind boolean not null default false,
  shared boolean not null default false,
  due_on date,
  collects_flags boolean not null default false,
  created_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- A closed queue gives out no more calls, and a closed calibration shows everybody's numbers. It can be opened again.
  closed_at timestamptz,
  deleted_at timestamptz,
  unique (id, organization_id),
  constraint queues_named check (name is not null or collects_flags),
  constraint queues_calibration_is_blind_and_shared check (kind = 'normal' and not collects_flags or kind = 'calibration' and blind and shared)
);
create index idx_queues_organization on public.queues (organization_id, created_at desc);
-- One set at a time collects what is flagged.
create unique index idx_queues_collects_flags on public.queues (organization_id) where collects_flags and closed_at is null and deleted_at is null;

-- A call in a queue.
create table public.queue_items (
  id uuid primary key default gen_random_uuid(),
  queue_id uuid not null,
  organization_id uuid not null references public.organizations (id),
  call_id uuid not null,
  position integer not null,
  assigned_to uuid,
  -- A call whose score is known, put in to see whether it is given again. Nobody who reviews may read it.
  hidden_repeat boolean not null default false,
  added_by uuid,
  added_at timestamptz not null default now(),
  -- Only reviews since then count; null where it was never opened again.
  reopened_at timestamptz,
  version integer not null default 1,
  unique (queue_id, call_id),
  unique (id, organization_id),
  foreign key (queue_id, organization_id) references public.queues (id, organization_id) on delete cascade,
  foreign key (call_id, organization_id) references public.call_keys (id, organization_id) on delete cascade,
  foreign key (organization_id, assigned_to) references public.organization_members (organization_id, user_id) on delete set null (assigned_to)
);
create index idx_queue_items_call on public.queue_items (call_id);
create index idx_queue_items_assigned on public.queue_items (organization_id, assigned_to);

-- Who put a call back, and why.
create table public.queue_skips (
  item_id uuid not null,
  user_id uuid not null,
  organization_id uuid not null references public.organizations (id),
  reason text not null check (reason in ('bad_audio', 'language', 'no_conversation', 'knows_person', 'later', 'other')),
  note text check (length(note) between 1 and 500),
  skipped_at timestamptz not null default now(),
  primary key (item_id, user_id),
  foreign key (item_id, organization_id) references public.queue_items (id, organization_id) on delete cascade
);
create index idx_queue_skips_organization on public.queue_skips (organization_id);

-- Who has a call open, and until when. Kept apart and without a history: it says nothing once it has run out.
create table app.queue_locks (
  item_id uuid primary key references public.queue_items (id) on delete cascade,
  locked_by uuid not null,
  locked_until timestamptz not null
);
alter table app.queue_locks enable row level security;
revoke all on app.queue_locks from public, anon, authenticated, service_role;

-- A call of a queue stays in it.
create function app.keep_queue_item() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (new.queue_id, new.call_id, new.organization_id) is distinct from (old.queue_id, old.call_id, old.organization_id) then
    raise exception '% cannot be moved to another call or organization', tg_table_name using errcode = '42501';
  end if;
  return new;
end
$$;

create trigger queues_keep_organization before update on public.queues for each row execute function app.keep_organization();
create trigger queues_touch before update on public.queues for each row execute function app.touch_updated_at();
create trigger queues_version before update on public.queues for each row execute function app.count_version();
create trigger queue_items_keep_queue before update on public.queue_items for each row execute function app.keep_queue_item();
create trigger queue_items_version before update on public.queue_items for each row execute function app.count_version();
create trigger queue_skips_keep_organization before update on public.queue_skips for each row execute function app.keep_organization();

-- A queue of one's own is nobody else's to read, and what is a repeat must not be told: all three are read through functions.
alter table public.queues enable row level security;
revoke all on public.queues from public, anon, authenticated;
grant all on public.queues to service_role;
create policy "queues are read through their functions" on public.queues for select to authenticated using (false);
create policy "no client adds queues directly" on public.queues for insert to authenticated with check (false);
create policy "no client changes queues directly" on public.queues for update to authenticated using (false) with check (false);
create policy "no client deletes queues" on public.queues for delete to authenticated using (false);

alter table public.queue_items enable row level security;
revoke all on public.queue_items from public, anon, authenticated;
grant all on public.queue_items to service_role;
create policy "calls of a queue are read through its functions" on public.queue_items for select to authenticated using (false);
create policy "no client adds calls to a queue directly" on public.queue_items for insert to authenticated with check (false);
create policy "no client changes calls of a queue directly" on public.queue_items for update to authenticated using (false) with check (false);
create policy "no client takes calls from a queue directly" on public.queue_items for delete to authenticated using (false);

alter table public.queue_skips enable row level security;
revoke all on public.queue_skips from public, anon, authenticated;
grant all on public.queue_skips to service_role;
create policy "skips are read through the queue's functions" on public.queue_skips for select to authenticated using (false);
create policy "no client adds skips directly" on public.queue_skips for insert to authenticated with check (false);
create policy "no client changes skips directly" on public.queue_skips for update to authenticated using (false) with check (false);
create policy "no client deletes skips directly" on public.queue_skips for delete to authenticated using (false);

-- Whether a call is a repeat is not told by its history either: "set" stands for yes and for no.
select app.keep_history('public.queues', '{"plain": ["kind"]}');
select app.keep_history('public.queue_items', '{"personal": ["hidden_repeat"]}');
select app.keep_history('public.queue_skips', '{"subject": "item_id", "plain": ["reason"]}');

revoke all on function app.keep_queue_item() from public, anon, authenticated;

comment on table public.queues is 'Calls that wait to be reviewed, under a name: one’s own, shared, or a calibration in which several people review the same calls.';
comment on column public.queues.id is 'The row’s own id, made by whoever makes it.';
comment on column public.queues.organization_id is 'Whose row it is; it never changes.';
comment on column public.queues.name is 'What it is called; null where it collects what is flagged.';
comment on column public.queues.kind is 'normal: each call is done once. calibration: everybody reviews each call and sees nobody else’s numbers before.';
comment on column public.queues.blind is 'Whether the machine’s scores are hidden until the reviewer has given his own.';
comment on column public.queues.shared is 'Whether every member sees it; else its author does, and whoever has a call of it assigned.';
comment on column public.queues.due_on is 'The day by which it is to be done.';
comment on column public.queues.collects_flags is 'Whether calls that are flagged for calibration come here.';
comment on column public.queues.created_by is 'A user id: who made it.';
comment on column public.queues.version is 'Counts every change; a write names the one it has seen.';
comment on column public.queues.created_at is 'When the row came into being.';
comment on column public.queues.updated_at is 'When the row last changed here, whoever changed it.';
comment on column public.queues.closed_at is 'Since when it gives out no more calls; a closed calibration shows everybody’s numbers.';
comment on column public.queues.deleted_at is 'Since when it is deleted; it can be brought back.';
comment on table public.queue_items is 'A call in a queue. Whether it is done follows from the reviews there are.';
comment on column public.queue_items.id is 'The row’s own id.';
comment on column public.queue_items.queue_id is 'The queue.';
comment on column public.queue_items.organization_id is 'Whose row it is: the call’s organization.';
comment on column public.queue_items.call_id is 'The call.';
comment on column public.queue_items.position is 'Its place among those that nobody skipped.';
comment on column public.queue_items.assigned_to is 'A user id: who is to review it; null where anybody may.';
comment on column public.queue_items.hidden_repeat is 'Whether it is a call whose score is known, put in to see whether it is given again.';
comment on column public.queue_items.added_by is 'A user id: who put it in.';
comment on column public.queue_items.added_at is 'When it was put in; only reviews since then make it done.';
comment on column public.queue_items.reopened_at is 'When it was opened again; only reviews since then make it done.';
comment on column public.queue_items.version is 'Counts every change; a write names the one it has seen.';
comment on table public.queue_skips is 'Who put a call of a queue back, and why. It goes to the end of the queue.';
comment on column public.queue_skips.item_id is 'The call in its queue.';
comment on column public.queue_skips.user_id is 'A user id: who skipped it.';
comment on column public.queue_skips.organization_id is 'Whose row it is: the call’s organization.';
comment on column public.queue_skips.reason is 'bad_audio, language, no_conversation, knows_person, later or other.';
comment on column public.queue_skips.note is 'What there is to say about it.';
comment on column public.queue_skips.skipped_at is 'When.';
