-- Search text: how words are made comparable, in any language, without an extension.

-- Case, accents and compatibility forms fold away: "Café", "CAFE" and "ｃａｆé" are one word. So do letters whose accent is part
-- of the glyph (ł, ø, ı, ß), Greek's final sigma, the vowel marks of Hebrew and Arabic, variants of Arabic letters and digits, and
-- what is not seen at all (soft hyphens, joiners). Immutable, because an index stands on it. Recomposed at the end so that
-- scripts whose letters decompose (Hangul) keep their length. Plain ASCII, where none of it applies, takes the short way.
create function app.fold_text(p_text text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select case when octet_length(p_text) = length(p_text) then lower(p_text collate "C")
    -- Asked first, because to translate costs more than all the rest. The subquery keeps its text from being made twice.
    else (select case when f.bare !~ '[ßæœþ\u0131\u0142\u0111\u00f0\u00f8\u0127\u0167\u03c2\u0671\u06cc\u0649\u06a9\u0660-\u0669\u06f0-\u06f9]' then f.bare
      else replace(replace(replace(replace(
        -- Turkish, Polish, Vietnamese, Nordic and Maltese letters, the final sigma; alef wasla, Persian yeh, alef maksura,
        -- Persian kaf; the Arabic and the Persian digits.
        translate(f.bare, U&'\0131\0142\0111\00f0\00f8\0127\0167\03c2\0671\06cc\0649\06a9'
            || U&'\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\06f0\06f1\06f2\06f3\06f4\06f5\06f6\06f7\06f8\06f9',
          U&'ilddoht\03c3\0627\064a\064a\0643' || '01234567890123456789'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') end
      from (select lower(normalize(regexp_replace(normalize(p_text, NFKD),
        '[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc'
        || '\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+', '', 'g'), NFC)) as bare
        offset 0) f) end
$$;

-- Folded text with every character that is no letter or digit turned into a space. Text and query both pass through it, so
-- addresses, numbers and hyphens split the same way on both sides and nothing of the query language is left in a query.
-- The ranges name ASCII, Latin-1 and general punctuation, Hebrew's, currency, symbols, CJK marks and pictographs.
-- Scripts that are written without spaces (Thai to Myanmar, Khmer, kana, Han) are set apart character by character, so that a
-- run of them is a phrase and is found anywhere.
create function app.search_words(p_text text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select case when octet_length(f.folded) = length(f.folded) then regexp_replace(f.folded, '[\u0001-\u001f\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]', ' ', 'g')
    else regexp_replace(
      regexp_replace(f.folded,
        '[\u0001-\u001f\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u055a-\u055f\u05be\u05c0\u05c3\u05c6\u060c\u061b\u061f\u066a-\u066d'
        || '\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2100-\u214f\u2190-\u2bff\u3000-\u3004\u3008-\u303f\u30fb\U0001f000-\U0001faff]',
        ' ', 'g'),
      '([\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf\u3005-\u3007\u3040-\u30fa\u30fc-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff])', ' \1 ', 'g') end
  from (select app.fold_text(p_text) as folded offset 0) f
$$;

-- The text of a call that search reads: the first 250,000 characters of summary and transcript. A tsvector holds at most
-- 1 MB and PostgreSQL refuses a row that exceeds it; folded words of four-byte letters take at most four bytes a character,
-- so this much always fits and no transcript is ever refused. It is about five hours of talk. The second cut is for
-- characters that fold into several.
-- A tsvector knows the places of the first 16,383 words only, and 255 places of each. Past that, and around a word of which there
-- are so many, neighbours are held as a lexeme of their own (' call you': no word begins with a space), as far as there is room,
-- so that a phrase is found late in a call.
create function app.call_search_vector(p_summary text, p_transcript text) returns tsvector
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  words constant text := left(app.search_words(left(coalesce(p_summary, '') || E'\n' || coalesce(p_transcript, ''), 250000)), 250000);
  vector constant tsvector := to_tsvector('pg_catalog.simple', words);
  is_full boolean;
  many text[];
  pairs text[];
begin
  if length(words) > 510 then
    select count(*) > 0, array_agg(v.lexeme) filter (where cardinality(v.positions) >= 255) into is_full, many from unnest(vector) v
      where cardinality(v.positions) >= 255 or v.positions[cardinality(v.positions)] >= 16382;
  end if;
  if is_full then
    select array_agg(s.pair) into pairs from (
      select p.pair, sum(octet_length(p.pair) + 2) over (order by p.n) as size from (
        select ' ' || l.before || ' ' || l.word as pair, min(l.n) as n from (
          select t.word, t.n, lag(t.word) over (order by t.n) as before
          from string_to_table(regexp_replace(words, '\s+', ' ', 'g'), ' ') with ordinality t (word, n)
        ) l
        where (l.n > 16000 or l.word in (select unnest(many)) or l.before in (select unnest(many))) and l.before <> '' and l.word <> ''
        group by l.before, l.word
      ) p where octet_length(p.pair) <= 2040
    ) s where s.size <= 1000000 - pg_column_size(vector);
  end if;
  return case when pairs is null then vector else vector || array_to_tsvector(pairs) end;
end
$$;

revoke all on function app.fold_text(text) from public, anon;
revoke all on function app.search_words(text) from public, anon;
revoke all on function app.call_search_vector(text, text) from public, anon;
grant execute on function app.fold_text(text), app.search_words(text), app.call_search_vector(text, text)
  to authenticated, service_role;
