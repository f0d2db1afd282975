import { randomUUID } from 'node:crypto';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import { goldenTurns } from '../../../../core/qci/golden/golden-turns.ts';
import { goldenCalls } from '../../../../core/qci/golden/measure-judge.ts';
import { fairAnswer } from '../../../../core/qci/model/testing/fair-model.ts';
import { DEFAULT_RUBRIC } from '../../../../core/qci/rubric.ts';
import { seededRandom } from '../../../../core/qci/seeded-random.ts';
import type { LocalStore } from '../../../../core/store/local-store.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { aDetail, callIdOf } from '../../../store/testing.ts';
import { isCutOff } from '../../remote/errors.ts';
import type { Desk } from '../../session/desk.ts';
import { JudgeBook } from '../judge-book.ts';
import { openAiModel } from '../openai-model.ts';
import type { ScoringDeps } from '../scoring-deps.ts';
import { Scoring } from '../scoring.ts';

const GOLDEN = goldenCalls();

/** The nth call: what somebody really said, from the golden calls in turn. */
export function turnsOf(n: number): Turn[] {
  const call = GOLDEN[n % GOLDEN.length];
  if (!call) throw new Error('No golden calls.');
  return goldenTurns(call);
}

export const detailOf = (n: number, over: Partial<CallDetail> = {}): CallDetail => aDetail(n, { turns: turnsOf(n), ...over });

/** What a fair model answers to the nth call. */
export function answerOf(n: number): string {
  const call = GOLDEN[n % GOLDEN.length];
  if (!call) throw new Error('No golden calls.');
  return fairAnswer(call, goldenTurns(call), seededRandom(n));
}

/** The number of a call by its id. */
export const numberOf = (callId: string): number => Number.parseInt(callId.slice(-12), 16);

const MARK = /call ([0-9a-f-]{36})/u;

/** The call's first turn names it, so that a server can tell which call it is asked about. */
export const named = (call: CallDetail): CallDetail => ({ ...call, turns: call.turns.map((turn, at) => (at === 0 && turn.kind === 'speech' ? { ...turn, text: `${turn.text} call ${call.id}` } : turn)) });
export const namedIn = (prompt: string): string | null => MARK.exec(prompt)?.[1] ?? null;

/** An app that scores, but for its window: the real engine, judge and adapter over a store and a workspace that a test gives. */
export function aScoringApp(desk: Desk, { url, ...deps }: { url: string } & Partial<ScoringDeps>, { timeoutMs, ...choices }: { concurrency?: number; timeoutSeconds?: number; timeoutMs?: number } = {}) {
  const heard: Batch[] = [];
  const logged: string[] = [];
  const log = (event: string, details?: Record<string, unknown>): void => void logged.push(`${event} ${JSON.stringify(details ?? {})}`);
  const judge = new JudgeBook({ keyring: () => null, modelOf: async (access) => openAiModel({ ...access, timeoutMs: timeoutMs ?? access.timeoutMs }), log });
  judge.save(desk, { baseUrl: url, ...choices });
  const scoring = new Scoring({
    desk: async () => desk,
    judge,
    rubricOf: async () => DEFAULT_RUBRIC,
    mayRecord: async () => true,
    isCutOff,
    now: Date.now,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random01: () => 0,
    newId: randomUUID,
    journaled: () => undefined,
    progressed: (batch) => void heard.push(batch),
    log,
    ...deps,
  });
  return { scoring, judge, heard, logged };
}

/** The runs that lie in the outbox, by call. */
export async function runsIn(store: LocalStore): Promise<Map<string, Record<string, unknown>[]>> {
  const runs = new Map<string, Record<string, unknown>[]>();
  for (const { operation } of (await store.listOperations({ organizationId: null })).operations) {
    const callId = operation.callId ?? '';
    runs.set(callId, [...(runs.get(callId) ?? []), operation.patch]);
  }
  return runs;
}

export const callIds = (count: number): string[] => Array.from({ length: count }, (_, n) => callIdOf(n));
