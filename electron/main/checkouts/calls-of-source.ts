import type { CheckoutSource } from '../../../core/contract/routes/checkouts.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { Desk } from '../session/desk.ts';

const PAGE = 200;
const NEWEST_FIRST = { by: 'created_at', direction: 'desc' } as const;

/** A call that would be taken, and how long it is; null where that is not known. */
export interface WantedCall {
  readonly id: string;
  readonly durationSeconds: number | null;
}

/** The calls that a source means now. Their rows are kept on the way, so that the list shows them offline too. */
export async function callsOfSource(desk: Desk, source: CheckoutSource, now: () => Date): Promise<WantedCall[]> {
  if (source.from === 'calls') return source.callIds.map((id) => ({ id, durationSeconds: null }));
  const remote = await desk.remote();
  const found: WantedCall[] = [];
  let cursor = null;
  while (found.length < source.most) {
    const page = await remote.listCalls(desk.organizationId, { filter: source.filter, sort: NEWEST_FIRST, cursor, limit: Math.min(PAGE, source.most - found.length) });
    await desk.store.saveRows({ organizationId: desk.organizationId, rows: page.rows, asOf: now().toISOString() });
    found.push(...page.rows.map(({ id, durationSeconds }) => ({ id, durationSeconds })));
    cursor = page.next;
    if (cursor === null) break;
  }
  if (found.length === 0) throw new AppError('not_found', 'The filter finds no call.');
  return found;
}

/** What a call of a length takes on this device, in bytes: about so much text a second, and a recording of 16 kB a second. */
export const bytesOf = ({ durationSeconds }: WantedCall, withAudio: boolean): number => 6_000 + (durationSeconds ?? 180) * (60 + (withAudio ? 16_000 : 0));
