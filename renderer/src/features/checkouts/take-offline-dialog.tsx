import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_CALLS } from '../../../../core/contract/routes/checkouts.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import { formatDayAndClock } from '../../lib/format-time.ts';
import { useSettled } from '../../lib/hooks.ts';
import classes from './checkouts.module.css';
import { firstMost, toCheckoutSource, type TakeSource } from './take-source.ts';
import { useCheckouts } from './use-checkouts.ts';

/** The number that a text writes, within what a checkout takes; null where it writes none. */
const readMost = (text: string): number | null => {
  const value = Number(text.trim());
  return Number.isInteger(value) && value >= 1 && value <= MOST_CALLS ? value : null;
};

const useEstimate = (source: TakeSource, most: number, withAudio: boolean) => {
  const asked = { source: toCheckoutSource(source, most), withAudio };
  return useQuery({
    queryKey: ['checkouts', 'estimate', asked],
    queryFn: () => request('checkouts.estimate', asked),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
};

type Estimated = ReturnType<typeof useEstimate>;

const Estimate = ({ estimate }: { estimate: Estimated }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, error } = estimate;
  if (error) return <p className={classes.failure} role="alert">{t(`error.${toAppError(error).code}`)}</p>;
  if (!data) return <p className={classes.hint} role="status">{t('checkouts.estimating')}</p>;
  const isTight = data.bytes > data.freeBytes;
  return (
    <p className={isTight ? classes.failure : classes.hint} role="status" data-testid="estimate">
      {t('checkouts.estimate', { count: data.calls, n: formatNumber(data.calls, language), size: formatBytes(data.bytes, language) })}
      {data.onDevice > 0 && ` ${t('checkouts.already', { count: data.onDevice, n: formatNumber(data.onDevice, language) })}`}{' '}
      {t(isTight ? 'checkouts.tight' : 'checkouts.free', { size: formatBytes(data.freeBytes, language) })}
    </p>
  );
};

const Form = ({ source, onStarted, onClose }: { source: TakeSource; onStarted: () => void; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  // One id for this form: pressing twice, or again after an answer was lost, starts one checkout.
  const [checkoutId] = useState(() => crypto.randomUUID());
  const first = firstMost(source);
  const [name, setName] = useState(() => t('checkouts.firstName', { when: formatDayAndClock(new Date().toISOString(), language) }));
  const [mostText, setMostText] = useState(String(first));
  const [withAudio, setWithAudio] = useState(true);
  const most = readMost(mostText);
  const settled = useSettled(most ?? first, 250);
  const estimate = useEstimate(source, settled, withAudio);
  const { change, failure } = useCheckouts(false);
  const isTight = estimate.data !== undefined && estimate.data.bytes > estimate.data.freeBytes;
  const isReady = name.trim() !== '' && most !== null && !isTight && estimate.data?.calls !== 0;
  const start = (): void => {
    if (!isReady || change.isPending) return;
    change.mutate(
      { route: 'checkouts.start', input: { checkoutId, name: name.trim(), source: toCheckoutSource(source, most), withAudio } },
      { onSuccess: onStarted },
    );
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <TextInput
        label={t('checkouts.name')}
        value={name}
        maxLength={120}
        dir="auto"
        data-autofocus
        error={name.trim() === '' && t('checkouts.noName')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {source.from === 'filter' && (
        <TextInput
          label={t('checkouts.most')}
          description={source.capped || first === MOST_CALLS ? t('checkouts.newestFirst') : undefined}
          inputMode="numeric"
          value={mostText}
          error={most === null && t('checkouts.wrongMost', { max: formatNumber(MOST_CALLS, language) })}
          onChange={(event) => setMostText(event.currentTarget.value)}
        />
      )}
      <Checkbox
        size="xs"
        checked={withAudio}
        label={t('checkouts.withAudio')}
        description={t('checkouts.withAudioText')}
        onChange={(event) => setWithAudio(event.currentTarget.checked)}
      />
      <Estimate estimate={estimate} />
      {failure && (
        <p className={classes.failure} role="alert">
          <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
          {t(`error.${failure}`)}
        </p>
      )}
      <div className={classes.feet}>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={!isReady} loading={change.isPending} title={isTight ? t('checkouts.doesNotFit') : undefined}>
          {t('checkouts.take')}
        </Button>
      </div>
    </form>
  );
};

/** Asks under which name, how many and with what calls are taken along, and says before what they will take. */
export const TakeOfflineDialog = ({ source, onStarted, onClose }: { source: TakeSource | null; onStarted: () => void; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = source?.from === 'calls' ? source.callIds.length : (source?.count ?? 0);
  const title = source?.from === 'filter' ? t('checkouts.titleFilter') : t('checkouts.title', { count, n: formatNumber(count, language) });
  return (
    <Modal opened={source !== null} onClose={onClose} size={440} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {source && <Form source={source} onStarted={onStarted} onClose={onClose} />}
    </Modal>
  );
};
