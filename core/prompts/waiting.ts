import type { QueuedOperation } from '../sync/operation.ts';
import type { WaitingPrompt } from './prompt.ts';

/** What was done with an assistant's prompts and the workspace does not have yet, in order. What is being sent still waits. */
export const waitingPrompts = (operations: readonly QueuedOperation[], assistantId: string): WaitingPrompt[] =>
  operations.toSorted((a, b) => a.seq - b.seq).flatMap(({ operation, state }): WaitingPrompt[] => {
    if (operation.entityId !== assistantId) return [];
    const common = { opId: operation.opId, state: state === 'sending' ? ('waiting' as const) : state, madeAt: operation.madeAt };
    if (operation.kind === 'save_prompt_version') {
      const { content, performance_notes: note } = operation.patch;
      return [{ ...common, kind: 'save', version: operation.expectedVersion + 1, content, note, promptId: null }];
    }
    if (operation.kind !== 'publish_prompt') return [];
    return [{ ...common, kind: 'publish', version: null, content: null, note: null, promptId: operation.patch.prompt_id }];
  });
