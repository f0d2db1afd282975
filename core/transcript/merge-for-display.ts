import type { SpeechTurn, ToolTurn, Turn } from './turn.ts';

/** What the transcript shows as one block; `indexes` are the stored turns it covers, in order. */
export type DisplayTurn =
  | (Omit<SpeechTurn, 'index'> & { indexes: readonly number[] })
  | (Omit<ToolTurn, 'index'> & { indexes: readonly number[] });

/** A pause shorter than this inside one speaker's words is no new turn for a reader: sentences get split around a barge-in. */
const JOIN_GAP_MS = 500;

/** Rule 6: consecutive rows of one speaker less than half a second apart, read as one. The stored turns stay as they are. */
export function mergeForDisplay(turns: readonly Turn[]): DisplayTurn[] {
  const shown: DisplayTurn[] = [];
  for (const { index, ...turn } of turns) {
    const last = shown.at(-1);
    if (last?.kind === 'speech' && turn.kind === 'speech' && continues(last, turn)) {
      shown[shown.length - 1] = {
        ...last,
        text: `${last.text} ${turn.text}`,
        endMs: Math.max(last.endMs ?? 0, turn.endMs ?? turn.startMs ?? 0),
        indexes: [...last.indexes, index],
      };
    } else {
      shown.push({ ...turn, indexes: [index] });
    }
  }
  return shown;
}

function continues(last: Omit<SpeechTurn, 'index'>, next: Omit<SpeechTurn, 'index'>): boolean {
  if (last.speaker !== next.speaker || last.name !== next.name) return false;
  return last.endMs !== null && next.startMs !== null && next.startMs - last.endMs < JOIN_GAP_MS;
}
