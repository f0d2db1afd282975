import { forbiddenTo } from '../allowed.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Actor } from '../people.ts';
import type { Snapshot } from '../snapshot.ts';
import { requestOf } from './allowed-http.ts';
import { type HttpAttempt, httpAttempt } from './request.ts';

/** What the role table does not allow an actor, over HTTP, with exactly the words that would do. Files are read by the attack on the storage. */
export function* onAllowedHttp(actor: Actor, catalogue: Catalogue, snapshot: Snapshot): Generator<HttpAttempt> {
  for (const { deed, ...words } of forbiddenTo(actor, catalogue, snapshot)) {
    if (deed.does === 'counts') continue;
    const sent = requestOf(deed);
    yield httpAttempt(actor, { ...words, verb: sent.method }, sent);
  }
}
