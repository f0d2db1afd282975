-- Writes to prompts and assistants: an editor adds a version, puts one in force, notes how it did, and keeps the assistant.

-- What expected_version of a prompt's notes is compared with; `version` is the number of the prompt's text.
alter table public.prompts add column revision integer not null default 1;

-- Every change of a prompt's row moves its revision, whatever a client writes into it.
create function app.count_revision() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.revision := old.revision + 1;
  return new;
end
$$;
create trigger prompts_revision before update on public.prompts
  for each row execute function app.count_revision();

-- An assistant, locked for an editor until the end of the transaction. Imports write assistants and prompts too, in an order of
-- their own; so whoever edits takes his turn among the organization's imports, and neither meets the other half-way.
create function app.lock_assistant(p_assistant_id uuid) returns public.assistants
language plpgsql set search_path = ''
as $$
declare
  owner constant uuid := (select a.organization_id from public.assistants a where a.id = p_assistant_id);
  held public.assistants;
begin
  perform app.patch_role(owner, 'editor');
  perform pg_advisory_xact_lock(hashtextextended('sidetone.import_calls ' || owner, 0));
  select a.* into held from public.assistants a where a.id = p_assistant_id for no key update;
  return held;
end
$$;

-- Patch: assistant_id, content, and if wanted performance_notes. Expected is the number of the assistant's latest version, 0
-- where it has none: two people who edit the same version cannot both become the next one.
create function app.write_save_prompt_version(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  content constant text := app.patch_text(p_patch, 'content', 200000);
  notes constant text := app.patch_text(p_patch, 'performance_notes', 4000);
  assistant public.assistants;
  latest public.prompts;
begin
  perform app.patch_keys(p_patch, '{assistant_id,content,performance_notes}');
  if app.trimmed(content) is null then
    perform app.reject('invalid', 'content');
  end if;
  assistant := app.lock_assistant(app.patch_uuid(p_patch, 'assistant_id'));
  select v.* into latest from public.prompts v where v.assistant_id = assistant.id order by v.version desc limit 1;
  if coalesce(latest.version, 0) <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', jsonb_build_object('id', latest.id,
      'version', coalesce(latest.version, 0), 'created_by', latest.created_by, 'created_at', latest.created_at));
  end if;
  insert into public.prompts (assistant_id, version, content, performance_notes, created_by)
  values (assistant.id, p_expected_version + 1, content, notes, (select auth.uid())) returning * into latest;
  return jsonb_build_object('result', 'applied', 'id', latest.id, 'assistant_id', assistant.id, 'version', latest.version);
end
$$;

-- Patch: assistant_id, prompt_id; a prompt_id of null leaves none in force. Expected is the assistant's version. The assistant
-- is moved first, so that the triggers that would follow find nothing left to do.
create function app.write_publish_prompt(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted uuid;
  assistant public.assistants;
begin
  perform app.patch_keys(p_patch, '{assistant_id,prompt_id}');
  if p_patch -> 'prompt_id' is distinct from 'null' then
    wanted := app.patch_uuid(p_patch, 'prompt_id');
  end if;
  assistant := app.lock_assistant(app.patch_uuid(p_patch, 'assistant_id'));
  if wanted is not null and not exists (select from public.prompts v where v.id = wanted and v.assistant_id = assistant.id) then
    perform app.reject('not_found', 'prompt_id');
  elsif assistant.version <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', jsonb_build_object('id', assistant.id,
      'version', assistant.version, 'current_prompt_id', assistant.current_prompt_id));
  end if;
  update public.assistants a set current_prompt_id = wanted where a.id = assistant.id returning a.* into assistant;
  update public.prompts v set is_current = false
  where v.assistant_id = assistant.id and v.is_current and v.id is distinct from wanted;
  update public.prompts v set is_current = true where v.id = wanted and v.is_current is distinct from true;
  return jsonb_build_object('result', 'applied', 'id', assistant.id, 'version', assistant.version);
end
$$;

-- Patch: prompt_id, performance_notes. Expected is the prompt's revision.
create function app.write_annotate_prompt(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'prompt_id');
  notes constant text := app.patch_text(p_patch, 'performance_notes', 4000);
  held public.prompts;
begin
  perform app.patch_keys(p_patch, '{prompt_id,performance_notes}');
  perform app.lock_assistant((select v.assistant_id from public.prompts v where v.id = wanted));
  select v.* into held from public.prompts v where v.id = wanted for no key update;
  if held.revision <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', jsonb_build_object('id', held.id, 'version', held.revision,
      'performance_notes', held.performance_notes));
  end if;
  update public.prompts v set performance_notes = notes where v.id = held.id returning v.* into held;
  return jsonb_build_object('result', 'applied', 'id', held.id, 'version', held.revision);
end
$$;

-- Patch: assistant_id, and of name, configuration and is_active what is to change. Expected is the assistant's version.
create function app.write_change_assistant(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  title constant text := app.trimmed(app.patch_text(p_patch, 'name', 255));
  held public.assistants;
begin
  perform app.patch_keys(p_patch, '{assistant_id,name,configuration,is_active}');
  if p_patch ? 'name' and title is null then
    perform app.reject('invalid', 'name');
  elsif p_patch ? 'configuration' and jsonb_typeof(p_patch -> 'configuration') <> 'object' then
    perform app.reject('invalid', 'configuration');
  elsif p_patch ? 'is_active' and jsonb_typeof(p_patch -> 'is_active') <> 'boolean' then
    perform app.reject('invalid', 'is_active');
  end if;
  held := app.lock_assistant(app.patch_uuid(p_patch, 'assistant_id'));
  if held.version <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', jsonb_build_object('id', held.id, 'version', held.version,
      'name', held.name, 'configuration', held.configuration, 'is_active', held.is_active));
  end if;
  update public.assistants a set name = coalesce(title, held.name),
    configuration = coalesce(p_patch -> 'configuration', held.configuration),
    is_active = coalesce((p_patch ->> 'is_active')::boolean, held.is_active)
  where a.id = held.id returning a.* into held;
  return jsonb_build_object('result', 'applied', 'id', held.id, 'version', held.version);
end
$$;

-- Adds a version of an assistant's prompt: from editor upwards.
create function public.save_prompt_version(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('save_prompt_version', p_op_id, p_expected_version, p_patch) $$;

-- Puts a version in force: from editor upwards.
create function public.publish_prompt(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('publish_prompt', p_op_id, p_expected_version, p_patch) $$;

-- Notes how a version did: from editor upwards.
create function public.annotate_prompt(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('annotate_prompt', p_op_id, p_expected_version, p_patch) $$;

-- Changes an assistant's name, configuration or whether it is in use: from editor upwards.
create function public.change_assistant(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('change_assistant', p_op_id, p_expected_version, p_patch) $$;

revoke all on function app.count_revision() from public, anon, authenticated;
revoke all on function app.lock_assistant(uuid) from public, anon, authenticated;
revoke all on function app.write_save_prompt_version(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_publish_prompt(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_annotate_prompt(integer, jsonb) from public, anon, authenticated;
revoke all on function app.write_change_assistant(integer, jsonb) from public, anon, authenticated;
revoke all on function public.save_prompt_version(uuid, integer, jsonb) from public, anon;
revoke all on function public.publish_prompt(uuid, integer, jsonb) from public, anon;
revoke all on function public.annotate_prompt(uuid, integer, jsonb) from public, anon;
revoke all on function public.change_assistant(uuid, integer, jsonb) from public, anon;
grant execute on function public.save_prompt_version(uuid, integer, jsonb), public.publish_prompt(uuid, integer, jsonb),
  public.annotate_prompt(uuid, integer, jsonb), public.change_assistant(uuid, integer, jsonb) to authenticated;

-- These functions own the two tables from here on; only an assistant may still be added directly.
revoke insert, update on public.prompts from authenticated;
revoke update on public.assistants from authenticated;
