import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './calls-header.module.css';
import { callsQueries } from './queries.ts';
import { isFiltered, toQuery, type CallsSearch } from './search.ts';

/** How many calls a search finds, counted up to main's cap. */
export const useCallCount = (search: CallsSearch, isShown = true): { count: number; capped: boolean } | null => {
  const { data } = useQuery({ ...callsQueries.count(toQuery(search).filter), enabled: isShown && search.here !== true });
  return data ?? null;
};

/** "412 of 8,559": what the filters leave, of what there is. */
export const CallsHeader = ({ search, children }: { search: CallsSearch; children?: React.ReactNode }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const found = useCallCount(search);
  const all = useCallCount({});
  const words = (value: { count: number; capped: boolean }): string =>
    `${formatNumber(value.count, language)}${value.capped ? '+' : ''}`;
  const filtered = isFiltered(search);
  return (
    <div className={classes.root}>
      <h1 className={classes.title}>{t('shell.calls')}</h1>
      <span className={classes.count} role="status">
        {found && all && (filtered ? t('calls.ofAll', { found: words(found), all: words(all) }) : words(all))}
      </span>
      <div className={classes.space} />
      {children}
    </div>
  );
};
