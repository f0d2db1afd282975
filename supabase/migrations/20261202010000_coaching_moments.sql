-- Coaching tips by people: a moment of a kind of its own, so that a tip is shared, commented on, taken back and decided about in a
-- conflict as every moment is. What a judge advises stays in the analysis. The seed's list of moments names tips like any mark.

alter table public.key_moments drop constraint key_moments_kind_check;
alter table public.key_moments add constraint key_moments_kind_check
  check (kind in ('highlight', 'issue', 'objection', 'question', 'outcome', 'coaching', 'other'));
comment on column public.key_moments.kind is 'highlight, issue, objection, question, outcome, coaching (a tip for the agent) or other.';

-- Takes over what a patch says of a moment; what it leaves out stays.
create or replace function app.patched_moment(p_moment public.key_moments, p_patch jsonb) returns public.key_moments
language plpgsql set search_path = ''
as $$
declare
  patched public.key_moments := p_moment;
begin
  if p_patch ? 'start_ms' then
    patched.start_ms := app.patch_integer(p_patch, 'start_ms', 0, 604800000);
  end if;
  if p_patch ? 'end_ms' then
    patched.end_ms := app.patch_integer(p_patch, 'end_ms', 0, 604800000);
  end if;
  if p_patch ? 'label' then
    patched.label := app.trimmed(app.patch_text(p_patch, 'label', 200));
  end if;
  if p_patch ? 'kind' then
    patched.kind := app.patch_text(p_patch, 'kind', 40);
  end if;
  if p_patch ? 'note' then
    patched.note := app.trimmed(app.patch_text(p_patch, 'note', 4000));
  end if;
  if patched.start_ms is null then
    perform app.reject('invalid', 'start_ms');
  elsif patched.end_ms <= patched.start_ms then
    perform app.reject('invalid', 'end_ms');
  elsif patched.label is null then
    perform app.reject('invalid', 'label');
  elsif patched.kind is null or patched.kind not in ('highlight', 'issue', 'objection', 'question', 'outcome', 'coaching', 'other') then
    perform app.reject('invalid', 'kind');
  end if;
  return patched;
end
$$;

-- The version of the latest migration.
create or replace function public.schema_version() returns text
language sql immutable set search_path = ''
as $$ select '20261202010000' $$;
