import type { TFunction } from 'i18next';
import type { Fact, FactValue } from '../../../../../core/history/fact.ts';
import { SCORE_PARTS } from '../../../../../core/qci/override.ts';
import { UNSCORABLE_REASONS } from '../../../../../core/qci/scorable.ts';
import { formatDuration, formatNumber, type Language } from '../../../lib/format.ts';

/** What the words of a history are written with. */
export interface HistoryWords {
  readonly t: TFunction;
  readonly language: Language;
  /** A person by his id. */
  readonly nameOf: (userId: string) => string;
}

const NONE = '–';

/** The facts that have words of their own here; the others are parts of the score. */
const OWN_NAMES = ['total', 'band', 'judge', 'rubric', 'unscorable', 'blind', 'kind', 'start', 'end', 'label', 'note', 'second', 'person'] as const;

/** What a fact is about; a column that has no words here goes by its own name. */
export const factName = ({ of, column }: Fact, t: TFunction): string => {
  const own = OWN_NAMES.find((one) => one === of);
  if (own !== undefined) return t(`history.fact.${own}`);
  const part = SCORE_PARTS.find((one) => one === of);
  return part === undefined ? (column ?? '') : t(`qci.${part}`);
};

const codeWords = (of: Fact['of'], code: string, t: TFunction): string => {
  const unscorable = of === 'unscorable' ? UNSCORABLE_REASONS.find((one) => one === code) : undefined;
  return unscorable === undefined ? code : t(`history.unscorable.${unscorable}`);
};

/** One value as people read it. */
export const valueWords = (of: Fact['of'], value: FactValue | null, { t, language, nameOf }: HistoryWords): string => {
  switch (value?.is) {
    case undefined:
      return NONE;
    case 'points':
      return formatNumber(value.points, language);
    case 'band':
      return t(`band.${value.band}`);
    case 'kind':
      return t(`moment.kind.${value.kind}`);
    case 'place':
      return formatDuration(value.ms / 1000);
    case 'person':
      return nameOf(value.userId);
    case 'yes':
      return t('common.yes');
    case 'words':
      return t('history.words');
    case 'code':
      return codeWords(of, value.code, t);
  }
};
