import type { TFunction } from 'i18next';
import { bandsOf, FAR, type Movement, type Rescored } from '../../../../core/scoring/difference.ts';
import { formatNumber, type Language } from '../../lib/format.ts';

/** A group of calls in a sentence: 11 moved from Review to Pass. */
export const groupWords = (t: TFunction, language: Language, movement: Movement, count: number): string => {
  const bands = bandsOf(movement);
  const values = { count, n: formatNumber(count, language) };
  if (bands) return t('scoring.diff.moved', { ...values, from: t(`band.${bands.from}`), to: t(`band.${bands.to}`) });
  if (movement === 'far') return t('scoring.diff.far', { ...values, points: formatNumber(FAR, language) });
  return t(`scoring.diff.${movement === 'stayed' || movement === 'held' ? movement : 'all'}`, values);
};

/** Whether a run counts, and who holds it back where it does not. */
export const standingWords = (t: TFunction, { standing, overridden, reviewed }: Pick<Rescored, 'standing' | 'overridden' | 'reviewed'>): string => {
  if (standing !== 'held') return t(`scoring.diff.standing.${standing}`);
  return t(`scoring.diff.heldBy.${overridden.length > 0 ? 'override' : reviewed ? 'review' : 'since'}`);
};

/** The same in full, with what people gave values of their own. */
export const standingHint = (t: TFunction, one: Pick<Rescored, 'standing' | 'overridden' | 'reviewed'>): string => {
  const parts = one.overridden.map((part) => t(`qci.${part}`)).join(', ');
  return parts === '' ? standingWords(t, one) : `${standingWords(t, one)}. ${t('scoring.diff.stays', { parts })}`;
};
