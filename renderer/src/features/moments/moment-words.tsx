import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readMomentWordsDraft, writeDraft, type MomentWordsDraft } from '../../../../core/moments/draft-text.ts';
import { LONGEST, type Moment } from '../../../../core/moments/moment.ts';
import { useDraft } from '../../bridge/use-draft-book.ts';
import { TextField } from '../../ui/text-field.tsx';
import { wordsField } from './fields.ts';
import { isBare, KEEPS_ESCAPE } from './field-keys.ts';
import classes from './moment-details.module.css';
import type { MomentDesk } from './use-moment-desk.ts';

type Words = Pick<Moment, 'label' | 'note' | 'version'>;

/** What was changed of the words that stood there when it was begun. */
const changed = (seen: Words, { label, note }: MomentWordsDraft): { label?: string; note?: string | null } => ({
  ...(label.trim() === seen.label ? {} : { label: label.trim() }),
  ...((note.trim() || null) === seen.note ? {} : { note: note.trim() || null }),
});

const wordsOf = ({ version, label, note }: Moment): Words => ({ version, label, note });

/** A moment's label and note. What is typed is a draft until it is saved. */
export const MomentWords = ({ moment, desk }: { moment: Moment; desk: MomentDesk }): React.JSX.Element => {
  const { t } = useTranslation();
  const { book, changes } = desk;
  const field = wordsField(moment.id);
  const draft = readMomentWordsDraft(useDraft(book, field));
  const words = draft ?? { label: moment.label, note: moment.note ?? '' };
  // What others change meanwhile is not what this was typed over.
  const seen = draft?.seen ?? wordsOf(moment);
  const isBlank = words.label.trim() === '';
  const type = (change: Partial<MomentWordsDraft>): void => book.set(field, writeDraft({ ...words, seen, ...change }));
  const save = async (): Promise<void> => {
    const patch = changed(seen, words);
    if (isBlank) return;
    const text = book.get(field);
    if (Object.keys(patch).length > 0 && !(await changes.change({ momentId: moment.id, ...patch, seen }))) return;
    // What was typed while it was journaled is typed over what was journaled.
    const later = book.get(field) === text ? null : readMomentWordsDraft(book.get(field));
    if (later === null) book.end(field);
    else book.set(field, writeDraft({ ...later, seen: { ...seen, ...patch } }));
  };
  const onEscape = (event: React.KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.currentTarget.blur();
    book.end(field);
  };
  return (
    <>
      <TextField
        label={t('moment.label')}
        value={words.label}
        maxLength={LONGEST.label}
        error={isBlank ? t('moment.needsLabel') : null}
        {...KEEPS_ESCAPE}
        onValue={(label) => type({ label })}
        onBlur={book.flush}
        onKeyDown={(event) => {
          onEscape(event);
          if (event.key !== 'Enter' || !isBare(event)) return;
          event.preventDefault();
          void save();
        }}
      />
      <TextField
        label={t('moment.note')}
        multiline
        value={words.note}
        maxLength={LONGEST.note}
        {...KEEPS_ESCAPE}
        onValue={(note) => type({ note })}
        onBlur={book.flush}
        onKeyDown={onEscape}
      />
      {draft !== null && (
        <div className={classes.saving}>
          <span className={classes.unsaved}>{t('moment.unsaved')}</span>
          <Button variant="subtle" onClick={() => book.end(field)}>
            {t('common.cancel')}
          </Button>
          <Button disabled={isBlank} onClick={() => void save()}>
            {t('moment.save')}
          </Button>
        </div>
      )}
    </>
  );
};
