import type { TFunction } from 'i18next';
import type { Moment } from '../../../../core/moments/moment.ts';

interface Authored {
  readonly authorId: string | null;
  readonly authorName: string | null;
}

/** Who wrote something: you, or a colleague by his name. */
export const authorWords = ({ authorId, authorName }: Authored, ownId: string | null, t: TFunction): string =>
  authorId !== null && authorId === ownId ? t('calls.you') : (authorName ?? t('people.noName'));

/** Who marked a moment, in one word where there is room for no more. */
export const markedBy = (moment: Pick<Moment, 'source' | 'authorId' | 'authorName'>, ownId: string | null, t: TFunction): string => {
  if (moment.source === 'ai' && moment.authorId === null) return t('moment.ai');
  return authorWords(moment, ownId, t);
};
