import { type Refusal, sampled } from '../attack.ts';
import type { Actor } from '../people.ts';
import { tryAllowedHttp } from './allowed-http.ts';
import { callers } from './bearers.ts';
import { onRest } from './on-rest.ts';
import { onRpc } from './on-rpc.ts';
import { onAccount, onStorage } from './on-storage.ts';
import type { HttpAttempt } from './request.ts';
import { type HttpTally, makeAllHttp, noTally, undone } from './run-http.ts';
import type { HttpStage } from './stage-http.ts';

/** Everything one actor tries over HTTP. */
export function* httpAttemptsOf(actor: Actor, { catalogue, knowledge, granted }: HttpStage): Generator<HttpAttempt> {
  yield* onRpc(actor, catalogue, knowledge.snapshot);
  yield* onRest(actor, catalogue, knowledge.snapshot, granted);
  yield* onStorage(actor);
  // A token of anon that names a person is nobody's account.
  if (actor.dbRole !== 'anon' || actor.claims['sub'] === undefined) yield* onAccount(actor);
}

export interface HttpCount extends HttpTally {
  allowed: number;
  refused: Refusal[];
}

/** Attacks Lite on one engine over HTTP with all there is, or with every n-th attempt of it. */
export async function attackHttp(stage: HttpStage, every = 1): Promise<HttpCount> {
  const ground = undone(stage);
  const tally = noTally();
  const done = await tryAllowedHttp(ground);
  for (const actor of callers) await makeAllHttp(ground, sampled(httpAttemptsOf(actor, stage), every), tally);
  return { ...tally, ...done };
}
