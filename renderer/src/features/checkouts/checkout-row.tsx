import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkout } from '../../../../core/contract/routes/checkouts.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './checkouts.module.css';

interface Props {
  checkout: Checkout;
  onPause: () => void;
  onResume: () => void;
  onRemove: () => void;
}

/** How far it is, what it takes, and about how long the rest lasts. */
const Progressed = ({ checkout }: { checkout: Checkout }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { state, total, ready, bytes, secondsLeft } = checkout;
  const seconds = secondsLeft === null ? null : Math.max(1, Math.round(secondsLeft));
  const rest =
    state === 'paused'
      ? t('checkouts.paused')
      : state === 'running' && seconds !== null
        ? seconds < 90
          ? t('checkouts.secondsLeft', { count: seconds })
          : t('checkouts.minutesLeft', { count: Math.round(seconds / 60) })
        : null;
  return (
    <>
      {state !== 'done' && <Progress value={total > 0 ? (ready / total) * 100 : 0} size={6} radius="xs" aria-label={inertText(checkout.name)} />}
      <p className={classes.line}>
        {[t('checkouts.ready', { count: total, ready: formatNumber(ready, language), n: formatNumber(total, language) }), formatBytes(bytes, language), rest]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
    </>
  );
};

/** One checkout: its progress, what could not be taken and why, and the ways to stop, go on and let go. */
export const CheckoutRow = ({ checkout, onPause, onResume, onRemove }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isAsked, setAsked] = useState(false);
  const { name, state, failed, withoutAudio, startedAt } = checkout;
  const of = { name: inertText(name) };
  return (
    <li className={classes.row} data-testid="checkout">
      <div className={classes.rowHead}>
        <span className={classes.name} dir="auto" title={inertText(name)}>
          {shownText(name)}
        </span>
        <span className={classes.when}>{formatByAge(startedAt, language)}</span>
        {!isAsked && (
          <>
            {state === 'running' && <Button aria-label={t('checkouts.pauseOf', of)} onClick={onPause}>{t('checkouts.pause')}</Button>}
            {state === 'paused' && <Button aria-label={t('checkouts.resumeOf', of)} onClick={onResume}>{t('checkouts.resume')}</Button>}
            <Button variant="subtle" aria-label={t('checkouts.removeOf', of)} onClick={() => setAsked(true)}>
              {t('checkouts.remove')}
            </Button>
          </>
        )}
      </div>
      <Progressed checkout={checkout} />
      {failed > 0 && <p className={classes.failed}>{t('checkouts.failed', { count: failed, n: formatNumber(failed, language) })}</p>}
      {withoutAudio > 0 && <p className={classes.missing}>{t('checkouts.withoutAudio', { count: withoutAudio, n: formatNumber(withoutAudio, language) })}</p>}
      {isAsked && (
        <div className={classes.question}>
          <span>{t('checkouts.removeAsk')}</span>
          <div className={classes.feet}>
            <Button onClick={() => setAsked(false)}>{t('checkouts.keep')}</Button>
            <Button variant="filled" color="red" autoFocus onClick={onRemove}>
              {t('checkouts.remove')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
};
