-- Writes of rubrics: an admin saves a version, and the settings follow it.

-- Rejects what is not an object of exactly these keys, by the name of the first one that is missing or too many.
create function app.exact_keys(p_object jsonb, p_keys text[], p_field text) returns void
language plpgsql set search_path = ''
as $$
begin
  if jsonb_typeof(p_object) is distinct from 'object' then
    perform app.reject('invalid', p_field);
  end if;
  perform app.patch_keys(p_object, p_keys);
  perform app.reject('invalid', k.key) from unnest(p_keys) with ordinality k (key, n) where not p_object ? k.key order by k.n;
end
$$;

-- Whether the tiers' points follow each other from 30 down to 0 without a gap.
create function app.tiers_cover(p_tiers jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  with tiers as (
    select t.n, jsonb_array_length(case jsonb_typeof(p_tiers -> t.key) when 'array' then p_tiers -> t.key else '[]' end) as length,
      app.whole(p_tiers -> t.key -> 0, 0, 30) as least, app.whole(p_tiers -> t.key -> 1, 0, 30) as most
    from unnest('{meeting,warm_lead,callback,information,nothing}'::text[]) with ordinality t (key, n)
  ), followed as (
    select t.*, lead(t.most, 1, -1) over (order by t.n) as next from tiers t
  )
  select coalesce(bool_and(f.length = 2 and f.least <= f.most and f.next = f.least - 1 and (f.n > 1 or f.most = 30)), false)
    and not bool_or(f.least is null or f.most is null) from followed f
$$;

-- A rubric as core/qci/rubric.ts describes it, or a rejection that names what is wrong; its version is the server's matter.
create function app.checked_rubric(p_content jsonb, p_version integer) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  list text;
begin
  if jsonb_typeof(p_content) is distinct from 'object' then
    perform app.reject('invalid', 'content');
  end if;
  p_content := p_content || jsonb_build_object('version', p_version::text);
  if octet_length(p_content::text) > 65536 then
    perform app.reject('too_long', 'content');
  end if;
  perform app.exact_keys(p_content, '{version,bands,minCustomerWords,brandTerms,forbiddenPhrases,withoutObjection,outcomeTiers,criteria}', 'content');
  perform app.exact_keys(p_content -> 'bands', '{pass,review}', 'bands');
  if app.whole(p_content #> '{bands,pass}', 1, 100) is null or app.whole(p_content #> '{bands,review}', 0, 99) is null
    or (p_content #>> '{bands,review}')::numeric >= (p_content #>> '{bands,pass}')::numeric then
    perform app.reject('invalid', 'bands');
  elsif app.whole(p_content -> 'minCustomerWords', 0, 1000) is null then
    perform app.reject('invalid', 'minCustomerWords');
  end if;
  foreach list in array '{brandTerms,forbiddenPhrases}'::text[] loop
    if jsonb_typeof(p_content -> list) <> 'array' or jsonb_array_length(p_content -> list) > 200 then
      perform app.reject('invalid', list);
    end if;
    perform app.reject('invalid', list) from jsonb_array_elements(p_content -> list) e (term)
    where jsonb_typeof(e.term) <> 'string' or length(e.term #>> '{}') > 200 or app.trimmed(e.term #>> '{}') is null;
  end loop;
  perform app.exact_keys(p_content -> 'withoutObjection', '{recognition,compliance,alternatives}', 'withoutObjection');
  perform app.reject('invalid', 'withoutObjection') from app.criteria() c
  where c.dimension = 'objections' and app.whole(p_content #> array['withoutObjection', c.key], 0, c.most) is null;
  perform app.exact_keys(p_content -> 'outcomeTiers', '{meeting,warm_lead,callback,information,nothing}', 'outcomeTiers');
  if not app.tiers_cover(p_content -> 'outcomeTiers') then
    perform app.reject('invalid', 'outcomeTiers');
  end if;
  perform app.exact_keys(p_content -> 'criteria', array(select c.key from app.criteria() c), 'criteria');
  perform app.reject('invalid', f.key) from jsonb_each(p_content -> 'criteria') f
  where jsonb_typeof(f.value) <> 'string' or length(f.value #>> '{}') > 2000 or app.trimmed(f.value #>> '{}') is null;
  return p_content;
end
$$;

-- A rubric as a screen and a conflict show it; an organization without one has version 0.
create function app.rubric_json(p_rubric public.rubrics) returns jsonb
language sql stable set search_path = '' set timezone = 'UTC'
as $$
  select jsonb_build_object('organization_id', p_rubric.organization_id, 'version', coalesce(p_rubric.version, 0), 'content', p_rubric.content,
    'note', p_rubric.note, 'created_by', p_rubric.created_by, 'created_at', p_rubric.created_at)
$$;

-- Patch: organization_id, content, and if wanted note. Expected is the latest version, 0 where there is none. The settings that a
-- rubric holds too become its, and new thresholds give the scores there are their bands, as change_organization does and with its
-- limit of 5000.
create function app.write_save_rubric(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  wanted constant uuid := app.patch_uuid(p_patch, 'organization_id');
  reason constant text := app.trimmed(app.patch_text(p_patch, 'note', 4000));
  content jsonb;
  held public.organizations;
  latest public.rubrics;
  settled jsonb;
begin
  perform app.patch_keys(p_patch, '{organization_id,content,note}');
  perform app.patch_role(wanted, 'admin');
  -- As in change_organization: neither retention nor an import meets the change of many scores half-way.
  perform pg_advisory_xact_lock(hashtextextended('sidetone.import_calls ' || wanted, 0));
  select o.* into held from public.organizations o where o.id = wanted for no key update;
  select r.* into latest from public.rubrics r where r.organization_id = wanted order by r.version desc limit 1;
  latest.organization_id := wanted;
  if coalesce(latest.version, 0) <> p_expected_version then
    return jsonb_build_object('result', 'conflict', 'current', app.rubric_json(latest));
  end if;
  content := app.checked_rubric(p_patch -> 'content', p_expected_version + 1);
  insert into public.rubrics (organization_id, version, content, note, created_by)
  values (wanted, p_expected_version + 1, content, reason, (select auth.uid())) returning * into latest;
  settled := coalesce(held.settings, '{}') || jsonb_build_object('bands', content -> 'bands', 'min_customer_words', content -> 'minCustomerWords',
    'brand_terms', content -> 'brandTerms', 'forbidden_phrases', content -> 'forbiddenPhrases');
  if settled is distinct from held.settings then
    perform app.check_settings(settled);
    update public.organizations o set settings = settled where o.id = wanted;
    if held.settings -> 'bands' is distinct from settled -> 'bands' and app.apply_bands(wanted, held.settings, 5000) is null then
      perform app.reject('too_long', 'bands');
    end if;
  end if;
  return jsonb_build_object('result', 'applied', 'id', wanted, 'version', latest.version);
end
$$;

-- Saves a version of the organization's rubric, which its settings and the bands of its scores follow: admins only.
create function public.save_rubric(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('save_rubric', p_op_id, p_expected_version, p_patch) $$;

-- The organization's latest rubric, for its members; null where it has written none.
create function public.get_rubric(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'viewer');
  return (select app.rubric_json(r) from public.rubrics r where r.organization_id = p_organization_id order by r.version desc limit 1);
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261130100450' $$;

revoke all on function app.exact_keys(jsonb, text[], text) from public, anon, authenticated;
revoke all on function app.tiers_cover(jsonb) from public, anon, authenticated;
revoke all on function app.checked_rubric(jsonb, integer) from public, anon, authenticated;
revoke all on function app.rubric_json(public.rubrics) from public, anon, authenticated;
revoke all on function app.write_save_rubric(integer, jsonb) from public, anon, authenticated;
revoke all on function public.save_rubric(uuid, integer, jsonb) from public, anon;
revoke all on function public.get_rubric(uuid) from public, anon;
grant execute on function public.save_rubric(uuid, integer, jsonb), public.get_rubric(uuid) to authenticated;

comment on function public.save_rubric(uuid, integer, jsonb) is
  'Saves a version of the organization’s rubric, which its settings and the bands of its scores follow: admins only. Where more than 5000 bands would change, it is refused.';
comment on function public.get_rubric(uuid) is 'The organization’s latest rubric, for its members; null where it has written none.';
