import type { BatchSource } from '../../../core/contract/routes/scoring.ts';
import type { CallToScore } from '../../../core/scoring/estimate.ts';
import type { Desk } from '../session/desk.ts';

const PAGE = 200;
const NEWEST_FIRST = { by: 'created_at', direction: 'desc' } as const;

/** The calls that a source means now, with what is known of their length. Named ones are not asked for: they cost what usual ones do. */
export async function callsOfBatch({ remote, store, organizationId }: Desk, source: BatchSource, now: () => number): Promise<CallToScore[]> {
  if (source.from === 'calls') return [...new Set(source.callIds)].map((id) => ({ id, durationSeconds: null, hasTranscript: true }));
  const workspace = await remote();
  if (source.from === 'outdated') return workspace.listOutdatedCalls(organizationId, source.most);
  const found = new Map<string, CallToScore>();
  let cursor = null;
  do {
    const page = await workspace.listCalls(organizationId, { filter: source.filter, sort: NEWEST_FIRST, cursor, limit: Math.min(PAGE, source.most - found.size) });
    await store.saveRows({ organizationId, rows: page.rows, asOf: new Date(now()).toISOString() });
    for (const { id, durationSeconds, hasTranscript } of page.rows) found.set(id, { id, durationSeconds, hasTranscript });
    cursor = page.next;
  } while (cursor !== null && found.size < source.most);
  return [...found.values()];
}
