import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementReport } from '../../../../core/qci/agreement/agreement.ts';
import { scoresOf, type AgreementPair } from '../../../../core/qci/agreement/pair.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber, formatSigned } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { Card } from './card.tsx';
import classes from './scatter-card.module.css';
import tables from './tables.module.css';
import type { RaterNames } from './words.ts';

const WIDTH = 360;
const HEIGHT = 178;
const LEFT = 32;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 20;

/** The least multiple of ten that all differences and both limits lie within, points. */
const reachOf = (gaps: readonly number[], limits: readonly number[]): number =>
  Math.max(10, Math.ceil([...gaps, ...limits].reduce((most, one) => Math.max(most, Math.abs(one)), 0) / 10) * 10);

const xOf = (mean: number): number => LEFT + (mean / 100) * (WIDTH - LEFT - RIGHT);
const yOf = (gap: number, reach: number): number => TOP + ((reach - gap) / (2 * reach)) * (HEIGHT - TOP - BOTTOM);

interface Props {
  pairs: readonly AgreementPair[];
  report: AgreementReport;
  names: RaterNames;
  onList: () => void;
}

/** Bland and Altman's picture: each call's difference against its mean, the bias, and where 95 % of single differences lie. */
export const ScatterCard = ({ pairs, report, names, onList }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { limits, total } = report;
  const { reach, dots } = useMemo(() => {
    const points = pairs.map((pair) => scoresOf(pair, null)).map(({ first, second }) => ({ mean: (first + second) / 2, gap: second - first }));
    const far = reachOf(points.map(({ gap }) => gap), limits ?? []);
    // One path, however many calls there are: a line of no length has a round cap. Calls at one place are one dot.
    const places = new Set(points.map(({ mean, gap }) => `M${xOf(mean).toFixed(1)} ${yOf(gap, far).toFixed(1)}h0`));
    return { reach: far, dots: [...places].join('') };
  }, [pairs, limits]);
  const bias = total.bias.value;
  const lines = bias === null ? [] : [{ key: 'bias', at: bias, isLimit: false }, ...(limits ?? []).map((at, end) => ({ key: `limit ${end}`, at, isLimit: true }))];
  const label = bias === null || limits === null ? t('agreement.scatter') : t('agreement.scatterLabel', { bias: formatSigned(bias, language, 1), low: formatSigned(limits[0], language, 1), high: formatSigned(limits[1], language, 1) });
  return (
    <Card
      title={t('agreement.scatter')}
      aside={shownText(t('agreement.scatterOf', { first: names.first, second: names.second }))}
      action={
        <button type="button" className={tables.link} data-accent onClick={onList}>
          {t('agreement.asList')}
        </button>
      }
    >
      <svg className={classes.root} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {[-1, -0.5, 0, 0.5, 1].map((share) => (
          <g key={share}>
            <line className={classes.grid} x1={LEFT} x2={WIDTH - RIGHT} y1={yOf(share * reach, reach)} y2={yOf(share * reach, reach)} />
            <text className={classes.axis} x={LEFT - 6} y={yOf(share * reach, reach) + 3.5} textAnchor="end">
              {formatSigned(share * reach, language)}
            </text>
          </g>
        ))}
        {[0, 25, 50, 75, 100].map((mean) => (
          <text key={mean} className={classes.axis} x={xOf(mean)} y={HEIGHT - 4} textAnchor={mean === 100 ? 'end' : 'middle'}>
            {formatNumber(mean, language)}
          </text>
        ))}
        <path className={classes.dots} d={dots} />
        {lines.map(({ key, at, isLimit }) => (
          <g key={key}>
            <line className={classes.line} data-limit={isLimit || undefined} x1={LEFT} x2={WIDTH - RIGHT} y1={yOf(at, reach)} y2={yOf(at, reach)} />
            <text className={classes.label} x={WIDTH - RIGHT} y={yOf(at, reach) + (isLimit && at < (bias ?? 0) ? 12 : -4)} textAnchor="end">
              {isLimit ? formatSigned(at, language, 1) : t('agreement.biasAt', { value: formatSigned(at, language, 1) })}
            </text>
          </g>
        ))}
      </svg>
    </Card>
  );
};
