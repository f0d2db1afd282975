import { Button, TextInput } from '@mantine/core';
import { IconDice } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { STRATA, type Stratum } from '../../../../core/queues/queue.ts';
import { request } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { newSeed, type FillFields, type Filter } from './fill-source.ts';
import classes from './forms.module.css';

interface Props {
  /** The queue to be filled: what is in it already is not drawn. Null while there is none. */
  queueId: string | null;
  filter: Filter;
  fields: FillFields;
  onChange: (fields: FillFields) => void;
}

/** How many of each stratum are drawn, of how many, and by which seed: the same seed on the same calls draws the same ones. */
export const RecipeFields = ({ queueId, filter, fields, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['queues', 'preview', queueId, filter],
    queryFn: () => request('queues.preview', { queueId: queueId ?? '', filter }),
    enabled: queueId !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const set = (stratum: Stratum, text: string): void => onChange({ ...fields, shares: { ...fields.shares, [stratum]: text } });
  return (
    <>
      <fieldset className={classes.strata}>
        <legend>{t('queues.recipe')}</legend>
        {STRATA.map((stratum) => (
          <label key={stratum} style={{ display: 'contents' }}>
            <span className={classes.stratum}>
              {t(`queues.stratum.${stratum}`)}
              <span className={classes.stratumText}>{t(`queues.stratumText.${stratum}`)}</span>
            </span>
            <span className={classes.available}>{data && t('queues.available', { n: formatNumber(data.available[stratum], language) })}</span>
            <TextInput inputMode="numeric" value={fields.shares[stratum]} onChange={(event) => set(stratum, event.currentTarget.value)} />
          </label>
        ))}
      </fieldset>
      <div className={classes.seed}>
        <TextInput
          label={t('queues.seed')}
          inputMode="numeric"
          value={fields.seed}
          onChange={(event) => onChange({ ...fields, seed: event.currentTarget.value })}
        />
        <Button leftSection={<IconDice size={14} stroke={1.75} aria-hidden="true" />} onClick={() => onChange({ ...fields, seed: newSeed() })}>
          {t('queues.anotherSeed')}
        </Button>
      </div>
      <p className={classes.hint}>{t('queues.seedText')}</p>
    </>
  );
};
