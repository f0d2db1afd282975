import { Button, ScrollArea } from '@mantine/core';
import { IconArrowDown, IconMessageOff } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import type { KnownNames } from '../../../../core/transcript/checkables/names.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import type { MediaClock } from '../../lib/media-clock.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Stop } from './checkables.ts';
import { CheckableWords } from './checkable-words.tsx';
import { placeEvidence } from './evidence.ts';
import { buildTranscript, plainRows, type Row } from './model.ts';
import { TranscriptHead } from './transcript-head.tsx';
import { TranscriptRow, useOpenTools } from './transcript-row.tsx';
import classes from './transcript.module.css';
import { useCheckables } from './use-checkables.ts';
import { useCurrentRow } from './use-current-row.ts';
import { useFind } from './use-find.ts';
import { useFollow } from './use-follow.ts';
import { useSeekKeys } from './use-seek-keys.ts';

const estimate = (row: Row | undefined): number => {
  if (row?.kind === 'silence') return 22;
  if (row?.kind === 'tool') return 28;
  return 32 + Math.floor((row?.kind === 'speech' || row?.kind === 'plain' ? row.text.length : 0) / 84) * 20;
};

const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

interface Props {
  turns: readonly Turn[];
  /** Shown as it is where there are no turns. */
  plainText: string | null;
  clock: MediaClock;
  /** What the score stands on, checked. */
  evidence: readonly CallEvidence[];
  currentEvidenceId: string | null;
  onPlayEvidence: (id: string) => void;
  onNextEvidence: () => void;
  /** What is known of the call's names, asked for once it is needed. */
  knownNames: () => KnownNames;
  /** Rises when the recording is taken elsewhere from outside: the transcript goes there. */
  jumps: number;
}

const NoTranscript = (): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<IconMessageOff size={20} stroke={1.5} />} title={t('transcript.none')}>
      {t('transcript.noneText')}
    </EmptyState>
  );
};

const Follow = ({ onFollow }: { onFollow: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <Button
      className={classes.follow ?? ''}
      leftSection={<IconArrowDown size={14} stroke={1.75} aria-hidden="true" />}
      onClick={onFollow}
    >
      {t('transcript.follow')}
    </Button>
  );
};

interface LineProps {
  index: number;
  start: number;
  row: Row;
  isCurrent: boolean;
  measure: (node: HTMLDivElement | null) => void;
  children: React.ReactNode;
}

/** A line at its place in the virtual list. */
const Line = ({ index, start, row, isCurrent, measure, children }: LineProps): React.JSX.Element => {
  const speech = row.kind === 'speech' ? row : null;
  return (
    <div
      ref={measure}
      data-index={index}
      role="listitem"
      data-testid={speech ? 'turn' : undefined}
      data-start-ms={speech?.startMs ?? undefined}
      aria-current={(speech !== null && isCurrent) || undefined}
      className={classes.item}
      style={{ transform: `translateY(${start}px)` }}
    >
      {children}
    </div>
  );
};

/** What was said, virtual line by line: seeks by click, marks what is being heard, finds words. */
export const Transcript = ({ turns, plainText, clock, evidence, currentEvidenceId, onPlayEvidence, onNextEvidence, knownNames, jumps }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const scrollRef = useRef<HTMLDivElement>(null);
  const model = useMemo(() => buildTranscript(turns), [turns]);
  const rows = useMemo(
    () => (turns.length > 0 ? model.rows : plainRows(plainText ?? '')),
    [turns.length, model, plainText],
  );
  const shownEvidence = useMemo(
    () => ({ ofTurn: placeEvidence(model, evidence), currentId: currentEvidenceId, onPlay: onPlayEvidence }),
    [model, evidence, currentEvidenceId, onPlayEvidence],
  );
  const find = useFind(model);
  const tools = useOpenTools();
  const currentRow = useCurrentRow(turns, model, clock);
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
  const goTo = ({ row }: Stop): void => {
    const shown = rows[row];
    // A later part of a very long turn is not where the turn that is heard is shown.
    if (shown?.kind === 'speech' && shown.offset === 0) follow();
    else stop();
    virtual.scrollToIndex(row, { align: 'center' });
  };
  const checkables = useCheckables(turns, model, knownNames, clock, goTo);
  useEffect(() => {
    if (jumps > 0) follow();
  }, [jumps, follow]);
  const hit = find.current;
  useEffect(() => {
    if (hit === null) return;
    stop();
    virtual.scrollToIndex(hit.row, { align: 'center' });
  }, [hit, stop, virtual]);

  if (rows.length === 0) return <NoTranscript />;
  const currentTurn = currentRow === null ? null : rows[currentRow]?.turn;
  return (
    <section className={classes.root} aria-label={t('transcript.label')}>
      <TranscriptHead turns={turns} model={model} find={find} evidence={evidence} onNextEvidence={onNextEvidence} />
      <ScrollArea
        className={classes.area ?? ''}
        classNames={{ viewport: classes.scroller ?? '' }}
        scrollbars="y"
        scrollbarSize={8}
        type="scroll"
        viewportRef={scrollRef}
        viewportProps={{
          tabIndex: -1,
          onWheel: stop,
          onKeyDown: (event) => {
            if (SCROLL_KEYS.has(event.key)) stop();
          },
        }}
        onPointerDown={(event) => {
          // A press on the bar, not on a turn.
          if (!scrollRef.current?.contains(event.target as Node)) stop();
        }}
      >
        <div role="list" className={classes.list} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <Line key={item.key} index={item.index} start={item.start} row={row} isCurrent={row.turn === currentTurn} measure={virtual.measureElement}>
                <TranscriptRow row={row} find={find} evidence={shownEvidence} spot={checkables.current} tools={tools} onSeek={seek} />
              </Line>
            );
          })}
        </div>
      </ScrollArea>
      <CheckableWords news={checkables.news} />
      {!following && currentRow !== null && <Follow onFollow={follow} />}
    </section>
  );
};
