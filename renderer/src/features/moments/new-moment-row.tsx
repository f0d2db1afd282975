import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeDraft } from '../../../../core/moments/draft-text.ts';
import { LONGEST } from '../../../../core/moments/moment.ts';
import { formatDuration } from '../../lib/format.ts';
import { NEW_MOMENT } from './fields.ts';
import { SourceGlyph } from './kind-glyph.tsx';
import classes from './moments-section.module.css';
import { isBare, KEEPS_ESCAPE } from './field-keys.ts';
import type { MomentDesk } from './use-moment-desk.ts';

/** The moment that is being marked: its label is typed here, ↵ keeps it, Esc gives it up. */
export const NewMomentRow = ({ desk }: { desk: MomentDesk }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isSaving, setIsSaving] = useState(false);
  const { fresh, book, begun } = desk;
  useEffect(() => {
    if (begun > 0) input.current?.focus();
  }, [begun]);
  if (fresh === null) return null;
  const save = async (): Promise<void> => {
    const label = fresh.label.trim();
    if (label === '' || isSaving) return;
    setIsSaving(true);
    // The draft ends once the moment is journaled, so that nothing is ever in neither place.
    if (await desk.changes.mark({ startMs: fresh.startMs, endMs: fresh.endMs, label })) book.end(NEW_MOMENT);
    setIsSaving(false);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    if (!isBare(event)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void save();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.currentTarget.blur();
      book.end(NEW_MOMENT);
    }
  };
  return (
    <li className={classes.item} data-open data-testid="new-moment">
      <div className={classes.row}>
        <span className={classes.jump}>
          <SourceGlyph source="human" />
          <span className={classes.time}>
            {formatDuration(fresh.startMs / 1000)}
            {fresh.endMs !== null && `–${formatDuration(fresh.endMs / 1000)}`}
          </span>
          <input
            ref={input}
            className={classes.field}
            dir="auto"
            {...KEEPS_ESCAPE}
            aria-label={t('moment.labelOfNew', { time: formatDuration(fresh.startMs / 1000) })}
            placeholder={t('moment.typeLabel')}
            maxLength={LONGEST.label}
            value={fresh.label}
            readOnly={isSaving}
            onChange={(event) => book.set(NEW_MOMENT, writeDraft({ ...fresh, label: event.currentTarget.value }))}
            onBlur={book.flush}
            onKeyDown={onKeyDown}
          />
        </span>
      </div>
    </li>
  );
};
