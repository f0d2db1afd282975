import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { Card } from './card.tsx';
import classes from './reasons-card.module.css';
import { reasonsQuery, type PairFilter } from './use-pairs.ts';

/** Why people gave values of their own in a judge's place, the commonest reason first. */
export const ReasonsCard = ({ filter }: { filter: PairFilter }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, isError } = useQuery(reasonsQuery(filter));
  const most = data?.reasons[0]?.count ?? 1;
  return (
    <Card title={t('agreement.why')} aside={data && data.overrides > 0 ? t('agreement.whyOf', { count: data.overrides, n: formatNumber(data.overrides, language) }) : undefined}>
      {isError && <p className={classes.nothing}>{t('agreement.whyFailed')}</p>}
      {data?.overrides === 0 && <p className={classes.nothing}>{t('agreement.whyNone')}</p>}
      <dl className={classes.list} aria-busy={!data && !isError}>
        {data?.reasons.map(({ reason, count }) => (
          <div key={reason} className={classes.row}>
            <dt className={classes.reason}>{t(`review.reason.${reason}`)}</dt>
            <dd className={classes.count} style={{ '--share': `${(count / most) * 100}%` } as React.CSSProperties}>
              <span className={classes.bar} aria-hidden="true" />
              {formatNumber(count, language)}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
};
