import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { StatusStrip } from '../../ui/status-strip.tsx';
import classes from './list-strip.module.css';
import { callsQueries } from './queries.ts';
import type { CallList } from './use-call-list.ts';

interface Props {
  list: CallList;
  isSearching: boolean;
  /** Shows what of it was taken offline. */
  onShowHeld: () => void;
}

const Keys = ({ hasRows }: { hasRows: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const open = useKeycap('calls.open');
  const select = useKeycap('calls.select');
  const keys = useKeycap('keys.show');
  return (
    <>
      {hasRows && (
        <>
          <span>
            {t('command.calls_open')} <Keycap>{open ?? ''}</Keycap>
          </span>
          <span>
            {t('command.calls_select')} <Keycap>{select ?? ''}</Keycap>
          </span>
        </>
      )}
      <span>
        {t('keys.title')} <Keycap>{keys ?? ''}</Keycap>
      </span>
    </>
  );
};

/** Under the list: what keys do here, what this device holds, and when the list was read. */
export const ListStrip = ({ list, isSearching, onShowHeld }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: held } = useQuery(callsQueries.held);
  const fromCache = list.source === 'cache';
  const time = list.asOf === null ? null : formatByAge(list.asOf, language);
  return (
    <StatusStrip
      left={<Keys hasRows={list.rows.length > 0} />}
      right={
        <>
          {list.error !== null && list.rows.length > 0 && <span data-warn>{t('listError.title')}</span>}
          {fromCache && isSearching && <span data-warn>{t('calls.searchLocal')}</span>}
          {held && held.calls > 0 && (
            <button type="button" className={classes.held} title={t('strip.showHeld')} onClick={onShowHeld}>
              {t('strip.held', { count: held.calls, n: formatNumber(held.calls, language), size: formatBytes(held.bytes, language) })}
            </button>
          )}
          {time !== null && (
            <span data-warn={fromCache || undefined}>{t(fromCache ? 'strip.fromCache' : 'strip.read', { time })}</span>
          )}
        </>
      }
    />
  );
};
