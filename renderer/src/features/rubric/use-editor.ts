import { useEffect, useMemo } from 'react';
import type { RubricVersion } from '../../../../core/contract/routes/rubric.ts';
import { DEFAULT_RUBRIC, type Rubric } from '../../../../core/qci/rubric.ts';
import { changesBetween, formOf, readForm, type RubricForm } from '../../../../core/qci/rubric-form.ts';
import type { DraftBook } from '../../bridge/draft-book.ts';
import { useDraft } from '../../bridge/use-draft-book.ts';
import { DRAFT_FIELD, drafted, draftOf, readDraft, type RubricDraft } from './draft.ts';
import { useSaveRubric } from './use-rubric.ts';

/** What was saved once has no faults to tell. */
export const NO_FAULTS: ReturnType<typeof readForm>['faults'] = new Map();

/** The form of a version as it was written, which has no faults to tell. */
export const useReadForm = (version: RubricVersion) => ({ form: useMemo(() => formOf(version.content), [version]), faults: NO_FAULTS });

/** The latest version, the one a draft is based on, and what that one says. */
function standOf(draft: RubricDraft | null, versions: readonly RubricVersion[]): { latest: number; base: number; before: Rubric } {
  const latest = versions[0]?.version ?? 0;
  const base = draft?.base ?? latest;
  // A base that has gone off the page of versions is as good as the latest: only what was changed is in the draft.
  return { latest, base, before: (versions.find(({ version }) => version === base) ?? versions[0])?.content ?? DEFAULT_RUBRIC };
}

/**
 * The rubric being edited. What is typed is a draft on this device within a second; it says which version it is based on, and
 * where another one was saved meanwhile it stays and is put onto that one only when the person says so.
 */
export const useEditor = (book: DraftBook, versions: readonly RubricVersion[]) => {
  const draft = readDraft(useDraft(book, DRAFT_FIELD));
  const save = useSaveRubric(() => book.end(DRAFT_FIELD));
  const { latest, base, before } = standOf(draft, versions);
  const written = useMemo(() => formOf(before), [before]);
  const form = drafted(written, draft);
  const note = draft?.note ?? '';
  const { rubric, faults } = readForm(form, String(base + 1));
  const changes = rubric === null ? null : changesBetween(before, rubric);
  const keep = (edited: RubricForm, why: string): void => {
    const next = draftOf(written, edited, base, why);
    if (next === null) book.end(DRAFT_FIELD);
    else book.set(DRAFT_FIELD, JSON.stringify(next));
  };
  const { reset } = save;
  useEffect(() => reset(), [latest, reset]);
  const isOutrun = draft !== null && draft.base !== latest;
  const isChanged = changes !== null && changes.length > 0;
  return {
    form, faults, changes, note, latest, isOutrun,
    isDirty: draft !== null,
    canSave: rubric !== null && !isOutrun && (isChanged || versions.length === 0),
    isBusy: save.isPending,
    error: save.error,
    edit: (edited: RubricForm) => keep(edited, note),
    editNote: (why: string) => keep(form, why),
    rebase: () => draft && book.set(DRAFT_FIELD, JSON.stringify({ ...draft, base: latest })),
    discard: () => book.end(DRAFT_FIELD),
    save: () => rubric && save.mutate({ seen: { version: base, content: before }, content: rubric, note: note.trim() || null }),
  };
};
