-- The seed's list of key moments, `qci_analyses.key_moments`, kept in step with the rows: whoever reads the list alone reads them all.

-- A moment's text in the seed's list: where it is, and what it is called.
create function app.moment_text(p_start_ms integer, p_label text) returns text
language sql immutable set search_path = ''
as $$
  select case when p_start_ms >= 3600000 then (p_start_ms / 3600000) || ':' || lpad((p_start_ms / 60000 % 60)::text, 2, '0')
      else lpad((p_start_ms / 60000)::text, 2, '0') end
    || ':' || lpad((p_start_ms / 1000 % 60)::text, 2, '0') || ' ' || p_label
$$;

-- The seed's list for a call: the texts that no moment stands for, as whoever judged wrote them, and then the moments in the
-- order of the recording. Null where there is neither.
create function app.key_moments_of(p_call_id uuid, p_texts text[]) returns text[]
language sql stable set search_path = ''
as $$
  with marked as (
    select app.moment_text(m.start_ms, m.label) as text, row_number() over (order by m.start_ms, m.created_at, m.id) as n
    from public.key_moments m where m.call_id = p_call_id and m.deleted_at is null
  )
  select nullif(array(select t.text from unnest(p_texts) with ordinality t (text, n)
      where not exists (select from marked where marked.text = t.text) order by t.n)
    || array(select marked.text from marked order by marked.n), '{}')
$$;

-- Held until the end of the transaction by whoever changes a call's moments or brings its analysis, so that of two at once the
-- later one sees what the earlier one did, an analysis that is only just coming into being included. It is taken before the
-- moment itself, as retention takes the analysis before its moments: so that none waits for another in a circle.
create function app.hold_key_moments(p_call_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('sidetone.key_moments ' || p_call_id, 0));
  perform from public.qci_analyses q where q.call_id = p_call_id for no key update;
end
$$;

-- Keeps the list in step where the analysis is written.
create function app.fill_key_moments() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' and new.call_id is not null then
    perform app.hold_key_moments(new.call_id);
  end if;
  new.key_moments := app.key_moments_of(new.call_id, new.key_moments);
  return new;
end
$$;

-- Holds the list before a moment is written.
create function app.hold_before_moment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.call_id is not null then
    perform app.hold_key_moments(new.call_id);
  end if;
  return new;
end
$$;

-- Keeps the list in step where a moment is written. What a judge wrote in the very words of a moment, the moment stands for.
-- Quiet while retention takes calls away: their analyses go too.
create function app.keep_key_moments() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  of_call constant uuid := case tg_op when 'DELETE' then old.call_id else new.call_id end;
  held public.qci_analyses;
  texts text[];
begin
  if current_setting('app.history_writer', true) = 'retire' then
    return null;
  end if;
  perform app.hold_key_moments(of_call);
  select q.* into held from public.qci_analyses q where q.call_id = of_call;
  if not found then
    return null;
  end if;
  texts := held.key_moments;
  if tg_op <> 'INSERT' and old.deleted_at is null then
    texts := array_remove(texts, app.moment_text(old.start_ms, old.label));
  end if;
  texts := app.key_moments_of(of_call, texts);
  update public.qci_analyses q set key_moments = texts where q.id = held.id and q.key_moments is distinct from texts;
  return null;
end
$$;

-- A moment that is marked or moved is no new opinion on the score: whoever corrects the score meets no conflict because of it.
-- Every other change counts.
create function app.count_analysis_version() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.version := old.version + (new.key_moments is not distinct from old.key_moments
    or to_jsonb(new) - '{key_moments,version}'::text[] is distinct from to_jsonb(old) - '{key_moments,version}'::text[])::integer;
  return new;
end
$$;
drop trigger qci_analyses_version on public.qci_analyses;
create trigger qci_analyses_version before update on public.qci_analyses
  for each row execute function app.count_analysis_version();
create trigger qci_analyses_fill_key_moments before insert or update on public.qci_analyses
  for each row execute function app.fill_key_moments();
create trigger key_moments_hold before insert or update on public.key_moments
  for each row execute function app.hold_before_moment();
create trigger key_moments_in_step after insert or update or delete on public.key_moments
  for each row execute function app.keep_key_moments();

revoke all on function app.moment_text(integer, text) from public, anon, authenticated;
revoke all on function app.key_moments_of(uuid, text[]) from public, anon, authenticated;
revoke all on function app.hold_key_moments(uuid) from public, anon, authenticated;
revoke all on function app.fill_key_moments() from public, anon, authenticated;
revoke all on function app.hold_before_moment() from public, anon, authenticated;
revoke all on function app.keep_key_moments() from public, anon, authenticated;
revoke all on function app.count_analysis_version() from public, anon, authenticated;
