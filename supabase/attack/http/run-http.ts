import { wordsOf } from '../attempt.ts';
import { isRead, judgeAnswer, judgeChanges, mostRows } from '../oracle.ts';
import type { Leak } from '../run-attempts.ts';
import { changesSince } from '../snapshot.ts';
import { type Answer, countIn, type HttpAttempt, outcomeOf, send } from './request.ts';
import { demandUntouched, type HttpStage, layFiles, spoiltFiles } from './stage-http.ts';

/** Where requests are made: each in a transaction of its own that is undone, or on top of one that is open already. */
export interface HttpGround {
  stage: HttpStage;
  afresh: string;
  /** Whether the transaction tells if anything was written; else everything but a read is looked at. */
  tellsWrites: boolean;
}

export const undone = (stage: HttpStage): HttpGround => ({ stage, afresh: 'rollback; begin', tellsWrites: true });

/** On top of a fault that was planted in an open transaction, which has this savepoint. */
export const onFault = (stage: HttpStage): HttpGround => ({ stage, afresh: 'rollback to savepoint before_attempts', tellsWrites: false });

const printers = ['error', 'warn', 'log', 'info'] as const;
let silences = 0;
let printed: unknown[] = [];

/** Lite prints every request that is refused, and every mail that it has nobody to send by; here most are one or the other. */
async function silently<T>(action: () => Promise<T>): Promise<T> {
  if (silences === 0) {
    printed = printers.map((name) => Reflect.get(console, name) as unknown);
    for (const name of printers) Reflect.set(console, name, () => undefined);
  }
  silences += 1;
  try {
    return await action();
  } finally {
    silences -= 1;
    if (silences === 0) for (const [n, name] of printers.entries()) Reflect.set(console, name, printed[n]);
  }
}

/** Sends an attempt's requests inside the open transaction; what they did stands until the next attempt begins. */
export async function request({ stage: { lite }, afresh }: HttpGround, { actor, requests }: Pick<HttpAttempt, 'actor' | 'requests'>): Promise<{ answer: Answer; wrote: boolean }> {
  await lite.db.exec(afresh);
  lite.nest.hold();
  let answer: Answer | null = null;
  try {
    for (const one of requests) answer = await silently(() => send(lite, actor, one));
  } finally {
    lite.nest.letGo();
  }
  if (!answer) throw new Error('There was nothing to send.');
  await lite.db.exec('reset role');
  const [told] = await lite.db.query<{ wrote: boolean }>('select pg_current_xact_id_if_assigned() is not null as wrote');
  return { answer, wrote: told?.wrote === true };
}

async function judgeFiles(lite: HttpStage['lite'], attempt: HttpAttempt): Promise<string | null> {
  if (!attempt.object.startsWith('storage.') || attempt.requests.every(({ method }) => isRead(method))) return null;
  return (await spoiltFiles(lite))[0] ?? null;
}

/** What headers count that is more than his. */
function judgeCount({ knowledge }: HttpStage, { actor, kind, verb, object }: HttpAttempt, answer: Answer): string | null {
  if (!isRead(verb) || kind !== 'relation' || answer.status >= 300) return null;
  const [most, counted] = [mostRows(actor, object, knowledge), countIn(answer)];
  return most !== undefined && counted !== null && counted > most ? `counts ${counted} rows, ${most} at the most are his` : null;
}

/** Makes one attempt and judges what it showed and what it changed. */
async function judge(ground: HttpGround, attempt: HttpAttempt): Promise<{ why: string | null; answer: Answer }> {
  const { knowledge, lite } = ground.stage;
  const { answer, wrote } = await request(ground, attempt);
  const spoilt = await judgeFiles(lite, attempt);
  const shown = judgeAnswer(attempt, outcomeOf(answer, attempt.kind === 'routine'), knowledge) ?? judgeCount(ground.stage, attempt, answer);
  const mayHaveWritten = ground.tellsWrites ? wrote : answer.status < 400 && !isRead(attempt.verb);
  const changed = shown === null && mayHaveWritten ? judgeChanges(attempt, await changesSince(lite.db, knowledge.snapshot), knowledge.snapshot) : null;
  const done = attempt.isForbidden && answer.status < 400 ? 'it went through' : null;
  return { why: shown ?? changed ?? done ?? spoilt, answer };
}

export interface HttpTally {
  words: Set<string>;
  leaks: Leak[];
  /** Requests that were answered with a fault of the server, by what it said. */
  crashed: Map<string, { times: number; first: string }>;
}

export const noTally = (): HttpTally => ({ words: new Set(), leaks: [], crashed: new Map() });

function noteCrash({ crashed }: HttpTally, { object, sql, kind, verb }: HttpAttempt, { status, text }: Answer): void {
  const key = `${kind === 'relation' ? verb : object} ${status} ${text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').slice(0, 160)}`;
  const known = crashed.get(key);
  if (known) known.times += 1;
  else crashed.set(key, { times: 1, first: `${object}: ${sql.slice(0, 400)}` });
}

/** PGlite keeps some of its stack with each statement that fails, and hangs after ten thousand. */
const MOST_FAILURES = 4000;

/** Gives the stage a fresh engine where the one there is has had enough; what is open on it is lost. */
export async function rest(stage: HttpStage): Promise<void> {
  if (stage.lite.nest.failed() < MOST_FAILURES) return;
  stage.lite = await stage.lite.renew();
  await layFiles(stage.lite);
}

/** Makes attempts one after the other, tallying them; ends early where the first leak is enough. */
export async function makeAllHttp(ground: HttpGround, attempts: Iterable<HttpAttempt>, tally: HttpTally, firstIsEnough = false): Promise<void> {
  for (const attempt of attempts) {
    const key = wordsOf(attempt);
    if (tally.words.has(key)) continue;
    tally.words.add(key);
    if (ground.tellsWrites) await rest(ground.stage);
    const { why, answer } = await judge(ground, attempt);
    if (answer.status >= 500) noteCrash(tally, attempt, answer);
    if (why !== null) tally.leaks.push({ attempt: key, sql: attempt.sql, why });
    if (why !== null && firstIsEnough) break;
  }
  await ground.stage.lite.db.exec(ground.afresh.split(';')[0] ?? '');
  if (ground.tellsWrites) await demandUntouched(ground.stage);
}
