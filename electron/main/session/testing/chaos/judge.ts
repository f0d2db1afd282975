import type { Asked } from './device.ts';
import { isRevocation, type Cell } from './cell.ts';

/** What was seen of a cell. */
export interface Seen {
  /** States of the session and of the outbox that were announced while the fault lasted. */
  readonly statuses: readonly string[];
  readonly outbox: readonly string[];
  readonly asked: readonly Asked[];
  readonly isKept: boolean;
  /** Milliseconds from the first question that met the fault until the app said that it is cut off; null where it never did. */
  readonly cutOffAfterMs: number | null;
  /** The shortest time between two renewals while a 429 asked for peace; null where there were not two. */
  readonly soonestRetryMs: number | null;
  /** By the device's clock; null where the app never came back by itself. */
  readonly recoveredAfterMs: number | null;
  readonly renewalsAfter: number;
  /** Questions after the recovery that were not answered. */
  readonly unanswered: readonly string[];
  readonly isSameSession: boolean;
  readonly isSamePerson: boolean;
  readonly isSameKey: boolean;
  /** Operations in the outbox when a revoked session had ended. */
  readonly keptUnsent: number;
  /** How often the operation stands in the workspace in the end, and how many wait still. */
  readonly delivered: number;
  readonly unsent: number;
}

const WHILE_AWAY: ReadonlySet<string> = new Set(['answered', 'offline', 'workspace_unavailable', 'rate_limited']);

/** Longest until a fault is shown and until a question is answered somehow, in milliseconds; nobody notices sooner that a line says nothing. */
const SHOWN_MS = { hang: 17_000, others: 2_000 };
const BLOCKED_MS = { hang: 17_000, others: 10_000 };
const MOST_RENEWALS = 2;
/** A pause of supabase-js after it gave up, and what it takes to notice. */
const RECOVERED_MS = { long: 100_000, others: 20_000 };

/** What is wrong with what was seen; nothing where it is as it must be. */
export function faultsOf(cell: Cell, seen: Seen, pauseMs: number): string[] {
  const faults = isRevocation(cell.fault) ? ofRevoked(seen) : ofPassing(cell, seen, pauseMs);
  if (!seen.isSamePerson) faults.push('another person');
  if (!seen.isSameKey) faults.push('another store key');
  if (seen.delivered !== 1) faults.push(`the operation stands there ${String(seen.delivered)} times`);
  if (seen.unsent !== 0) faults.push(`${String(seen.unsent)} operations still wait`);
  if (seen.renewalsAfter > MOST_RENEWALS) faults.push(`${String(seen.renewalsAfter)} renewals`);
  return faults;
}

function ofPassing(cell: Cell, seen: Seen, pauseMs: number): string[] {
  const by = cell.fault === 'hang' ? 'hang' : 'others';
  const faults: string[] = [];
  const isSignedOut = seen.statuses.some((status) => status !== 'signed-in') || seen.outbox.includes('sign-in-needed') || !seen.isKept;
  if (isSignedOut) faults.push('signed out');
  faults.push(...seen.asked.filter(({ code }) => !WHILE_AWAY.has(code)).map(({ code }) => `a question ended with ${code}`));
  const slowest = Math.max(...seen.asked.map(({ ms }) => ms));
  if (slowest > BLOCKED_MS[by]) faults.push(`a question was held for ${String(Math.round(slowest))} ms`);
  const isAway = seen.asked.some(({ code }) => code !== 'answered');
  if (isAway && (seen.cutOffAfterMs === null || seen.cutOffAfterMs > SHOWN_MS[by])) faults.push(`cut off was shown after ${String(seen.cutOffAfterMs)} ms`);
  if (seen.soonestRetryMs !== null && seen.soonestRetryMs < pauseMs - 20) faults.push(`renewed again after ${String(seen.soonestRetryMs)} ms`);
  if (seen.recoveredAfterMs === null || seen.recoveredAfterMs > RECOVERED_MS[cell.isLong ? 'long' : 'others']) faults.push(`back after ${String(seen.recoveredAfterMs)} ms`);
  if (seen.unanswered.length > 0) faults.push(`after that: ${[...new Set(seen.unanswered)].join(', ')}`);
  if (!seen.isSameSession) faults.push('another session');
  return faults;
}

function ofRevoked(seen: Seen): string[] {
  const faults: string[] = [];
  if (seen.statuses.at(-1) !== 'ended') faults.push(`not led to sign-in but ${seen.statuses.at(-1) ?? 'nowhere'}`);
  if (seen.isKept) faults.push('tokens of an ended session were kept');
  if (!seen.outbox.includes('sign-in-needed')) faults.push('the outbox did not say that a sign-in is needed');
  if (seen.keptUnsent !== 1) faults.push(`the outbox held ${String(seen.keptUnsent)} operations`);
  return faults;
}
