import { Button } from '@mantine/core';
import { IconArrowDown, IconMessageOff } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { buildTimeIndex, turnIndexAt } from '../../../../core/transcript/time-index.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { useCommand } from '../../lib/commands.tsx';
import { useClock, type ClockState, type MediaClock } from '../../lib/media-clock.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { rangesIn, type Hit } from './find.ts';
import { buildTranscript, plainRows, type Row } from './model.ts';
import { SilenceRow, ToolRow } from './other-rows.tsx';
import { nextStart, previousStart } from './turn-starts.ts';
import { TranscriptHead } from './transcript-head.tsx';
import classes from './transcript.module.css';
import { TurnRow } from './turn-row.tsx';
import { useFind } from './use-find.ts';
import { useFollow } from './use-follow.ts';

const estimate = (row: Row | undefined): number => {
  if (row?.kind === 'silence') return 22;
  if (row?.kind === 'tool') return 28;
  return 32 + Math.floor((row?.kind === 'speech' || row?.kind === 'plain' ? row.text.length : 0) / 84) * 20;
};

interface Props {
  turns: readonly Turn[];
  /** Shown as it is where there are no turns. */
  plainText: string | null;
  clock: MediaClock;
}

const useSeekKeys = (turns: readonly Turn[], clock: MediaClock, seek: (ms: number) => void): void => {
  const starts = useMemo(
    () => turns.flatMap((turn) => (turn.kind === 'speech' && turn.startMs !== null ? [turn.startMs] : [])).toSorted((a, b) => a - b),
    [turns],
  );
  const jump = (target: number | null): void => {
    if (target !== null) seek(target);
  };
  useCommand('play.previousTurn', () => jump(previousStart(starts, clock.state.time * 1000)));
  useCommand('play.nextTurn', () => jump(nextStart(starts, clock.state.time * 1000)));
};

const NO_HITS: readonly Hit[] = [];

/** What was said, virtual line by line: seeks by click, marks what is being heard, finds words. */
export const Transcript = ({ turns, plainText, clock }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const scrollRef = useRef<HTMLDivElement>(null);
  const model = useMemo(() => buildTranscript(turns), [turns]);
  const timeIndex = useMemo(() => buildTimeIndex(turns), [turns]);
  const rows = useMemo(
    () => (turns.length > 0 ? model.rows : plainRows(plainText ?? '')),
    [turns.length, model, plainText],
  );
  const find = useFind(model);
  const [openTools, setOpenTools] = useState<ReadonlySet<number>>(new Set());
  const currentRow = useClock(
    clock,
    useCallback(
      (state: ClockState) => {
        const stored = state.time > 0 || state.playing ? turnIndexAt(timeIndex, state.time * 1000) : null;
        return stored === null ? null : (model.rowOfStored.get(stored) ?? null);
      },
      [model, timeIndex],
    ),
  );
  const virtual = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => estimate(rows[index]),
    overscan: 12,
    paddingStart: 8,
    paddingEnd: 24,
    initialRect: { width: 800, height: 600 },
  });
  const { following, follow, stop } = useFollow(virtual, currentRow);
  const seek = (ms: number): void => {
    clock.seek(ms / 1000);
    follow();
  };
  useSeekKeys(turns, clock, seek);
  const hit = find.current;
  useEffect(() => {
    if (hit === null) return;
    stop();
    virtual.scrollToIndex(hit.row, { align: 'center' });
    // Only a new find scrolls; `stop` and `virtual` are new objects on each render.
  }, [hit]);

  if (rows.length === 0) {
    return (
      <EmptyState icon={<IconMessageOff size={20} stroke={1.5} />} title={t('transcript.none')}>
        {t('transcript.noneText')}
      </EmptyState>
    );
  }
  const currentTurn = currentRow === null ? null : rows[currentRow]?.turn;
  const toggle = (turn: number): void => {
    const next = new Set(openTools);
    if (!next.delete(turn)) next.add(turn);
    setOpenTools(next);
  };
  const content = (row: Row): React.ReactNode => {
    if (row.kind === 'silence') return <SilenceRow silence={row.silence} />;
    if (row.kind === 'tool') {
      return <ToolRow tool={row.tool} opened={openTools.has(row.turn)} onToggle={() => toggle(row.turn)} />;
    }
    if (row.kind === 'plain') {
      return (
        <p className={classes.plain} dir="auto" data-selectable>
          {row.text}
        </p>
      );
    }
    const ranges = rangesIn(row, find.hitsOfTurn.get(row.turn) ?? NO_HITS, hit);
    return <TurnRow row={row} ranges={ranges} onSeek={seek} />;
  };
  return (
    <section className={classes.root} aria-label={t('transcript.label')}>
      <TranscriptHead turns={turns} model={model} find={find} />
      <div
        ref={scrollRef}
        className={classes.scroller}
        tabIndex={-1}
        onWheel={stop}
        onPointerDown={(event) => {
          if (event.target === event.currentTarget) stop();
        }}
        onKeyDown={(event) => {
          if (['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'].includes(event.key)) stop();
        }}
      >
        <div role="list" className={classes.list} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const isCurrent = row.kind === 'speech' && row.turn === currentTurn;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                role="listitem"
                data-testid={row.kind === 'speech' ? 'turn' : undefined}
                data-start-ms={row.kind === 'speech' ? (row.startMs ?? undefined) : undefined}
                aria-current={isCurrent || undefined}
                className={classes.item}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {content(row)}
              </div>
            );
          })}
        </div>
      </div>
      {!following && currentRow !== null && (
        <Button
          className={classes.follow ?? ''}
          leftSection={<IconArrowDown size={14} stroke={1.75} aria-hidden="true" />}
          onClick={follow}
        >
          {t('transcript.follow')}
        </Button>
      )}
    </section>
  );
};
