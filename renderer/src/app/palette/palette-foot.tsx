import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { useSettled } from '../../lib/hooks.ts';
import type { GroupName } from './entry.ts';
import classes from './palette.module.css';
import type { FoundCalls } from './use-found-calls.ts';

/** What changes with every key is read out once it has come to rest. */
const QUIET_MS = 500;

interface Props {
  count: number;
  hasWords: boolean;
  calls: FoundCalls;
  failed: readonly GroupName[];
  onRetry: () => void;
}

/** Under the list: where calls were searched, or what could not be read, with the way to try again. */
export const PaletteFoot = ({ count, hasWords, calls, failed, onRetry }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const where = calls.isLoading ? t('palette.searching') : calls.source === null ? t('palette.hint') : t(`palette.source.${calls.source}`);
  const unread = failed.map((name) => t(`palette.group.${name}`)).join(', ');
  const why = calls.error === null ? '' : ` ${t(`error.${toAppError(calls.error).code}`)}`;
  const counted = hasWords && !calls.isLoading ? t('palette.count', { count, n: formatNumber(count, language) }) : '';
  const said = useSettled(counted, QUIET_MS);
  return (
    <div className={classes.foot}>
      {failed.length > 0 ? (
        <>
          <span data-warn role="alert">
            {t('palette.unread', { what: unread })}
            {why}
          </span>
          <Button size="compact-xs" onClick={onRetry}>
            {t('common.again')}
          </Button>
        </>
      ) : (
        <span data-warn={calls.source === 'cache' || undefined}>{where}</span>
      )}
      <span role="status" className="st-visually-hidden">
        {said}
      </span>
    </div>
  );
};
