import { ActionIcon, Button } from '@mantine/core';
import { IconAlertCircle, IconClock, IconGitCompare, IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';
import type { Role } from '../../../../core/contract/routes/session.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatByAge, formatClock, formatExact } from '../../lib/format-time.ts';
import { KeyTooltip } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { aboutOf, changeWords, subjectWords } from './change-words.ts';
import { EditForm } from './edit-form.tsx';
import classes from './outbox-tray.module.css';
import { refusalWords } from './refusal-words.ts';
import type { OutboxChange } from './use-outbox.ts';

interface Props {
  item: OutboxItem;
  role: Role | null;
  onChange: (change: OutboxChange) => void;
  onDecide: () => void;
}

const GLYPHS = { parked: IconGitCompare, failed: IconAlertCircle, sending: IconRefresh, waiting: IconClock } as const;

const callWords = ({ call }: OutboxItem, language: 'en' | 'ru', noAgent: string): string | null =>
  call && `${call.assistantName ?? noAgent} ${formatByAge(call.createdAt, language)}`;

/** What keeps it here: a conflict, a refusal, a wait; and the call it belongs to. */
const Why = ({ item, role }: Pick<Props, 'item' | 'role'>): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const about = aboutOf(item);
  const call = about === 'prompt' || about === 'rubric' ? t(`outbox.ofNoCall.${about}`) : (callWords(item, language, t('call.noAgent')) ?? t('outbox.noCall'));
  const waits = item.notBefore !== null && item.state === 'waiting';
  return (
    <>
      {item.conflict && (
        <span className={classes.conflict}>
          {shownText(
            t(item.conflict.gone ? 'outbox.conflictGone' : 'outbox.conflict', { name: item.conflict.byName ?? t('outbox.somebody') }),
          )}
        </span>
      )}
      {item.state === 'failed' && <span className={classes.refused}>{shownText(refusalWords(item, role, t))}</span>}
      <span className={classes.call} dir="auto" title={inertText(call)}>
        {shownText(call)}
      </span>
      {item.state === 'sending' && <span className={classes.call}>{t('outbox.sendingNow')}</span>}
      {waits && <span className={classes.call}>{t('outbox.nextTry', { time: formatClock(item.notBefore ?? '', language), count: item.attempts })}</span>}
    </>
  );
};

const Actions = ({ item, onChange, onDecide, onMode }: Omit<Props, 'role'> & { onMode: (mode: 'edit' | 'ask') => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;
  const name = subjectWords(item, t) || t(`outbox.kind.${item.kind}`);
  const retries = item.state === 'failed' || (item.state === 'waiting' && item.attempts > 0);
  const edits = item.state !== 'parked' && Object.keys(item.editable).length > 0;
  return (
    <span className={classes.actions}>
      {item.state === 'parked' && (
        <Button aria-label={t('outbox.decideOf', { name })} onClick={onDecide}>
          {t('outbox.decide')}
        </Button>
      )}
      {retries && (
        <KeyTooltip label={t('outbox.retry')}>
          <ActionIcon size={24} aria-label={t('outbox.retryOf', { name })} onClick={() => onChange({ route: 'outbox.retry', input: { opId: item.opId } })}>
            <IconRefresh {...icon} />
          </ActionIcon>
        </KeyTooltip>
      )}
      {edits && (
        <KeyTooltip label={t('outbox.edit.action')}>
          <ActionIcon size={24} aria-label={t('outbox.edit.of', { name })} onClick={() => onMode('edit')}>
            <IconPencil {...icon} />
          </ActionIcon>
        </KeyTooltip>
      )}
      <KeyTooltip label={t('outbox.discard')}>
        <ActionIcon size={24} aria-label={t('outbox.discardOf', { name })} onClick={() => onMode('ask')}>
          <IconTrash {...icon} />
        </ActionIcon>
      </KeyTooltip>
    </span>
  );
};

interface QuestionProps {
  /** It was sent and nothing came back: the workspace may have it, or still get it. */
  mayHaveArrived: boolean;
  onNo: () => void;
  onYes: () => void;
}

const Question = ({ mayHaveArrived, onNo, onYes }: QuestionProps): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div
      className={classes.question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onNo();
      }}
    >
      <span>{t(mayHaveArrived ? 'outbox.discardAskSent' : 'outbox.discardAsk')}</span>
      <div className={classes.feet}>
        <Button onClick={onNo}>{t('outbox.keep')}</Button>
        <Button variant="filled" color="red" autoFocus onClick={onYes}>
          {t('outbox.discard')}
        </Button>
      </div>
    </div>
  );
};

/** One change that is not sent: what it is, of which call, when it was made, what keeps it, and what can be done. */
export const TrayItem = ({ item, role, onChange, onDecide }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [mode, setMode] = useState<'shown' | 'edit' | 'ask'>('shown');
  const row = useRef<HTMLLIElement>(null);
  const [wasOpen, setWasOpen] = useState(false);
  useEffect(() => {
    // The button that opened it has come back; so does the focus.
    if (mode === 'shown' && wasOpen) row.current?.querySelector('button')?.focus();
    setWasOpen(mode !== 'shown');
  }, [mode, wasOpen]);
  const close = (): void => setMode('shown');
  const isSending = item.state === 'sending';
  const Glyph = GLYPHS[item.state];
  return (
    <li ref={row} className={classes.item} data-state={item.state} data-testid="outbox-item">
      <Glyph size={16} stroke={1.6} className={classes.glyph} aria-hidden="true" />
      <div className={classes.what}>
        <span className={classes.title} title={subjectWords(item, t)}>
          {t(`outbox.kind.${item.kind}`)}
          {item.changes.length > 0 && ` · ${changeWords(item, t)}`}
          {item.subject !== '' && (
            <>
              {' · '}
              <bdi>{shownText(item.subject)}</bdi>
            </>
          )}
        </span>
        <Why item={item} role={role} />
      </div>
      <div className={classes.side}>
        <time dateTime={item.madeAt} title={formatExact(item.madeAt, language)}>
          {formatByAge(item.madeAt, language)}
        </time>
        {!isSending && mode === 'shown' && <Actions item={item} onChange={onChange} onDecide={onDecide} onMode={setMode} />}
      </div>
      {mode === 'ask' && !isSending && (
        <Question
          mayHaveArrived={item.state === 'waiting' && item.attempts > 0}
          onNo={close}
          onYes={() => onChange({ route: 'outbox.discard', input: { opId: item.opId } })}
        />
      )}
      {mode === 'edit' && !isSending && (
        <EditForm
          item={item}
          onCancel={close}
          onSave={(values) => {
            onChange({ route: 'outbox.edit', input: { opId: item.opId, values } });
            close();
          }}
        />
      )}
    </li>
  );
};
