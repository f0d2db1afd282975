import { useState } from 'react';
import type { CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { useEvidenceWords } from '../../ui/evidence-words.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { spotIn, type Stop } from './checkables.ts';
import { underlinesIn, type PlacedEvidence } from './evidence.ts';
import { EvidenceTags } from './evidence-tags.tsx';
import { rangesIn, type Hit } from './find.ts';
import type { Row } from './model.ts';
import { SilenceRow, ToolRow } from './other-rows.tsx';
import classes from './transcript.module.css';
import { TurnRow } from './turn-row.tsx';
import type { Find } from './use-find.ts';

const NO_HITS: readonly Hit[] = [];
const NO_EVIDENCE: readonly PlacedEvidence[] = [];

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

/** The evidence of a call as its transcript shows it. */
export interface ShownEvidence {
  readonly ofTurn: ReadonlyMap<number, readonly PlacedEvidence[]>;
  readonly currentId: string | null;
  readonly onPlay: (id: string) => void;
}

interface Props {
  row: Row;
  find: Find;
  evidence: ShownEvidence;
  /** The number, name or commitment that was gone to. */
  spot: Stop | null;
  tools: ReturnType<typeof useOpenTools>;
  onSeek: (ms: number) => void;
}

/** One line of the transcript, of whichever kind. */
export const TranscriptRow = ({ row, find, evidence, spot, tools, onSeek }: Props): React.JSX.Element => {
  const words = useEvidenceWords();
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
  const placed = evidence.ofTurn.get(row.turn) ?? NO_EVIDENCE;
  return (
    <TurnRow
      row={row}
      ranges={ranges}
      underlines={underlinesIn(row, placed, words, evidence.currentId)}
      spot={spotIn(row, spot)}
      tags={row.offset === 0 && placed.length > 0 ? <EvidenceTags evidence={once(placed)} currentId={evidence.currentId} onPlay={evidence.onPlay} /> : null}
      onSeek={onSeek}
    />
  );
};

/** A quote that runs over two joined turns is one piece. */
const once = (placed: readonly PlacedEvidence[]): CallEvidence[] => [...new Set(placed.map(({ piece }) => piece))];
