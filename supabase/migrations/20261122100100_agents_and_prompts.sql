-- Agents: the assistants whose calls are reviewed, the versions of their prompts, and the numbers they answer.

-- An assistant. The pairs (column, organization_id) below let the database itself refuse a reference into another tenant.
create table public.assistants (
  id uuid primary key default gen_random_uuid(),
  vapi_assistant_id uuid unique not null,
  organization_id uuid not null references public.organizations (id),
  name varchar(255) not null,
  -- The prompt in force. It follows prompts.is_current by trigger, and can only name a prompt of this same assistant.
  current_prompt_id uuid,
  configuration jsonb default '{}',
  is_active boolean default true,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (id, organization_id)
);
create index idx_assistants_organization_id on public.assistants (organization_id);
create index idx_assistants_current_prompt_id on public.assistants (current_prompt_id);

-- A version of an assistant's prompt: written once, never edited, so that a score can say which text it judged.
create table public.prompts (
  id uuid primary key default gen_random_uuid(),
  assistant_id uuid not null,
  -- Copied from the assistant by trigger, so that one array test decides who may see the row.
  organization_id uuid not null references public.organizations (id),
  -- Bounded far below the type's end, so that no version can be the last one.
  version integer not null check (version between 1 and 1000000),
  content text not null,
  is_current boolean default false,
  created_at timestamptz default now(),
  created_by uuid,
  performance_notes text,
  unique (assistant_id, version),
  unique (id, assistant_id),
  unique (id, organization_id),
  foreign key (assistant_id, organization_id) references public.assistants (id, organization_id)
);
create index idx_prompts_assistant_id on public.prompts (assistant_id);
create index idx_prompts_is_current on public.prompts (is_current) where is_current = true;
create index idx_prompts_organization_id on public.prompts (organization_id);
-- At most one prompt of an assistant is in force.
create unique index prompts_one_current on public.prompts (assistant_id) where is_current;

-- Deferred, because an assistant and its first prompt name each other and arrive in one transaction.
alter table public.assistants add constraint assistants_current_prompt_fkey
  foreign key (current_prompt_id, id) references public.prompts (id, assistant_id)
  on delete set null (current_prompt_id) deferrable initially deferred;

-- A phone number. Vapi's list of calls gives only its id, so the number itself may be filled in later.
create table public.phone_numbers (
  id uuid primary key default gen_random_uuid(),
  vapi_phone_id uuid unique,
  organization_id uuid not null references public.organizations (id),
  phone_number varchar(20) not null,
  country_code varchar(5),
  is_active boolean default true,
  created_at timestamptz default now(),
  unique (id, organization_id)
);
create index idx_phone_numbers_organization_id on public.phone_numbers (organization_id);

-- The organization of a row that hangs off an assistant is the assistant's; what a client sends does not count. It stays
-- null where there is no such assistant, and the policy then refuses the row as it refuses a stranger's.
create function app.fill_from_assistant() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  select a.organization_id into new.organization_id from public.assistants a where a.id = new.assistant_id;
  return new;
end
$$;

-- The author of a prompt is whoever sends it; only the server's own role may name somebody else.
create function app.stamp_prompt_author() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (select auth.uid()) is not null then
    new.created_by := (select auth.uid());
  end if;
  return new;
end
$$;

-- A version is immutable: only which one is in force, and the notes on how it did, may change.
create function app.keep_prompt_version() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (new.id, new.assistant_id, new.version, new.content, new.created_at, new.created_by)
     is distinct from (old.id, old.assistant_id, old.version, old.content, old.created_at, old.created_by) then
    raise exception 'a prompt version cannot be changed: write a new one' using errcode = '42501';
  end if;
  return new;
end
$$;

-- prompts.is_current leads, assistants.current_prompt_id follows.
create function app.follow_current_prompt() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.is_current then
    update public.assistants a set current_prompt_id = new.id
    where a.id = new.assistant_id and a.current_prompt_id is distinct from new.id;
  elsif tg_op = 'UPDATE' and old.is_current then
    update public.assistants a set current_prompt_id = null
    where a.id = new.assistant_id and a.current_prompt_id = new.id;
  end if;
  return null;
end
$$;

create trigger assistants_keep_organization before update on public.assistants
  for each row execute function app.keep_organization();
create trigger assistants_touch before update on public.assistants
  for each row execute function app.touch_updated_at();
create trigger phone_numbers_keep_organization before update on public.phone_numbers
  for each row execute function app.keep_organization();
create trigger prompts_fill before insert on public.prompts
  for each row execute function app.fill_from_assistant();
create trigger prompts_stamp_author before insert on public.prompts
  for each row execute function app.stamp_prompt_author();
create trigger prompts_keep_organization before update on public.prompts
  for each row execute function app.keep_organization();
create trigger prompts_keep_version before update on public.prompts
  for each row execute function app.keep_prompt_version();
create trigger prompts_follow_current after insert or update of is_current on public.prompts
  for each row execute function app.follow_current_prompt();

revoke all on function app.fill_from_assistant() from public, anon, authenticated;
revoke all on function app.stamp_prompt_author() from public, anon, authenticated;
revoke all on function app.keep_prompt_version() from public, anon, authenticated;
revoke all on function app.follow_current_prompt() from public, anon, authenticated;

-- Assistants: members read, editors keep them. The prompt in force is moved through prompts, not here.
alter table public.assistants enable row level security;
revoke all on public.assistants from public, anon, authenticated;
grant select on public.assistants to authenticated;
grant insert (vapi_assistant_id, organization_id, name, configuration, is_active) on public.assistants to authenticated;
grant update (name, configuration, is_active) on public.assistants to authenticated;
grant all on public.assistants to service_role;

create policy "members read their organization's assistants" on public.assistants
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "editors add assistants" on public.assistants
  for insert to authenticated with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "editors change assistants" on public.assistants
  for update to authenticated using (organization_id = any (array(select app.orgs_where_role('editor'))))
  with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "no client deletes assistants" on public.assistants
  for delete to authenticated using (false);

-- Prompts: members read, editors add versions and choose the one in force.
alter table public.prompts enable row level security;
revoke all on public.prompts from public, anon, authenticated;
grant select on public.prompts to authenticated;
grant insert (assistant_id, version, content, performance_notes) on public.prompts to authenticated;
grant update (is_current, performance_notes) on public.prompts to authenticated;
grant all on public.prompts to service_role;

create policy "members read their organization's prompts" on public.prompts
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "editors add prompt versions" on public.prompts
  for insert to authenticated with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "editors choose the prompt in force" on public.prompts
  for update to authenticated using (organization_id = any (array(select app.orgs_where_role('editor'))))
  with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "no client deletes prompts" on public.prompts
  for delete to authenticated using (false);

-- Phone numbers: members read, editors keep them.
alter table public.phone_numbers enable row level security;
revoke all on public.phone_numbers from public, anon, authenticated;
grant select on public.phone_numbers to authenticated;
grant insert (vapi_phone_id, organization_id, phone_number, country_code, is_active) on public.phone_numbers to authenticated;
grant update (phone_number, country_code, is_active) on public.phone_numbers to authenticated;
grant all on public.phone_numbers to service_role;

create policy "members read their organization's phone numbers" on public.phone_numbers
  for select to authenticated using (organization_id = any (array(select app.member_orgs())));
create policy "editors add phone numbers" on public.phone_numbers
  for insert to authenticated with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "editors change phone numbers" on public.phone_numbers
  for update to authenticated using (organization_id = any (array(select app.orgs_where_role('editor'))))
  with check (organization_id = any (array(select app.orgs_where_role('editor'))));
create policy "no client deletes phone numbers" on public.phone_numbers
  for delete to authenticated using (false);
