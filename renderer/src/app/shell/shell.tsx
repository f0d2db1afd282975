import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../../core/contract/routes/session.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { useAppEvents } from '../../bridge/use-app-events.ts';
import { GridSkeleton } from '../../features/calls/grid-skeleton.tsx';
import type { CallSort } from '../../features/calls/search.ts';
import { DropVeil } from '../../features/imports/drop-veil.tsx';
import { useImport } from '../../features/imports/use-import.ts';
import { KeyringQuestion } from '../../features/session/keyring-question.tsx';
import { useDelayed, useEver } from '../../lib/hooks.ts';
import { UndoContext, UndoOffer } from '../../lib/undo.tsx';
import { ErrorBoundary } from '../error-boundary.tsx';
import { ImportContext } from '../import-context.ts';
import { KeySheet } from '../key-sheet.tsx';
import { CheckoutsParts } from './checkouts-parts.tsx';
import { EndedBanner } from './ended-banner.tsx';
import { ConnectScreen, ImportDialog, NoOrganizationScreen, SignInScreen } from './lazy-parts.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { QueuesParts } from './queues-parts.tsx';
import { ScoringParts } from './scoring-parts.tsx';
import classes from './shell.module.css';
import { TitleBar } from './title-bar.tsx';
import { Undo } from './undo.tsx';

/** What the list shows first; while nobody is known yet there is nothing to sort. */
const FIRST_SORT: CallSort = { by: 'created_at', direction: 'desc' };
const noSort = (): void => undefined;

type Gate = 'loading' | 'connect' | 'sign-in' | 'no-organization' | 'app';

/** What stands between the person and the calls. The address is kept meanwhile, so that work goes on where it was. */
const gateOf = (session: Session | undefined, readsOffline: boolean): Gate => {
  if (!session) return 'loading';
  if (session.status === 'no-workspace') return 'connect';
  if (session.status === 'signed-out' || (session.status === 'ended' && !readsOffline)) return 'sign-in';
  return session.organizationId === null ? 'no-organization' : 'app';
};

interface SignedInProps {
  session: Session;
  /** Back to the sign-in, for who reads on after the session has ended; else null. */
  onSignIn: (() => void) | null;
}

const SignedIn = ({ session, onSignIn }: SignedInProps): React.JSX.Element => {
  const { t } = useTranslation();
  const imports = useImport();
  const everImported = useEver(imports.state !== null);
  const input = useRef<HTMLInputElement>(null);
  const context = useMemo(() => ({ chooseFiles: () => input.current?.click() }), []);
  const [undo] = useState(() => new UndoOffer());
  return (
    <CheckoutsParts>
      <QueuesParts>
      <ScoringParts>
      <ImportContext value={context}>
      <UndoContext value={undo}>
        <TitleBar signedIn />
        <KeyringQuestion session={session} />
        {onSignIn ? <EndedBanner onSignIn={onSignIn} /> : <OfflineBanner />}
        <ErrorBoundary>
          <Outlet />
        </ErrorBoundary>
        <Undo />
        <input
          ref={input}
          type="file"
          data-testid="import-files"
          multiple
          hidden
          aria-label={t('menu.import')}
          accept=".json,.ndjson,.jsonl,.txt"
          onChange={(event) => {
            void imports.start([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <DropVeil onFiles={(files) => void imports.start(files)} />
        {everImported && (
          <Suspense fallback={null}>
            <ImportDialog state={imports.state} onCancel={imports.cancel} onClose={imports.close} />
          </Suspense>
        )}
      </UndoContext>
      </ImportContext>
      </ScoringParts>
      </QueuesParts>
    </CheckoutsParts>
  );
};

/** The window: title bar, whatever stands between the person and the calls, and the screen of the address. */
export const Shell = (): React.JSX.Element => {
  const { data: session } = useQuery(appQueries.session);
  const [readsOffline, setReadsOffline] = useState(false);
  // Reading on was chosen for this end of the session, not for the next.
  if (readsOffline && session && session.status !== 'ended') setReadsOffline(false);
  useAppEvents();
  const gate = gateOf(session, readsOffline);
  const showSkeleton = useDelayed(gate === 'loading');
  return (
    <div className={classes.root} data-signed-in={gate === 'app' || undefined}>
      {gate === 'app' && session ? (
        <SignedIn
          key={session.organizationId}
          session={session}
          onSignIn={session.status === 'ended' ? () => setReadsOffline(false) : null}
        />
      ) : (
        <>
          <TitleBar signedIn={false} />
          {gate === 'loading' && <GridSkeleton shown={showSkeleton} sort={FIRST_SORT} onSort={noSort} />}
          <Suspense fallback={null}>
            {gate === 'connect' && <ConnectScreen />}
            {gate === 'sign-in' && session && (
              <SignInScreen session={session} onReadOffline={() => setReadsOffline(true)} />
            )}
            {gate === 'no-organization' && session && <NoOrganizationScreen session={session} />}
          </Suspense>
        </>
      )}
      <KeySheet />
    </div>
  );
};
