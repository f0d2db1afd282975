import { Button, Modal } from '@mantine/core';
import { IconAlertCircle, IconGitCompare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { formatByAge } from '../../lib/format-time.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { evenChoices, mineOf, undecided, type Choices, type Conflict } from './choices.ts';
import { aboutOf } from './change-words.ts';
import classes from './conflict-dialog.module.css';
import { ConflictRow } from './conflict-row.tsx';
import { fieldWords, valueWords } from './field-words.ts';
import { useOutbox } from './use-outbox.ts';

interface BodyProps {
  item: OutboxItem;
  conflict: Conflict;
  isBusy: boolean;
  /** Settles it: these fields are this person's, the others stay theirs. */
  onResolve: (mine: string[]) => void;
  onClose: () => void;
}

const useHeads = (item: OutboxItem, conflict: Conflict) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = conflict.byName ?? t('outbox.somebody');
  return {
    call: item.call === null ? '' : `${item.call.assistantName ?? t('call.noAgent')} · ${formatByAge(item.call.createdAt, language)}`,
    mine: t('outbox.conflictDialog.mine', { time: formatByAge(item.madeAt, language) }),
    theirs: t('outbox.conflictDialog.theirs', { name, time: conflict.at === null ? '' : formatByAge(conflict.at, language) }),
  };
};

/** Nobody else's values stand against one's own: the row itself is deleted. */
const Gone = ({ item, conflict, isBusy, onResolve, onClose }: BodyProps): React.JSX.Element => {
  const { t } = useTranslation();
  const mine = conflict.fields.filter((one) => one.mine !== null);
  return (
    <>
      <p className={classes.sentence}>{t('outbox.conflictDialog.goneText')}</p>
      <dl className={classes.own}>
        {mine.map((one) => (
          <div key={one.field}>
            <dt>{fieldWords(one.field, t)}</dt>
            <dd dir="auto">{shownText(valueWords(one.field, one.mine, t))}</dd>
          </div>
        ))}
        {mine.length === 0 && <dd dir="auto">{shownText(item.subject)}</dd>}
      </dl>
      <div className={classes.feet}>
        <Button variant="subtle" onClick={onClose}>
          {t('outbox.conflictDialog.later')}
        </Button>
        <Button disabled={isBusy} data-autofocus onClick={() => onResolve([])}>
          {t('outbox.conflictDialog.leaveGone')}
        </Button>
        {conflict.fields.length > 0 && (
          <Button variant="filled" loading={isBusy} onClick={() => onResolve(conflict.fields.map(({ field }) => field))}>
            {t('outbox.conflictDialog.bringBack')}
          </Button>
        )}
      </div>
    </>
  );
};

const Values = ({ item, conflict, isBusy, onResolve, onClose }: BodyProps): React.JSX.Element => {
  const { t } = useTranslation();
  const save = useKeycap('conflict.save');
  const heads = useHeads(item, conflict);
  const [choices, setChoices] = useState<Choices>(() => evenChoices(conflict));
  const open = undecided(conflict, choices);
  const first = conflict.fields.find(({ mine, theirs }) => mine !== theirs)?.field;
  const all = conflict.fields.map(({ field }) => field);
  const settle = (): void => {
    if (open === 0 && !isBusy) onResolve(mineOf(conflict, choices));
  };
  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        settle();
      }}
    >
      <p className={classes.sentence}>{t('outbox.conflictDialog.text', { count: conflict.fields.filter((one) => one.mine !== one.theirs).length })}</p>
      <div className={classes.table}>
        <div className={classes.heads}>
          <span dir="auto">{shownText(heads.call)}</span>
          <span>{heads.mine}</span>
          <span>{shownText(heads.theirs)}</span>
        </div>
        {conflict.fields.map((value) => (
          <ConflictRow
            key={value.field}
            value={value}
            choice={choices[value.field]}
            isFirst={value.field === first}
            onChoose={(side) => setChoices((now) => ({ ...now, [value.field]: side }))}
          />
        ))}
      </div>
      <div className={classes.feet}>
        <span className={classes.open} role="status">
          {open > 0 && t('outbox.conflictDialog.open', { count: open })}
        </span>
        <Button variant="subtle" onClick={onClose}>
          {t('outbox.conflictDialog.later')}
        </Button>
        <Button disabled={isBusy} onClick={() => onResolve(all)}>
          {t('outbox.conflictDialog.allMine')}
        </Button>
        <Button disabled={isBusy} onClick={() => onResolve([])}>
          {t('outbox.conflictDialog.allTheirs')}
        </Button>
        <Button
          variant="filled"
          disabled={open > 0}
          title={open > 0 ? t('outbox.conflictDialog.open', { count: open }) : undefined}
          loading={isBusy}
          rightSection={save !== undefined && <Keycap onAccent={open === 0}>{save}</Keycap>}
          onClick={settle}
        >
          {t('outbox.conflictDialog.save')}
        </Button>
      </div>
    </div>
  );
};

/** Who changed or deleted it, and when; what is not known is left out. */
const useTitle = (item: OutboxItem | undefined, conflict: Conflict | null): string => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (item === undefined || conflict === null) return '';
  const about = aboutOf(item);
  const { byName, at, gone } = conflict;
  const named = { name: byName ?? t('outbox.somebody'), time: at === null ? '' : formatByAge(at, language) };
  return t(`outbox.conflictDialog.${gone ? 'gone' : about === 'moment' ? 'changed' : about}${at === null ? '' : 'At'}`, named);
};

/** Two people changed the same: who and when, what each made of it, and whose value stands. Esc decides later. */
export const ConflictDialog = ({ opId, onClose }: { opId: string | null; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const { outbox, change, failure } = useOutbox();
  const item = outbox.items.find((one) => one.opId === opId && one.conflict !== null);
  const conflict = item?.conflict ?? null;
  const title = useTitle(item, conflict);
  const resolve = (mine: string[]): void => {
    if (item) change.mutate({ route: 'outbox.resolve', input: { opId: item.opId, mine } }, { onSuccess: onClose });
  };
  const Body = conflict?.gone === true ? Gone : Values;
  return (
    <Modal
      opened={conflict !== null}
      onClose={onClose}
      size={820}
      returnFocus={false}
      title={
        <span className={classes.title}>
          <IconGitCompare size={16} stroke={1.6} aria-hidden="true" />
          <span>{shownText(title)}</span>
        </span>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {failure && (
        <p className={classes.failure} role="alert">
          <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
          {t(`error.${failure}`)}
        </p>
      )}
      {item && conflict && <Body key={item.opId} item={item} conflict={conflict} isBusy={change.isPending} onResolve={resolve} onClose={onClose} />}
    </Modal>
  );
};
