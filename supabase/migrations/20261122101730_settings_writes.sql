-- Writes to settings: an admin renames the organization and tunes it.

-- Whether a text is a time zone that settings may hold and analytics uses: a name of the IANA database. The pattern keeps out what
-- PostgreSQL would read as a rule of its own ("UTC+3", which points west), and abbreviations know no summer time.
create function app.is_zone(p_zone text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  if p_zone = 'UTC' then
    return true;
  elsif p_zone is null or p_zone !~ '^([A-Za-z_]+([/-][A-Za-z_]+)*|Etc/GMT(\+(\d|1[0-2])|-(\d|1[0-4])))$'
    or exists (select from pg_timezone_abbrevs a where a.abbrev = upper(p_zone)) then
    return false;
  end if;
  perform now() at time zone p_zone;
  return true;
exception when invalid_parameter_value then
  return false;
end
$$;

-- Settings that are known are checked before they are kept, because every score and every chart leans on them; what is not
-- known here is a later screen's matter and only held to a size.
create function app.check_settings(p_settings jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  bands constant jsonb := p_settings -> 'bands';
  list text;
begin
  if octet_length(p_settings::text) > 65536 then
    perform app.reject('too_long', 'settings');
  end if;
  if bands is not null and (jsonb_typeof(bands) <> 'object' or app.patch_integer(bands, 'pass', 1, 100) is null
      or app.patch_integer(bands, 'review', 0, 99) is null or (bands ->> 'review')::numeric >= (bands ->> 'pass')::numeric) then
    perform app.reject('invalid', 'bands');
  end if;
  if p_settings ? 'min_customer_words' and app.patch_integer(p_settings, 'min_customer_words', 0, 1000) is null then
    perform app.reject('invalid', 'min_customer_words');
  end if;
  foreach list in array '{brand_terms,forbidden_phrases}'::text[] loop
    if p_settings ? list and jsonb_typeof(p_settings -> list) <> 'array' then
      perform app.reject('invalid', list);
    elsif p_settings ? list then
      perform app.reject('invalid', list) from jsonb_array_elements(p_settings -> list) e (term)
      where jsonb_typeof(e.term) <> 'string' or length(e.term #>> '{}') not between 1 and 200;
    end if;
  end loop;
  if p_settings ? 'timezone' and not app.is_zone(app.patch_text(p_settings, 'timezone', 100)) then
    perform app.reject('invalid', 'timezone');
  end if;
end
$$;

-- Patch: organization_id, and of name and settings what is to change. Settings are merged key by key; a key set to null goes.
-- Expected is the organization's version. New thresholds give the scores there are their bands, in the same transaction; where
-- more than 5000 would change it is refused ("too_long", "bands"), because it would outlast a request: see docs/setup-supabase.md.
create function app.write_change_organization(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'organization_id');
  title constant text := app.trimmed(app.patch_text(p_patch, 'name', 255));
  change constant jsonb := coalesce(p_patch -> 'settings', '{}');
  held public.organizations;
  before jsonb;
begin
  perform app.patch_keys(p_patch, '{organization_id,name,settings}');
  if p_patch ? 'name' and title is null then
    perform app.reject('invalid', 'name');
  elsif jsonb_typeof(change) <> 'object' then
    perform app.reject('invalid', 'settings');
  end if;
  perform app.patch_role(wanted, 'admin');
  -- Retention and imports take their turns, as in lock_assistant: neither meets the change of many scores half-way.
  if change ? 'bands' then
    perform pg_advisory_xact_lock(hashtextextended('sidetone.import_calls ' || wanted, 0));
  end if;
  select o.* into held from public.organizations o where o.id = wanted for no key update;
  if held.version <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', jsonb_build_object('id', held.id, 'version', held.version,
      'name', held.name, 'settings', held.settings));
  end if;
  before := held.settings;
  select coalesce(jsonb_object_agg(f.key, f.value), '{}') into held.settings
  from jsonb_each(coalesce(held.settings, '{}') || change) f where f.value <> 'null';
  perform app.check_settings(held.settings);
  update public.organizations o set name = coalesce(title, held.name), settings = held.settings
  where o.id = held.id returning o.* into held;
  if before -> 'bands' is distinct from held.settings -> 'bands' and app.apply_bands(held.id, before, 5000) is null then
    perform app.reject('too_long', 'bands');
  end if;
  return jsonb_build_object('result', 'applied', 'id', held.id, 'version', held.version);
end
$$;

-- Renames an organization and changes its settings: admins only. New thresholds give the scores their bands at once; where more
-- than 5000 would change, it is refused.
create function public.change_organization(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('change_organization', p_op_id, p_expected_version, p_patch) $$;

revoke all on function app.is_zone(text) from public, anon, authenticated;
revoke all on function app.check_settings(jsonb) from public, anon, authenticated;
revoke all on function app.write_change_organization(integer, jsonb) from public, anon, authenticated;
revoke all on function public.change_organization(uuid, integer, jsonb) from public, anon;
grant execute on function public.change_organization(uuid, integer, jsonb) to authenticated;

-- This function owns the table from here on.
revoke update on public.organizations from authenticated;
