import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST, type SavedView } from '../../../../core/queues/queue.ts';
import { keepsView, mayReview } from '../../../../core/queues/rights.ts';
import { useQueueChange } from '../../bridge/queues.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { UndoContext } from '../../lib/undo.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import type { CallsSearch } from './search.ts';
import classes from './views-dialog.module.css';

interface RowProps {
  view: SavedView;
  isBusy: boolean;
  onChange: (change: { name?: string; shared?: boolean; deleted?: boolean; filters?: CallsSearch }) => void;
  search: CallsSearch;
}

const Row = ({ view, isBusy, onChange, search }: RowProps): React.JSX.Element => {
  const { t } = useTranslation();
  const asker = useAsker();
  const [name, setName] = useState(view.name);
  const isChanged = name.trim() !== '' && name.trim() !== view.name;
  if (!keepsView(asker, view)) {
    return (
      <li className={classes.row}>
        <span className={classes.name} dir="auto" title={inertText(view.name)}>
          {shownText(view.name)}
        </span>
        <span className={classes.hint}>{t('views.by', { name: inertText(view.createdByName ?? '–') })}</span>
      </li>
    );
  }
  return (
    <li className={classes.row}>
      <form
        className={classes.rename}
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged) onChange({ name: name.trim() });
        }}
      >
        <TextInput aria-label={t('views.nameOf', { name: inertText(view.name) })} value={name} maxLength={MOST.name} dir="auto" onChange={(event) => setName(event.currentTarget.value)} />
        {isChanged && (
          <Button type="submit" loading={isBusy}>
            {t('views.rename')}
          </Button>
        )}
      </form>
      {mayReview(asker) && <Checkbox size="sm" checked={view.shared} disabled={isBusy} label={t('views.share')} onChange={(event) => onChange({ shared: event.currentTarget.checked })} />}
      <Button variant="subtle" disabled={isBusy} aria-label={t('views.replaceOf', { name: inertText(view.name) })} onClick={() => onChange({ filters: search })}>
        {t('views.replace')}
      </Button>
      <Button variant="subtle" disabled={isBusy} aria-label={t('views.deleteOf', { name: inertText(view.name) })} onClick={() => onChange({ deleted: true })}>
        {t('views.delete')}
      </Button>
    </li>
  );
};

interface Props {
  views: readonly SavedView[];
  /** What the list shows now, which a view can take over. */
  search: CallsSearch;
  opened: boolean;
  onClose: () => void;
}

/** Saved views kept in order: renamed, shared, replaced by what the list shows now, deleted. */
export const ViewsDialog = ({ views, search, opened, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const offer = use(UndoContext);
  const { change, failure } = useQueueChange();
  const save = (view: SavedView, fields: Parameters<RowProps['onChange']>[0]): void => {
    const send = (version: number, given: typeof fields, onSuccess?: () => void): void =>
      change.mutate({ route: 'views.save', input: { viewId: view.id, opId: crypto.randomUUID(), version, ...given } }, { onSuccess: () => onSuccess?.() });
    send(view.version, fields, () => {
      if (fields.deleted) offer.offer({ words: t('views.deleted', { name: inertText(view.name) }), undo: () => send(view.version + 1, { deleted: false }) });
    });
  };
  const close = (): void => {
    change.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} size={640} title={t('views.manageTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {views.length === 0 ? (
        <p className={classes.hint}>{t('views.none')}</p>
      ) : (
        <ul className={classes.list}>
          {views.map((view) => (
            <Row key={`${view.id} ${view.version}`} view={view} isBusy={change.isPending} search={search} onChange={(fields) => save(view, fields)} />
          ))}
        </ul>
      )}
      {failure && (
        <p className={classes.failure} role="alert">
          {t(`error.${failure}`)}
        </p>
      )}
    </Modal>
  );
};
