-- Search queries: what a person types becomes a tsquery that cannot fail, and a fragment that shows why a call was found.

-- The words and quoted phrases of a query, folded like the text they are looked for in. The last one is a prefix unless its
-- quote is closed, so that results appear while it is being typed. Cut short: a query is a line, not a document.
create function app.search_terms(p_query text)
returns table (words text, is_prefix boolean)
language sql immutable parallel safe set search_path = ''
as $$
  with parts as (
    select p.n, coalesce(p.m[2], '') = '' as is_open,
      left(btrim(regexp_replace(app.search_words(coalesce(p.m[1], p.m[3])), '\s+', ' ', 'g')), 500) as words
    from regexp_matches(left(p_query, 400), '"([^"]*)("?)|([^"\s]+)', 'g') with ordinality p (m, n)
  )
  select parts.words, parts.is_open and parts.n = max(parts.n) over ()
  from parts where parts.words <> '' order by parts.n
$$;

-- Words that follow each other, the last of them the beginning of one where p_is_prefix says so. Beside the places of the words
-- stand the pairs that app.call_search_vector holds where it has no place: each two neighbours by place or as a pair, and at
-- least one as a pair, because else their places tell.
create function app.phrase_query(p_words text, p_is_prefix boolean) returns tsquery
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  ending constant text := case when p_is_prefix then ':*' else '' end;
  words constant text[] := string_to_array(p_words, ' ');
  last constant integer := cardinality(words);
  phrase tsquery := phraseto_tsquery('pg_catalog.simple', p_words);
  pairs text[];
  near tsquery;
  links text[];
begin
  if numnode(phrase) = 0 then
    return phrase;
  end if;
  phrase := (phrase::text || ending)::tsquery;
  if last = 1 then
    return phrase;
  end if;
  for n in 2 .. last loop
    pairs := pairs || (quote_literal(' ' || words[n - 1] || ' ' || words[n]) || case when n = last then ending else '' end);
    near := phraseto_tsquery('pg_catalog.simple', words[n - 1] || ' ' || words[n]);
    links := links || ('(' || pairs[n - 1]
      || case when numnode(near) = 0 then '' else ' | ' || near::text || case when n = last then ending else '' end end || ')');
  end loop;
  return phrase || case when last = 2 then pairs[1]::tsquery
    else ('(' || array_to_string(pairs, ' | ') || ') & ' || array_to_string(links, ' & '))::tsquery end;
end
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
  whole tsquery;
begin
  for term in select * from app.search_terms(p_query) loop
    part := app.phrase_query(term.words, term.is_prefix);
    whole := case when whole is null then part when numnode(part) = 0 then whole else whole && part end;
  end loop;
  return coalesce(whole, case when p_query ~ '\S' then websearch_to_tsquery('pg_catalog.simple', left(p_query, 0)) end);
end
$$;

-- The patterns by which places are found. `sign` is, inside a bracket, what parts the words of a text as it was said; `token` is
-- a word of it, or one character of those that app.search_words sets apart. For the longest thing a query asks for, `said` finds
-- it in lowered text (as its group), where `first_word` must occur, and `folded` in folded words. U+E000 marks tokens and
-- U+E001 parts turns; nothing is found across the latter.
create function app.search_patterns(p_query text, out sign text, out token text, out first_word text, out said text, out folded text)
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  apart constant text := '\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf\u3005-\u3007\u3040-\u30fa\u30fc-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff'
    || '\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff';
  gap constant text := '\s\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u05be\u060c'
    || '\u061b\u061f\u06d4\u0964\u0965\u2010-\u2029\u2030-\u205f\u3000-\u3004\u3008-\u303f\u30fb';
  border constant text := gap || '\ue001' || apart;
  anchor record;
begin
  sign := gap || '\ue000\ue001';
  token := format('[%2$s][\u3099\u309a]*|[^%1$s%2$s]+', sign, apart);
  select * into anchor from app.search_terms(p_query) t order by length(t.words) desc limit 1;
  if not found then
    return;
  end if;
  first_word := split_part(anchor.words, ' ', 1);
  folded := '(?:^|[ \ue000\ue001])(' || replace(anchor.words, ' ', '[ \ue000]+') || ')'
    || case when anchor.is_prefix then '' else '(?:[ \ue000\ue001]|$)' end;
  -- Beside a character that is set apart there need be no blank.
  said := regexp_replace(anchor.words, format('([%1$s]) (?=.)|(.) (?=[%1$s])', apart), '\1\2' || E'\x01', 'g');
  said := replace(replace(said, ' ', format('[%s]+', gap)), E'\x01', format('[%s]*', gap));
  said := case when anchor.words ~ format('^[%s]', apart) then '' else format('(?:^|[%s])', border) end || '(' || said || ')'
    || case when anchor.is_prefix or anchor.words ~ format('[%s]$', apart) then '' else format('(?:[%s]|$)', border) end;
end
$$;

-- Where a text first has what the patterns ask for, or 0. It is looked for as it was said but for its case, which is quick, and
-- before that place folded, window by window of the first p_budget characters, because folding is what costs; a quarter of them is
-- enough where there is such a place. Each token of a
-- window is marked before it is folded, and the number of its mark leads back to its place: folded text may be longer or
-- shorter. ASCII folds into itself. The dotted capital I is the one letter that may become two when it is lowered.
create function app.place_of(p_text text, p_patterns jsonb, p_budget integer) returns integer
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  wide constant integer := 2000;
  lowered constant text := lower(replace(p_text, U&'\0130', 'I'));
  token constant text := p_patterns ->> 'token';
  area text;
  marked text;
  place integer := 0;
  nth integer;
begin
  if position(p_patterns ->> 'first_word' in lowered) > 0 then
    place := regexp_instr(lowered, p_patterns ->> 'said', 1, 1, 0, '', 1);
  end if;
  for start in 1 .. case when place > 0 then least(place, p_budget / 4) else least(length(p_text), p_budget) end by wide - 200 loop
    area := substr(p_text, start, wide);
    continue when octet_length(area) = length(area);
    area := translate(area, U&'\E000', ' ');
    marked := app.search_words(regexp_replace(area, token, U&'\E000\\&', 'g'));
    -- Past the first, a window may begin within a token; the window before it had that one whole.
    nth := case when start = 1 then 1 else position(U&'\E000' in substr(marked, 2)) + 1 end;
    nth := regexp_instr(marked, p_patterns ->> 'folded', nth, 1, 0, '', 1);
    if nth > 0 then
      marked := left(marked, nth);
      nth := greatest(length(marked) - length(replace(marked, U&'\E000', '')), 1);
      return start - 1 + regexp_instr(area, token, 1, nth);
    end if;
  end loop;
  return place;
end
$$;

-- Puts marks (U+0002 before, U+0003 after) around what a fragment has of the query: words, and of a phrase the words in their
-- order. Words are compared folded and shown as they were said.
create function app.mark_words(p_fragment text, p_query text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  with wanted as (
    select t.term, w.word, w.n, cardinality(string_to_array(t.words, ' ')) as many,
      t.is_prefix and w.n = cardinality(string_to_array(t.words, ' ')) as is_prefix
    from app.search_terms(p_query) with ordinality t (words, is_prefix, term), string_to_table(t.words, ' ') with ordinality w (word, n)
  ), said as (
    select s.n, s.m[1] as lead, s.m[2] as word
    from app.search_patterns('') p,
      regexp_matches(p_fragment, format('([%s]*)((?:%s)?)', p.sign, p.token), 'g') with ordinality s (m, n)
  ), folded as (
    select row_number() over (order by f.n, w.n) as place, f.n, w.word
    from string_to_table(app.search_words((select string_agg(said.word, U&'\E000' order by said.n) from said)), U&'\E000')
      with ordinality f (words, n), string_to_table(f.words, ' ') with ordinality w (word, n)
    where w.word <> ''
  ), hits as (
    select h.n from (
      select f.n, w.many, count(*) over (partition by w.term, f.place - w.n) as whole
      from folded f join wanted w on f.word = w.word or (w.is_prefix and starts_with(f.word, w.word))
    ) h where h.whole = h.many
  )
  select replace(string_agg(said.lead || case when said.n in (select hits.n from hits) and said.word <> ''
    then E'\x02' || said.word || E'\x03' else said.word end, '' order by said.n), E'\x03\x02', '')
  from said
$$;

-- The part of a text around a place, marked. A word that is cut is left out, where words are parted by blanks.
create function app.call_snippet(p_text text, p_place integer, p_query text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  start constant integer := greatest(p_place - 70, 1);
  fragment text := regexp_replace(normalize(substr(p_text, start, 220), NFC), '[\u0001-\u001f\u007f\ue000\ue001]', ' ', 'g');
begin
  if start > 1 then
    fragment := '…' || regexp_replace(fragment, '^\S{0,40}\s+', '');
  end if;
  if start + 220 <= length(p_text) then
    fragment := regexp_replace(fragment, '\s+\S{0,40}$', '') || '…';
  end if;
  return app.mark_words(btrim(regexp_replace(fragment, '\s+', ' ', 'g')), p_query);
end
$$;

-- Why a call was found: {"snippet", "turn", "start_ms"}. The snippet is of the first turn that holds the longest thing the query
-- asked for, with the turn's index and where it begins in the recording; without such a turn it is of summary and transcript.
-- Turns are read some at a time, as far as search reads a transcript, with a quarter of the budget; with all of it, once more,
-- where nothing was found. What lies past the characters that may be folded has no snippet unless it was said as it was typed.
create function app.call_match(p_summary text, p_transcript text, p_turns jsonb, p_query text, p_budget integer) returns jsonb
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  many constant integer := 50;
  patterns constant jsonb := to_jsonb(app.search_patterns(p_query));
  turns constant jsonb := case when jsonb_typeof(p_turns -> 'turns') = 'array' then p_turns -> 'turns' else '[]' end;
  texts text[];
  joined text;
  chars integer;
  budget integer;
  place integer;
  nth integer;
begin
  if patterns ->> 'said' is null then
    return null;
  end if;
  foreach budget in array array[p_budget / 4, p_budget] loop
    chars := 0;
    for start in 0 .. jsonb_array_length(turns) - 1 by many loop
      texts := array(
        select case when jsonb_typeof(t.turn -> 'text') = 'string' and t.turn ->> 'index' ~ '^\d{1,6}$'
          then translate(left(t.turn ->> 'text', 250000), U&'\E000\E001', '  ') else '' end
        from generate_series(start, start + many - 1) n, lateral (select turns -> n as turn) t order by n);
      joined := array_to_string(texts, U&'\E001');
      place := app.place_of(joined, patterns, budget - chars);
      if place > 0 then
        joined := left(joined, place - 1);
        nth := length(joined) - length(replace(joined, U&'\E001', '')) + 1;
        place := place - coalesce(length(array_to_string(texts[:nth - 1], U&'\E001')) + 1, 0);
        return jsonb_build_object('snippet', app.call_snippet(texts[nth], place, p_query),
          'turn', (turns -> (start + nth - 1) ->> 'index')::integer, 'start_ms', case
            when jsonb_typeof(turns -> (start + nth - 1) -> 'startMs') = 'number' then turns -> (start + nth - 1) -> 'startMs' end);
      end if;
      chars := chars + length(joined);
      exit when chars >= case when budget = p_budget then budget else 250000 end;
    end loop;
  end loop;
  -- Much of what is asked for stands early, and of a long text the beginning alone is quickly had.
  foreach chars in array array[4000, 250000] loop
    joined := left(coalesce(p_summary, '') || E'\n' || coalesce(left(p_transcript, chars), ''), 250000);
    place := app.place_of(joined, patterns, case when chars = 4000 then 4000 when jsonb_array_length(turns) > 0 then p_budget / 4 else p_budget end);
    exit when place > 0;
  end loop;
  return jsonb_build_object('snippet', case when place > 0 then app.call_snippet(joined, place, p_query) end);
end
$$;

revoke all on function app.call_match(text, text, jsonb, text, integer) from public, anon, authenticated;
revoke all on function app.search_terms(text) from public, anon, authenticated;
revoke all on function app.phrase_query(text, boolean) from public, anon, authenticated;
revoke all on function app.call_query(text) from public, anon, authenticated;
revoke all on function app.search_patterns(text) from public, anon, authenticated;
revoke all on function app.place_of(text, jsonb, integer) from public, anon, authenticated;
revoke all on function app.mark_words(text, text) from public, anon, authenticated;
revoke all on function app.call_snippet(text, integer, text) from public, anon, authenticated;
