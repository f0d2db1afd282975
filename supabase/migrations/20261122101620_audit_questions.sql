-- Audit, its questions: what happened to a call, who changed what, and whether anybody has touched the history itself.

-- The history of a call, the oldest entry first, with the names that its actors have today. It reads with the rights of
-- whoever asks; an id whose person was erased stays an id.
create function public.call_history(p_call_id uuid) returns jsonb
language sql stable set search_path = '' set timezone = 'UTC'
as $$
  select coalesce(jsonb_agg(to_jsonb(h) - 'chain' - 'members_organization_id' || jsonb_build_object('actor_name',
    m.display_name) order by h.entry), '[]')
  from public.history h
  left join public.organization_members m on m.organization_id = h.organization_id and m.user_id = h.actor
  where h.call_id = p_call_id
$$;

-- Who changed what in an organization from one moment (included) to another (excluded), the latest first; of one person
-- where he is named. It shows what whoever asks may read: to a viewer the reviews too, as every score names its reviewer.
create function public.who_changed(p_organization_id uuid, p_from timestamptz, p_to timestamptz,
  p_actor uuid default null, p_limit integer default 1000) returns jsonb
language sql stable set search_path = '' set timezone = 'UTC'
as $$
  select coalesce(jsonb_agg(to_jsonb(e) - 'chain' - 'members_organization_id' || jsonb_build_object('actor_name',
    m.display_name) order by e.at desc, e.chain, e.entry desc), '[]')
  from (
    select h.* from public.history h
    where h.organization_id = p_organization_id and h.at >= p_from and h.at < p_to and (p_actor is null or h.actor = p_actor)
    order by h.at desc, h.chain, h.entry desc limit least(greatest(p_limit, 0), 10000)
  ) e
  left join public.organization_members m on m.organization_id = e.organization_id and m.user_id = e.actor
$$;

-- Recomputes every chain of an organization. Faults: "hash", an entry does not say what it said; "link", it does not follow
-- the one before it; "gap", an entry is missing; "end", the chain is longer or shorter than it was left.
create function app.verify_history(p_organization_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  with entries as (
    select h.chain, h.call_id, h.entry, h.hash, app.history_hash(h) as true_hash, h.previous_hash,
      lag(h.entry, 1, 0) over w as entry_before, lag(h.hash, 1, '') over w as hash_before
    from public.history h where h.organization_id = p_organization_id
    window w as (partition by h.chain order by h.entry)
  ), ends as (
    select distinct on (e.chain) e.chain, e.entry, e.hash from entries e order by e.chain, e.entry desc
  ), faults as (
    select e.chain, e.entry, 'hash' as fault from entries e where e.hash <> e.true_hash
    union all
    select e.chain, e.entry, 'gap' from entries e where e.entry <> e.entry_before + 1
    union all
    select e.chain, e.entry, 'link' from entries e where e.entry = e.entry_before + 1 and e.previous_hash <> e.hash_before
    union all
    select coalesce(x.chain, d.chain), coalesce(x.entry, 0), 'end'
    from ends x full join (select * from app.history_heads a where a.organization_id = p_organization_id) d
      on d.chain = x.chain
    where (d.entries, d.hash) is distinct from (x.entry, x.hash)
  )
  select jsonb_build_object('chains', (select count(*) from ends), 'entries', (select count(*) from entries),
    'faults', (select count(*) from faults),
    'first', (select coalesce(jsonb_agg(jsonb_build_object('chain', f.chain, 'entry', f.entry, 'fault', f.fault)
      order by f.chain, f.entry, f.fault), '[]')
      from (select * from faults order by chain, entry, fault limit 100) f))
$$;

-- The same for an organization's own admin.
create function public.verify_history(p_organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform app.require_role(p_organization_id, 'admin');
  return app.verify_history(p_organization_id);
end
$$;

revoke all on function public.call_history(uuid) from public, anon;
revoke all on function public.who_changed(uuid, timestamptz, timestamptz, uuid, integer) from public, anon;
revoke all on function app.verify_history(uuid) from public, anon, authenticated;
revoke all on function public.verify_history(uuid) from public, anon;
grant execute on function public.call_history(uuid), public.who_changed(uuid, timestamptz, timestamptz, uuid, integer),
  public.verify_history(uuid) to authenticated;
grant execute on function app.verify_history(uuid) to service_role;
