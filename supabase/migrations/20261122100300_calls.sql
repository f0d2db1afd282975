-- Calls: one row a call, in monthly partitions, and the plain table that keeps their ids unique.

-- PostgreSQL cannot keep a unique id, or a reference to one, on a table partitioned by date. This table can: it carries both
-- uniques of a call, and everything that hangs off a call refers to it. It is filled and emptied by the trigger below.
create table public.call_keys (
  id uuid primary key,
  vapi_call_id uuid unique not null,
  organization_id uuid not null references public.organizations (id),
  created_at timestamptz not null,
  unique (id, organization_id)
);
-- The date walk of the call list steps along this index to see how far back the next rows lie.
create index idx_call_keys_organization_created on public.call_keys (organization_id, created_at desc, id desc);

-- A call. `created_at` is when it came into being at the source; it decides the partition and never moves.
create table public.calls (
  id uuid not null default gen_random_uuid(),
  vapi_call_id uuid not null,
  assistant_id uuid,
  phone_number_id uuid,
  organization_id uuid not null references public.organizations (id),
  call_type varchar(50) not null,
  status varchar(50) not null,
  ended_reason varchar(100),
  started_at timestamptz,
  ended_at timestamptz,
  -- Two reports may disagree so far that the end comes before the start, or decades after it: then the length is not known.
  duration_seconds integer generated always as (
    case when extract(epoch from (ended_at - started_at)) between 0 and 2000000000
      then extract(epoch from (ended_at - started_at)) end) stored,
  transcript text,
  summary text,
  recording_url text,
  customer_number varchar(20),
  customer_info jsonb default '{}',
  cost decimal(10,6),
  created_at timestamptz not null default now(),
  updated_at timestamptz default now(),
  raw_data jsonb,
  -- The name at the time of the call: a deleted, inline or foreign assistant still has one.
  assistant_name text,
  -- The prompt version that was speaking.
  prompt_id uuid,
  -- Reading of the full ended_reason, made before that is cut to its column; null while the call has not ended.
  outcome_bucket text check (outcome_bucket in
    ('no-answer', 'voicemail', 'timeout', 'cancelled', 'error', 'transferred', 'completed', 'other')),
  -- Normalised turns, {"version":1,"turns":[...]}: evidence points into them by index.
  turns jsonb,
  -- Whether audio can be had: recording_url is only a reference, and it dies.
  recording_state text not null default 'none' check (recording_state in ('none', 'remote', 'expired', 'denied')),
  -- The two-channel recording, from which speakers can be told apart.
  stereo_recording_url text,
  -- What the source's own analysis said: any rubric, so text.
  success_evaluation text,
  -- Structured outputs of the source's analysis.
  structured_data jsonb,
  -- Cost by component.
  cost_breakdown jsonb,
  -- Variables and campaign of the call, as the caller's systems named them.
  metadata jsonb,
  -- When the source last changed the call, as far as any report says.
  source_updated_at timestamptz,
  -- Which report each value came from, so that reports are merged field by field whatever the order they arrive in.
  merge_stamps jsonb not null default '{}',
  -- What full-text search reads; capped so that no transcript is too long to be stored.
  search tsvector generated always as (app.call_search_vector(summary, transcript)) stored,
  primary key (id, created_at),
  foreign key (assistant_id, organization_id) references public.assistants (id, organization_id),
  foreign key (phone_number_id, organization_id) references public.phone_numbers (id, organization_id),
  foreign key (prompt_id, organization_id) references public.prompts (id, organization_id),
  -- A date out of this range is a broken clock or 'infinity': it would land in no month and break every duration.
  constraint calls_dates_are_finite check (
    created_at >= '2000-01-01 00:00:00+00' and created_at < '2100-01-01 00:00:00+00'
    and started_at >= '2000-01-01 00:00:00+00' and started_at < '2100-01-01 00:00:00+00'
    and ended_at >= '2000-01-01 00:00:00+00' and ended_at < '2100-01-01 00:00:00+00'
    and source_updated_at >= '2000-01-01 00:00:00+00' and source_updated_at < '2100-01-01 00:00:00+00')
) partition by range (created_at);

create index idx_calls_assistant_id on public.calls (assistant_id);
create index idx_calls_started_at on public.calls (started_at desc);
create index idx_calls_organization_id on public.calls (organization_id);
create index idx_calls_status on public.calls (status);
create index idx_calls_cost on public.calls (cost desc);
create index idx_calls_phone_number_id on public.calls (phone_number_id);
create index idx_calls_prompt_id on public.calls (prompt_id);
-- A page of the list: newest first within the organization, the id as tiebreak.
create index idx_calls_organization_created on public.calls (organization_id, created_at desc, id desc);
-- Rare words are found through this one.
create index idx_calls_search on public.calls using gin (search);

-- Keeps call_keys the exact list of calls. The uniques of call_keys refuse a second call with the same id.
create function app.keep_call_keys() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    insert into public.call_keys (id, vapi_call_id, organization_id, created_at)
    values (new.id, new.vapi_call_id, new.organization_id, new.created_at);
  else
    delete from public.call_keys k where k.id = old.id;
  end if;
  return null;
end
$$;

-- What identifies a call is set once: its ids, its organization, and the date that chose its partition.
create function app.keep_call_identity() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (new.id, new.vapi_call_id, new.organization_id, new.created_at)
     is distinct from (old.id, old.vapi_call_id, old.organization_id, old.created_at) then
    raise exception 'id, vapi_call_id, organization_id and created_at of a call cannot change' using errcode = '42501';
  end if;
  return new;
end
$$;

create trigger calls_keep_identity before update on public.calls
  for each row execute function app.keep_call_identity();
create trigger calls_touch before update on public.calls
  for each row execute function app.touch_updated_at();
create trigger calls_keep_keys after insert or delete on public.calls
  for each row execute function app.keep_call_keys();
create trigger call_keys_keep_organization before update on public.call_keys
  for each row execute function app.keep_organization();

revoke all on function app.keep_call_keys() from public, anon, authenticated;
revoke all on function app.keep_call_identity() from public, anon, authenticated;

-- Calls: members read. Clients write through the import functions only, which is why nothing more is granted; the policies
-- say who could, should a grant ever be added. Calls leave by retention, never by a client.
alter table public.calls enable row level security;
revoke all on public.calls from public, anon, authenticated;
grant select on public.calls to authenticated;
grant all on public.calls to service_role;

create policy "members read their organization's calls" on public.calls
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "editors add calls" on public.calls
  for insert to authenticated with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "editors change calls" on public.calls
  for update to authenticated using (organization_id = any (array(select app.orgs_where_role('editor'))))
  with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "no client deletes calls" on public.calls
  for delete to authenticated using (false);

-- Call keys: members read, only the trigger writes.
alter table public.call_keys enable row level security;
revoke all on public.call_keys from public, anon, authenticated;
grant select on public.call_keys to authenticated;
grant all on public.call_keys to service_role;

create policy "members read their organization's call keys" on public.call_keys
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "no client adds call keys" on public.call_keys
  for insert to authenticated with check (false);
create policy "no client changes call keys" on public.call_keys
  for update to authenticated using (false) with check (false);
create policy "no client deletes call keys" on public.call_keys
  for delete to authenticated using (false);
