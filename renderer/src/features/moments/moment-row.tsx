import { IconChevronDown, IconMessage } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moment } from '../../../../core/moments/moment.ts';
import { tipText } from '../../../../core/moments/tip-text.ts';
import { useDraft } from '../../bridge/use-draft-book.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatDuration, formatNumber } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { markedBy } from './author-words.ts';
import { commentField, wordsField } from './fields.ts';
import { SourceGlyph } from './kind-glyph.tsx';
import { labelWords } from './label-words.ts';
import { MomentDetails } from './moment-details.tsx';
import classes from './moments-section.module.css';
import type { MomentDesk } from './use-moment-desk.ts';

const at = (ms: number): string => formatDuration(ms / 1000);

const Comments = ({ count }: { count: number }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (count === 0) return null;
  const n = formatNumber(count, language);
  return (
    <span className={classes.count}>
      <IconMessage size={14} stroke={1.75} aria-hidden="true" />
      <span aria-hidden="true">{n}</span>
      <span className="st-visually-hidden">{t('moment.comments', { count, n })}</span>
    </span>
  );
};

/** One moment in one line: a press goes there, the arrow opens what more there is to it. A tip is read whole, and a press plays from it. */
export const MomentRow = ({ moment, desk, isOpen }: { moment: Moment; desk: MomentDesk; isOpen: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const details = useId();
  const words = useDraft(desk.book, wordsField(moment.id));
  const comment = useDraft(desk.book, commentField(moment.id));
  const by = markedBy(moment, desk.asker.userId, t);
  const kind = t(`moment.kind.${moment.kind}`);
  const isTip = moment.kind === 'coaching';
  const label = labelWords(moment, t);
  return (
    <li data-testid="moment" data-moment={moment.id} className={classes.item} data-open={isOpen || undefined} data-tip={isTip || undefined}>
      <div className={classes.row}>
        <button type="button" className={classes.jump} title={inertText(isTip ? t('tip.play') : `${kind}: ${label}`)} onClick={() => (isTip ? desk.play : desk.jump)(moment.startMs)}>
          <SourceGlyph source={moment.source} kind={moment.kind} />
          <span className={classes.time}>{moment.endMs === null ? at(moment.startMs) : `${at(moment.startMs)}–${at(moment.endMs)}`}</span>
          <span className={isTip ? classes.tip : classes.label} dir="auto">
            {shownText(isTip ? tipText(moment) : label)}
          </span>
          {(words ?? comment) !== null && <span className={classes.draft}>{t('moment.draft')}</span>}
          <Comments count={moment.comments.length} />
          <span className={classes.by}>{shownText(by.split(' ', 1)[0] ?? by)}</span>
        </button>
        <button
          type="button"
          className={classes.arrow}
          aria-expanded={isOpen}
          aria-controls={isOpen ? details : undefined}
          aria-label={t('moment.details', { label: inertText(label) })}
          onClick={() => desk.open(isOpen ? null : moment.id)}
        >
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </div>
      {isOpen && (
        <div id={details}>
          <MomentDetails moment={moment} desk={desk} />
        </div>
      )}
    </li>
  );
};
