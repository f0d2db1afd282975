import type { TFunction } from 'i18next';
import { MOMENT_KINDS } from '../../../../core/moments/moment.ts';
import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';
import { SCORE_PARTS } from '../../../../core/qci/override.ts';
import { toClockText } from './clock-text.ts';

/** The values that have words; another one, of a newer version, goes by its own name. */
const FIELDS = ['label', 'kind', 'note', 'start_ms', 'end_ms', 'body', 'at_ms', 'deleted', 'shared', 'run', 'content', 'prompt_id', 'performance_notes'] as const;

export type Value = OutboxItem['editable'][string];

/** A value's name as people say it. */
export const fieldWords = (field: string, t: TFunction): string => {
  const part = SCORE_PARTS.find((one) => one === field);
  if (part !== undefined) return t(`qci.${part}`);
  const known = FIELDS.find((one) => one === field);
  return known === undefined ? field : t(`outbox.field.${known}`);
};

/** Whether a value is a place in the recording. */
export const isTime = (field: string): boolean => field.endsWith('_ms');

/** A value as people read it: times on the clock, kinds in words, and a word for nothing. */
export const valueWords = (field: string, value: Value, t: TFunction): string => {
  if (value === null || value === '') return t('outbox.value.none');
  if (field === 'deleted' && typeof value === 'boolean') return t(value ? 'outbox.value.deleted' : 'outbox.value.there');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number') return isTime(field) ? toClockText(value) : String(value);
  const kind = field === 'kind' ? MOMENT_KINDS.find((one) => one === value) : undefined;
  return kind === undefined ? value : t(`outbox.value.kind.${kind}`);
};
