-- Search queries: what a person types becomes a tsquery that cannot fail, and a fragment that shows why a call was found.

-- The words and quoted phrases of a query, folded like the text they are looked for in. The last one is a prefix unless its
-- quote is closed, so that results appear while it is being typed. Cut short: a query is a line, not a document.
create function app.search_terms(p_query text)
returns table (words text, is_phrase boolean, is_prefix boolean)
language sql immutable parallel safe set search_path = ''
as $$
  with parts as (
    select p.n, p.m[1] is not null as is_phrase, coalesce(p.m[2], '') = '' as is_open,
      left(btrim(regexp_replace(app.search_words(coalesce(p.m[1], p.m[3])), '\s+', ' ', 'g')), 500) as words
    from regexp_matches(left(p_query, 400), '"([^"]*)("?)|([^"\s]+)', 'g') with ordinality p (m, n)
  )
  select parts.words, parts.is_phrase, parts.is_open and parts.n = max(parts.n) over ()
  from parts where parts.words <> '' order by parts.n
$$;

-- The query as PostgreSQL takes it: all words, in any order, phrases as they stand. Null where nothing was asked, that is
-- for nothing but blanks; a query without a single searchable word (a sign, a pictogram, a quote) has no nodes and finds
-- nothing. A folded word holds no quote and no operator, so it can stand inside quotes as it is.
create function app.call_query(p_query text) returns tsquery
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  term record;
  part tsquery;
  -- The one way to an empty query without a notice.
  whole tsquery := case when p_query ~ '\S' then websearch_to_tsquery('pg_catalog.simple', '') end;
begin
  for term in select * from app.search_terms(p_query) loop
    part := case when term.is_prefix then to_tsquery('pg_catalog.simple', quote_literal(term.words) || ':*')
      else phraseto_tsquery('pg_catalog.simple', term.words) end;
    whole := case when numnode(whole) = 0 then part when numnode(part) = 0 then whole else whole && part end;
  end loop;
  return whole;
end
$$;

-- Puts marks (U+0002 before, U+0003 after) around each word of a fragment that the query asked for. Words are compared
-- folded and shown as they were said.
create function app.mark_words(p_fragment text, p_query text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  with wanted as (
    select w.word, t.is_prefix and w.n = cardinality(string_to_array(t.words, ' ')) as is_prefix
    from app.search_terms(p_query) t, regexp_split_to_table(t.words, ' ') with ordinality w (word, n)
  ), said as (
    select s.n, s.m[1] as lead, s.m[2] as word, app.fold_text(s.m[2]) as folded
    from regexp_matches(p_fragment, '([\s\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]*)'
      || '([^\s\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]*)', 'g') with ordinality s (m, n)
  )
  select string_agg(said.lead || case
    when said.word <> '' and exists (select from wanted w
      where said.folded = w.word or (w.is_prefix and starts_with(said.folded, w.word)))
    then E'\x02' || said.word || E'\x03' else said.word end, '' order by said.n)
  from said
$$;

-- The part of a call's text around the longest thing the query asked for, marked. ts_headline would not find a word whose
-- accents the query leaves out; folded text has one character for each of the composed original, so places agree. Where the
-- place is lost (characters that fold into several), the fragment starts the text and carries no marks.
create function app.call_snippet(p_text text, p_query text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  original constant text := regexp_replace(normalize(left(p_text, 250000), NFC), '[\u0001-\u001f\u007f]', ' ', 'g');
  anchor record;
  place integer;
  fragment text;
begin
  select * into anchor from app.search_terms(p_query) t order by length(t.words) desc limit 1;
  if not found then
    return null;
  end if;
  place := regexp_instr(app.search_words(original),
    '(^| )' || replace(anchor.words, ' ', ' +') || case when anchor.is_prefix then '' else '( |$)' end);
  fragment := substr(original, greatest(place - 70, 1), 220);
  if place > 71 then
    fragment := regexp_replace(fragment, '^\S*\s+', '…');
  end if;
  if greatest(place - 70, 1) + 220 <= length(original) then
    fragment := regexp_replace(fragment, '\s+\S*$', '…');
  end if;
  return app.mark_words(btrim(regexp_replace(fragment, '\s+', ' ', 'g')), p_query);
end
$$;

-- Why a call was found: {"snippet", "turn", "start_ms"}. The snippet is of the first turn that holds the longest thing the query
-- asked for, with the turn's index and where it begins in the recording; without such a turn it is of summary and transcript.
-- Turns are folded as one text, parted by a character that folding leaves alone (U+E000), because folding is what costs.
create function app.call_match(p_summary text, p_transcript text, p_turns jsonb, p_query text) returns jsonb
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  anchor record;
  texts text[];
  indexes integer[];
  starts numeric[];
  folded text;
  place integer;
  n integer;
begin
  select * into anchor from app.search_terms(p_query) t order by length(t.words) desc limit 1;
  if not found then
    return null;
  end if;
  select array_agg(replace(t.turn ->> 'text', U&'\E000', ' ') order by t.n), array_agg((t.turn ->> 'index')::integer order by t.n),
      array_agg(case when jsonb_typeof(t.turn -> 'startMs') = 'number' then (t.turn ->> 'startMs')::numeric end order by t.n)
    into texts, indexes, starts
    from jsonb_array_elements(case when jsonb_typeof(p_turns -> 'turns') = 'array' then p_turns -> 'turns' else '[]' end)
      with ordinality t (turn, n)
    where jsonb_typeof(t.turn -> 'text') = 'string' and t.turn ->> 'index' ~ '^\d{1,6}$';
  if texts is not null then
    folded := app.search_words(left(array_to_string(texts, U&' \E000 '), 250000));
    place := regexp_instr(folded, '(^| )' || replace(anchor.words, ' ', ' +') || case when anchor.is_prefix then '' else '( |$)' end);
    if place > 0 then
      folded := left(folded, place);
      n := length(folded) - length(replace(folded, U&'\E000', '')) + 1;
      return jsonb_build_object('snippet', app.call_snippet(texts[n], p_query), 'turn', indexes[n], 'start_ms', starts[n]);
    end if;
  end if;
  return jsonb_build_object('snippet', app.call_snippet(coalesce(p_summary, '') || E'\n' || coalesce(p_transcript, ''), p_query));
end
$$;

revoke all on function app.call_match(text, text, jsonb, text) from public, anon, authenticated;
revoke all on function app.search_terms(text) from public, anon, authenticated;
revoke all on function app.call_query(text) from public, anon, authenticated;
revoke all on function app.mark_words(text, text) from public, anon, authenticated;
revoke all on function app.call_snippet(text, text) from public, anon, authenticated;
