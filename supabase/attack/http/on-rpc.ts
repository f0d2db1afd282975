import type { Catalogue } from '../catalogue.ts';
import { callsOf, wordsOfCall } from '../on-routines.ts';
import type { Actor } from '../people.ts';
import type { Snapshot } from '../snapshot.ts';
import { type HttpAttempt, httpAttempt } from './request.ts';

function textOf(value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return `{${value.join(',')}}`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Those who also try the functions that nobody may call. */
const curious = new Set(['anon', 'admin of A', 'a bearer of another secret for service_role']);

/** Everything one actor tries on the functions over REST. */
export function* onRpc(actor: Actor, catalogue: Catalogue, snapshot: Snapshot): Generator<HttpAttempt> {
  for (const call of callsOf(actor, catalogue, snapshot)) {
    const { routine, given, turn, mix, asks } = call;
    if (turn > 1 || given.some(([{ name }]) => name === '')) continue;
    const isServed = routine.schema === 'public';
    if (!isServed && (!curious.has(actor.name) || mix !== 'all foreign')) continue;
    const words = { kind: 'routine' as const, ...wordsOfCall(call), echoes: true, asks };
    const path = `/rest/v1/rpc/${routine.bare}`;
    const body = Object.fromEntries(given.map(([{ name }, value]) => [name, value]));
    yield httpAttempt(actor, { ...words, verb: 'POST' }, { method: 'POST', path, body });
    if (!isServed)
      yield httpAttempt(actor, { ...words, verb: 'POST', filter: `${words.filter}, profile` }, { method: 'POST', path, body, headers: { 'content-profile': routine.schema } });
    if (isServed && mix !== 'all foreign' && mix !== 'all own') continue;
    const query = given.filter(([, value]) => value !== null).map(([{ name }, value]) => `${name}=${encodeURIComponent(textOf(value))}`).join('&');
    yield httpAttempt(actor, { ...words, verb: 'GET' }, { method: 'GET', path: `${path}?${query}`, headers: isServed ? {} : { 'accept-profile': routine.schema } });
  }
}
