import { useState } from 'react';
import { shownText } from '../../ui/shown-text.tsx';
import { rangesIn, type Hit } from './find.ts';
import type { Row } from './model.ts';
import { SilenceRow, ToolRow } from './other-rows.tsx';
import classes from './transcript.module.css';
import { TurnRow } from './turn-row.tsx';
import type { Find } from './use-find.ts';

const NO_HITS: readonly Hit[] = [];

/** Which tool calls are unfolded, by their turn; kept here because rows out of sight are taken down. */
export const useOpenTools = () => {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (turn: number): void => {
    const next = new Set(open);
    if (!next.delete(turn)) next.add(turn);
    setOpen(next);
  };
  return { open, toggle };
};

interface Props {
  row: Row;
  find: Find;
  tools: ReturnType<typeof useOpenTools>;
  onSeek: (ms: number) => void;
}

/** One line of the transcript, of whichever kind. */
export const TranscriptRow = ({ row, find, tools, onSeek }: Props): React.JSX.Element => {
  if (row.kind === 'silence') return <SilenceRow silence={row.silence} />;
  if (row.kind === 'tool') {
    return <ToolRow tool={row.tool} opened={tools.open.has(row.turn)} onToggle={() => tools.toggle(row.turn)} />;
  }
  if (row.kind === 'plain') {
    return (
      <p className={classes.plain} dir="auto" data-selectable>
        {shownText(row.text)}
      </p>
    );
  }
  const ranges = rangesIn(row, find.hitsOfTurn.get(row.turn) ?? NO_HITS, find.current);
  return <TurnRow row={row} ranges={ranges} onSeek={onSeek} />;
};
