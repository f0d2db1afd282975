import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeDraft } from '../../../../core/moments/draft-text.ts';
import { LONGEST } from '../../../../core/moments/moment.ts';
import { tipWords } from '../../../../core/moments/tip-text.ts';
import { formatDuration } from '../../lib/format.ts';
import { NEW_MOMENT } from './fields.ts';
import { SourceGlyph } from './kind-glyph.tsx';
import classes from './moments-section.module.css';
import { isBare, KEEPS_ESCAPE } from './field-keys.ts';
import type { MomentDesk } from './use-moment-desk.ts';

/** The moment that is being marked: its label, or the tip, is typed here, ↵ keeps it, Esc gives it up. */
export const NewMomentRow = ({ desk }: { desk: MomentDesk }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [isSaving, setIsSaving] = useState(false);
  const { fresh, book, begun } = desk;
  useEffect(() => {
    if (begun > 0) input.current?.focus();
  }, [begun]);
  if (fresh === null) return null;
  const isTip = fresh.kind === 'coaching';
  const time = formatDuration(fresh.startMs / 1000);
  const save = async (): Promise<void> => {
    const words = isTip ? { kind: 'coaching' as const, ...tipWords(fresh.label) } : { label: fresh.label.trim() };
    if (words.label === '' || isSaving) return;
    setIsSaving(true);
    // The draft ends once the moment is journaled, so that nothing is ever in neither place.
    if (await desk.changes.mark({ startMs: fresh.startMs, endMs: fresh.endMs, ...words })) book.end(NEW_MOMENT);
    setIsSaving(false);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    // On to the next call: what was typed goes with this one, and the key is the review's.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
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
  const field = {
    ref: input,
    className: classes.field,
    dir: 'auto',
    ...KEEPS_ESCAPE,
    'aria-label': t(isTip ? 'tip.textOfNew' : 'moment.labelOfNew', { time }),
    placeholder: t(isTip ? 'tip.typeText' : 'moment.typeLabel'),
    value: fresh.label,
    readOnly: isSaving,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => book.set(NEW_MOMENT, writeDraft({ ...fresh, label: event.currentTarget.value })),
    onBlur: book.flush,
    onKeyDown,
  };
  return (
    <li className={classes.item} data-open data-tip={isTip || undefined} data-testid="new-moment">
      <div className={classes.row}>
        <span className={classes.jump}>
          <SourceGlyph source="human" {...(isTip && { kind: 'coaching' as const })} />
          <span className={classes.time}>
            {time}
            {fresh.endMs !== null && `–${formatDuration(fresh.endMs / 1000)}`}
          </span>
          {isTip ? <textarea {...field} rows={1} maxLength={LONGEST.note} /> : <input {...field} maxLength={LONGEST.label} />}
        </span>
      </div>
    </li>
  );
};
