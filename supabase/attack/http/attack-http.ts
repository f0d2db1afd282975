import { type Refusal, sampled } from '../attack.ts';
import type { Actor } from '../people.ts';
import { tryAllowedHttp } from './allowed-http.ts';
import { callers } from './bearers.ts';
import { onAllowedHttp } from './on-allowed.ts';
import { onAccount } from './on-account.ts';
import { onRest } from './on-rest.ts';
import { onRpc } from './on-rpc.ts';
import { onStorage } from './on-storage.ts';
import type { HttpAttempt } from './request.ts';
import { type HttpTally, makeAllHttp, noTally, undone } from './run-http.ts';
import type { HttpStage } from './stage-http.ts';

/** Everything one actor tries over HTTP. */
export function* httpAttemptsOf(actor: Actor, { catalogue, knowledge, granted }: HttpStage): Generator<HttpAttempt> {
  yield* onAllowedHttp(actor, catalogue, knowledge.snapshot);
  yield* onRpc(actor, catalogue, knowledge.snapshot);
  yield* onRest(actor, catalogue, knowledge.snapshot, granted);
  yield* onStorage(actor);
  // A token of anon that names a person is nobody's account.
  if (actor.dbRole !== 'anon' || actor.claims['sub'] === undefined) yield* onAccount(actor);
}

/** Who tries everything; the others try some of it, and everything that is the first of its kind. */
const tireless = new Set(['anon', 'editor of A', 'admin of A', 'admin of A who is viewer in B', 'the only admin of a young organization']);
const SOME = 8;

export interface HttpCount extends HttpTally {
  allowed: number;
  refused: Refusal[];
}

/** Attacks Lite on one engine over HTTP with all there is, or with every n-th attempt of it, by everybody or by some. */
export async function attackHttp(stage: HttpStage, every = 1, isWanted: (actor: Actor) => boolean = () => true): Promise<HttpCount> {
  const ground = undone(stage);
  const tally = noTally();
  const done = await tryAllowedHttp(ground);
  for (const actor of callers.filter(isWanted))
    await makeAllHttp(ground, sampled(httpAttemptsOf(actor, stage), tireless.has(actor.name) ? every : Math.max(every, SOME)), tally);
  return { ...tally, ...done };
}
