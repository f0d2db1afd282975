import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST } from '../../../../core/queues/queue.ts';
import { mayReview } from '../../../../core/queues/rights.ts';
import { useQueueChange } from '../../bridge/queues.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import type { CallsSearch } from './search.ts';
import classes from './views-dialog.module.css';

const Form = ({ search, onClose }: { search: CallsSearch; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const mayShare = mayReview(useAsker());
  // One id of the view for this form: pressing twice, or again after an answer was lost, makes one view.
  const [viewId] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const { change, opIdOf, failure } = useQueueChange();
  const save = (): void => {
    if (name.trim() === '' || change.isPending) return;
    const view = { viewId, version: 0, name: name.trim(), filters: search, shared };
    change.mutate({ route: 'views.save', input: { ...view, opId: opIdOf(view) } }, { onSuccess: onClose });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextInput label={t('views.name')} value={name} maxLength={MOST.name} dir="auto" data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
      {mayShare && <Checkbox size="sm" checked={shared} label={`${t('views.share')}. ${t('views.shareText')}`} onChange={(event) => setShared(event.currentTarget.checked)} />}
      {failure && (
        <p className={classes.failure} role="alert">
          {t(`error.${failure}`)}
        </p>
      )}
      <div className={classes.feet}>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={name.trim() === ''} loading={change.isPending}>
          {t('views.saveNow')}
        </Button>
      </div>
    </form>
  );
};

/** Keeps the filters, words and order that the list has now under a name. */
export const SaveViewDialog = ({ search, opened, onClose }: { search: CallsSearch; opened: boolean; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} size={400} title={t('views.saveTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {opened && <Form search={search} onClose={onClose} />}
    </Modal>
  );
};
