import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inertText } from '../../lib/direction-marks.ts';
import { formatDuration } from '../../lib/format.ts';
import type { MediaClock } from '../../lib/media-clock.ts';
import { shownText } from '../../ui/shown-text.tsx';
import type { Edge, Mark, Marks } from './marks.ts';
import classes from './marks.module.css';
import type { MarkBoard } from './use-mark-board.ts';

const percent = (ms: number, duration: number): number => Math.min(100, Math.max(0, ms / 10 / duration));
const at = (ms: number): string => formatDuration(ms / 1000);

interface Props {
  marks: Marks;
  board: MarkBoard;
  /** The strip, by which places are measured. */
  strip: React.RefObject<HTMLDivElement | null>;
  clock: MediaClock;
  duration: number;
}

interface FlagProps {
  mark: Mark;
  /** Where the label has to end: at the next flag, in percent of the strip. */
  until: number;
  marks: Marks;
  board: MarkBoard;
  duration: number;
  isStop: boolean;
  onFocus: () => void;
  onStep: (by: 1 | -1) => void;
}

/** In percent of the strip: where the next flag is nearer than that, a label would be a letter or two. */
const TIGHT = 4;

const ARROWS: Record<string, 1 | -1> = { ArrowLeft: -1, ArrowRight: 1 };
const STEPS: Record<string, 1 | -1> = { ArrowUp: -1, ArrowDown: 1 };

const Flag = ({ mark, until, marks, board, duration, isStop, onFocus, onStep }: FlagProps): React.JSX.Element => {
  const { t } = useTranslation();
  const left = percent(mark.startMs, duration);
  const place = mark.endMs === null ? at(mark.startMs) : t('player.stretch', { start: at(mark.startMs), end: at(mark.endMs) });
  const hint = t(mark.isOwn ? 'player.moveHint' : 'player.openHint');
  const open = (): void => marks.onOpen(mark);
  const onKeyDown = (edge: Edge) => (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    const step = STEPS[event.key];
    const isDelete = event.key === 'Delete';
    if (step === undefined && !(mark.isOwn && (arrow !== undefined || isDelete))) return;
    event.preventDefault();
    event.stopPropagation();
    if (step !== undefined) onStep(step);
    else if (isDelete) marks.onDelete(mark.id);
    else board.nudge(mark, edge, (arrow ?? 1) * (event.shiftKey ? 1000 : 100));
  };
  const common = { tabIndex: isStop ? 0 : -1, onFocus, onBlur: board.settle };
  // A press by hand is answered when it ends; one by keys comes as a click without a place.
  const byKeys = (event: React.MouseEvent): void => {
    if (event.detail === 0) open();
  };
  return (
    <li>
      <button
        type="button"
        {...common}
        {...board.handle(mark, 'start', open)}
        data-testid="flag"
        data-mark={mark.id}
        className={classes.flag}
        style={{ left: `${left}%`, maxWidth: `max(24px, ${(until - left).toFixed(3)}%)` }}
        aria-label={inertText(`${place}, ${mark.about}, ${mark.label}`)}
        title={inertText(`${mark.label}\n${hint}`)}
        onKeyDown={onKeyDown('start')}
        onClick={byKeys}
      >
        {mark.glyph}
        {until - left >= TIGHT && (
          <span className={classes.name} dir="auto">
            {shownText(mark.label)}
          </span>
        )}
      </button>
      {mark.endMs !== null && mark.isOwn && (
        <button
          type="button"
          {...common}
          {...board.handle(mark, 'end', open)}
          data-testid="flag-end"
          className={classes.end}
          style={{ left: `${percent(mark.endMs, duration)}%` }}
          aria-label={inertText(t('player.endOf', { label: mark.label, time: at(mark.endMs) }))}
          title={hint}
          onKeyDown={onKeyDown('end')}
          onClick={byKeys}
        />
      )}
    </li>
  );
};

/** The flags over the lanes, one tab stop: ↑↓ go from flag to flag, ←→ move one. Beside them a drag draws a stretch. */
export const MarkStrip = ({ marks, board, strip, clock, duration }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const [stopId, setStopId] = useState<string | null>(null);
  const shown = board.marks;
  const stop = Math.max(0, shown.findIndex(({ id }) => id === stopId));
  const step = (from: number) => (by: 1 | -1) => {
    const next = shown[from + by];
    if (next) strip.current?.querySelector<HTMLElement>(`[data-mark="${next.id}"]`)?.focus();
  };
  return (
    <div
      ref={strip}
      className={classes.strip}
      data-testid="mark-strip"
      title={marks.onCreate === null ? undefined : t('player.drawHint')}
      {...board.draw((ms) => clock.seek(ms / 1000))}
    >
      <ul className={classes.flags} aria-label={marks.title}>
        {shown.map((mark, index) => (
          <Flag
            key={mark.id}
            mark={mark}
            until={percent(shown[index + 1]?.startMs ?? duration * 1000, duration)}
            marks={marks}
            board={board}
            duration={duration}
            isStop={index === stop}
            onFocus={() => setStopId(mark.id)}
            onStep={step(index)}
          />
        ))}
      </ul>
    </div>
  );
};

/** The lines and stretches of the marks through both lanes. A picture: the strip says the same in words. */
export const MarkLines = ({ board, duration }: Pick<Props, 'board' | 'duration'>): React.JSX.Element => {
  const stretches = [...board.marks.flatMap(({ id, startMs, endMs }) => (endMs === null ? [] : [{ id, startMs, endMs }])), ...(board.drawn ? [{ id: 'drawn', ...board.drawn }] : [])];
  return (
    <div className={classes.lines} aria-hidden="true">
      {stretches.map(({ id, startMs, endMs }) => (
        <div key={id} className={classes.stretch} style={{ left: `${percent(startMs, duration)}%`, width: `${percent(endMs - startMs, duration)}%` }} />
      ))}
      {board.marks.map(({ id, startMs }) => (
        <div key={id} className={classes.line} style={{ left: `${percent(startMs, duration)}%` }} />
      ))}
    </div>
  );
};
