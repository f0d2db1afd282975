import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { promptsRoutes } from '../../../../core/contract/routes/prompts.ts';
import { promptAssistantsSchema, promptPageSchema } from '../../../../core/prompts/prompt.ts';
import { waitingPrompts } from '../../../../core/prompts/waiting.ts';
import type { DocumentOperation } from '../../../../core/sync/operation.ts';
import type { Desk } from '../../session/desk.ts';
import { doubting } from './doubting.ts';

export interface PromptsHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly isCutOff: (error: unknown) => boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Something was journaled: it can be sent. */
  readonly journaled: () => void;
  /** Asks the workspace anew where the person belongs, and lets go of what is no longer his to read. */
  readonly askMembership: () => Promise<unknown>;
  /** An answer could not be kept: reading online goes on without it. */
  readonly notKept: (error: unknown) => void;
}

/** Assistants and the versions of their prompts: the workspace answers, the store keeps and answers where the workspace cannot. */
export function promptsHandlers(deps: PromptsHandlerDeps): HandlersFor<typeof promptsRoutes> {
  const doubted = doubting(deps.askMembership);
  /** Asks the workspace and keeps what it says under the question; where it is out of reach, what was kept. Null is kept by nobody. */
  const asked = async <T>({ store, organizationId }: Desk, question: string | null, schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } }, ask: () => Promise<T>): Promise<{ value: T; source: 'workspace' | 'cache'; asOf: string }> => {
    try {
      const value = await doubted(ask());
      const asOf = deps.now().toISOString();
      if (question !== null) await store.saveAnswer({ organizationId, question, value, readAt: asOf }).catch(deps.notKept);
      return { value, source: 'workspace', asOf };
    } catch (error) {
      const kept = question !== null && deps.isCutOff(error) ? await store.getAnswer({ organizationId, question }) : null;
      const value = schema.safeParse(kept?.value);
      if (!kept || !value.success) throw error;
      return { value: value.data, source: 'cache', asOf: kept.readAt };
    }
  };
  const waitingOf = async ({ store, organizationId }: Desk, assistantId: string) => ({
    waiting: waitingPrompts((await store.listOperations({ organizationId })).operations, assistantId),
  });
  const journal = async (assistantId: string, seen: number, deed: Pick<DocumentOperation, 'kind' | 'patch' | 'before'>) => {
    const desk = await deps.desk();
    const made = { opId: deps.newId(), organizationId: desk.organizationId, callId: null, entityId: assistantId, expectedVersion: seen, madeAt: deps.now().toISOString() };
    await desk.store.addOperation({ operation: { ...made, ...deed } as DocumentOperation, seen });
    deps.journaled();
    return waitingOf(desk, assistantId);
  };
  return {
    'prompts.listWaiting': async ({ assistantId }) => waitingOf(await deps.desk(), assistantId),
    'prompts.saveVersion': ({ assistantId, content, note, seenVersion }) =>
      journal(assistantId, seenVersion, { kind: 'save_prompt_version', patch: { assistant_id: assistantId, content, performance_notes: note || null }, before: {} }),
    'prompts.makeCurrent': ({ assistantId, promptId, number, before, seenVersion }) =>
      journal(assistantId, seenVersion, { kind: 'publish_prompt', patch: { assistant_id: assistantId, prompt_id: promptId }, before: { number, prompt_id: before } }),
    'prompts.listAssistants': async () => {
      const desk = await deps.desk();
      const { value, ...where } = await asked(desk, 'prompts.assistants', promptAssistantsSchema, async () => (await desk.remote()).listAssistants(desk.organizationId));
      return { assistants: value, ...where };
    },
    'prompts.listVersions': async ({ assistantId, before }) => {
      const desk = await deps.desk();
      const question = before === null ? `prompts.versions ${assistantId}` : null;
      const { value, ...where } = await asked(desk, question, promptPageSchema, async () => {
        const page = await (await desk.remote()).listPromptVersions(desk.organizationId, assistantId, before);
        if (!page) throw new AppError('not_found', 'No such assistant in this organization.');
        return page;
      });
      return { ...value, ...where };
    },
    'prompts.get': async ({ promptId }) => {
      const { store, organizationId, remote } = await deps.desk();
      const kept = await store.getPrompt({ organizationId, promptId });
      if (kept) return { id: promptId, ...kept };
      const prompt = await doubted((async () => (await remote()).getPrompt(organizationId, promptId))());
      if (!prompt) throw new AppError('not_found', 'No such version in this organization.');
      await store.savePrompt({ organizationId, promptId, version: prompt.version, content: prompt.content }).catch(deps.notKept);
      return prompt;
    },
  };
}
