import { useTranslation } from 'react-i18next';
import type { BatchDifference } from '../../../../core/contract/routes/scoring.ts';
import { DIMENSIONS } from '../../../../core/qci/criteria.ts';
import { bandsOf, FAR, MOVEMENTS, type Movement } from '../../../../core/scoring/difference.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber, formatSigned } from '../../lib/format.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import classes from './difference.module.css';

const Label = ({ movement }: { movement: Movement }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const bands = bandsOf(movement);
  if (movement === 'far') return <span>{t('scoring.diff.short.far', { points: formatNumber(FAR, language) })}</span>;
  if (!bands) return <span>{t(`scoring.diff.short.${movement === 'stayed' || movement === 'held' ? movement : 'all'}`)}</span>;
  return (
    <span className={classes.movement}>
      <span className={classes.bands}>
        <BandGlyph band={bands.from} />
        {t(`band.${bands.from}`)}
      </span>
      <span className={classes.bands}>
        → <BandGlyph band={bands.to} />
        {t(`band.${bands.to}`)}
      </span>
    </span>
  );
};

interface Props {
  difference: BatchDifference;
  chosen: Movement;
  onChoose: (movement: Movement) => void;
}

/** How many calls moved from which band to which, each group with its calls behind it. */
export const DifferenceGroups = ({ difference: { counts }, chosen, onChoose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const shown = MOVEMENTS.filter((movement) => movement === 'all' || movement === 'stayed' || movement === chosen || counts[movement] > 0);
  return (
    <ul className={classes.groups} aria-label={t('scoring.diff.groups')}>
      {shown.map((movement) => (
        <li key={movement}>
          <button
            type="button"
            className={classes.group}
            data-testid={`group-${movement}`}
            data-autofocus={movement === 'all' || undefined}
            aria-pressed={movement === chosen}
            onClick={() => onChoose(movement)}
          >
            <span className={classes.count}>{formatNumber(counts[movement], language)}</span>{' '}
            <Label movement={movement} />
          </button>
        </li>
      ))}
    </ul>
  );
};

/** By how much the points moved in the mean, in all and by dimension. */
export const MeanChange = ({ mean }: Pick<BatchDifference, 'mean'>): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <table className={classes.means}>
      <caption>{t('scoring.diff.mean')}</caption>
      <tbody>
        {(['total', ...DIMENSIONS] as const).map((part) => {
          const value = mean[part];
          return (
            <tr key={part} data-testid={`mean-${part}`}>
              <th scope="row">{part === 'total' ? t('scoring.total') : t(`qci.${part}`)}</th>
              <td>{value === null ? '–' : formatSigned(value, language, 1)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};
