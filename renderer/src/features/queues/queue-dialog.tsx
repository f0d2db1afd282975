import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppErrorCode } from '../../../../core/contract/errors.ts';
import { MOST, QUEUE_KINDS, type Queue, type QueueKind } from '../../../../core/queues/queue.ts';
import { mayShareQueues } from '../../../../core/queues/rights.ts';
import { useQueueChange } from '../../bridge/queues.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import classes from './forms.module.css';

interface Props {
  /** The queue to change; `new` makes one, null shows nothing. */
  queue: Queue | 'new' | null;
  onSaved: (queueId: string) => void;
  onClose: () => void;
}

const Failure = ({ code }: { code: AppErrorCode }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <p className={classes.failure} role="alert">
      <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
      {t(code === 'bad_request' ? 'queues.refused' : code === 'conflict' ? 'queues.changedMeanwhile' : `error.${code}`)}
    </p>
  );
};

interface Fields {
  readonly name: string;
  readonly kind: QueueKind;
  readonly blind: boolean;
  readonly shared: boolean;
  readonly dueOn: string;
}

const NEW: Fields = { name: '', kind: 'normal', blind: false, shared: false, dueOn: '' };
const fieldsOf = (queue: Queue | null): Fields => (queue === null ? NEW : { ...queue, name: queue.name ?? '', dueOn: queue.dueOn ?? '' });

/** What is sent of the fields: a calibration is blind and shared by itself, and only a new queue has a kind to choose. */
const givenBy = ({ name, kind, blind, shared, dueOn }: Fields, isNew: boolean, mayShare: boolean) => ({
  ...(name.trim() !== '' && { name: name.trim() }),
  dueOn: dueOn === '' ? null : dueOn,
  ...(kind === 'normal' && { blind, ...(mayShare && { shared }) }),
  ...(isNew && { kind }),
});

const Explained = ({ name, text }: { name: string; text: string }): React.JSX.Element => (
  <>
    {name}
    <span className={classes.stratumText}>{text}</span>
  </>
);

const Switches = ({ fields, mayShare, onChange }: { fields: Fields; mayShare: boolean; onChange: (change: Partial<Fields>) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  if (fields.kind === 'calibration') return <p className={classes.hint}>{t('queues.calibrationText')}</p>;
  return (
    <>
      <Checkbox size="sm" checked={fields.blind} label={<Explained name={t('queues.blind')} text={t('queues.blindText')} />} onChange={(event) => onChange({ blind: event.currentTarget.checked })} />
      {mayShare && (
        <Checkbox size="sm" checked={fields.shared} label={<Explained name={t('queues.shared')} text={t('queues.sharedText')} />} onChange={(event) => onChange({ shared: event.currentTarget.checked })} />
      )}
    </>
  );
};

const Form = ({ queue, onSaved, onClose }: { queue: Queue | null } & Omit<Props, 'queue'>): React.JSX.Element => {
  const { t } = useTranslation();
  const mayShare = mayShareQueues(useAsker());
  // One id of the queue for this form: pressing twice, or again after an answer was lost, makes one queue.
  const [queueId] = useState(() => queue?.id ?? crypto.randomUUID());
  const [fields, setFields] = useState(() => fieldsOf(queue));
  const { change, opIdOf, failure } = useQueueChange();
  const isNamed = fields.name.trim() !== '' || queue?.collectsFlags === true;
  const onChange = (changed: Partial<Fields>): void => {
    setFields({ ...fields, ...changed });
  };
  const save = (): void => {
    if (!isNamed || change.isPending) return;
    const input = { queueId, version: queue?.version ?? 0, ...givenBy(fields, queue === null, mayShare) };
    change.mutate({ route: 'queues.save', input: { ...input, opId: opIdOf(input) } }, { onSuccess: () => onSaved(queueId) });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextInput label={t('queues.name')} value={fields.name} maxLength={MOST.name} dir="auto" data-autofocus onChange={(event) => onChange({ name: event.currentTarget.value })} />
      {queue === null && mayShare && (
        <NativeSelect
          label={t('queues.kind')}
          data={QUEUE_KINDS.map((one) => ({ value: one, label: t(`queues.kindOf.${one}`) }))}
          value={fields.kind}
          onChange={(event) => onChange({ kind: event.currentTarget.value === 'calibration' ? 'calibration' : 'normal' })}
        />
      )}
      <TextInput type="date" label={t('queues.dueOn')} value={fields.dueOn} min="2000-01-01" max="2099-12-31" onChange={(event) => onChange({ dueOn: event.currentTarget.value })} />
      <Switches fields={fields} mayShare={mayShare} onChange={onChange} />
      {failure && <Failure code={failure} />}
      <div className={classes.feet}>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={!isNamed} loading={change.isPending} title={isNamed ? undefined : t('queues.noNameYet')}>
          {t(queue === null ? 'queues.make' : 'queues.save')}
        </Button>
      </div>
    </form>
  );
};

/** Makes a queue, or changes what it is called, whether it is blind and shared, and when it is due. */
export const QueueDialog = ({ queue, onSaved, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <Modal opened={queue !== null} onClose={onClose} size={440} title={t(queue === 'new' ? 'queues.newTitle' : 'queues.editTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {queue !== null && <Form queue={queue === 'new' ? null : queue} onSaved={onSaved} onClose={onClose} />}
    </Modal>
  );
};
