import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCommentDraft, writeDraft, type CommentDraft } from '../../../../core/moments/draft-text.ts';
import { LONGEST, type Moment } from '../../../../core/moments/moment.ts';
import { useDraft } from '../../bridge/use-draft-book.ts';
import { formatDuration } from '../../lib/format.ts';
import { useClock, type ClockState } from '../../lib/media-clock.ts';
import { TextField } from '../../ui/text-field.tsx';
import { commentField } from './fields.ts';
import { KEEPS_ESCAPE } from './field-keys.ts';
import classes from './moment-comments.module.css';
import type { MomentDesk } from './use-moment-desk.ts';

const EMPTY: CommentDraft = { commentId: null, body: '', atMs: null };

/** Says something about a moment, if wanted at the second that is heard; or changes what one said. */
export const CommentForm = ({ moment, desk }: { moment: Moment; desk: MomentDesk }): React.JSX.Element => {
  const { t } = useTranslation();
  const { book, clock, changes } = desk;
  const field = commentField(moment.id);
  const kept = readCommentDraft(useDraft(book, field)) ?? EMPTY;
  // One that was withdrawn elsewhere meanwhile is said anew.
  const draft = moment.comments.some(({ id }) => id === kept.commentId) ? kept : { ...kept, commentId: null };
  const [isSaving, setIsSaving] = useState(false);
  const second = useClock(clock, useCallback((state: ClockState) => Math.floor(state.time), []));
  const put = (change: Partial<CommentDraft>): void => {
    const next = { ...draft, ...change };
    if (next.body === '' && next.commentId === null && next.atMs === null) book.end(field);
    else book.set(field, writeDraft(next));
  };
  const send = async (): Promise<void> => {
    setIsSaving(true);
    const { commentId, body, atMs, seen } = draft;
    const text = book.get(field);
    const isSaid = await changes.comment({ momentId: moment.id, commentId, body: body.trim(), atMs, ...(commentId !== null && seen && { seen }) });
    // What was typed while it was journaled stays, over what was journaled.
    const later = book.get(field) === text ? null : readCommentDraft(book.get(field));
    if (isSaid && later === null) book.end(field);
    if (isSaid && later?.seen) book.set(field, writeDraft({ ...later, seen: { ...later.seen, body: body.trim(), atMs } }));
    setIsSaving(false);
  };
  const isEdit = draft.commentId !== null;
  return (
    <div className={classes.form}>
      <TextField
        label={t(isEdit ? 'moment.yourComment' : 'moment.comment')}
        multiline
        maxLength={LONGEST.comment}
        value={draft.body}
        {...KEEPS_ESCAPE}
        onValue={(body) => put({ body })}
        onBlur={book.flush}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.currentTarget.blur();
          if (isEdit) book.end(field);
        }}
      />
      <div className={classes.foot}>
        <label className={classes.second}>
          <input
            type="checkbox"
            checked={draft.atMs !== null}
            onChange={(event) => put({ atMs: event.currentTarget.checked ? Math.round(clock.state.time * 1000) : null })}
          />
          {t('moment.at', { time: formatDuration(draft.atMs === null ? second : draft.atMs / 1000) })}
        </label>
        {isEdit && (
          <Button variant="subtle" onClick={() => book.end(field)}>
            {t('common.cancel')}
          </Button>
        )}
        <Button disabled={draft.body.trim() === '' || isSaving} onClick={() => void send()}>
          {t(isEdit ? 'moment.save' : 'moment.addComment')}
        </Button>
      </div>
    </div>
  );
};
