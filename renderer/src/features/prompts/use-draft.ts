import { useMemo } from 'react';
import { PROMPT_DRAFT_FIELD, readDraft, writeDraft, type PromptDraft } from '../../../../core/prompts/draft.ts';
import { useDraft as useDraftText, useDraftBook, useDraftsLoaded } from '../../bridge/use-draft-book.ts';

export interface DraftDesk {
  /** Null where nothing is being written, or as long as it is not known. */
  readonly draft: PromptDraft | null;
  /** Whether it is known what this device holds. */
  readonly isLoaded: boolean;
  /** Begins a draft; it takes the place of the one before it. */
  readonly begin: (from: Omit<PromptDraft, 'begunAt'>) => void;
  readonly change: (change: Partial<Pick<PromptDraft, 'content' | 'note' | 'seenVersion'>>) => void;
  /** Ends the draft: it became a version, or is given up. */
  readonly end: () => void;
}

/** The one draft of an assistant: every change is on disk within the pause of the draft book. Its component is one assistant's. */
export const useDraft = (assistantId: string): DraftDesk => {
  const book = useDraftBook(assistantId);
  const text = useDraftText(book, PROMPT_DRAFT_FIELD);
  const isLoaded = useDraftsLoaded(book);
  const draft = useMemo(() => readDraft(text), [text]);
  return {
    draft,
    isLoaded,
    begin: (from) => book.set(PROMPT_DRAFT_FIELD, writeDraft({ ...from, begunAt: new Date().toISOString() })),
    change: (change) => {
      // Asked of the book and not of the last drawing: two changes may come between two of them.
      const now = readDraft(book.get(PROMPT_DRAFT_FIELD));
      if (now) book.set(PROMPT_DRAFT_FIELD, writeDraft({ ...now, ...change }));
    },
    end: () => book.end(PROMPT_DRAFT_FIELD),
  };
};
