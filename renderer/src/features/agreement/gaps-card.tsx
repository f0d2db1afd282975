import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pairsOf, scoresOf, type AgreementPair } from '../../../../core/qci/agreement/pair.ts';
import type { BandThresholds } from '../../../../core/qci/band.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber, formatSigned } from '../../lib/format.ts';
import { formatByAge, formatExact } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { Card } from './card.tsx';
import { peopleOf } from './pair-cells.tsx';
import classes from './tables.module.css';
import type { RaterNames } from './words.ts';

const SHOWN = 5;

interface Props {
  pairs: readonly AgreementPair[];
  thresholds: BandThresholds;
  names: RaterNames;
  onOpen: (pair: AgreementPair) => void;
  onAll: () => void;
}

/** The calls on which the two lie furthest apart, to be settled together. */
export const GapsCard = ({ pairs, thresholds, names, onOpen, onAll }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const apart = useMemo(() => pairsOf(pairs, null, thresholds), [pairs, thresholds]);
  return (
    <Card
      title={t('agreement.gaps')}
      aside={t('agreement.gapsOf')}
      action={
        apart.length > SHOWN && (
          <button type="button" className={classes.link} data-accent onClick={onAll}>
            {t('agreement.all', { n: formatNumber(apart.length, language) })}
          </button>
        )
      }
    >
      {apart.length === 0 ? (
        <p className={classes.nothing}>{t('agreement.noGaps')}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('agreement.column.call')}</th>
              <th scope="col">{t('agreement.column.agent')}</th>
              <th scope="col" data-end>
                {shownText(names.first)}
              </th>
              <th scope="col" data-end>
                {shownText(names.second)}
              </th>
              <th scope="col" data-end>
                Δ
              </th>
              <th scope="col">{t('agreement.column.by')}</th>
            </tr>
          </thead>
          <tbody>
            {apart.slice(0, SHOWN).map((pair) => {
              const { first, second } = scoresOf(pair, null);
              const agent = pair.assistantName ?? t('call.noAgent');
              return (
                <tr key={pair.id}>
                  <td>
                    <button type="button" className={classes.link} title={formatExact(pair.calledAt, language)} onClick={() => onOpen(pair)}>
                      {formatByAge(pair.calledAt, language)}
                    </button>
                  </td>
                  <td>
                    <span className={classes.clip} dir="auto" title={inertText(agent)}>
                      {shownText(agent)}
                    </span>
                  </td>
                  <td data-end className={classes.first}>
                    {formatNumber(first, language)}
                  </td>
                  <td data-end className={classes.value}>
                    {formatNumber(second, language)}
                  </td>
                  <td data-end>{formatSigned(second - first, language)}</td>
                  <td>
                    <span className={classes.clip}>{shownText(peopleOf(pair, names))}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Card>
  );
};
