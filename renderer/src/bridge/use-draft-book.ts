import { useEffect, useState, useSyncExternalStore } from 'react';
import { DraftBook } from './draft-book.ts';

/** The drafts of the call on screen, read once; on disk before the page or the call goes. Its component is one call's. */
export const useDraftBook = (callId: string): DraftBook => {
  const [book] = useState(() => new DraftBook(callId));
  useEffect(() => {
    // Without what was kept there is nothing to restore; typing goes on all the same.
    book.load().catch(() => undefined);
    window.addEventListener('pagehide', book.flush);
    return () => {
      window.removeEventListener('pagehide', book.flush);
      book.flush();
    };
  }, [book]);
  return book;
};

/** The half-typed text of a field, followed live; null where there is none. */
export const useDraft = (book: DraftBook, field: string): string | null => useSyncExternalStore(book.subscribe, () => book.get(field));

/** Whether it is known what was kept of another time. */
export const useDraftsLoaded = (book: DraftBook): boolean => useSyncExternalStore(book.subscribe, book.isLoaded);
