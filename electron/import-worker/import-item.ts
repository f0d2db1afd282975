import type { ImportedCall } from '../../core/import/imported-call.ts';
import type { PlannedWrite } from '../../core/import/plan.ts';

/** The last view of a call that says something about a thing beside it. */
function lastOf<K extends 'assistant' | 'phone_number' | 'prompt'>(sources: readonly ImportedCall[], key: K): ImportedCall[K] {
  return sources.findLast((source) => source[key] !== null)?.[key] ?? null;
}

/**
 * A call's own system message is its prompt after the variables were filled in. Where a call had variables its text is
 * unlike any other's, and would make a prompt version of its own for every call: such a prompt stays in the payload.
 */
function promptOf(sources: readonly ImportedCall[]): { content: string } | null {
  const prompt = lastOf(sources, 'prompt');
  if (!prompt) return null;
  const filledIn = sources.some((source) => Object.keys(source.call.metadata['variableValues'] ?? {}).length > 0);
  return prompt.source === 'call' && filledIn ? null : { content: prompt.content };
}

/** A planned write as the import RPC takes it: the merged row, and the rows beside it from the latest view that has them. */
export function toImportItem({ row, sources }: PlannedWrite): unknown {
  return {
    call: row,
    assistant: lastOf(sources, 'assistant'),
    phone_number: lastOf(sources, 'phone_number'),
    prompt: promptOf(sources),
    participants: sources.findLast((source) => source.participants.length > 0)?.participants ?? [],
  };
}
