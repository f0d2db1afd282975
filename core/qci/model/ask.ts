import type { JudgePrompt } from './prompt-text.ts';

/** Tokens of one request, as the server counted them; what it bills by. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/**
 * What became of one request to a model. `answered` was paid for, whatever it holds. `refused` is the server's own no; `unreached`: no
 * answer came, and whether one was paid for is not known.
 */
export type ModelOutcome =
  | { readonly type: 'answered'; readonly text: string; readonly usage: TokenUsage | null; readonly model: string }
  | { readonly type: 'refused'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly type: 'unreached' }
  | { readonly type: 'aborted' };

/** A model that can be asked once; it never throws. */
export interface Model {
  ask(prompt: JudgePrompt, signal: AbortSignalLike): Promise<ModelOutcome>;
}

/** As much of an AbortSignal as is needed here. */
export interface AbortSignalLike {
  readonly aborted: boolean;
}
