import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Override } from '../../../../../core/calls/analysis.ts';
import type { ScorePart } from '../../../../../core/qci/override.ts';
import { accept } from '../../../../../core/review/desk.ts';
import { cutText } from '../../../../../core/text/storable.ts';
import { useDraft } from '../../../bridge/use-draft-book.ts';
import { useLanguage } from '../../../i18n/index.ts';
import { inertText } from '../../../lib/direction-marks.ts';
import { formatByAge, formatExact } from '../../../lib/format-time.ts';
import { KeyTooltip } from '../../../ui/keycap.tsx';
import { shownText } from '../../../ui/shown-text.tsx';
import classes from './own-value.module.css';
import type { Review } from './use-review.ts';

const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;
const LONGEST_NOTE = 4000;
/** As much of a note as stands there before one asks for all of it. */
const SHORT_NOTE = 240;

/** A note that is being written; what is typed of it is on disk with every key. Null where none is. */
const useNoteDraft = (review: Review, part: ScorePart, note: string | null) => {
  const field = `note:${part.replaceAll('_', '-')}`;
  const kept = useDraft(review.book, field);
  const [isEmptied, setEmptied] = useState(false);
  const draft = kept ?? (isEmptied ? '' : null);
  const write = (text: string): void => {
    review.book.set(field, text);
    setEmptied(text === '');
  };
  return {
    draft,
    write,
    save: (): void => {
      if (draft !== null && draft.trim() !== (note ?? '')) review.note(part, draft.trim());
      review.book.end(field);
      setEmptied(false);
    },
  };
};

const NoteField = ({ draft, write, save }: ReturnType<typeof useNoteDraft>): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <textarea
      className={classes.field}
      aria-label={t('review.note')}
      placeholder={t('review.notePlaceholder')}
      maxLength={LONGEST_NOTE}
      rows={2}
      dir="auto"
      autoFocus
      value={draft ?? ''}
      onChange={(event) => write(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
        // With Ctrl the key is the review's, too: on to the next call, and the note stays with this one.
        if (!event.ctrlKey && !event.metaKey) event.preventDefault();
        save();
      }}
    />
  );
};

const Note = ({ note }: { note: string }): React.JSX.Element => {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const isLong = note.length > SHORT_NOTE;
  return (
    <div className={classes.note}>
      <span dir="auto" data-selectable>
        {shownText(isLong && !isWhole ? `${cutText(note, SHORT_NOTE)}…` : note)}
      </span>
      {isLong && (
        <button type="button" className={classes.fold} aria-expanded={isWhole} onClick={() => setWhole((now) => !now)}>
          {t(isWhole ? 'common.less' : 'common.whole')}
        </button>
      )}
    </div>
  );
};

interface HeldProps {
  review: Review;
  part: ScorePart;
  held: Override;
}

const Held = ({ review, part, held }: HeldProps): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const note = useNoteDraft(review, part, held.note);
  const { analysis, desk, hindrance } = review;
  const why = held.reason === null ? '' : t(`review.reason.${held.reason as 'other'}`, held.reason);
  return (
    <div className={classes.root}>
      <p>
        {t('review.given', { value: held.value, judge: held.ai ?? '–', name: inertText(held.byName ?? t('outbox.somebody')), why })}
        {held.at !== null && (
          <time dateTime={held.at} title={formatExact(held.at, language)}>
            {' · '}
            {formatByAge(held.at, language)}
          </time>
        )}
        {hindrance === null && note.draft === null && (
          <span className={classes.actions}>
            <KeyTooltip label={t('review.noteAction')}>
              <ActionIcon size={24} aria-label={t('review.noteAction')} onClick={() => note.write(held.note ?? '')}>
                <IconPencil {...icon} />
              </ActionIcon>
            </KeyTooltip>
            <KeyTooltip label={t('review.takeBack')}>
              <ActionIcon size={24} aria-label={t('review.takeBack')} onClick={() => analysis && review.turn(accept(desk, part, analysis))}>
                <IconArrowBackUp {...icon} />
              </ActionIcon>
            </KeyTooltip>
          </span>
        )}
      </p>
      {held.note !== null && note.draft === null && <Note note={held.note} />}
      {note.draft !== null && <NoteField {...note} />}
    </div>
  );
};

/** Whose value a row has instead of the judge's: who, why, when, his words; and the way back. */
export const OwnValue = ({ review, part }: { review: Review; part: ScorePart }): React.JSX.Element | null => {
  const held = review.analysis?.overrides[part];
  return held && review.desk.asking === null ? <Held review={review} part={part} held={held} /> : null;
};
