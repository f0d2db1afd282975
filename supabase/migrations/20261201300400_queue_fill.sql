-- Filling a queue: with named calls, with what a filter finds, or by a recipe, which draws from what the filter finds by strata and
-- a seed. The same seed on the same data draws the same calls in the same order.

-- How many of each stratum a recipe wants, or a rejection: edge, weak, random, repeats, 1 to 1000 together.
create function app.checked_recipe(p_recipe jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  total integer := 0;
  stratum text;
begin
  if jsonb_typeof(p_recipe) is distinct from 'object' then
    perform app.reject('invalid', 'recipe');
  end if;
  perform app.patch_keys(p_recipe, '{edge,weak,random,repeats}');
  foreach stratum in array '{edge,weak,random,repeats}'::text[] loop
    total := total + coalesce(app.patch_integer(p_recipe, stratum, 0, 1000), 0);
  end loop;
  if total not between 1 and 1000 then
    perform app.reject('invalid', 'recipe');
  end if;
  return p_recipe;
end
$$;

-- Whether a judge's evidence is weak: he said himself that he doubts, or a criterion that earned points rests on no quote that was found.
create function app.is_weak(p_evidence jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select coalesce(jsonb_typeof(p_evidence -> 'doubts') = 'array' and p_evidence -> 'doubts' <> '[]', false)
    or exists (select from jsonb_each(case jsonb_typeof(p_evidence -> 'criteria') when 'object' then p_evidence -> 'criteria' else '{}' end) c
      where app.whole(c.value -> 'score', 1, 100) is not null and jsonb_typeof(c.value -> 'evidence') = 'array' and c.value -> 'evidence' <> '[]'
        and not c.value @? '$.evidence[*].state ? (@ == "verified" || @ == "close")')
$$;

-- The calls a recipe may draw from, each with the first stratum it is of: `repeats` are calls that at least two people reviewed in a
-- calibration; `edge` lies at most five points from a threshold; `weak` has weak evidence. Looked at are the newest 20,000 calls of
-- the filter, so that a question never reads a million; what is in the queue already is left out.
create function app.drawable(p_queue public.queues, p_filters jsonb) returns table (call_id uuid, stratum text)
language plpgsql stable set search_path = ''
as $$
declare
  settings constant jsonb := (select o.settings from public.organizations o where o.id = p_queue.organization_id);
  -- The lowest totals of a pass and of a review, by the one function that knows them.
  pass constant integer := (select min(n) from generate_series(0, 100) n where app.band(settings, n) = 'pass');
  review constant integer := (select min(n) from generate_series(0, 100) n where app.band(settings, n) <> 'fail');
  golden constant uuid[] := array(select i.call_id from public.queue_items i join public.queues q on q.id = i.queue_id
    where q.organization_id = p_queue.organization_id and q.kind = 'calibration' and q.deleted_at is null and q.id <> p_queue.id
      and (select count(*) from public.call_reviews v where v.call_id = i.call_id) >= 2);
begin
  return query execute format('select f.id, case when f.id = any ($1) then ''repeats'' when f.qci_total_score between $2 - 5 and $2 + 4'
    || ' or f.qci_total_score between $3 - 5 and $3 + 4 then ''edge'' when app.is_weak(f.evidence) then ''weak'' else ''random'' end'
    || ' from (select c.id, q.qci_total_score, q.evidence %s order by c.created_at desc, c.id desc limit 20000) f'
    || ' where not exists (select from public.queue_items i where i.queue_id = $4 and i.call_id = f.id)'
    || ' union select g.id, ''repeats'' from unnest($1) g (id) where not exists (select from public.queue_items i where i.queue_id = $4 and i.call_id = g.id)',
    (app.call_source(p_queue.organization_id, p_filters)).source) using golden, pass, review, p_queue.id;
end
$$;

-- What a recipe draws. Uniform means uniform: `random` draws from all that the filter finds but repeats, also from what lies at an
-- edge or is weak, and the other strata draw from what is left. The places are drawn too, so that none gives away its stratum.
create function app.draw(p_queue public.queues, p_filters jsonb, p_recipe jsonb, p_seed integer) returns table (call_id uuid, place bigint, is_repeat boolean)
language sql stable set search_path = ''
as $$
  with pool as materialized (select d.call_id, d.stratum from app.drawable(p_queue, p_filters) d), uniform as (
    select p.call_id, p.stratum from pool p where p.stratum <> 'repeats'
    order by md5(p_seed || ' random ' || p.call_id), p.call_id limit coalesce((p_recipe ->> 'random')::integer, 0)
  ), ranked as (
    select p.call_id, p.stratum, row_number() over (partition by p.stratum order by md5(p_seed || ' ' || p.stratum || ' ' || p.call_id), p.call_id) as n
    from pool p where p.stratum <> 'random' and not exists (select from uniform u where u.call_id = p.call_id)
  ), drawn as (
    select u.call_id, false as is_repeat from uniform u
    union all select r.call_id, r.stratum = 'repeats' from ranked r where r.n <= coalesce((p_recipe ->> r.stratum)::integer, 0)
  )
  select d.call_id, row_number() over (order by md5(p_seed || ' place ' || d.call_id), d.call_id), d.is_repeat from drawn d
$$;

-- Patch: queue_id, and either call_ids, or filters with most (the newest first), or filters with recipe and seed. Expected is 0: what is
-- in the queue already stays where it is and as it is. For whoever keeps the queue; a queue holds at most 2000 calls.
create function app.write_fill_queue(p_expected_version integer, p_patch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  queue constant public.queues := app.lock_queue(p_patch, 'reviewer');
  most constant integer := app.patch_integer(p_patch, 'most', 1, 1000);
  seed constant integer := app.patch_integer(p_patch, 'seed', 0, 2147483647);
  last constant integer := coalesce((select max(i.position) from public.queue_items i where i.queue_id = queue.id), 0);
  ids uuid[];
  repeats uuid[];
  found_calls integer;
  added integer;
begin
  perform app.patch_keys(p_patch, '{queue_id,call_ids,filters,most,recipe,seed}');
  if p_expected_version <> 0 then
    perform app.reject('invalid', 'expected_version');
  elsif not app.keeps_queue(queue) then
    perform app.reject('forbidden');
  elsif (p_patch ? 'call_ids') = (p_patch ? 'filters') or (p_patch ? 'recipe') <> (p_patch ? 'seed') or p_patch ? 'recipe' and seed is null
    or p_patch ? 'filters' and (p_patch ? 'recipe') = (p_patch ? 'most') or p_patch ? 'most' and most is null then
    perform app.reject('invalid', 'filters');
  end if;
  if p_patch ? 'call_ids' then
    if jsonb_typeof(p_patch -> 'call_ids') <> 'array' or jsonb_array_length(p_patch -> 'call_ids') not between 1 and 1000 then
      perform app.reject('invalid', 'call_ids');
    end if;
    ids := array(select app.patch_uuid(jsonb_build_object('call_ids', e.one), 'call_ids') from jsonb_array_elements(p_patch -> 'call_ids') with ordinality e (one, n) order by e.n);
  elsif p_patch ? 'recipe' then
    perform app.checked_recipe(p_patch -> 'recipe');
    select array_agg(d.call_id order by d.place), array_agg(d.call_id) filter (where d.is_repeat) into ids, repeats
    from app.draw(queue, p_patch -> 'filters', p_patch -> 'recipe', seed) d;
  else
    execute format('select array_agg(f.id order by f.created_at desc, f.id desc) from (select c.id, c.created_at %s order by c.created_at desc, c.id desc limit %s) f',
      (app.call_source(queue.organization_id, p_patch -> 'filters')).source, most) into ids;
  end if;
  -- Of what is named, only the organization's own calls count.
  select count(*) into found_calls from public.call_keys k where k.id = any (ids) and k.organization_id = queue.organization_id;
  insert into public.queue_items (queue_id, organization_id, call_id, position, hidden_repeat, added_by)
  select queue.id, queue.organization_id, k.id, last + (row_number() over (order by o.n))::integer, k.id = any (coalesce(repeats, '{}')), (select auth.uid())
  from (select u.id, min(u.n) as n from unnest(ids) with ordinality u (id, n) group by u.id) o
  join public.call_keys k on k.id = o.id and k.organization_id = queue.organization_id
  where not exists (select from public.queue_items i where i.queue_id = queue.id and i.call_id = k.id) order by o.n;
  get diagnostics added = row_count;
  if (select count(*) from public.queue_items i where i.queue_id = queue.id) > 2000 then
    perform app.reject('too_long', 'queue_id');
  end if;
  return jsonb_build_object('result', 'applied', 'id', queue.id, 'version', 0, 'added', added, 'already', found_calls - added);
end
$$;

-- Puts calls into a queue, for whoever keeps it.
create function public.fill_queue(p_op_id uuid, p_expected_version integer, p_patch jsonb) returns jsonb
language sql security definer set search_path = ''
as $$ select app.write('fill_queue', p_op_id, p_expected_version, p_patch) $$;

-- How many calls each stratum could draw from: `random` counts all but repeats. For whoever sees the queue.
create function public.preview_fill(p_queue_id uuid, p_filters jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  queue public.queues;
begin
  select q.* into queue from public.queues q where q.id = p_queue_id;
  if queue.id is null or not app.sees_queue(queue) then
    return null;
  end if;
  return (select jsonb_build_object('edge', count(*) filter (where d.stratum = 'edge'), 'weak', count(*) filter (where d.stratum = 'weak'),
    'random', count(*) filter (where d.stratum <> 'repeats'), 'repeats', count(*) filter (where d.stratum = 'repeats')) from app.drawable(queue, p_filters) d);
end
$$;

revoke all on function app.checked_recipe(jsonb) from public, anon, authenticated;
revoke all on function app.is_weak(jsonb) from public, anon, authenticated;
revoke all on function app.drawable(public.queues, jsonb) from public, anon, authenticated;
revoke all on function app.draw(public.queues, jsonb, jsonb, integer) from public, anon, authenticated;
revoke all on function app.write_fill_queue(integer, jsonb) from public, anon, authenticated;
revoke all on function public.fill_queue(uuid, integer, jsonb) from public, anon;
revoke all on function public.preview_fill(uuid, jsonb) from public, anon;
grant execute on function public.fill_queue(uuid, integer, jsonb), public.preview_fill(uuid, jsonb) to authenticated;

comment on function public.fill_queue(uuid, integer, jsonb) is
  'Puts calls into a queue, for whoever keeps it: named ones, what a filter finds, or what a recipe draws by strata and a seed.';
comment on function public.preview_fill(uuid, jsonb) is 'How many calls of a filter each stratum of a recipe could draw from.';
