import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { request } from '../../bridge/request.ts';
import classes from './import-dialog.module.css';
import { ImportRunning } from './import-running.tsx';
import { ImportSummary } from './import-summary.tsx';
import type { ImportState } from './use-import.ts';

const TITLES = {
  reading: 'import.title',
  running: 'import.title',
  done: 'import.doneTitle',
  failed: 'import.failedTitle',
} as const;

const isBusy = (state: ImportState): boolean => state.phase === 'reading' || state.phase === 'running';

const Failure = ({ state }: { state: ImportState }): React.JSX.Element | null => {
  const { t } = useTranslation();
  if (state.error === null) return null;
  return (
    <p className={classes.line} role="alert">
      {t(`error.${state.error.code}`)}
    </p>
  );
};

const Content = ({ state }: { state: ImportState }): React.JSX.Element | null => {
  if (isBusy(state)) return <ImportRunning state={state} />;
  if (state.phase === 'failed') return <Failure state={state} />;
  return state.summary && <ImportSummary summary={state.summary} cancelled={state.cancelled} />;
};

const Feet = ({ state, onCancel, onClose }: { state: ImportState } & Omit<Props, 'state'>): React.JSX.Element => {
  const { t } = useTranslation();
  if (isBusy(state)) return <Button disabled={state.stopping} onClick={onCancel}>{t('common.cancel')}</Button>;
  const aside = state.summary?.setAside ?? [];
  return (
    <>
      {aside.length > 0 && (
        <Button onClick={() => void request('app.copyText', { text: JSON.stringify(aside, null, 2) })}>
          {t('import.copyAside')}
        </Button>
      )}
      <Button variant="filled" data-autofocus autoFocus onClick={onClose}>
        {t('common.done')}
      </Button>
    </>
  );
};

interface Props {
  state: ImportState | null;
  onCancel: () => void;
  onClose: () => void;
}

/** An import from its first byte to its account: every item is either in the list or named here with its reason. */
export const ImportDialog = ({ state, onCancel, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const busy = state !== null && isBusy(state);
  const wide = (state?.summary?.setAside.length ?? 0) > 0;
  return (
    <Modal
      opened={state !== null}
      onClose={busy ? () => undefined : onClose}
      withCloseButton={!busy}
      closeOnClickOutside={false}
      size={wide ? 640 : 440}
      title={t(TITLES[state?.phase ?? 'reading'])}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {state && <Content state={state} />}
      <div className={classes.feet}>{state && <Feet state={state} onCancel={onCancel} onClose={onClose} />}</div>
    </Modal>
  );
};
