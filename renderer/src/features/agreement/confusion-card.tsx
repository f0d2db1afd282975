import { useTranslation } from 'react-i18next';
import type { AgreementReport } from '../../../../core/qci/agreement/agreement.ts';
import type { PairPart } from '../../../../core/qci/agreement/pair.ts';
import { BANDS } from '../../../../core/qci/band.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber, formatPercent } from '../../lib/format.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { Card } from './card.tsx';
import classes from './confusion-card.module.css';
import { partWords, type RaterNames } from './words.ts';

interface Props {
  report: AgreementReport;
  names: RaterNames;
  onPart: (part: PairPart) => void;
}

interface CellProps {
  calls: number;
  /** Of how many in all, and how many the fullest cell holds. */
  n: number;
  most: number;
  isSame: boolean;
  label: string;
  onOpen: () => void;
}

const Cell = ({ calls, n, most, isSame, label, onOpen }: CellProps): React.JSX.Element => {
  const language = useLanguage();
  return (
    <button type="button" className={classes.cell} data-same={isSame || undefined} data-calls={calls} disabled={calls === 0} style={{ '--share': `${Math.round((calls / most) * 100)}%` } as React.CSSProperties} onClick={onOpen}>
      <span className={classes.count}>{formatNumber(calls, language)}</span>
      <span className={classes.share}>{n === 0 ? '–' : formatPercent(calls / n, language, 1)}</span>
      <span className="st-visually-hidden">{shownText(label)}</span>
    </button>
  );
};

/** How often the two gave which bands: the second rater's in rows, the first's in columns. A cell opens its calls. */
export const ConfusionCard = ({ report, names, onPart }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { confusion, n } = report;
  const count = (first: number, second: number): number => confusion[first]?.[second] ?? 0;
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  const most = Math.max(1, ...confusion.flat());
  const bandHead = (band: (typeof BANDS)[number]): React.JSX.Element => (
    <span className={classes.band}>
      <BandGlyph band={band} />
      {t(`band.${band}`)}
    </span>
  );
  return (
    <Card
      title={t('agreement.confusion')}
      aside={shownText(t('agreement.against', { first: names.first, second: names.second }))}
      action={report.sameBand !== null && <span className={classes.same}>{t('agreement.sameBand', { share: formatPercent(report.sameBand, language, 1) })}</span>}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <td className={classes.corner}>
              <span>↓ {shownText(names.second)}</span> <span>→ {shownText(names.first)}</span>
            </td>
            {BANDS.map((band) => (
              <th key={band} scope="col">
                {bandHead(band)}
              </th>
            ))}
            <th scope="col" aria-label={t('agreement.sum')}>
              Σ
            </th>
          </tr>
        </thead>
        <tbody>
          {BANDS.map((band, second) => (
            <tr key={band}>
              <th scope="row">{bandHead(band)}</th>
              {BANDS.map((other, first) => (
                <td key={other} aria-label={inertText(partWords({ first, second }, names, t))}>
                  <Cell calls={count(first, second)} n={n} most={most} isSame={first === second} label={partWords({ first, second }, names, t)} onOpen={() => onPart({ first, second })} />
                </td>
              ))}
              <td className={classes.sum}>{formatNumber(sum(BANDS.map((_, first) => count(first, second))), language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" aria-label={t('agreement.sum')}>
              Σ
            </th>
            {BANDS.map((band, first) => (
              <td key={band} className={classes.sum} data-middle>
                {formatNumber(sum(confusion[first] ?? []), language)}
              </td>
            ))}
            <td className={classes.sum} data-all>
              {formatNumber(n, language)}
            </td>
          </tr>
        </tfoot>
      </table>
    </Card>
  );
};
