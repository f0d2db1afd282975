import type { Turn } from './turn.ts';

/** The transcript as Vapi writes it, one line a turn, for calls that come with messages but without the text. Null without speech. */
export function transcriptText(turns: readonly Turn[]): string | null {
  const lines = turns.flatMap((turn) => (turn.kind === 'speech' ? [`${turn.speaker === 'agent' ? 'AI' : 'User'}: ${turn.text}\n`] : []));
  return lines.length === 0 ? null : lines.join('');
}
