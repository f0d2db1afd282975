import type { Speaker, Turn } from '../../transcript/turn.ts';
import type { CriterionKey } from '../criteria.ts';
import type { EvidenceState } from './evidence.ts';
import type { AnalysedCriterion } from './read-criteria.ts';
import { verifyQuote, type QuoteSpan } from './verify-quote.ts';

/** A piece of evidence, checked against the call it is about. */
export interface CallEvidence {
  /** Unique within the call. */
  readonly id: string;
  readonly criterion: CriterionKey;
  readonly turn: number;
  /** Null where there is no such turn. */
  readonly speaker: Speaker | null;
  readonly quote: string;
  readonly polarity: '+' | '-';
  readonly state: EvidenceState;
  /** What was really said there, where the quote is only close to it. */
  readonly said: string | null;
  /** Where it stands in the turns' texts; empty where it was not found. */
  readonly spans: readonly QuoteSpan[];
  /** Where it is said, in milliseconds from the start; null where turns have no times or it was not found. */
  readonly startMs: number | null;
}

/** Every piece of evidence of a call, checked, in the order of the conversation; what was not found stands at the turn it names. */
export function callEvidence(turns: readonly Turn[], criteria: readonly AnalysedCriterion[]): CallEvidence[] {
  const byIndex = new Map(turns.map((turn) => [turn.index, turn]));
  const checked = criteria.flatMap(({ key, evidence }) =>
    evidence.map((piece, n): CallEvidence => {
      const named = byIndex.get(piece.turn);
      const speaker = piece.speaker ?? (named?.kind === 'speech' ? named.speaker : null);
      const { state, spans } = speaker === null ? { state: 'not_found' as const, spans: [] } : verifyQuote(turns, { turn: piece.turn, speaker, quote: piece.quote });
      const said = byIndex.get(spans[0]?.turn ?? piece.turn);
      return { id: `${key} ${n}`, criterion: key, turn: piece.turn, speaker, quote: piece.quote, polarity: piece.polarity, state, said: state === 'close' ? wordsAt(byIndex, spans) : null, spans, startMs: said?.startMs ?? null };
    }),
  );
  return checked.toSorted((a, b) => (a.spans[0]?.turn ?? a.turn) - (b.spans[0]?.turn ?? b.turn) || (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0));
}

function wordsAt(turns: ReadonlyMap<number, Turn>, spans: readonly QuoteSpan[]): string {
  return spans
    .map(({ turn, start, end }) => {
      const said = turns.get(turn);
      return said?.kind === 'speech' ? said.text.slice(start, end) : '';
    })
    .join(' ');
}

/** How many pieces are in each state. */
export function countStates(evidence: readonly Pick<CallEvidence, 'state'>[]): Readonly<Record<EvidenceState, number>> {
  const counts = { verified: 0, close: 0, not_found: 0 };
  for (const { state } of evidence) counts[state] += 1;
  return counts;
}

/** Playing begins this long before a quote, so that a listener has found the voice when it comes. */
export const LEAD_MS = 1500;

/** The criteria whose evidence holds: at least one quote is verified, and none was not found. */
export function verifiedCriteria(turns: readonly Turn[], criteria: readonly AnalysedCriterion[]): CriterionKey[] {
  const states = new Map<CriterionKey, EvidenceState[]>();
  for (const { criterion, state } of callEvidence(turns, criteria)) states.set(criterion, [...(states.get(criterion) ?? []), state]);
  return [...states].filter(([, found]) => found.includes('verified') && !found.includes('not_found')).map(([key]) => key);
}
