import type { TFunction } from 'i18next';
import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { fieldWords } from './field-words.ts';

/** What a write is about, as the words of a conflict need it. */
export const aboutOf = ({ kind }: Pick<OutboxItem, 'kind'>): 'moment' | 'score' | 'prompt' | 'rubric' => {
  if (kind === 'save_rubric') return 'rubric';
  if (kind.includes('prompt')) return 'prompt';
  return kind.includes('moment') ? 'moment' : 'score';
};

/** What an operation makes of points, in words; empty where it gives none. */
export const changeWords = ({ changes }: Pick<OutboxItem, 'changes'>, t: TFunction): string =>
  changes
    .map(({ part, from, to }) => {
      const name = part === 'total' ? t('outbox.change.total') : fieldWords(part, t);
      if (to === null) return t('outbox.change.back', { name });
      return from === null ? t('outbox.change.given', { name, to }) : t('outbox.change.points', { name, from, to });
    })
    .join(', ');

/** What tells an operation among others: the person's own words, else the points it gives. */
export const subjectWords = (item: OutboxItem, t: TFunction): string => [changeWords(item, t), inertText(item.subject)].filter((text) => text !== '').join(' · ');
