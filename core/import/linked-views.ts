import { filledRecord } from './envelope.ts';
import type { ImportedCall, ImportedPrompt } from './imported-call.ts';
import type { Linked, Stamps } from './stamps.ts';

type View = Pick<ImportedCall, 'assistant' | 'phone_number' | 'prompt' | 'participants'> & { call: Pick<ImportedCall['call'], 'metadata'> };

/** A prompt as its assistant has it says more than an override, and that more than the text with a call's variables in it. */
const PROMPT_WEIGHTS: Readonly<Record<ImportedPrompt['source'], number>> = { call: 2, overrides: 4, assistant: 6 };

/**
 * Stamps of what hangs off a call, for those of them the view knows. An assistant and the prompt it spoke are one choice,
 * so that a call never gets the assistant of one view and the prompt of another's.
 */
export function linkedStamps(view: View, stamp: string): Stamps {
  const prompt = promptOf(view);
  const agent = (prompt === null ? 0 : PROMPT_WEIGHTS[prompt.source]) + (view.assistant?.name ? 1 : 0);
  return {
    ...(view.assistant ? { agent: `${agent} ${stamp}` } : {}),
    ...(view.phone_number?.vapi_phone_id ? { phone_number: `${view.phone_number.phone_number ? 1 : 0} ${stamp}` } : {}),
    ...(view.participants.length > 0 ? { participants: `0 ${stamp}` } : {}),
  };
}

/**
 * The prompt of a view. A call's own system message is its prompt after the variables were filled in. Where a call had
 * variables its text is unlike any other's, and would make a version of its own for every call: it stays in the payload.
 */
function promptOf({ prompt, call }: View): ImportedPrompt | null {
  const filledIn = filledRecord(call.metadata['variableValues']) !== null;
  return prompt?.source === 'call' && filledIn ? null : prompt;
}

/** What is to be written beside a call, of each kind the one whose view has the greatest stamp. */
export function strongestLinked(views: readonly ImportedCall[]): Pick<ImportedCall, 'assistant' | 'phone_number' | 'prompt' | 'participants'> {
  const agent = strongest(views, 'agent');
  return {
    assistant: agent?.assistant ?? null,
    prompt: agent === null ? null : promptOf(agent),
    phone_number: strongest(views, 'phone_number')?.phone_number ?? null,
    participants: strongest(views, 'participants')?.participants ?? [],
  };
}

function strongest(views: readonly ImportedCall[], field: Linked): ImportedCall | null {
  const stamp = (view: ImportedCall): string => view.call.merge_stamps[field] ?? '';
  return views.reduce<ImportedCall | null>((best, view) => (stamp(view) > (best ? stamp(best) : '') ? view : best), null);
}
