import type { Row } from '../../tests/harness.ts';
import { everyAllowed, type Refusal } from '../attack.ts';
import type { Deed } from '../deed.ts';
import { outcomeOf, type Sent } from './request.ts';
import { type HttpGround, request } from './run-http.ts';

const bareOf = (table: string): string => table.split('.')[1] ?? table;
const query = (where: Row): string => Object.entries(where).map(([name, value]) => `${name}=eq.${encodeURIComponent(String(value))}`).join('&');
const whole = { prefer: 'return=representation' };

/** The deed as a request, whose answer has one row for each that was counted, added or changed. */
export function requestOf(deed: Deed): Sent {
  switch (deed.does) {
    case 'counts': return deed.table === 'storage.objects'
      ? { method: 'GET', path: `/storage/v1/object/recordings/${String(deed.where['name'])}` }
      : { method: 'GET', path: `/rest/v1/${bareOf(deed.table)}?select=*&${query(deed.where)}` };
    case 'adds': return deed.table === 'storage.objects'
      ? { method: 'POST', path: `/storage/v1/object/recordings/${String(deed.row['name'])}`, body: 'new' }
      : { method: 'POST', path: `/rest/v1/${bareOf(deed.table)}`, body: deed.row, headers: whole };
    case 'changes': return { method: 'PATCH', path: `/rest/v1/${bareOf(deed.table)}?${query(deed.where)}`, body: deed.set, headers: whole };
    case 'calls': return { method: 'POST', path: `/rest/v1/rpc/${deed.name}`, body: deed.args };
  }
}

/** Does over HTTP what the role table allows, as each role and above it; answers how often it went through, and what was refused. */
export async function tryAllowedHttp(ground: HttpGround, isWanted: (object: string) => boolean = () => true): Promise<{ allowed: number; refused: Refusal[] }> {
  let allowed = 0;
  const refused: Refusal[] = [];
  const { catalogue, knowledge, lite } = ground.stage;
  for (const { actor, action } of everyAllowed(catalogue, knowledge.snapshot).filter(({ action }) => isWanted(action.object))) {
    const { deed } = action;
    const { answer } = await request(ground, { actor, requests: [requestOf(deed)] });
    const outcome = outcomeOf(answer, deed.does === 'calls');
    const rows = deed.does === 'counts' ? [{ answer: outcome.rows.length }] : outcome.rows;
    if (outcome.error === null && action.isDone(rows)) allowed += 1;
    else refused.push({ action: `${actor.name} ${action.what} ${action.object} over HTTP`, why: outcome.error ?? JSON.stringify(outcome.rows).slice(0, 300) });
  }
  await lite.db.exec(ground.afresh.split(';')[0] ?? '');
  return { allowed, refused };
}
