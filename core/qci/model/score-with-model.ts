import type { Turn } from '../../transcript/turn.ts';
import type { Judgment } from '../judge/judgment.ts';
import { callMetrics } from '../metrics/call-metrics.ts';
import type { Rubric } from '../rubric.ts';
import type { AbortSignalLike, Model, TokenUsage } from './ask.ts';
import { judgeAnswer } from './judge-answer.ts';
import { judgePrompt } from './prompt-text.ts';
import { nextStep, type ModelFailure } from './retry.ts';

/** What a scoring needs of the world around it. */
export interface ModelSurroundings {
  readonly model: Model;
  wait(ms: number, signal: AbortSignalLike): Promise<void>;
  random01(): number;
  /** A word of at least 16 random letters, another for each request. */
  nonce(): string;
  /** Journals an answer before anything is made of it: one that arrived is never paid for twice. */
  keep(answer: PaidAnswer): Promise<void>;
  /** What was journaled of this call before, and never judged: the app ended in between. */
  readonly kept?: KeptAnswers | null;
}

/** An answer that arrived, whatever it holds. */
export interface PaidAnswer {
  readonly text: string;
  /** The model as the server named it. */
  readonly model: string;
  readonly usage: TokenUsage | null;
}

/** The last answer that was journaled of a call, how many were paid for so far, and what they took together. */
export interface KeptAnswers extends PaidAnswer {
  readonly paid: number;
}

/** What scoring a call by a model came to. `usage` is of every answer that was paid for; null where the server counts none. */
export type ModelScore =
  | { readonly ok: true; readonly judgment: Judgment; readonly answer: string; readonly model: string; readonly usage: TokenUsage | null; readonly paid: number }
  | { readonly ok: false; readonly why: ModelFailure; readonly usage: TokenUsage | null; readonly paid: number };

/** An answer that cannot be read is asked for once more, and no further: it is paid for each time. */
const MOST_ANSWERS = 2;

/** Scores one scorable call: asks, waits as the server wants, reads, and asks once more where the answer is broken. Never throws for what a server does. */
export async function scoreWithModel(turns: readonly Turn[], rubric: Rubric, around: ModelSurroundings, signal: AbortSignalLike): Promise<ModelScore> {
  const metrics = callMetrics(turns, rubric);
  let had: KeptAnswers | null = around.kept ?? null;
  const before = had && scoreOf(had, turns, rubric);
  if (before) return before;
  for (let tries = 1; ; tries += 1) {
    const usage: TokenUsage | null = had?.usage ?? null;
    const paid: number = had?.paid ?? 0;
    if (signal.aborted) return { ok: false, why: 'aborted', usage, paid };
    const outcome = await around.model.ask(judgePrompt(turns, metrics, rubric, around.nonce()), signal);
    const step = nextStep(outcome, tries, around.random01());
    if (step.do === 'give_up') return { ok: false, why: step.why, usage, paid };
    if (step.do === 'wait') await around.wait(step.ms, signal);
    if (outcome.type !== 'answered') continue;
    const { text, model } = outcome;
    await around.keep({ text, model, usage: outcome.usage });
    had = { text, model, usage: added(usage, outcome.usage), paid: paid + 1 };
    const score = scoreOf(had, turns, rubric);
    if (score) return score;
  }
}

/** What the last answer comes to; null where it cannot be read and the model may be asked once more. */
function scoreOf({ text, model, usage, paid }: KeptAnswers, turns: readonly Turn[], rubric: Rubric): ModelScore | null {
  const judged = judgeAnswer(turns, rubric, text);
  if (judged.ok) return { ok: true, judgment: judged.judgment, answer: text, model, usage, paid };
  return paid >= MOST_ANSWERS ? { ok: false, why: 'unreadable', usage, paid } : null;
}

function added(one: TokenUsage | null, other: TokenUsage | null): TokenUsage | null {
  if (one === null || other === null) return one ?? other;
  return { promptTokens: one.promptTokens + other.promptTokens, completionTokens: one.completionTokens + other.completionTokens };
}
