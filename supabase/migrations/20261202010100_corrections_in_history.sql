-- History tells which criterion was corrected and from what to what. Until now a correction stood in it as a hash, and only the
-- points of its dimension said that there was one. Values are numbers and stand in the open from here on; the reason, the note, the
-- quotes and whose it is stay hashed. What was written before stays as it was written: the chain goes on from it.

drop trigger qci_analyses_write_history on public.qci_analyses;
drop trigger qci_analyses_refuse_truncate on public.qci_analyses;
select app.keep_history('public.qci_analyses', '{"call": "call_id", "members": true, "numbers": ["overrides"],
  "plain": ["status", "ai_model", "judge", "rubric_version", "transcript_hash"]}');

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261202010100' $$;
