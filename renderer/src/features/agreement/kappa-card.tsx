import { useTranslation } from 'react-i18next';
import { LEAST_PAIRS, type AgreementReport } from '../../../../core/qci/agreement/agreement.ts';
import type { Agreement, Estimate } from '../../../../core/qci/agreement/estimate.ts';
import { higherOf, levelOf } from '../../../../core/qci/agreement/level.ts';
import type { PairPart } from '../../../../core/qci/agreement/pair.ts';
import { DIMENSIONS } from '../../../../core/qci/criteria.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber, formatSigned } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { Card } from './card.tsx';
import { KappaTrack, TrackAxis } from './kappa-track.tsx';
import classes from './tables.module.css';
import { intervalWords, type RaterNames } from './words.ts';

interface Props {
  report: AgreementReport;
  names: RaterNames;
  onPart: (part: PairPart) => void;
}

const Points = ({ estimate, isSigned }: { estimate: Estimate; isSigned: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { value, interval } = estimate;
  if (value === null) return <>–</>;
  return (
    <>
      {isSigned ? formatSigned(value, language, 1) : formatNumber(value, language, 1)}
      {interval !== null && <div className={classes.range}>{intervalWords(interval, 1, isSigned, language, t)}</div>}
    </>
  );
};

const Row = ({ agreement, part, name, names, onPart }: { agreement: Agreement; part: PairPart; name: string } & Omit<Props, 'report'>): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { value, interval } = agreement.kappa;
  const higher = higherOf(agreement.bias.interval);
  return (
    <tr data-total={part === null || undefined} data-testid="kappa-row">
      <th scope="row">
        <button type="button" className={classes.link} title={t('agreement.openPart', { name: inertText(name) })} onClick={() => onPart(part)}>
          {name}
        </button>
      </th>
      <td data-end className={classes.value}>
        {value === null ? '–' : formatNumber(value, language, 2)}
      </td>
      <td>
        <KappaTrack estimate={agreement.kappa} />
      </td>
      <td className={classes.range}>{interval !== null && intervalWords(interval, 2, false, language, t)}</td>
      <td data-end>
        <Points estimate={agreement.mae} isSigned={false} />
      </td>
      <td data-end>
        <Points estimate={agreement.bias} isSigned />
      </td>
      <td className={classes.word}>
        {value === null ? t('agreement.noKappa') : t(`agreement.level.${levelOf(value)}`)}
        {higher !== null && shownText(t('agreement.higher', { name: names[higher] }))}
      </td>
    </tr>
  );
};

/** Weighted kappa, error and bias of the total and of each dimension; below thirty pairs only how many there are. */
export const KappaCard = ({ report, names, onPart }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const n = formatNumber(report.n, language);
  const row = { names, onPart };
  return (
    <Card title={t('agreement.kappa')} aside={t('agreement.kappaOf', { count: report.n, n })}>
      {report.isEnough ? (
        <>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="st-visually-hidden">{t('qci.dimension')}</span>
                </th>
                <th scope="col" data-end>
                  κ
                </th>
                <th scope="col" className={classes.scale}>
                  <span className="st-visually-hidden">{t('agreement.scale')}</span>
                  <TrackAxis />
                </th>
                <th scope="col">{t('agreement.interval')}</th>
                <th scope="col" data-end>
                  {t('agreement.mae')}
                </th>
                <th scope="col" data-end>
                  {t('agreement.bias')}
                </th>
                <th scope="col">{t('agreement.inWords')}</th>
              </tr>
            </thead>
            <tbody>
              <Row agreement={report.total} part={null} name={t('agreement.totalBand')} {...row} />
              {DIMENSIONS.map((dimension) => (
                <Row key={dimension} agreement={report.dimensions[dimension]} part={{ dimension }} name={t(`qci.${dimension}`)} {...row} />
              ))}
            </tbody>
          </table>
          <p className={classes.foot}>{shownText(t('agreement.foot', { first: names.first, second: names.second }))}</p>
        </>
      ) : (
        <p className={classes.nothing} role="status" data-testid="not-enough">
          {t('agreement.notEnough', { count: report.n, n, least: formatNumber(LEAST_PAIRS, language) })}
        </p>
      )}
    </Card>
  );
};
