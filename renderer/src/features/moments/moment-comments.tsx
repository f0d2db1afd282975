import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { writeDraft } from '../../../../core/moments/draft-text.ts';
import type { Moment, MomentComment } from '../../../../core/moments/moment.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatDuration } from '../../lib/format.ts';
import { formatByAge, formatExact } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { authorWords } from './author-words.ts';
import { CommentForm } from './comment-form.tsx';
import { commentField } from './fields.ts';
import classes from './moment-comments.module.css';
import type { MomentDesk } from './use-moment-desk.ts';

interface Props {
  comment: MomentComment;
  momentId: string;
  desk: MomentDesk;
}

const Comment = ({ comment, momentId, desk }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id: commentId, body, atMs, version } = comment;
  const isOwn = comment.authorId !== null && comment.authorId === desk.asker.userId && desk.hindrance === null;
  const edit = (): void => desk.book.set(commentField(momentId), writeDraft({ commentId, body, atMs, seen: { version, body, atMs } }));
  const withdraw = (): void => void desk.changes.comment({ momentId, commentId, body: null, seen: { version, body, atMs } });
  return (
    <li className={classes.comment} data-testid="comment">
      <div className={classes.head}>
        <span className={classes.author} dir="auto">
          {shownText(authorWords(comment, desk.asker.userId, t))}
        </span>
        <time dateTime={comment.createdAt} title={formatExact(comment.createdAt, language)}>
          {formatByAge(comment.createdAt, language)}
        </time>
        {atMs !== null && (
          <button type="button" className={classes.at} onClick={() => desk.jump(atMs)}>
            {t('moment.at', { time: formatDuration(atMs / 1000) })}
          </button>
        )}
        {isOwn && (
          <span className={classes.own}>
            <button type="button" className={classes.at} onClick={edit}>
              {t('moment.editComment')}
            </button>
            <button type="button" className={classes.at} onClick={withdraw}>
              {t('people.withdraw')}
            </button>
          </span>
        )}
      </div>
      <p className={classes.body} dir="auto" data-selectable>
        {shownText(body)}
      </p>
    </li>
  );
};

/** What is said about a moment, oldest first, and the field to say more. */
export const MomentComments = ({ moment, desk }: { moment: Moment; desk: MomentDesk }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <section className={classes.root} aria-label={t('moment.commentsLabel')}>
      {moment.comments.length > 0 && (
        <ul className={classes.list}>
          {moment.comments.map((comment) => (
            <Comment key={comment.id} comment={comment} momentId={moment.id} desk={desk} />
          ))}
        </ul>
      )}
      {desk.hindrance === null ? (
        <CommentForm moment={moment} desk={desk} />
      ) : (
        <Button disabled title={t(`moment.why.${desk.hindrance}`)}>
          {t('moment.addComment')}
        </Button>
      )}
    </section>
  );
};
