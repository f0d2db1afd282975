import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { appQueries } from '../../bridge/app-queries.ts';
import { unsentOf } from '../../bridge/unsent.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';

/** How many changes wait on this device, as a sentence for a banner; nothing where none does. */
export const useSafeWords = (): string => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: outbox } = useQuery(appQueries.outbox);
  const unsent = outbox ? unsentOf(outbox) : 0;
  return unsent === 0 ? '' : ` ${t('banner.safe', { count: unsent, n: formatNumber(unsent, language) })}`;
};
