/** The draft of a moment that is not marked yet. */
export const NEW_MOMENT = 'moment:new';

/** The draft of a moment's label and note. */
export const wordsField = (momentId: string): string => `moment:${momentId}`;

/** The draft of a comment on a moment. */
export const commentField = (momentId: string): string => `comment:${momentId}`;

/** The moment that a draft is about; null for one that is not marked yet, and for what is no moment's. */
export const momentOfField = (field: string | null): string | null => {
  const [what, id] = field?.split(':', 2) ?? [];
  return id === undefined || field === NEW_MOMENT || (what !== 'moment' && what !== 'comment') ? null : id;
};
