-- Writes: what a client changes, it changes through functions that can be asked twice and never overwrite unseen.
--
-- Every one of them takes (operation id, expected version, patch) and answers {"result": …}:
--   applied     it is done; "version" is the row's new one
--   duplicate   it was done before by the same operation; the rest is the first answer
--   conflict    somebody else was faster; "current" is what stands there now
--   rejected    "code" says why (forbidden, not_found, invalid, too_long, reused), "field" where
-- Nothing a client sends makes them raise an error, so that an outbox can tell from the answer alone what to do.

-- The operations that were applied. One that was refused or met a conflict left nothing behind and may be sent again.
create table app.operations (
  user_id uuid not null references auth.users (id) on delete cascade,
  op_id uuid not null,
  -- What was asked for: the same id with another request is a client's mistake, and must not pass for done.
  request text not null,
  -- Ids and numbers only, so that it may be told again to somebody who has lost his membership since.
  answer jsonb not null,
  applied_at timestamptz not null default now(),
  primary key (user_id, op_id)
);
alter table app.operations enable row level security;
revoke all on app.operations from public, anon, authenticated, service_role;

create index idx_operations_applied_at on app.operations (applied_at);

-- Forgets operations that no outbox can ask again, because it gives up long before: those of more than 180 days. At most 5000
-- at a time; answers how many. Part of the upkeep.
create function app.prune_operations() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  gone integer;
begin
  delete from app.operations o using (select p.user_id, p.op_id from app.operations p
    where p.applied_at < now() - interval '180 days' order by p.applied_at limit 5000 for update skip locked) old
  where o.user_id = old.user_id and o.op_id = old.op_id;
  get diagnostics gone = row_count;
  return gone;
end
$$;
revoke all on function app.prune_operations() from public, anon, authenticated;
grant execute on function app.prune_operations() to service_role;

-- Ends a write with a rejection: whatever it did until here is undone.
create function app.reject(p_code text, p_field text default null) returns void
language plpgsql set search_path = ''
as $$
begin
  raise exception using errcode = 'SD001', message = p_code, detail = coalesce(p_field, '');
end
$$;

-- The road every write takes. Operations of the same id wait for each other here; what is to be done lies in the function
-- named write_ and the kind, and nobody outside chooses the kind.
create function app.write(p_kind text, p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  person constant uuid := (select auth.uid());
  asked constant text := encode(sha256(convert_to(
    jsonb_build_array(p_kind, p_expected_version, p_patch)::text, 'UTF8')), 'hex');
  done app.operations;
  answer jsonb;
  code text;
  field text;
begin
  if person is null then
    return '{"result": "rejected", "code": "forbidden"}';
  elsif p_op_id is null or p_expected_version is null or jsonb_typeof(p_patch) is distinct from 'object' then
    return jsonb_build_object('result', 'rejected', 'code', 'invalid', 'field', case when p_op_id is null then 'op_id'
      when p_expected_version is null then 'expected_version' else 'patch' end);
  elsif octet_length(p_patch::text) > 1048576 then
    return '{"result": "rejected", "code": "too_long", "field": "patch"}';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('sidetone.operation ' || person || ' ' || p_op_id, 0));
  select * into done from app.operations o where o.user_id = person and o.op_id = p_op_id;
  if found and done.request <> asked then
    return '{"result": "rejected", "code": "reused", "field": "op_id"}';
  elsif found then
    return done.answer || '{"result": "duplicate"}';
  end if;
  begin
    execute format('select app.%I($1, $2)', 'write_' || p_kind) into answer using p_expected_version, p_patch;
  exception
    when sqlstate 'SD001' then
      get stacked diagnostics code = message_text, field = pg_exception_detail;
    when insufficient_privilege then
      code := 'forbidden';
    when data_exception or integrity_constraint_violation or program_limit_exceeded then
      get stacked diagnostics field = constraint_name;
      code := 'invalid';
  end;
  if code is not null then
    return jsonb_strip_nulls(jsonb_build_object('result', 'rejected', 'code', code, 'field', nullif(field, '')));
  elsif answer ->> 'result' = 'applied' then
    insert into app.operations (user_id, op_id, request, answer) values (person, p_op_id, asked, answer);
  end if;
  return answer;
end
$$;

-- A patch with a key that means nothing is a mistake of the client, and said so instead of half done.
create function app.patch_keys(p_patch jsonb, p_known text[]) returns void
language plpgsql set search_path = ''
as $$
begin
  perform app.reject('invalid', left(k.key, 40)) from jsonb_object_keys(p_patch) k (key) where k.key <> all (p_known);
end
$$;

-- An id out of a patch.
create function app.patch_uuid(p_patch jsonb, p_key text) returns uuid
language plpgsql set search_path = ''
as $$
begin
  if jsonb_typeof(p_patch -> p_key) is distinct from 'string'
    or p_patch ->> p_key !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    perform app.reject('invalid', p_key);
  end if;
  return (p_patch ->> p_key)::uuid;
end
$$;

-- A text out of a patch; null where it is left out or null.
create function app.patch_text(p_patch jsonb, p_key text, p_longest integer) returns text
language plpgsql set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(p_patch -> p_key), 'null') not in ('string', 'null') then
    perform app.reject('invalid', p_key);
  elsif length(p_patch ->> p_key) > p_longest then
    perform app.reject('too_long', p_key);
  end if;
  return p_patch ->> p_key;
end
$$;

-- A whole number between two others out of a patch; null where it is left out or null.
create function app.patch_integer(p_patch jsonb, p_key text, p_least integer, p_most integer) returns integer
language plpgsql set search_path = ''
as $$
declare
  number constant numeric := case when jsonb_typeof(p_patch -> p_key) = 'number' then (p_patch ->> p_key)::numeric end;
begin
  if coalesce(jsonb_typeof(p_patch -> p_key), 'null') not in ('number', 'null')
    or number <> trunc(number) or number not between p_least and p_most then
    perform app.reject('invalid', p_key);
  end if;
  return number::integer;
end
$$;

-- The role a write needs. To whoever does not belong to the organization its rows do not exist.
create function app.patch_role(p_organization_id uuid, p_min_role text) returns void
language plpgsql set search_path = ''
as $$
begin
  if p_organization_id is null or not (p_organization_id = any (array(select app.member_orgs()))) then
    perform app.reject('not_found');
  elsif not (p_organization_id = any (array(select app.orgs_where_role(p_min_role)))) then
    perform app.reject('forbidden');
  end if;
end
$$;

-- The count that expected_version is compared with: every change of a row moves it, whatever a client writes into it.
create function app.count_version() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.version := old.version + 1;
  return new;
end
$$;

alter table public.organizations add column version integer not null default 1;
create trigger organizations_version before update on public.organizations
  for each row execute function app.count_version();
alter table public.assistants add column version integer not null default 1;
create trigger assistants_version before update on public.assistants
  for each row execute function app.count_version();
alter table public.qci_analyses add column version integer not null default 1;
create trigger qci_analyses_version before update on public.qci_analyses
  for each row execute function app.count_version();

revoke all on function app.reject(text, text) from public, anon, authenticated;
revoke all on function app.write(text, uuid, integer, jsonb) from public, anon, authenticated;
revoke all on function app.patch_keys(jsonb, text[]) from public, anon, authenticated;
revoke all on function app.patch_uuid(jsonb, text) from public, anon, authenticated;
revoke all on function app.patch_text(jsonb, text, integer) from public, anon, authenticated;
revoke all on function app.patch_integer(jsonb, text, integer, integer) from public, anon, authenticated;
revoke all on function app.patch_role(uuid, text) from public, anon, authenticated;
revoke all on function app.count_version() from public, anon, authenticated;
