import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GROUPINGS, type Grouping } from '../../../../core/qci/agreement/group.ts';
import type { GroupAgreement, Overview } from '../../../../core/qci/agreement/overview.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatLength, formatNumber, formatSigned } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { Card } from './card.tsx';
import { KappaTrack } from './kappa-track.tsx';
import classes from './tables.module.css';
import { intervalWords, type RaterNames } from './words.ts';

interface Props {
  overview: Overview;
  names: RaterNames;
}

const Numbers = ({ group: { pairs, total, medianSeconds } }: { group: GroupAgreement }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const time = <td data-end>{medianSeconds === null ? '–' : formatLength(medianSeconds)}</td>;
  if (total === null) {
    return (
      <>
        <td colSpan={5} className={classes.word}>
          {t('agreement.tooFew', { n: formatNumber(pairs.length, language) })}
        </td>
        {time}
      </>
    );
  }
  const { kappa, mae, bias } = total;
  return (
    <>
      <td data-end className={classes.value}>
        {kappa.value === null ? '–' : formatNumber(kappa.value, language, 2)}
      </td>
      <td>
        <KappaTrack estimate={kappa} />
      </td>
      <td className={classes.range}>{kappa.interval !== null && intervalWords(kappa.interval, 2, false, language, t)}</td>
      <td data-end title={mae.interval === null ? undefined : intervalWords(mae.interval, 1, false, language, t)}>
        {mae.value === null ? '–' : formatNumber(mae.value, language, 1)}
      </td>
      <td data-end title={bias.interval === null ? undefined : intervalWords(bias.interval, 1, true, language, t)}>
        {bias.value === null ? '–' : formatSigned(bias.value, language, 1)}
      </td>
      {time}
    </>
  );
};

/** The same comparison by person, judge, rubric, and whether the AI's scores were in sight. */
export const GroupsCard = ({ overview, names }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [asked, setAsked] = useState<Grouping>('person');
  const offered = GROUPINGS.filter((by) => overview.groups[by].length > 0);
  const by = offered.includes(asked) ? asked : (offered[0] ?? 'person');
  const nameOf = (key: string): string => {
    if (by === 'person') return key.split(' ').map(names.person).join(' · ');
    if (by === 'blind') return t(key === 'blind' ? 'agreement.seen.blind' : 'agreement.seen.assisted');
    return by === 'rubric' ? t('qci.rubric', { version: key }) : key;
  };
  return (
    <Card
      title={t('agreement.groups')}
      aside={t('agreement.groupsOf')}
      action={
        <SegmentedControl
          aria-label={t('agreement.groups')}
          value={by}
          onChange={(value) => setAsked(value)}
          data={offered.map((value) => ({ value, label: t(`agreement.by.${value}`) }))}
        />
      }
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t(`agreement.by.${by}`)}</th>
            <th scope="col" data-end>
              {t('agreement.calls')}
            </th>
            <th scope="col" data-end>
              κ
            </th>
            <th scope="col">
              <span className="st-visually-hidden">{t('agreement.scale')}</span>
            </th>
            <th scope="col">{t('agreement.interval')}</th>
            <th scope="col" data-end>
              {t('agreement.mae')}
            </th>
            <th scope="col" data-end>
              {t('agreement.bias')}
            </th>
            <th scope="col" data-end>
              {t('agreement.medianTime')}
            </th>
          </tr>
        </thead>
        <tbody>
          {overview.groups[by].map((group) => (
            <tr key={group.key} data-testid="agreement-group">
              <th scope="row">
                <span className={classes.clip}>{shownText(nameOf(group.key))}</span>
              </th>
              <td data-end>{formatNumber(group.pairs.length, language)}</td>
              <Numbers group={group} />
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
};
