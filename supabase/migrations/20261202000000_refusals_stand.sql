-- A refusal stands. A network may deliver a request again long after it was answered, and what was refused then might be taken
-- now, because a deleted moment came back or a role was given: but the person has read the refusal meanwhile, and discarded what
-- he had written or sent it again in other words. So the same request under the same operation id is refused for good; whoever
-- wants to try again sends a new operation.

-- The operations that were refused, by members: who belongs nowhere changes nothing by asking again, and leaves nothing here.
create table app.refusals (
  user_id uuid not null references auth.users (id) on delete cascade,
  op_id uuid not null,
  -- What was asked for: another request under this id is another thing.
  request text not null,
  -- The code and the field, as they were told.
  answer jsonb not null,
  refused_at timestamptz not null default now(),
  primary key (user_id, op_id, request)
);
alter table app.refusals enable row level security;
revoke all on app.refusals from public, anon, authenticated, service_role;

create index idx_refusals_refused_at on app.refusals (refused_at);

-- Forgets operations that no outbox can ask again, because it gives up long before: those of more than 180 days, and refusals of
-- more than 30, which no network holds so long. At most 5000 of each at a time; answers how many. Part of the upkeep.
create or replace function app.prune_operations() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  gone integer;
  forgotten integer;
begin
  delete from app.operations o using (select p.user_id, p.op_id from app.operations p
    where p.applied_at < now() - interval '180 days' order by p.applied_at limit 5000 for update skip locked) old
  where o.user_id = old.user_id and o.op_id = old.op_id;
  get diagnostics gone = row_count;
  delete from app.refusals r using (select p.user_id, p.op_id, p.request from app.refusals p
    where p.refused_at < now() - interval '30 days' order by p.refused_at limit 5000 for update skip locked) old
  where r.user_id = old.user_id and r.op_id = old.op_id and r.request = old.request;
  get diagnostics forgotten = row_count;
  return gone + forgotten;
end
$$;

-- The road every write takes. Operations of the same id wait for each other here; what is to be done lies in the function
-- named write_ and the kind, and nobody outside chooses the kind.
create or replace function app.write(p_kind text, p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
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
  select r.answer into answer from app.refusals r where r.user_id = person and r.op_id = p_op_id and r.request = asked;
  if found then
    return answer;
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
    answer := jsonb_strip_nulls(jsonb_build_object('result', 'rejected', 'code', code, 'field', nullif(field, '')));
    insert into app.refusals (user_id, op_id, request, answer) select person, p_op_id, asked, answer
    where exists (select from public.organization_members m where m.user_id = person);
  elsif answer ->> 'result' = 'applied' then
    insert into app.operations (user_id, op_id, request, answer) values (person, p_op_id, asked, answer);
  end if;
  return answer;
end
$$;

create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261202000000' $$;
