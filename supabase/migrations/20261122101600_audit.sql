-- Audit: an append-only history of scores, prompts, memberships and settings, chained by hashes so that an edit shows.

-- One change of one row. It holds ids, numbers, reasons and hashes: never a transcript, a quote, a note, a prompt or a name.
-- It refers to nothing by foreign key, because it outlives what it speaks of.
create table public.history (
  -- The chain an entry belongs to: one for each call, and one for each organization for what hangs on no call.
  chain uuid not null,
  entry integer not null check (entry > 0),
  organization_id uuid not null,
  call_id uuid,
  -- The organization once more where every member may read the entry; null where only its admins may.
  members_organization_id uuid,
  at timestamptz not null,
  -- A user id; null where the server itself acted.
  actor uuid,
  subject_table text not null,
  subject_id uuid not null,
  action text not null check (action in ('insert', 'update', 'delete', 'drop_calls')),
  before jsonb,
  after jsonb,
  -- The code of a reason, never its words.
  reason text check (reason ~ '^[a-z_]{1,40}$'),
  previous_hash text not null,
  hash text not null,
  -- The organization comes first, so that nobody who could choose an id could grow a chain of somebody else's.
  primary key (organization_id, chain, entry),
  constraint history_chain_is_the_calls_or_the_organizations check (chain = coalesce(call_id, organization_id)),
  constraint history_members_read_their_own check (members_organization_id = organization_id)
);
create index idx_history_organization_at on public.history (organization_id, at desc, chain, entry);
create index idx_history_call on public.history (call_id, entry) where call_id is not null;

-- What retention leaves of a dropped call's chain: how long it was and what its last hash was.
create table public.history_tombstones (
  call_id uuid not null,
  organization_id uuid not null,
  entries integer not null check (entries >= 0),
  -- Null where the call had no history.
  last_hash text,
  dropped_at timestamptz not null,
  -- A user id; null where the server itself acted.
  dropped_by uuid,
  -- A call that came again may be dropped again.
  primary key (call_id, dropped_at)
);
create index idx_history_tombstones_organization on public.history_tombstones (organization_id, dropped_at desc);

-- The end of each chain. Whoever appends locks it first, so that two changes at once follow each other; and because it is
-- kept apart, a chain whose last entries were cut off shows.
create table app.history_heads (
  organization_id uuid not null,
  chain uuid not null,
  entries integer not null default 0,
  hash text not null default '',
  primary key (organization_id, chain)
);
alter table app.history_heads enable row level security;
revoke all on app.history_heads from public, anon, authenticated, service_role;

-- The hash of an entry: over everything it says and the hash before it.
create function app.history_hash(p_entry public.history) returns text
language sql stable set search_path = ''
as $$
  select encode(sha256(convert_to(jsonb_build_array(p_entry.previous_hash, p_entry.chain, p_entry.entry,
    p_entry.organization_id, p_entry.call_id, p_entry.members_organization_id,
    to_char(p_entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), p_entry.actor, p_entry.subject_table,
    p_entry.subject_id, p_entry.action, p_entry.before, p_entry.after, p_entry.reason)::text, 'UTF8')), 'hex')
$$;

-- Refuses every direct write, the owner's and the server's too. The two functions that may write say so for as long as
-- their statement runs. Who can switch triggers off is caught by the chain instead.
create function app.guard_history() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (tg_table_name, tg_op, coalesce(current_setting('app.history_writer', true), '')) in
      (('history', 'INSERT', 'append'), ('history', 'DELETE', 'retire'), ('history_tombstones', 'INSERT', 'retire')) then
    return null;
  end if;
  raise exception '% is written by its own functions only', tg_table_name using errcode = '42501';
end
$$;

-- Adds an entry to its chain: place, time and hashes are decided here. The end of a chain is the last thing a transaction
-- locks after the rows it changes, so that no two of them wait for each other in a circle.
create function app.append_history(p_entry public.history) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  next public.history := p_entry;
  head app.history_heads;
begin
  next.chain := coalesce(next.call_id, next.organization_id);
  select h.* into head from app.history_heads h
  where h.organization_id = next.organization_id and h.chain = next.chain for update;
  if not found then
    insert into app.history_heads (organization_id, chain) values (next.organization_id, next.chain)
    on conflict (organization_id, chain) do nothing;
    select h.* into head from app.history_heads h
    where h.organization_id = next.organization_id and h.chain = next.chain for update;
  end if;
  next.entry := head.entries + 1;
  next.at := clock_timestamp();
  next.previous_hash := head.hash;
  next.hash := app.history_hash(next);
  perform set_config('app.history_writer', 'append', true);
  insert into public.history select next.*;
  perform set_config('app.history_writer', '', true);
  update app.history_heads h set entries = next.entry, hash = next.hash
  where h.organization_id = next.organization_id and h.chain = next.chain;
end
$$;

-- Takes the chains of dropped calls away whole and leaves a tombstone for each call; answers how many entries went. Only
-- retention calls it.
create function app.retire_history(p_calls uuid[], p_organizations uuid[], p_actor uuid) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  dropped_at constant timestamptz := clock_timestamp();
  gone bigint;
begin
  perform set_config('app.history_writer', 'retire', true);
  insert into public.history_tombstones (call_id, organization_id, entries, last_hash, dropped_at, dropped_by)
  select c.id, c.organization_id, coalesce(h.entries, 0), h.hash, dropped_at, p_actor
  from unnest(p_calls, p_organizations) c (id, organization_id)
  left join app.history_heads h on h.organization_id = c.organization_id and h.chain = c.id;
  delete from public.history h using unnest(p_calls, p_organizations) c (id, organization_id)
  where h.organization_id = c.organization_id and h.chain = c.id;
  get diagnostics gone = row_count;
  delete from app.history_heads h using unnest(p_calls, p_organizations) c (id, organization_id)
  where h.organization_id = c.organization_id and h.chain = c.id;
  perform set_config('app.history_writer', '', true);
  return gone;
end
$$;

create trigger history_guard before insert or update or delete or truncate on public.history
  for each statement execute function app.guard_history();
create trigger history_keep_organization before update on public.history
  for each row execute function app.keep_organization();
create trigger history_tombstones_guard before insert or update or delete or truncate on public.history_tombstones
  for each statement execute function app.guard_history();
create trigger history_tombstones_keep_organization before update on public.history_tombstones
  for each row execute function app.keep_organization();

revoke all on function app.history_hash(public.history) from public, anon, authenticated;
revoke all on function app.guard_history() from public, anon, authenticated;
revoke all on function app.append_history(public.history) from public, anon, authenticated;
revoke all on function app.retire_history(uuid[], uuid[], uuid) from public, anon, authenticated;

-- History: members read what happened to calls and prompts, admins also memberships and settings. Nobody writes, the
-- server's own role included.
alter table public.history enable row level security;
revoke all on public.history from public, anon, authenticated, service_role;
grant select on public.history to authenticated, service_role;

create policy "members read the history of calls and prompts" on public.history
  for select to authenticated using (members_organization_id = any (array(select app.member_orgs())));
create policy "admins read their organization's whole history" on public.history
  for select to authenticated using (organization_id = any (array(select app.orgs_where_role('admin'))));
create policy "nobody adds history directly" on public.history for insert to authenticated with check (false);
create policy "nobody changes history" on public.history for update to authenticated using (false) with check (false);
create policy "nobody deletes history" on public.history for delete to authenticated using (false);

-- Tombstones: admins read what retention took.
alter table public.history_tombstones enable row level security;
revoke all on public.history_tombstones from public, anon, authenticated, service_role;
grant select on public.history_tombstones to authenticated, service_role;

create policy "admins read their organization's tombstones" on public.history_tombstones
  for select to authenticated using (organization_id = any (array(select app.orgs_where_role('admin'))));
create policy "nobody adds tombstones directly" on public.history_tombstones
  for insert to authenticated with check (false);
create policy "nobody changes tombstones" on public.history_tombstones
  for update to authenticated using (false) with check (false);
create policy "nobody deletes tombstones" on public.history_tombstones
  for delete to authenticated using (false);
