import { Button, Popover } from '@mantine/core';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';
import type { Role } from '../../../../core/contract/routes/session.ts';
import { request } from '../../bridge/request.ts';
import { unsentOf } from '../../bridge/unsent.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './outbox-tray.module.css';
import { TrayItem } from './tray-item.tsx';
import { inTrayOrder } from './tray-order.ts';
import { useOutbox } from './use-outbox.ts';

/** As many as are shown before one asks for more: a long outbox opens as quickly as a short one. */
const FIRST = 20;
const MORE = 100;

interface Props {
  /** How the connection stands, in words: a line, which heads the tray while nothing waits, and a sentence. */
  title: string;
  text: string;
  role: Role | null;
  onClose: () => void;
  onDecide: (opId: string) => void;
  /** What belongs to no single change: what is on this device, a workspace to start again. */
  children?: React.ReactNode;
}

/** Arrows go from one change to the next, to its first button. */
const onArrow = (event: React.KeyboardEvent<HTMLElement>): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLButtonElement)) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll('li')];
  const at = rows.findIndex((row) => row.contains(event.target as HTMLElement));
  rows[at + step]?.querySelector('button')?.focus();
};

/** A focus that went away with what was sent comes back to the head, so that the keys still reach the tray. */
const useKeptFocus = (items: readonly OutboxItem[]) => {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) head.current?.focus();
  }, [items]);
  return head;
};

const Exported = ({ file, count }: { file: string; count: number }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <p className={classes.note} role="status">
      <IconCheck size={14} stroke={1.75} aria-hidden="true" />
      {t('outbox.exported', { count, file })}
    </p>
  );
};

/** What is not sent yet: conflicts first, then what was refused, then what waits in its order; stands in a Popover. */
export const OutboxTray = ({ title, text, role, onClose, onDecide, children }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { outbox, change, failure } = useOutbox();
  const [most, setMost] = useState(FIRST);
  const [exported, setExported] = useState<{ file: string; count: number } | null>(null);
  const items = inTrayOrder(outbox.items);
  const unsent = unsentOf(outbox);
  const head = useKeptFocus(outbox.items);
  const left = items.length - most;
  const save = async (): Promise<void> => {
    const { file, operations } = await request('outbox.export', {});
    if (file !== null) setExported({ file, count: operations });
  };
  return (
    <Popover.Dropdown
      className={classes.tray ?? ''}
      aria-label={t('outbox.title')}
      aria-modal="true"
      data-testid="outbox-tray"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={classes.head}>
        <h2 className={classes.heading} ref={head} tabIndex={-1} data-autofocus>
          {unsent > 0 ? t('outbox.title') : title}
          {unsent > 0 && <span className={classes.count}>{formatNumber(unsent, language)}</span>}
        </h2>
        {unsent > 0 && (
          <>
            <Button variant="subtle" loading={change.isPending && change.variables.route === 'outbox.flush'} onClick={() => change.mutate({ route: 'outbox.flush', input: {} })}>
              {t('outbox.sendNow')}
            </Button>
            <Button variant="subtle" onClick={() => void save()}>
              {t('outbox.export')}
            </Button>
          </>
        )}
        <p className={classes.text}>
          {text} {unsent > 0 && t('outbox.kept')}
        </p>
        {failure && (
          <p className={classes.failure} role="alert">
            <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
            {t(failure === 'conflict' ? 'outbox.maybeSent' : failure === 'not_found' ? 'outbox.alreadyGone' : `error.${failure}`)}
          </p>
        )}
        {exported && <Exported {...exported} />}
      </div>
      {items.length === 0 ? (
        <p className={classes.empty}>{t('outbox.empty')}</p>
      ) : (
        <div className={classes.scroller} onKeyDown={onArrow}>
          <ul className={classes.list} aria-label={t('outbox.list')}>
            {items.slice(0, most).map((item) => (
              <TrayItem key={item.opId} item={item} role={role} onChange={(asked) => change.mutate(asked)} onDecide={() => onDecide(item.opId)} />
            ))}
            {left > 0 && (
              <li className={classes.more}>
                <Button variant="subtle" onClick={() => setMost((now) => now + MORE)}>
                  {t('outbox.more', { count: left, n: formatNumber(left, language) })}
                </Button>
              </li>
            )}
          </ul>
        </div>
      )}
      {children !== undefined && <div className={classes.foot}>{children}</div>}
    </Popover.Dropdown>
  );
};
