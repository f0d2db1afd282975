import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOfDraft } from '../../../../core/prompts/draft.ts';
import type { PromptVersion } from '../../../../core/prompts/prompt.ts';
import { toAppError } from '../../bridge/request.ts';
import { promptQueries } from './queries.ts';
import type { DraftDesk } from './use-draft.ts';
import type { VersionList } from './use-versions.ts';
import type { PromptChanges } from './use-waiting.ts';
import { usePromptText } from './use-text.ts';

/** A draft that is about to be begun: from a version, with a note that says why, or from nothing. */
export interface Beginning {
  readonly from: PromptVersion | null;
  readonly note: string;
}

export type Dialog = { readonly asks: 'save' } | { readonly asks: 'discard' } | { readonly asks: 'replace'; readonly beginning: Beginning } | { readonly asks: 'current'; readonly version: PromptVersion };

/** What a writer does with drafts and versions, and the question that stands before it. */
export function useWriting(list: VersionList, desk: DraftDesk, changes: PromptChanges, onShow: (version: number | 'draft' | null) => void) {
  const client = useQueryClient();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { draft } = desk;
  const base = usePromptText(draft?.basedOn?.id ?? null);
  const unsent = changes.waiting.flatMap(({ version }) => version ?? []);
  const latest = Math.max(list.assistant?.latestVersion ?? 0, ...unsent);
  const beginNow = async ({ from, note }: Beginning): Promise<void> => {
    const content = from === null ? '' : (await client.fetchQuery(promptQueries.text(from.id))).content;
    desk.begin({ basedOn: from && { id: from.id, version: from.version }, seenVersion: latest, content, note });
    setDialog(null);
    onShow('draft');
  };
  return {
    dialog,
    ask: setDialog,
    close: () => {
      changes.save.reset();
      changes.makeCurrent.reset();
      setDialog(null);
    },
    /** Begins a draft, and asks first where it would take the place of another. A text that cannot be read begins none. */
    begin: (beginning: Beginning) => {
      if (draft) setDialog({ asks: 'replace', beginning });
      else void beginNow(beginning).catch(() => undefined);
    },
    beginNow: (beginning: Beginning) => void beginNow(beginning).catch(() => undefined),
    /** Why the draft cannot become a version; null where it can, or where there is none. */
    fault: draft && faultOfDraft(draft, base.content),
    base: base.content,
    /** The number that the next version will have. */
    next: (draft?.seenVersion ?? latest) + 1,
    discard: () => {
      desk.end();
      setDialog(null);
      onShow(draft?.basedOn?.version ?? null);
    },
    save: () => {
      if (!draft) return;
      const { content, note, seenVersion } = draft;
      changes.save.mutate({ content, note: note.trim() || null, seenVersion }, {
        onSuccess: () => {
          desk.end();
          setDialog(null);
          onShow(seenVersion + 1);
        },
      });
    },
    makeCurrent: (version: PromptVersion) =>
      changes.makeCurrent.mutate({ promptId: version.id, number: version.version, before: list.versions.find(({ isCurrent }) => isCurrent)?.version ?? null, seenVersion: list.assistant?.version ?? 0 }, { onSuccess: () => setDialog(null) }),
    failure: changes.save.error ?? changes.makeCurrent.error ? toAppError(changes.save.error ?? changes.makeCurrent.error).code : null,
  };
}

export type Writing = ReturnType<typeof useWriting>;
