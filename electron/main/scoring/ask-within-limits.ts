import type { Model, ModelOutcome, TokenUsage } from '../../../core/qci/model/ask.ts';
import { costOf, type Price } from '../../../core/qci/model/prices.ts';
import type { JudgePrompt } from '../../../core/qci/model/prompt-text.ts';
import type { PaidAnswer } from '../../../core/qci/model/score-with-model.ts';
import { mostOf } from '../../../core/scoring/estimate.ts';
import type { LocalStore } from '../../../core/store/local-store.ts';
import type { RunningBatch } from './running-batch.ts';
import type { Slots } from './slots.ts';

export interface AskDeps {
  readonly model: Model;
  readonly store: LocalStore;
  readonly slots: Slots;
  readonly batch: RunningBatch;
  readonly callId: string;
  readonly price: Price | null;
  readonly prices: readonly Price[];
  /** Given when what is under way is given up too: another person reads, or the app ends. */
  readonly leave: AbortSignal;
}

/** What an answer cost, by the name the server gave its model, or else by the one that was asked for; null where neither has a price. */
export const costAt = (usage: TokenUsage, named: string, prices: readonly Price[], asked: Price | null): number | null => costOf(usage, named, prices) ?? (asked && costOf(usage, asked.model, [asked]));

/** Statuses by which a server says that there is too much of it. */
const TOO_MUCH: ReadonlySet<number> = new Set([429, 503]);

/**
 * A model that is asked within the batch's limits: a free place, money in the budget, and a note in the store that the request goes
 * out. `keep` journals its answer; only then is the place free again, so that no more answers can be lost than places there are.
 */
export function askWithinLimits({ model, store, slots, batch, callId, price, prices, leave }: AskDeps): Model & { keep: (answer: PaidAnswer) => Promise<void> } {
  const item = { batchId: batch.kept.batchId, callId };
  let most = 0;

  const send = async (prompt: JudgePrompt): Promise<ModelOutcome> => {
    const { budget } = batch.kept.plan;
    most = mostOf(prompt, price);
    // A person may take the price out of the table while the batch runs; nobody could say then what it spends.
    const isPriced = budget === null || price !== null;
    if (!isPriced || !(await batch.purse.take(most, batch.stop.signal))) {
      if (!batch.stop.signal.aborted) batch.halt(isPriced ? 'budget' : 'no_price');
      return { type: 'aborted' };
    }
    await store.markBatchItem({ ...item, state: 'sent', setAside: most });
    return model.ask(prompt, leave);
  };

  /** Nothing came of it. A refusal costs nothing; of a request that was cut off nobody knows. */
  const over = async (outcome: Exclude<ModelOutcome, { type: 'answered' }>): Promise<void> => {
    const isOpen = outcome.type === 'unreached';
    batch.purse.settle(most, isOpen ? most : 0);
    if (!leave.aborted) await store.markBatchItem({ ...item, state: 'waiting', mayBePaid: isOpen });
  };

  return {
    ask: async (prompt) => {
      if (!(await slots.take(batch.stop.signal))) return { type: 'aborted' };
      let outcome: ModelOutcome = { type: 'aborted' };
      try {
        outcome = await send(prompt);
      } finally {
        if (outcome.type === 'answered') slots.answered();
        else if (outcome.type === 'refused' && TOO_MUCH.has(outcome.status)) slots.refused(outcome.retryAfterMs);
        if (outcome.type !== 'answered') slots.release();
      }
      if (outcome.type !== 'answered' && outcome.type !== 'aborted') await over(outcome);
      return outcome;
    },
    keep: async ({ text, model: named, usage }) => {
      const cost = usage === null ? most : (costAt(usage, named, prices, price) ?? 0);
      try {
        await store.keepBatchAnswer({ ...item, text, model: named.slice(0, 400), promptTokens: usage?.promptTokens ?? null, completionTokens: usage?.completionTokens ?? null, cost });
      } finally {
        batch.purse.settle(most, cost);
        slots.release();
      }
    },
  };
}
