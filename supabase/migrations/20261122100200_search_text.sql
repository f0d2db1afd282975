-- Search text: how words are made comparable, in any language, without an extension.

-- Case, accents and compatibility forms fold away: "Café", "CAFE" and "ｃａｆé" are one word. Immutable, because an index stands
-- on it. Recomposed at the end so that scripts whose letters decompose (Hangul) keep their length.
create function app.fold_text(p_text text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select lower(normalize(regexp_replace(normalize(p_text, NFKD), '[\u0300-\u036f]', '', 'g'), NFC))
$$;

-- Folded text with every character that is no letter or digit turned into a space. Text and query both pass through it, so
-- addresses, numbers and hyphens split the same way on both sides and nothing of the query language is left in a query.
-- The ranges name ASCII, Latin-1 and general punctuation, currency, symbols, CJK marks and pictographs.
create function app.search_words(p_text text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select regexp_replace(app.fold_text(p_text),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u055a-\u055f\u060c\u061b\u061f\u066a-\u066d'
    || '\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2100-\u214f\u2190-\u2bff\u3000-\u303f\ufe00-\ufe0f\U0001f000-\U0001faff]',
    ' ', 'g')
$$;

-- The text of a call that search reads: the first 250,000 characters of summary and transcript. A tsvector holds at most
-- 1 MB and PostgreSQL refuses a row that exceeds it; folded words of four-byte letters take at most four bytes a character,
-- so this much always fits and no transcript is ever refused. It is about five hours of talk. The second cut is for
-- characters that fold into several.
create function app.call_search_vector(p_summary text, p_transcript text) returns tsvector
language sql immutable parallel safe set search_path = ''
as $$
  select to_tsvector('pg_catalog.simple',
    left(app.search_words(left(coalesce(p_summary, '') || E'\n' || coalesce(p_transcript, ''), 250000)), 250000))
$$;

revoke all on function app.fold_text(text) from public, anon;
revoke all on function app.search_words(text) from public, anon;
revoke all on function app.call_search_vector(text, text) from public, anon;
grant execute on function app.fold_text(text), app.search_words(text), app.call_search_vector(text, text)
  to authenticated, service_role;
