-- Key moments: what somebody, or a judge, marked in a call; what is said about it, and with whom it is shared.
--
-- The seed keeps them as texts on the analysis, `qci_analyses.key_moments`. A mark has a place in the recording, an author and
-- a discussion, so it is a row here; the seed's column keeps its meaning and stays in step, see moments_in_step.

-- A marked second or stretch of a call. Its id is made by whoever marks, so that it can be marked with no network.
create table public.key_moments (
  id uuid primary key default gen_random_uuid(),
  call_id uuid not null,
  -- Copied from the call by trigger, so that one array test decides who may see the row.
  organization_id uuid not null references public.organizations (id),
  -- Milliseconds from the start of the recording. A moment without an end is a point.
  start_ms integer not null check (start_ms between 0 and 604800000),
  end_ms integer,
  label text not null check (length(label) between 1 and 200),
  kind text not null default 'other' check (kind in ('highlight', 'issue', 'objection', 'question', 'outcome', 'other')),
  note text check (length(note) between 1 and 4000),
  source text not null default 'human' check (source in ('human', 'ai')),
  -- Who marked it; null where a judge did.
  author uuid,
  -- Who changed it last, for whoever meets the change.
  updated_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- A deleted moment can be brought back; retention takes it for good.
  deleted_at timestamptz,
  -- What a search reads: folding a text costs sixty times what looking through a folded one does.
  folded text generated always as (app.fold_text(label || ' ' || coalesce(note, ''))) stored,
  unique (id, call_id, organization_id),
  foreign key (call_id, organization_id) references public.call_keys (id, organization_id) on delete cascade,
  constraint key_moments_end_after_their_start check (end_ms > start_ms and end_ms <= 604800000)
);
-- The marks of a call in the order of its recording.
create index idx_key_moments_call on public.key_moments (call_id, start_ms, id);
-- The list of an organization's moments, the latest first.
create index idx_key_moments_organization on public.key_moments (organization_id, created_at desc, id desc);

-- Something said about a moment, if wanted at a second of the recording. A withdrawn comment keeps its place and loses its words.
create table public.moment_comments (
  id uuid primary key default gen_random_uuid(),
  moment_id uuid not null,
  call_id uuid not null,
  organization_id uuid not null references public.organizations (id),
  author uuid,
  body text check (length(body) between 1 and 4000),
  at_ms integer check (at_ms between 0 and 604800000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (moment_id, call_id, organization_id) references public.key_moments (id, call_id, organization_id) on delete cascade,
  foreign key (call_id, organization_id) references public.call_keys (id, organization_id) on delete cascade
);
create index idx_moment_comments_moment on public.moment_comments (moment_id, created_at, id);
create index idx_moment_comments_call on public.moment_comments (call_id);
create index idx_moment_comments_organization on public.moment_comments (organization_id);

-- To whose attention a moment was brought. It opens nothing: every member reads every moment of his organization.
create table public.moment_shares (
  moment_id uuid not null,
  user_id uuid not null,
  call_id uuid not null,
  organization_id uuid not null references public.organizations (id),
  shared_by uuid,
  created_at timestamptz not null default now(),
  primary key (moment_id, user_id),
  foreign key (moment_id, call_id, organization_id) references public.key_moments (id, call_id, organization_id) on delete cascade,
  foreign key (call_id, organization_id) references public.call_keys (id, organization_id) on delete cascade,
  foreign key (organization_id, user_id) references public.organization_members (organization_id, user_id) on delete cascade
);
create index idx_moment_shares_user on public.moment_shares (organization_id, user_id, created_at desc);
create index idx_moment_shares_call on public.moment_shares (call_id);

-- What hangs off a moment is of the moment's call and organization, whatever a client sends.
create function app.fill_from_moment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  select m.call_id, m.organization_id into new.call_id, new.organization_id from public.key_moments m where m.id = new.moment_id;
  return new;
end
$$;

create trigger key_moments_fill before insert on public.key_moments
  for each row execute function app.fill_from_call();
create trigger key_moments_keep_call before update on public.key_moments
  for each row execute function app.keep_call_reference();
create trigger key_moments_touch before update on public.key_moments
  for each row execute function app.touch_updated_at();
create trigger key_moments_version before update on public.key_moments
  for each row execute function app.count_version();
create trigger moment_comments_fill before insert on public.moment_comments
  for each row execute function app.fill_from_moment();
create trigger moment_comments_keep_call before update on public.moment_comments
  for each row execute function app.keep_call_reference();
create trigger moment_comments_touch before update on public.moment_comments
  for each row execute function app.touch_updated_at();
create trigger moment_comments_version before update on public.moment_comments
  for each row execute function app.count_version();
create trigger moment_shares_fill before insert on public.moment_shares
  for each row execute function app.fill_from_moment();
create trigger moment_shares_keep_call before update on public.moment_shares
  for each row execute function app.keep_call_reference();

revoke all on function app.fill_from_moment() from public, anon, authenticated;

-- Moments, comments and shares: members read; they are written through functions alone (moment_writes).
alter table public.key_moments enable row level security;
revoke all on public.key_moments from public, anon, authenticated;
grant select on public.key_moments to authenticated;
grant all on public.key_moments to service_role;
create policy "members read their organization's moments" on public.key_moments
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "no client adds moments directly" on public.key_moments for insert to authenticated with check (false);
create policy "no client changes moments directly" on public.key_moments for update to authenticated using (false) with check (false);
create policy "no client deletes moments" on public.key_moments for delete to authenticated using (false);

alter table public.moment_comments enable row level security;
revoke all on public.moment_comments from public, anon, authenticated;
grant select on public.moment_comments to authenticated;
grant all on public.moment_comments to service_role;
create policy "members read their organization's comments" on public.moment_comments
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "no client adds comments directly" on public.moment_comments for insert to authenticated with check (false);
create policy "no client changes comments directly" on public.moment_comments for update to authenticated using (false) with check (false);
create policy "no client deletes comments" on public.moment_comments for delete to authenticated using (false);

alter table public.moment_shares enable row level security;
revoke all on public.moment_shares from public, anon, authenticated;
grant select on public.moment_shares to authenticated;
grant all on public.moment_shares to service_role;
create policy "members read their organization's shares" on public.moment_shares
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "no client adds shares directly" on public.moment_shares for insert to authenticated with check (false);
create policy "no client changes shares directly" on public.moment_shares for update to authenticated using (false) with check (false);
create policy "no client deletes shares" on public.moment_shares for delete to authenticated using (false);

select app.keep_history('public.key_moments', '{"call": "call_id", "members": true, "plain": ["kind", "source"]}');
select app.keep_history('public.moment_comments', '{"call": "call_id", "members": true}');
select app.keep_history('public.moment_shares', '{"call": "call_id", "members": true, "subject": "moment_id"}');

comment on table public.key_moments is 'A second or a stretch of a call that somebody, or a judge, marked.';
comment on column public.key_moments.id is 'The row’s own id, made by whoever marks.';
comment on column public.key_moments.call_id is 'The call.';
comment on column public.key_moments.organization_id is 'Whose row it is: the call’s organization.';
comment on column public.key_moments.start_ms is 'Where it begins, in milliseconds from the start of the recording.';
comment on column public.key_moments.end_ms is 'Where it ends; null where it is a point.';
comment on column public.key_moments.label is 'What it is called.';
comment on column public.key_moments.kind is 'highlight, issue, objection, question, outcome or other.';
comment on column public.key_moments.note is 'What there is to say about it.';
comment on column public.key_moments.source is 'Whether a person marked it or a judge: human or ai.';
comment on column public.key_moments.author is 'Who marked it, as auth.users knows him; null where a judge did.';
comment on column public.key_moments.updated_by is 'Who changed it last.';
comment on column public.key_moments.version is 'Counts every change; a write names the one it has seen.';
comment on column public.key_moments.created_at is 'When the row came into being.';
comment on column public.key_moments.updated_at is 'When the row last changed here, whoever changed it.';
comment on column public.key_moments.deleted_at is 'Since when it is deleted; it can be brought back.';
comment on column public.key_moments.folded is 'Label and note without case and accents, for searching.';
comment on table public.moment_comments is 'What is said about a moment.';
comment on column public.moment_comments.id is 'The row’s own id, made by whoever comments.';
comment on column public.moment_comments.moment_id is 'The moment.';
comment on column public.moment_comments.call_id is 'The moment’s call.';
comment on column public.moment_comments.organization_id is 'Whose row it is: the call’s organization.';
comment on column public.moment_comments.author is 'Who said it, as auth.users knows him.';
comment on column public.moment_comments.body is 'The words; null where they were withdrawn.';
comment on column public.moment_comments.at_ms is 'The second it speaks of, in milliseconds from the start of the recording; null where it is about the whole moment.';
comment on column public.moment_comments.version is 'Counts every change; a write names the one it has seen.';
comment on column public.moment_comments.created_at is 'When the row came into being.';
comment on column public.moment_comments.updated_at is 'When the row last changed here, whoever changed it.';
comment on table public.moment_shares is 'To whose attention a moment was brought.';
comment on column public.moment_shares.moment_id is 'The moment.';
comment on column public.moment_shares.user_id is 'To whom, as auth.users knows him.';
comment on column public.moment_shares.call_id is 'The moment’s call.';
comment on column public.moment_shares.organization_id is 'Whose row it is: the call’s organization.';
comment on column public.moment_shares.shared_by is 'By whom.';
comment on column public.moment_shares.created_at is 'When.';
