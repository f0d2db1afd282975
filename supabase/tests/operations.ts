import type { Row } from './harness.ts';
import type { Actor } from './story.ts';
import { orgs, rows, type Session } from './world.ts';

export type Tell = (who: Actor) => Session;

/** What a write function answers. */
export interface Answer extends Row {
  result: 'applied' | 'duplicate' | 'conflict' | 'rejected';
  current?: Row;
}

let lastOp = 0;

/** A fresh operation id. */
export const opId = (): string => `0000000f-0000-4000-8000-${String((lastOp += 1)).padStart(12, '0')}`;

/** The arguments of a write function. */
export const operation = (version: number | null, patch: unknown, id: string | null = opId()) => ({
  p_op_id: id, p_expected_version: version, p_patch: patch === null ? null : JSON.stringify(patch),
});

/** Sends a write as somebody. */
export const send = (as: Tell, who: Actor, name: string, version: number | null, patch: unknown, id: string | null = opId()): Promise<Answer> =>
  as(who).rpc<Answer>(name, operation(version, patch, id));

/** A score of A's call, corrected. */
export const score = { call_id: rows.a.call, dimension: 'dynamics', value: 30, reason: 'wrong_quote' };

/** Each write with a patch that is right, the version it expects in the world as it is made, and who may from there upwards. */
export const writes = {
  override_score: { from: 'rex', version: 1, patch: score },
  confirm_review: { from: 'rex', version: 1, patch: { call_id: rows.a.call } },
  save_prompt_version: { from: 'ed', version: 1, patch: { assistant_id: rows.a.assistant, content: 'Be kind.' } },
  publish_prompt: { from: 'ed', version: 2, patch: { assistant_id: rows.a.assistant, prompt_id: null } },
  annotate_prompt: { from: 'ed', version: 1, patch: { prompt_id: rows.a.prompt, performance_notes: 'Did well.' } },
  change_assistant: { from: 'ed', version: 2, patch: { assistant_id: rows.a.assistant, name: 'Nora', is_active: false } },
  change_organization: { from: 'ann', version: 1, patch: { organization_id: orgs.a, name: 'Acme', settings: { min_customer_words: 7 } } },
} as const;

export type WriteName = keyof typeof writes;
export const writeNames = Object.keys(writes) as WriteName[];

/** Every row that writes own, as one list to compare. */
export const ownedRowsSql = `select to_jsonb(q) as row from public.qci_analyses q union all select to_jsonb(p) from public.prompts p
  union all select to_jsonb(a) from public.assistants a union all select to_jsonb(o) from public.organizations o order by 1`;
