import { DIMENSIONS } from '../qci/criteria.ts';
import { OVERRIDE_REASONS, SCORE_PARTS, type ScorePart } from '../qci/override.ts';
import { isRecord, sameJson } from '../text/json-value.ts';
import type { Told } from './change.ts';
import type { HistoryEntry } from './entry.ts';
import { band, code, factOf, points, yes, type Fact } from './fact.ts';

const dimensionFacts = (entry: HistoryEntry): Fact[] => DIMENSIONS.flatMap((dimension) => factOf(entry, `${dimension}_score`, dimension, points));

const sumFacts = (entry: HistoryEntry): Fact[] => [...factOf(entry, 'qci_total_score', 'total', points), ...factOf(entry, 'status', 'band', band)];

const stampFacts = (entry: HistoryEntry): Fact[] => [...factOf(entry, 'judge', 'judge', code), ...factOf(entry, 'rubric_version', 'rubric', code)];

const scoreFacts = (entry: HistoryEntry): Fact[] => [...sumFacts(entry), ...dimensionFacts(entry)];

const has = ({ after }: HistoryEntry, ...columns: string[]): boolean => columns.some((column) => after !== null && column in after);

const number = (document: unknown, part: string, key: string): unknown => (isRecord(document) && isRecord(document[part]) ? document[part][key] : undefined);

/** The parts that people corrected, by what the corrections say; null of an entry that has them as a hash only. */
function correctedParts({ before, after }: HistoryEntry): { part: ScorePart; isTaken: boolean; before: unknown; after: unknown }[] | null {
  const [was, now] = [before?.['overrides'], after?.['overrides']];
  if (!isRecord(was) || !isRecord(now)) return null;
  return SCORE_PARTS.filter((part) => !sameJson(was[part], now[part])).map((part) => ({
    part,
    isTaken: now[part] === undefined,
    before: number(was, part, 'value') ?? number(now, part, 'replaced'),
    after: number(now, part, 'value') ?? number(was, part, 'ai'),
  }));
}

/** A correction: of which part, from what to what, and why. */
function correction(entry: HistoryEntry): Told {
  const parts = correctedParts(entry);
  const facts = parts?.map(({ part, before, after }): Fact => ({ of: part, before: points(before), after: points(after) })) ?? dimensionFacts(entry);
  const reason = OVERRIDE_REASONS.find((one) => one === entry.reason);
  const isRevoked = entry.reason === 'revoked' || (parts !== null && parts.length > 0 && parts.every(({ isTaken }) => isTaken));
  const isSame = facts.every(({ before, after }) => sameJson(before, after));
  const what = isRevoked ? 'overrideRevoked' : isSame ? 'overrideExplained' : 'overridden';
  const told = isSame ? facts.map((fact): Fact => ({ ...fact, before: null })) : facts;
  return { what, facts: [...told, ...sumFacts(entry)], ...(reason && { reason }) };
}

/** What a change of the score comes from, where it says so. */
function causeOf(entry: HistoryEntry): 'scored' | 'rebanded' | 'adopted' | 'scoredAgain' | 'scoreDeleted' | null {
  if (entry.action === 'insert') return 'scored';
  if (entry.action === 'delete') return 'scoreDeleted';
  if (entry.reason === 'thresholds') return 'rebanded';
  if (entry.reason === 'adopted') return 'adopted';
  return typeof entry.after?.['run_id'] === 'string' ? 'scoredAgain' : null;
}

/** What happened to the score that counts. */
export function toldOfAnalysis(entry: HistoryEntry): Told {
  const cause = causeOf(entry);
  const facts = [...scoreFacts(entry), ...stampFacts(entry)];
  if (cause !== null) return { what: cause, facts };
  if (has(entry, 'overrides')) return correction(entry);
  if (scoreFacts(entry).length > 0) return { what: 'scoreChanged', facts };
  if (isConfirmation(entry) && typeof (entry.after?.['reviewed_by'] ?? entry.after?.['reviewed_at']) === 'string') return { what: 'confirmed', facts };
  return { what: isMomentsOnly(entry) ? 'momentTexts' : 'analysisChanged', facts };
}

/** Whether nothing but the seed's list of moments changed. */
export const isMomentsOnly = ({ action, after }: HistoryEntry): boolean => action === 'update' && after !== null && Object.keys(after).every((column) => column === 'key_moments');

/** Whether nothing changed but who stands for the score. */
export const isConfirmation = ({ action, after }: HistoryEntry): boolean =>
  action === 'update' && after !== null && Object.keys(after).every((column) => ['reviewed_by', 'reviewed_at', 'version'].includes(column));

/** What a judge said once. */
export function toldOfRun(entry: HistoryEntry): Told {
  const facts = [...factOf(entry, 'unscorable', 'unscorable', code), ...scoreFacts(entry), ...stampFacts(entry)];
  if (entry.action === 'delete') return { what: 'runDeleted', facts };
  return { what: typeof entry.after?.['unscorable'] === 'string' ? 'runUnscorable' : 'runRecorded', facts };
}

/** The criteria that a review gives otherwise than the person's review before. */
function criterionFacts({ before, after }: HistoryEntry): Fact[] {
  const [was, now] = [before?.['scores'], after?.['scores']];
  if (!isRecord(was) || !isRecord(now)) return [];
  return SCORE_PARTS.filter((part) => was[part] !== now[part]).map((part) => ({ of: part, before: points(was[part]), after: points(now[part]) }));
}

/** What one person decided about the call. */
export function toldOfReview(entry: HistoryEntry): Told {
  if (entry.action === 'insert') return { what: 'reviewed', facts: [...scoreFacts(entry), ...factOf(entry, 'was_blind', 'blind', yes)] };
  if (entry.action === 'delete') return { what: 'reviewDeleted', facts: scoreFacts(entry) };
  if (!has(entry, 'completed_at', 'scores', 'seconds')) return { what: 'reviewChanged', facts: scoreFacts(entry) };
  return { what: 'reviewedAgain', facts: [...criterionFacts(entry), ...sumFacts(entry)] };
}
