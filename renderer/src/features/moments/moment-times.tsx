import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moment } from '../../../../core/moments/moment.ts';
import { parseTypedTime, typedTime } from '../../../../core/moments/typed-time.ts';
import { turnSpanAt } from '../../../../core/transcript/boundaries.ts';
import { TextField } from '../../ui/text-field.tsx';
import { isBare, KEEPS_ESCAPE } from './field-keys.ts';
import classes from './moment-details.module.css';
import type { MomentDesk } from './use-moment-desk.ts';

type Fault = 'moment.wrongTime' | 'moment.endFirst';

interface FieldProps {
  label: string;
  /** Null is an empty field: a moment without an end. */
  ms: number | null;
  mayBeEmpty: boolean;
  moment: Moment;
  /** Why a time cannot be taken; null where it was. `seen` is the moment as it stood when the typing began. */
  onMs: (ms: number | null, seen: Moment) => Fault | null;
}

/** A time as it is typed. ↵ and leaving the field take it, Esc puts back what stood there. */
const TimeField = ({ label, ms, mayBeEmpty, moment, onMs }: FieldProps): React.JSX.Element => {
  const { t } = useTranslation();
  const shown = ms === null ? '' : typedTime(ms);
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(moment);
  const [fault, setFault] = useState<Fault | null>(null);
  const take = (): void => {
    if (typed === null || typed.trim() === shown) return put(null);
    const parsed = parseTypedTime(typed);
    if (parsed === null && !(mayBeEmpty && typed.trim() === '')) return setFault('moment.wrongTime');
    const wrong = onMs(parsed, seen);
    if (wrong === null) put(null);
    else setFault(wrong);
  };
  const put = (text: string | null): void => {
    if (typed === null) setSeen(moment);
    setTyped(text);
    setFault(null);
  };
  return (
    <TextField
      label={label}
      value={typed ?? shown}
      placeholder={mayBeEmpty ? t('moment.noEnd') : ''}
      error={fault && t(fault)}
      maxLength={12}
      {...KEEPS_ESCAPE}
      onValue={put}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isBare(event)) {
          event.preventDefault();
          take();
        }
        if (event.key === 'Escape') {
          event.preventDefault();
          put(null);
          // After what was typed is gone: leaving the field would take it.
          const { currentTarget } = event;
          setTimeout(() => currentTarget.blur());
        }
      }}
    />
  );
};

/** Where a moment begins and ends: typed, or taken from the turn that is heard. */
export const MomentTimes = ({ moment, desk }: { moment: Moment; desk: MomentDesk }): React.JSX.Element => {
  const { t } = useTranslation();
  const { id: momentId, startMs, endMs } = moment;
  const put = (change: { startMs?: number; endMs?: number | null }, seen = moment): Fault | null => {
    const next = { startMs, endMs, ...change };
    if (next.endMs !== null && next.endMs <= next.startMs) return 'moment.endFirst';
    if (next.startMs !== startMs || next.endMs !== endMs) {
      void desk.changes.change({ momentId, ...change, seen: { version: seen.version, startMs: seen.startMs, endMs: seen.endMs } });
    }
    return null;
  };
  const [fault, setFault] = useState<Fault | null>(null);
  const span = () => turnSpanAt(desk.turns, desk.clock.state.time * 1000);
  const snapStart = (): void => {
    const turn = span();
    if (turn) setFault(put({ startMs: turn.startMs }));
  };
  const snapEnd = (): void => {
    const turn = span();
    if (turn) setFault(put({ endMs: turn.endMs }));
  };
  return (
    <div className={classes.times}>
      <TimeField key={`start ${momentId}`} label={t('moment.start')} ms={startMs} mayBeEmpty={false} moment={moment} onMs={(ms, seen) => put({ startMs: ms ?? startMs }, seen)} />
      <Button onClick={snapStart}>{t('moment.snapStart')}</Button>
      <TimeField key={`end ${momentId}`} label={t('moment.end')} ms={endMs} mayBeEmpty moment={moment} onMs={(ms, seen) => put({ endMs: ms }, seen)} />
      <Button onClick={snapEnd}>{t('moment.snapEnd')}</Button>
      {fault !== null && (
        <p className={classes.fault} role="alert">
          {t(fault)}
        </p>
      )}
    </div>
  );
};
