import { Button, Modal, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportSummary } from '../../../../core/contract/routes/imports.ts';
import { request } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './import-dialog.module.css';
import type { ImportState } from './use-import.ts';

interface Props {
  state: ImportState | null;
  onCancel: () => void;
  onClose: () => void;
}

const Running = ({ state }: { state: ImportState }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const share = state.total > 0 ? state.done / state.total : 0;
  const seconds = share > 0.02 ? Math.ceil(((Date.now() - state.startedAt) / 1000) * (1 / share - 1)) : null;
  return (
    <div>
      <Progress value={share * 100} size={6} radius="xs" aria-label={t('import.title')} />
      <p className={classes.line} role="status">
        {state.total === 0
          ? t('import.reading', { count: state.files.length, n: formatNumber(state.files.length, language) })
          : t('import.progress', { done: formatNumber(state.done, language), total: formatNumber(state.total, language) })}
        {seconds !== null && ` · ${t('import.left', { count: seconds })}`}
      </p>
    </div>
  );
};

const SetAside = ({ items }: { items: ImportSummary['setAside'] }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section>
      <h3 className={classes.sub}>{t('import.setAside', { count: items.length, n: formatNumber(items.length, language) })}</h3>
      <p className={classes.hint}>{t('import.setAsideText')}</p>
      <div className={classes.aside} tabIndex={0} role="region" aria-label={t('import.setAsideLabel')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.file')}</th>
              <th scope="col">{t('import.item')}</th>
              <th scope="col">{t('import.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {items.slice(0, 500).map((item, index) => (
              <tr key={index}>
                <td>{item.file}</td>
                <td>{formatNumber(item.index, language)}</td>
                <td title={item.detail}>{t(`import.why.${item.reason}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

const Summary = ({ state, summary }: { state: ImportState; summary: ImportSummary }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const numbers = [
    ['read', summary.read],
    ['inserted', summary.inserted],
    ['updated', summary.updated],
    ['unchanged', summary.unchanged],
    ['aside', summary.setAside.length],
  ] as const;
  return (
    <>
      {state.cancelled && <p className={classes.line}>{t('import.cancelled')}</p>}
      <dl className={classes.numbers}>
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`import.count.${name}`)}</dt>
            <dd>{formatNumber(value, language)}</dd>
          </div>
        ))}
      </dl>
      {summary.setAside.length > 0 && <SetAside items={summary.setAside} />}
    </>
  );
};

/** An import from its first byte to its account: every item is either in the list or named here with its reason. */
export const ImportDialog = ({ state, onCancel, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const busy = state !== null && (state.phase === 'reading' || state.phase === 'running');
  const summary = state?.summary ?? null;
  return (
    <Modal
      opened={state !== null}
      onClose={busy ? () => undefined : onClose}
      withCloseButton={!busy}
      closeOnClickOutside={false}
      size={summary !== null && summary.setAside.length > 0 ? 640 : 440}
      title={t(state?.phase === 'done' ? 'import.doneTitle' : state?.phase === 'failed' ? 'import.failedTitle' : 'import.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {state && busy && <Running state={state} />}
      {state?.phase === 'done' && summary && <Summary state={state} summary={summary} />}
      {state?.phase === 'failed' && state.error && (
        <p className={classes.line} role="alert">
          {t(`error.${state.error.code}`)}
        </p>
      )}
      <div className={classes.feet}>
        {busy && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
        {state && !busy && summary !== null && summary.setAside.length > 0 && (
          <Button onClick={() => void request('app.copyText', { text: JSON.stringify(summary.setAside, null, 2) })}>
            {t('import.copyAside')}
          </Button>
        )}
        {state && !busy && (
          <Button variant="filled" data-autofocus onClick={onClose}>
            {t('common.done')}
          </Button>
        )}
      </div>
    </Modal>
  );
};
