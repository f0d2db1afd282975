import { useNavigate, useSearch } from '@tanstack/react-router';
import { use, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RubricVersion, WaitingRubric } from '../../../../core/contract/routes/rubric.ts';
import { hindranceToAdd } from '../../../../core/moments/rights.ts';
import { DEFAULT_RUBRIC } from '../../../../core/qci/rubric.ts';
import type { DraftBook } from '../../bridge/draft-book.ts';
import { leavePlace } from '../../bridge/place.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useDraft, useDraftBook } from '../../bridge/use-draft-book.ts';
import { DRAFT_FIELD } from '../../features/rubric/draft.ts';
import { RubricError, RubricSkeleton } from '../../features/rubric/rubric-states.tsx';
import { RubricEditor, RubricReader, RubricWaiting, type Rescore } from '../../features/rubric/rubric-view.tsx';
import { parseRubricSearch } from '../../features/rubric/search.ts';
import { useRights, useVersions } from '../../features/rubric/use-rubric.ts';
import { VersionList } from '../../features/rubric/version-list.tsx';
import { forgetPosition } from '../../lib/call-position.ts';
import { useDelayed } from '../../lib/hooks.ts';
import { ScoringContext } from '../scoring-context.ts';
import { InsightsHead } from './insights-head.tsx';
import classes from './rubric-screen.module.css';

/** What an organization that has written no rubric is measured by. */
const UNWRITTEN: RubricVersion = { version: 1, content: DEFAULT_RUBRIC, note: null, createdByName: null, createdAt: '' };

interface BodyProps {
  organizationId: string;
  versions: readonly RubricVersion[];
  waiting: WaitingRubric | null;
  isAdmin: boolean;
}

/** To an admin the latest version is what he edits, unless one that he saved is still to be sent. */
const Latest = ({ book, versions, waiting, onRescore }: Pick<BodyProps, 'versions' | 'waiting'> & { book: DraftBook; onRescore: Rescore }): React.JSX.Element =>
  waiting === null ? <RubricEditor book={book} versions={versions} onRescore={onRescore} /> : <RubricWaiting waiting={waiting} latest={versions[0]} />;

const Body = ({ organizationId, versions, waiting, isAdmin }: BodyProps): React.JSX.Element => {
  const { rubric } = useSearch({ from: '/rubric', select: parseRubricSearch, structuralSharing: true });
  const navigate = useNavigate();
  const { score } = use(ScoringContext);
  const onRescore: Rescore = hindranceToAdd(useAsker()) === null ? (outdated) => score({ from: 'outdated', ...outdated }) : null;
  const book = useDraftBook(organizationId);
  const hasDraft = useDraft(book, DRAFT_FIELD) !== null;
  const at = Math.max(0, versions.findIndex(({ version }) => version === rubric));
  const shown = versions[at];
  const onShow = (version: number): void => void navigate({ to: '/rubric', search: version === versions[0]?.version ? {} : { rubric: version } });
  return (
    <div className={classes.columns}>
      {versions.length > 0 && <VersionList versions={versions} shown={shown?.version ?? null} hasDraft={hasDraft} onShow={onShow} />}
      {isAdmin && at === 0 ? <Latest book={book} versions={versions} waiting={waiting} onRescore={onRescore} /> : <RubricReader key={shown?.version ?? 0} version={shown ?? UNWRITTEN} before={versions[at + 1]} onRescore={onRescore} />}
    </div>
  );
};

/** What calls are measured by: its versions, and for admins the next one. */
export const RubricScreen = (): React.JSX.Element => {
  const { t } = useTranslation();
  const { isAdmin, organizationId } = useRights();
  const { data, error, isPending, refetch } = useVersions();
  const showSkeleton = useDelayed(isPending);
  useEffect(() => {
    forgetPosition();
    leavePlace();
  }, []);
  return (
    <main className={classes.root}>
      <div className={classes.head}>
        <InsightsHead at="rubric" about={t(data?.versions.length === 0 ? 'rubric.unwritten' : isAdmin ? 'rubric.about' : 'rubric.readOnly')} />
      </div>
      {isPending && <RubricSkeleton shown={showSkeleton} />}
      {data === undefined && error !== null && <RubricError error={error} onRetry={() => void refetch()} />}
      {data !== undefined && organizationId !== null && <Body organizationId={organizationId} versions={data.versions} waiting={data.waiting} isAdmin={isAdmin} />}
    </main>
  );
};
