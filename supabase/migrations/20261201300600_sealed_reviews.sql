-- Sealed reviews: what others gave a call of a calibration is not told to whoever has not given his own, neither by the reviews
-- themselves nor by their history. Closing the calibration shows all of it.

-- The calls of open calibrations in the caller's organizations that he has not reviewed. An array of them is made once a statement.
create function app.sealed_calls() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select i.call_id from public.queues q join public.queue_items i on i.queue_id = q.id
  where q.kind = 'calibration' and q.closed_at is null and q.deleted_at is null
    and q.organization_id = any (array(select app.member_orgs())) and app.awaits_me(i)
$$;

create policy "nobody reads others' reviews of a calibration before his own" on public.call_reviews as restrictive
  for select to authenticated using (call_id <> all (array(select app.sealed_calls())));
create policy "nobody reads them in the history either" on public.history as restrictive
  for select to authenticated using (subject_table <> 'call_reviews' or chain <> all (array(select app.sealed_calls())));

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261201300600' $$;

-- A policy runs it with the rights of whoever asks.
revoke all on function app.sealed_calls() from public, anon;
grant execute on function app.sealed_calls() to authenticated;
