import { IconChevronLeft } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { partName, partOf, type AgreementPair, type PairPart } from '../../../../core/qci/agreement/pair.ts';
import { leavePlace } from '../../bridge/place.ts';
import { AgreementEmpty, AgreementError, AgreementSkeleton, AgreementStrip } from '../../features/agreement/agreement-states.tsx';
import { OverviewCards } from '../../features/agreement/overview-cards.tsx';
import { PairList } from '../../features/agreement/pair-list.tsx';
import { RatersBar } from '../../features/agreement/raters-bar.tsx';
import { ExportButton } from '../../features/agreement/export-button.tsx';
import { filterOf, parseAgreementSearch, type AgreementSearch } from '../../features/agreement/search.ts';
import { usePairs, type PairFilter, type Pairs } from '../../features/agreement/use-pairs.ts';
import { useRaters } from '../../features/agreement/use-raters.ts';
import { partWords, type RaterNames } from '../../features/agreement/words.ts';
import { forgetPosition } from '../../lib/call-position.ts';
import { useCommand } from '../../lib/commands.tsx';
import { useDelayed, useToday } from '../../lib/hooks.ts';
import { ChipButton } from '../../ui/chip-button.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './agreement-screen.module.css';
import { InsightsHead } from './insights-head.tsx';

interface BodyProps {
  pairs: Pairs;
  filter: PairFilter;
  search: AgreementSearch;
  names: RaterNames;
  onPart: (part: PairPart | 'all') => void;
  onOpen: (pair: AgreementPair) => void;
  onBack: () => void;
}

/** The calls behind a number: what they are, the way back, and the list. */
const Behind = ({ pairs, part, names, onOpen, onBack }: Omit<BodyProps, 'onPart' | 'search' | 'filter'> & { part: PairPart }): React.JSX.Element => {
  const { t } = useTranslation();
  useCommand('call.back', onBack);
  const label = part === null ? t('agreement.allApart') : partWords(part, names, t);
  return (
    <>
      <div className={classes.behind}>
        <ChipButton onClick={onBack}>
          <IconChevronLeft size={14} stroke={1.75} aria-hidden="true" />
          {t('agreement.back')}
        </ChipButton>
        <h2 className={classes.part}>{shownText(label)}</h2>
      </div>
      <PairList key={label} pairs={pairs} part={part} names={names} label={label} onOpen={onOpen} />
    </>
  );
};

const Body = ({ search, ...props }: BodyProps): React.JSX.Element => {
  const part = useMemo(() => (search.part === undefined || search.part === 'all' ? null : (partOf(search.part) ?? null)), [search.part]);
  return search.part === undefined ? <OverviewCards {...props} /> : <Behind {...props} part={part} />;
};

/** How far judges and people agree about the same calls. Who is compared lives in the address. */
export const AgreementScreen = (): React.JSX.Element => {
  const { t } = useTranslation();
  const search = useSearch({ from: '/agreement', select: parseAgreementSearch, structuralSharing: true });
  const navigate = useNavigate();
  const today = useToday();
  const filter = useMemo(() => filterOf(search, today), [search, today]);
  const { data: pairs, error, errorUpdatedAt, isPending, refetch } = usePairs(filter);
  const names = useRaters(search);
  const showSkeleton = useDelayed(isPending);
  useEffect(() => {
    forgetPosition();
    leavePlace();
  }, []);
  const onChange = useCallback((next: AgreementSearch) => void navigate({ to: '/agreement', search: next, replace: true }), [navigate]);
  const { part: _part, ...whole } = search;
  const body = { search, filter, names, onPart: (part: PairPart | 'all') => void navigate({ to: '/agreement', search: { ...whole, part: part === 'all' ? 'all' : (partName(part) ?? 'all') } }), onBack: () => void navigate({ to: '/agreement', search: whole }) };
  const onOpen = ({ callId }: AgreementPair): void => void navigate({ to: '/calls/$callId', params: { callId }, search: {}, state: { fromAgreement: true } });
  return (
    <main className={classes.root}>
      <div className={classes.scroll}>
        <InsightsHead at="agreement" about={t('agreement.about')}>
          {pairs !== undefined && pairs.rows.length > 0 && <ExportButton key={JSON.stringify(filter)} filter={filter} />}
        </InsightsHead>
        <RatersBar search={search} onChange={onChange} />
        {pairs === undefined && error !== null && <AgreementError error={error} failedAt={errorUpdatedAt} onRetry={() => void refetch()} />}
        {isPending && <AgreementSkeleton shown={showSkeleton} />}
        {pairs?.rows.length === 0 && <AgreementEmpty search={search} onChange={onChange} />}
        {pairs !== undefined && pairs.rows.length > 0 && <Body {...body} pairs={pairs} onOpen={onOpen} />}
      </div>
      <AgreementStrip pairs={pairs} isList={search.part !== undefined} error={error} />
    </main>
  );
};
