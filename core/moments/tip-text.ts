import { LONGEST } from './moment.ts';

/** Room for the sign that there is more. */
const MORE = '…';

/**
 * A typed tip as a moment keeps it. One that fits is the label; of a longer one the label has the first words and the note has it
 * whole. Line breaks are spaces in a label.
 */
export function tipWords(text: string): { label: string; note: string | null } {
  const whole = text.trim();
  const line = whole.replaceAll(/\s+/gu, ' ');
  if (line.length <= LONGEST.label) return { label: line, note: null };
  // Half a surrogate pair at the end is left out.
  const cut = line.slice(0, LONGEST.label - MORE.length).replace(/\p{Cs}$/u, '');
  const words = line.charAt(cut.length) === ' ' ? cut : cut.slice(0, Math.max(cut.lastIndexOf(' '), 0));
  return { label: `${(words || cut).trimEnd()}${MORE}`, note: whole };
}

/** A tip as it is read: the whole of it, also where only its first words fit into the label. */
export function tipText({ label, note }: { readonly label: string; readonly note: string | null }): string {
  if (note === null || !label.endsWith(MORE)) return label;
  const line = note.replaceAll(/\s+/gu, ' ').trim();
  return line.startsWith(label.slice(0, -MORE.length)) ? line : label;
}
