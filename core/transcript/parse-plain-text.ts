import { foldPlain } from '../text/fold.ts';
import { storableText } from '../text/storable.ts';
import type { Speaker, SpeechTurn } from './turn.ts';

/** How the two sides are labelled in the text, as far as the assistant's settings say. */
export type SpeakerLabels = { agent: readonly string[]; customer: readonly string[] };

type Labelled = { speaker: Speaker; name: string | null };
type Piece = { label: string | null; text: string };

const DEFAULT_LABELS: SpeakerLabels = {
  agent: ['AI', 'Assistant', 'Bot', 'Agent'],
  customer: ['User', 'Customer', 'Caller', 'Human'],
};
/** Text before any label is the agent's: counting it for the customer would make an empty call worth scoring. */
const UNLABELLED: Labelled = { speaker: 'agent', name: null };
/** Days of talk. A text with more is no dialogue, and a turn takes fifteen times the room of its line: the last one takes the rest. */
const MOST_TURNS = 20_000;
const ANY_LABEL = /^([^:\n]{1,40}): /u;

/**
 * Rules 8 and 9: a transcript that exists as text only, as turns without times. Known labels come first; another
 * `Label: ` starts a turn only while it can be the missing side's name, because "Note: ..." is ordinary speech. Lines
 * without a label continue the turn before them, so no word is lost.
 */
export function parsePlainText(transcript: string, given: SpeakerLabels = { agent: [], customer: [] }): SpeechTurn[] {
  const known = knownLabels(given);
  const pieces = splitPieces(storableText(transcript).normalize('NFC'), known);
  const speakers = withCustomLabels(pieces, known);
  const blocks: { labelled: Labelled; lines: string[] }[] = [];
  for (const piece of pieces) {
    const labelled = piece.label === null || blocks.length >= MOST_TURNS ? undefined : speakers.get(foldPlain(piece.label));
    const line = labelled !== undefined || piece.label === null ? piece.text : `${piece.label}:${piece.text}`;
    const last = blocks.at(-1);
    if (labelled === undefined && last !== undefined) last.lines.push(line.trim());
    else blocks.push({ labelled: labelled ?? UNLABELLED, lines: [line.trim()] });
  }
  return blocks
    .map(({ labelled, lines }) => ({ labelled, text: lines.join('\n').trim() }))
    .filter(({ text }) => text !== '')
    .map(({ labelled, text }, index) => ({ kind: 'speech', index, ...labelled, text, startMs: null, endMs: null }));
}

function knownLabels(given: SpeakerLabels): Map<string, Labelled> {
  const known = new Map<string, Labelled>();
  for (const speaker of ['agent', 'customer'] as const) {
    for (const label of DEFAULT_LABELS[speaker]) known.set(foldPlain(label), { speaker, name: null });
  }
  for (const speaker of ['agent', 'customer'] as const) {
    for (const label of given[speaker]) {
      if (!known.has(foldPlain(label))) known.set(foldPlain(label), { speaker, name: label });
    }
  }
  return known;
}

/** One piece a line; a text of one line with several known labels in it is split at those. */
function splitPieces(text: string, known: ReadonlyMap<string, Labelled>): Piece[] {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const [only] = lines;
  return lines.length === 1 && only !== undefined ? splitInline(only, known) : lines.map((line) => readLine(line, known));
}

function readLine(line: string, known: ReadonlyMap<string, Labelled>): Piece {
  const colon = line.indexOf(':');
  const before = line.slice(0, colon).trim();
  if (colon > 0 && colon <= 200 && known.has(foldPlain(before))) return { label: before, text: line.slice(colon + 1) };
  const label = ANY_LABEL.exec(line)?.[1];
  return label === undefined ? { label: null, text: line } : { label: label.trim(), text: line.slice(label.length + 1) };
}

/** Inside a line only labels written exactly as a known one count: "I asked the user: why" is no new turn. */
function splitInline(line: string, known: ReadonlyMap<string, Labelled>): Piece[] {
  const names = [...DEFAULT_LABELS.agent, ...DEFAULT_LABELS.customer, ...[...known.values()].flatMap(({ name }) => name ?? [])];
  const label = new RegExp(`(?<=^|\\s)(${names.map(escapeRegExp).join('|')}):(?=\\s)`, 'gu');
  const hits = [...line.matchAll(label)];
  if (hits.length < 2) return [readLine(line, known)];
  const lead = line.slice(0, hits[0]?.index).trim();
  const pieces = hits.map((hit, i) => ({ label: hit[1] ?? null, text: line.slice(hit.index + hit[0].length, hits[i + 1]?.index) }));
  return lead === '' ? pieces : [{ label: null, text: lead }, ...pieces];
}

/** The known labels plus, for a side that none of them names, the label that speaks most; of two strangers the first is the agent. */
function withCustomLabels(pieces: readonly Piece[], known: ReadonlyMap<string, Labelled>): Map<string, Labelled> {
  const speakers = new Map(known);
  const counts = new Map<string, { label: string; count: number }>();
  const missing = new Set<Speaker>(['agent', 'customer']);
  for (const { label } of pieces) {
    if (label === null) continue;
    const named = known.get(foldPlain(label));
    if (named !== undefined) {
      missing.delete(named.speaker);
    } else {
      counts.set(foldPlain(label), { label, count: (counts.get(foldPlain(label))?.count ?? 0) + 1 });
    }
  }
  const strangers = [...counts].toSorted(([, a], [, b]) => b.count - a.count).slice(0, missing.size);
  const inOrder = strangers.toSorted(([a], [b]) => [...counts.keys()].indexOf(a) - [...counts.keys()].indexOf(b));
  inOrder.forEach(([key, { label }], i) => {
    const speaker = [...missing][i];
    if (speaker !== undefined) speakers.set(key, { speaker, name: label });
  });
  return speakers;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
