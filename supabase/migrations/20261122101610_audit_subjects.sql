-- Audit, its subjects: which tables have a history, and what of a row may stand in it.

-- The hash that stands in history for a text. Equal texts have equal hashes, so that a change and a return to the old text
-- can both be seen.
create function app.history_digest(p_value jsonb) returns jsonb
language sql immutable set search_path = ''
as $$ select to_jsonb('sha256:' || encode(sha256(convert_to(p_value #>> '{}', 'UTF8')), 'hex')) $$;

-- A document of settings with its numbers and switches in the open; texts and lists are hashed, and so is whatever lies
-- deeper than settings do.
create function app.history_numbers(p_value jsonb, p_depth integer default 3) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(p_value) in ('number', 'boolean', 'null') then
    return p_value;
  elsif jsonb_typeof(p_value) <> 'object' or p_depth = 0 then
    return app.history_digest(p_value);
  end if;
  return (select coalesce(jsonb_object_agg(
      case when f.key ~ '^[a-z][a-z0-9_]{0,39}$' then f.key else app.history_digest(to_jsonb(f.key)) #>> '{}' end,
      app.history_numbers(f.value, p_depth - 1)), '{}') from jsonb_each(p_value) f);
end
$$;

-- What of a row may stand in history. Numbers, switches, ids and times as they are; a text only where the rule names its
-- column as one of codes ("plain"), and then only if it looks like one. Names and addresses ("personal") are not even
-- hashed, because they can be guessed from a hash: it is only said that there was one. All else is hashed, so that a column
-- added later leaks nothing.
create function app.history_values(p_row jsonb, p_rule jsonb) returns jsonb
language sql immutable strict set search_path = ''
as $$
  select coalesce(jsonb_object_agg(f.key, case
      when f.value = 'null' then f.value
      when p_rule -> 'personal' ? f.key then '"set"'
      when jsonb_typeof(f.value) in ('number', 'boolean') then f.value
      when p_rule -> 'numbers' ? f.key then app.history_numbers(f.value)
      when jsonb_typeof(f.value) = 'string' and (p_rule -> 'plain' ? f.key and f.value #>> '{}' ~ '^[A-Za-z0-9_.:/-]{1,80}$'
        or f.value #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        or f.value #>> '{}' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+[+-]\d\d:\d\d$') then f.value
      else app.history_digest(f.value) end), '{}')
  from jsonb_each(p_row) f
$$;

-- Writes the history of the row it stands on: what an insert brought, what an update changed, what a delete took. Its one
-- argument is the rule of its table; see keep_history. Quiet while retention takes calls away: their chains go with them.
create function app.record_history() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
  rule constant jsonb := tg_argv[0]::jsonb;
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - 'updated_at' end;
  is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - 'updated_at' end;
  whole constant jsonb := coalesce(is_now, was);
  entry public.history;
begin
  if current_setting('app.history_writer', true) = 'retire' then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(f.key, was -> f.key), jsonb_object_agg(f.key, f.value) into was, is_now
    from jsonb_each(is_now) f where f.value is distinct from was -> f.key;
    if is_now is null then
      return null;
    end if;
  else
    select jsonb_object_agg(f.key, f.value) filter (where was is not null),
      jsonb_object_agg(f.key, f.value) filter (where is_now is not null) into was, is_now
    from jsonb_each(whole) f where f.value <> 'null';
  end if;
  entry.organization_id := whole ->> (rule ->> 'organization');
  entry.call_id := whole ->> (rule ->> 'call');
  entry.members_organization_id := case when (rule -> 'members')::boolean then entry.organization_id end;
  entry.actor := (select auth.uid());
  entry.subject_table := tg_table_name;
  entry.subject_id := whole ->> (rule ->> 'subject');
  entry.action := lower(tg_op);
  entry.before := app.history_values(was, rule);
  entry.after := app.history_values(is_now, rule);
  entry.reason := substring(current_setting('app.history_reason', true) from '^[a-z_]{1,40}$');
  perform app.append_history(entry);
  return null;
end
$$;

-- A table with a history is not emptied at a stroke: that would be a change without an entry.
create function app.refuse_truncate() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception '% has a history and is not truncated', tg_table_name using errcode = '42501';
end
$$;

-- Gives a table a history. Triggers fire in the order of their names, and this one has to be the last: it locks the chain's
-- end. The rule may say: "call", the column of the call it hangs on; "members": true where every member
-- may read its entries; "plain", "personal" and "numbers" as above; "subject" and "organization" where they are not `id` and
-- `organization_id`.
create function app.keep_history(p_table regclass, p_rule jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  rule constant jsonb := '{"organization": "organization_id", "subject": "id", "members": false}' || p_rule;
  bare constant text := (select c.relname from pg_catalog.pg_class c where c.oid = p_table);
begin
  execute format('create trigger %I after insert or update or delete on %s for each row execute function app.record_history(%L)',
    bare || '_write_history', p_table, rule);
  execute format('create trigger %I before truncate on %s for each statement execute function app.refuse_truncate()',
    bare || '_refuse_truncate', p_table);
end
$$;

revoke all on function app.history_digest(jsonb) from public, anon, authenticated;
revoke all on function app.history_numbers(jsonb, integer) from public, anon, authenticated;
revoke all on function app.history_values(jsonb, jsonb) from public, anon, authenticated;
revoke all on function app.record_history() from public, anon, authenticated;
revoke all on function app.refuse_truncate() from public, anon, authenticated;
revoke all on function app.keep_history(regclass, jsonb) from public, anon, authenticated;

-- The subjects. A table added later is one line more.
select app.keep_history('public.qci_analyses', '{"call": "call_id", "members": true,
  "plain": ["status", "ai_model", "judge", "rubric_version", "transcript_hash"]}');
select app.keep_history('public.prompts', '{"members": true}');
select app.keep_history('public.assistants', '{"members": true}');
select app.keep_history('public.organization_members',
  '{"subject": "user_id", "plain": ["role"], "personal": ["display_name"]}');
select app.keep_history('public.organization_invitations', '{"plain": ["role"], "personal": ["email"]}');
select app.keep_history('public.organizations', '{"organization": "id", "numbers": ["settings"]}');
