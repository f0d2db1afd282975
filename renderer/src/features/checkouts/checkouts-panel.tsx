import { Button, Modal } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import { CheckoutRow } from './checkout-row.tsx';
import classes from './checkouts.module.css';
import { useCheckouts } from './use-checkouts.ts';

/** What has been taken along on this device, how far each is, and what all of it takes. */
export const CheckoutsPanel = ({ opened, onClose }: { opened: boolean; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { all, change, failure, retry } = useCheckouts(opened);
  const close = (): void => {
    change.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} size={560} title={t('checkouts.panel')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {failure && (
        <p className={classes.failure} role="alert">
          <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
          {t(`error.${failure}`)}
          {all === null && <Button onClick={retry}>{t('common.again')}</Button>}
        </p>
      )}
      {all && all.checkouts.length === 0 && <p className={classes.hint}>{t('checkouts.none')}</p>}
      {all && all.checkouts.length > 0 && (
        <ul className={classes.list}>
          {all.checkouts.map((checkout) => {
            const input = { checkoutId: checkout.checkoutId };
            return (
              <CheckoutRow
                key={checkout.checkoutId}
                checkout={checkout}
                onPause={() => change.mutate({ route: 'checkouts.pause', input })}
                onResume={() => change.mutate({ route: 'checkouts.resume', input })}
                onRemove={() => change.mutate({ route: 'checkouts.remove', input })}
              />
            );
          })}
        </ul>
      )}
      {all && (
        <p className={classes.total}>
          {t('checkouts.total', {
            count: all.callsOnDevice,
            n: formatNumber(all.callsOnDevice, language),
            size: formatBytes(all.bytes, language),
            most: formatBytes(all.maxBytes, language),
          })}
        </p>
      )}
    </Modal>
  );
};
