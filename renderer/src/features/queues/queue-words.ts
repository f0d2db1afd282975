import type { TFunction } from 'i18next';
import { dayOf, dueState, type DueState } from '../../../../core/queues/progress.ts';
import type { Queue } from '../../../../core/queues/queue.ts';
import type { Language } from '../../lib/format.ts';

/** What a queue is called; the set of flags in the person's own language. */
export const queueName = ({ name }: Pick<Queue, 'name'>, t: TFunction): string => name ?? t('queues.flagged');

/** Today by the person's own calendar, YYYY-MM-DD. */
export const today = (now = new Date()): string => dayOf(now, -now.getTimezoneOffset());

/** A due day in words: "due today", "2 Dec"; null where there is nothing to say. */
export const dueWords = (queue: Queue, t: TFunction, language: Language): { words: string; state: DueState } | null => {
  const state = dueState(queue, today());
  if (state === null || queue.dueOn === null) return null;
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(queue.dueOn));
  return { state, words: state === 'today' ? t('queues.dueToday') : t(state === 'overdue' ? 'queues.overdue' : 'queues.due', { day }) };
};
