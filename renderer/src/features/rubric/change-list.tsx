import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RubricChange } from '../../../../core/qci/rubric-form.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber, type Language } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './rubric.module.css';

interface Told {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Whether the two are sentences, which stand below each other. */
  readonly isText: boolean;
}

const told = (change: RubricChange, t: TFunction, language: Language): Told => {
  const number = (value: number): string => formatNumber(value, language);
  const range = ([least, most]: readonly [number, number]): string => `${number(least)}–${number(most)}`;
  switch (change.what) {
    case 'brandTerms':
    case 'forbiddenPhrases':
      return { name: t(`rubric.${change.what}`), from: change.removed.join(' · '), to: change.added.join(' · '), isText: true };
    case 'withoutObjection':
      return { name: `${t('rubric.withoutObjection')}: ${t(`qci.${change.key}`)}`, from: number(change.from), to: number(change.to), isText: false };
    case 'tier':
      return { name: t(`tier.${change.tier}`), from: range(change.from), to: range(change.to), isText: false };
    case 'criterion':
      return { name: t(`qci.${change.key}`), from: change.from, to: change.to, isText: true };
    default:
      return { name: t(`rubric.${change.what}`), from: number(change.from), to: number(change.to), isText: false };
  }
};

/** What a version changes, in words: each thing with what it was and what it is. */
export const ChangeList = ({ changes }: { changes: readonly RubricChange[] }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (changes.length === 0) return <p className={classes.quiet}>{t('rubric.noChange')}</p>;
  return (
    <ul className={classes.changes} data-testid="rubric-changes">
      {changes.map((change) => {
        const { name, from, to, isText } = told(change, t, language);
        return (
          <li key={name} data-text={isText || undefined}>
            <span className={classes.changed}>{name}</span>
            {from !== '' && (
              <del dir="auto">
                <span className="st-visually-hidden">{t('rubric.was')} </span>
                {shownText(from)}
              </del>
            )}
            {!isText && <span aria-hidden="true">→</span>}
            {to !== '' && (
              <ins dir="auto">
                <span className="st-visually-hidden">{t('rubric.is')} </span>
                {shownText(to)}
              </ins>
            )}
          </li>
        );
      })}
    </ul>
  );
};
