import type { TFunction } from 'i18next';
import { BANDS } from '../../../../core/qci/band.ts';
import type { Interval } from '../../../../core/qci/agreement/bootstrap.ts';
import type { PairPart } from '../../../../core/qci/agreement/pair.ts';
import { formatNumber, formatSigned, type Language } from '../../lib/format.ts';

/** An interval in words: 0.64 to 0.78. */
export const intervalWords = (interval: Interval, digits: number, isSigned: boolean, language: Language, t: TFunction): string => {
  const [low, high] = interval.map((end) => (isSigned ? formatSigned(end, language, digits) : formatNumber(end, language, digits)));
  return t('agreement.range', { low: low ?? '', high: high ?? '' });
};

/** What both raters are called on the screen. */
export interface RaterNames {
  readonly first: string;
  readonly second: string;
  /** A person by his id. */
  readonly person: (id: string) => string;
}

/** A part of the pairs in words: a dimension, or what each of the two gave. */
export const partWords = (part: PairPart, names: RaterNames, t: TFunction): string => {
  if (part === null) return t('agreement.total');
  if ('dimension' in part) return t(`qci.${part.dimension}`);
  return t('agreement.cell', { first: names.first, second: names.second, firstBand: t(`band.${BANDS[part.first] ?? 'fail'}`), secondBand: t(`band.${BANDS[part.second] ?? 'fail'}`) });
};
