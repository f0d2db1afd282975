import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './transcript.module.css';
import type { Checkables } from './use-checkables.ts';

/** Where the last step from number to name to commitment led, over the foot of the transcript and for a screen reader. */
export const CheckableWords = ({ news }: Pick<Checkables, 'news'>): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const place =
    news === null || news === 'none'
      ? null
      : t('transcript.checkable.at', { kind: t(`transcript.checkable.${news.stop.kind}`), n: formatNumber(news.n, language), m: formatNumber(news.of, language), words: inertText(news.stop.words) });
  const around = news !== null && news !== 'none' && news.around !== null ? t(`transcript.checkable.around.${news.around}`) : null;
  const words = news === 'none' ? t('transcript.checkable.none') : [around, place].filter((part) => part !== null).join(' ');
  return (
    <>
      <span className="st-visually-hidden" role="status" data-testid="checkable-words">
        {words}
      </span>
      {words !== '' && (
        <span className={classes.said} aria-hidden="true">
          {words}
        </span>
      )}
    </>
  );
};
