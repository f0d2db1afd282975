import type { TFunction } from 'i18next';
import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';
import { ROLES, type Role } from '../../../../core/contract/routes/session.ts';
import { LONGEST } from '../../../../core/moments/moment.ts';
import { fieldWords } from './field-words.ts';

/** Values whose rule has words of its own. */
const RULES = ['label', 'start_ms', 'end_ms', 'kind', 'body', 'shared'] as const;
const MISSING = ['moment_id', 'call_id', 'user_id', 'comment_id'] as const;
const LIMITS: Readonly<Record<string, number>> = { label: LONGEST.label, note: LONGEST.note, body: LONGEST.comment };

/** The role a write needs: what somebody else marked is a coach's to change, all else a reviewer's. */
const neededRole = (kind: OutboxItem['kind'], role: Role): Role =>
  (kind === 'change_moment' || kind === 'delete_moment') && ROLES.indexOf(role) >= ROLES.indexOf('reviewer') ? 'coach' : 'reviewer';

const forbidden = ({ kind }: OutboxItem, role: Role | null, t: TFunction): string => {
  if (role === null) return t('outbox.refused.outside');
  const needed = neededRole(kind, role);
  if (ROLES.indexOf(role) >= ROLES.indexOf(needed)) return t('outbox.refused.forbidden');
  return t('outbox.refused.role', { role: t(`role.${role}`), needed: t(`role.${needed}`) });
};

const tooLong = (field: string | null, t: TFunction): string => {
  const most = LIMITS[field ?? ''];
  return most === undefined ? t('outbox.refused.tooLong') : t('outbox.refused.tooLongField', { name: fieldWords(field ?? '', t), count: most });
};

const invalid = (field: string | null, t: TFunction): string => {
  const rule = RULES.find((one) => one === field);
  if (rule !== undefined) return t(`outbox.refused.rule.${rule}`);
  return field === null ? t('outbox.refused.invalid') : t('outbox.refused.invalidField', { name: fieldWords(field, t) });
};

/** Why the workspace refused a change: the role (null where the person belongs nowhere) or the rule, in words. A code that has none is named. */
export const refusalWords = (item: OutboxItem, role: Role | null, t: TFunction): string => {
  const { code, field } = item.refusal ?? { code: '', field: null };
  switch (code) {
    case 'forbidden':
      return forbidden(item, role, t);
    case 'invalid':
      return invalid(field, t);
    case 'too_long':
      return tooLong(field, t);
    case 'not_found': {
      const missing = MISSING.find((one) => one === field);
      // To whoever was taken out the workspace says the one or the other.
      if (role === null) return t('outbox.refused.outside');
      return missing === undefined ? t('outbox.refused.notFound') : t(`outbox.refused.missing.${missing}`);
    }
    case 'reused':
      return t('outbox.refused.reused');
    default:
      return t('outbox.refused.unknown', { code });
  }
};
