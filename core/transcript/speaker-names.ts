import type { MessageRow, SpeechRow } from './message-row.ts';

/**
 * How a row's speaker is called beyond agent or customer: the squad member's name, or the diarised label. Null while one
 * name only speaks for its side, because then it says nothing that the side does not.
 */
export function speakerNames(rows: readonly MessageRow[], assistantNames: ReadonlyMap<string, string>): (row: SpeechRow) => string | null {
  const labelOf = (row: SpeechRow) => row.label ?? (row.labelId === null ? null : (assistantNames.get(row.labelId) ?? null));
  const labels = { agent: new Set<string>(), customer: new Set<string>() };
  for (const row of rows) {
    const label = row.kind === 'speech' ? labelOf(row) : null;
    if (row.kind === 'speech' && label !== null) labels[row.speaker].add(label);
  }
  return (row) => (labels[row.speaker].size > 1 ? labelOf(row) : null);
}
