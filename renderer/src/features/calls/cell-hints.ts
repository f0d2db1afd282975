import type { CallRow } from '../../../../core/calls/call-row.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatLengthExact, formatMoneyExact } from '../../lib/format.ts';
import { formatExact } from '../../lib/format-time.ts';
import { parseSnippet } from '../../ui/highlighted.tsx';
import { NONE, type CellWords } from './cell-words.ts';
import type { ColumnId } from './columns.ts';
import type { Kept } from './use-kept.ts';

type Hint = (row: CallRow, words: CellWords, kept: Kept) => string | null | undefined;

const HINTS: Partial<Record<ColumnId, Hint>> = {
  time: (row, { language }) => formatExact(row.createdAt, language),
  agent: (row) => row.assistantName,
  what: (row) => (row.snippet === null ? row.summary : parseSnippet(row.snippet).text),
  outcome: (row, { t }) => t('calls.endedReason', { reason: row.endedReason ?? NONE }),
  length: (row, { language }) => formatLengthExact(row.durationSeconds, language),
  reviewer: (row, { language }) =>
    row.reviewedAt === null ? null : `${row.reviewedByName ?? NONE}, ${formatExact(row.reviewedAt, language)}`,
  cost: (row, { language }) => formatMoneyExact(row.cost, language),
  audio: (row, { t }, kept) => {
    const state = kept === 'audio' ? t('recording.kept') : row.recordingState === 'none' ? null : t(`recording.state.${row.recordingState}`);
    return [kept === 'call' ? t('recording.callKept') : null, state].filter((part) => part !== null).join('. ');
  },
};

/**
 * What hovering a cell says: the exact value behind the short one, or the text that was cut. Asked for only when a
 * pointer is there, because the formatters behind it cost more than the rest of the row.
 */
export const cellHint = (column: ColumnId, row: CallRow, words: CellWords, kept: Kept): string =>
  inertText(HINTS[column]?.(row, words, kept) ?? '');
