import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { promptsRoutes } from '../../../../core/contract/routes/prompts.ts';
import { promptAssistantsSchema, promptPageSchema } from '../../../../core/prompts/prompt.ts';
import type { Desk } from '../../session/desk.ts';
import { doubting } from './doubting.ts';

export interface PromptsHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly isCutOff: (error: unknown) => boolean;
  readonly now: () => Date;
  readonly newId: () => string;
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
  /** Sends a change at once: where the workspace is out of reach nothing was done, and the draft is still there. */
  const write = async (kind: string, expectedVersion: number, patch: Record<string, unknown>) => {
    const { remote } = await deps.desk();
    const outcome = await (await remote()).sendOperation({ kind, opId: deps.newId(), expectedVersion, patch } as never);
    if (outcome.type === 'unreached') throw new AppError('offline', 'Nothing came back.');
    if (outcome.type === 'refused') throw new AppError('workspace_unavailable', `The workspace answered ${String(outcome.status)}.`);
    if (outcome.answer.result === 'conflict') throw new AppError('conflict', 'Somebody else was faster.');
    if (outcome.answer.result === 'rejected') throw new AppError(outcome.answer.code === 'forbidden' || outcome.answer.code === 'not_found' ? outcome.answer.code : 'bad_request', outcome.answer.code);
    return { waiting: [] };
  };
  return {
    'prompts.listWaiting': async () => ({ waiting: [] }),
    'prompts.saveVersion': async ({ assistantId, content, note, seenVersion }) => write('save_prompt_version', seenVersion, { assistant_id: assistantId, content, performance_notes: note }),
    'prompts.makeCurrent': async ({ assistantId, promptId, seenVersion }) => write('publish_prompt', seenVersion, { assistant_id: assistantId, prompt_id: promptId }),
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
