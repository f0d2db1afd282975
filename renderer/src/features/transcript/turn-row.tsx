import { IconArrowsShuffle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatDuration, formatSpan } from '../../lib/format.ts';
import { SpeakerTag } from '../../ui/glyphs.tsx';
import { Highlighted, type TextRange, type Underline } from '../../ui/highlighted.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { SLOW_MS, type SpeechPart } from './model.ts';
import classes from './transcript.module.css';

const Meta = ({ row }: { row: SpeechPart }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (row.offset > 0) return null;
  if (row.cutsIn) {
    return (
      <span className={classes.cutsIn} title={t('transcript.cutsIn')}>
        <IconArrowsShuffle size={14} stroke={1.75} aria-hidden="true" />
        <span className={classes.metaWords}>{t('transcript.cutsIn')}</span>
      </span>
    );
  }
  if (row.latencyMs === null) return null;
  const slow = row.latencyMs >= SLOW_MS;
  const words = formatSpan(Math.max(100, row.latencyMs), language);
  return (
    <span className={slow ? classes.slow : classes.latency} title={t('transcript.latencyIs', { time: words })}>
      {slow && <IconClock size={14} stroke={1.75} aria-hidden="true" />}
      <span className={classes.metaWords}>{words}</span>
    </span>
  );
};

interface Props {
  row: SpeechPart;
  ranges: readonly TextRange[];
  underlines: readonly Underline[];
  spot: TextRange | null;
  /** What the turn is cited for, beside its time. */
  tags: React.ReactNode;
  onSeek: (ms: number) => void;
}

/** One turn, or a further part of a very long one: time, who, what was said, how quickly. */
export const TurnRow = ({ row, ranges, underlines, spot, tags, onSeek }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const first = row.offset === 0;
  const start = row.startMs;
  const time = start === null ? null : formatDuration(start / 1000);
  const speaker = t(`speaker.${row.speaker}`);
  return (
    <div
      className={classes.turn}
      data-first={first || undefined}
      data-seekable={start !== null || undefined}
      onClick={() => {
        // Selecting text is not a seek.
        if (start !== null && (window.getSelection()?.isCollapsed ?? true)) onSeek(start);
      }}
    >
      {first && time !== null && start !== null ? (
        <button
          type="button"
          className={classes.time}
          aria-label={t('transcript.playFrom', { speaker, time })}
          onClick={(event) => {
            event.stopPropagation();
            onSeek(start);
          }}
        >
          {time}
        </button>
      ) : (
        <span className={classes.time} />
      )}
      {first ? <SpeakerTag speaker={row.speaker} letter={t(`speaker.${row.speaker}Letter`)} /> : <span />}
      <p className={classes.text} dir="auto" data-selectable>
        {first && row.name !== null && <span className={classes.name}>{shownText(row.name)}</span>}
        <Highlighted text={row.text} ranges={ranges} underlines={underlines} spot={spot} />
      </p>
      <div className={classes.meta}>
        {tags}
        <Meta row={row} />
      </div>
    </div>
  );
};
