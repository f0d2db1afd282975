import { Button, Popover } from '@mantine/core';
import { IconAlertCircle, IconCloudCheck, IconCloudOff, IconCloudUp, IconGitCompare, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appQueries } from '../../bridge/app-queries.ts';
import { request } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import { useEver } from '../../lib/hooks.ts';
import { ChipButton } from '../../ui/chip-button.tsx';
import { ConflictDialog, OutboxTray } from './lazy-parts.ts';
import type { SyncState } from './sync-state.ts';
import { useSync } from './use-sync.ts';

const GLYPHS: Record<SyncState, typeof IconCloudCheck> = {
  synced: IconCloudCheck,
  offline: IconCloudOff,
  ended: IconCloudOff,
  failed: IconCloudOff,
  starting: IconRefresh,
  restarting: IconRefresh,
  syncing: IconRefresh,
  waiting: IconCloudUp,
  decide: IconGitCompare,
  refused: IconAlertCircle,
};
const CALM = new Set<SyncState>(['synced', 'syncing', 'waiting']);

/** In the tray's foot: what this device holds, and a workspace that can be started again. */
const Foot = ({ hasFailed }: { hasFailed: boolean }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: held } = useQuery({ queryKey: ['calls', 'held'], queryFn: () => request('calls.getCacheStatus', {}) });
  return (
    <>
      {held && <span>{t('sync.held', { count: held.calls, n: formatNumber(held.calls, language), size: formatBytes(held.bytes, language) })}</span>}
      {hasFailed && (
        <Button variant="filled" onClick={() => void request('app.restartWorkspace', {})}>
          {t('sync.restart')}
        </Button>
      )}
    </>
  );
};

const useRole = () => {
  const { data: session } = useQuery(appQueries.session);
  return session?.memberships.find((one) => one.organizationId === session.organizationId)?.role ?? null;
};

/** The chip of whoever belongs nowhere any more: only where something of his was not sent. */
export const LeftUnsent = (): React.JSX.Element | null => {
  const { data: session } = useQuery(appQueries.session);
  return session?.user && session.organizationId === null ? <ChipIfUnsent /> : null;
};

const ChipIfUnsent = (): React.JSX.Element | null => (useSync().unsent > 0 ? <SyncChip /> : null);

/** Says whether all is sent and the workspace answers. A change is announced once; pressing opens what waits on this device. */
export const SyncChip = (): React.JSX.Element => {
  const { t } = useTranslation();
  const { state, unsent, word, said } = useSync();
  const role = useRole();
  const chip = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const [decided, setDecided] = useState<string | null>(null);
  const everOpened = useEver(opened);
  const everDecided = useEver(decided !== null);
  const Glyph = GLYPHS[state];
  const close = (): void => {
    setOpened(false);
    chip.current?.focus();
  };
  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" width={420} closeOnEscape={false} returnFocus={false} trapFocus>
        <Popover.Target>
          <ChipButton ref={chip} data-warn={!CALM.has(state) || undefined} data-testid="sync-chip" aria-label={word} onClick={() => setOpened((now) => !now)}>
            <Glyph size={14} stroke={1.75} aria-hidden="true" />
            <span>{word}</span>
          </ChipButton>
        </Popover.Target>
        {everOpened && (
          <Suspense fallback={null}>
            <OutboxTray
              title={word}
              text={t(state === 'offline' && unsent > 0 ? 'sync.text.offlineWaiting' : `sync.text.${state}`)}
              role={role}
              onClose={close}
              onDecide={(opId) => {
                setOpened(false);
                setDecided(opId);
              }}
            >
              <Foot hasFailed={state === 'failed'} />
            </OutboxTray>
          </Suspense>
        )}
      </Popover>
      <span role="status" className="st-visually-hidden">
        {said}
      </span>
      {everDecided && (
        <Suspense fallback={null}>
          <ConflictDialog
            opId={decided}
            onClose={() => {
              setDecided(null);
              setOpened(true);
            }}
          />
        </Suspense>
      )}
    </>
  );
};
