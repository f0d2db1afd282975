import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SKEWED } from '../../../../core/qci/agreement/agreement.ts';
import type { AgreementPair, PairPart } from '../../../../core/qci/agreement/pair.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatPercent } from '../../lib/format.ts';
import { ConfusionCard } from './confusion-card.tsx';
import { GapsCard } from './gaps-card.tsx';
import { GroupsCard } from './groups-card.tsx';
import { KappaCard } from './kappa-card.tsx';
import classes from './overview.module.css';
import { ReasonsCard } from './reasons-card.tsx';
import { ScatterCard } from './scatter-card.tsx';
import { useOverview } from './use-overview.ts';
import type { PairFilter, Pairs } from './use-pairs.ts';
import type { RaterNames } from './words.ts';

interface Props {
  pairs: Pairs;
  filter: PairFilter;
  names: RaterNames;
  onPart: (part: PairPart | 'all') => void;
  onOpen: (pair: AgreementPair) => void;
}

/** All cards of the screen. The estimates are there at once; their intervals come while the window goes on. */
export const OverviewCards = ({ pairs, filter, names, onPart, onOpen }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { overview, share } = useOverview(pairs);
  const { report } = overview;
  const onAll = (): void => onPart('all');
  return (
    <div className={classes.root} data-testid="agreement-cards" aria-busy={share !== null}>
      {report.isSkewed && (
        <p className={classes.warning} role="status">
          <IconAlertTriangle size={16} stroke={1.6} aria-hidden="true" />
          {t('agreement.skewed', { share: formatPercent(SKEWED, language) })}
        </p>
      )}
      {share !== null && report.isEnough && <p className={classes.drawing}>{t('agreement.drawing', { share: formatPercent(share, language) })}</p>}
      <KappaCard report={report} names={names} onPart={(part) => onPart(part ?? 'all')} />
      <ConfusionCard report={report} names={names} onPart={onPart} />
      <GapsCard pairs={pairs.rows} thresholds={pairs.thresholds} names={names} onOpen={onOpen} onAll={onAll} />
      <ScatterCard pairs={pairs.rows} report={report} names={names} onList={onAll} />
      <div className={filter.mode === 'ai_human' ? classes.narrow : classes.wide}>
        <GroupsCard overview={overview} names={names} />
      </div>
      {filter.mode === 'ai_human' && <ReasonsCard filter={filter} />}
    </div>
  );
};
