import type { HandlersFor } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import type { PromptAssistant, PromptVersion, WaitingPrompt } from '../../../core/prompts/prompt.ts';
import { uuid } from './fake-calls.ts';

export interface FakePrompts {
  assistants: PromptAssistant[];
  /** The latest first, of every assistant the same. */
  versions: PromptVersion[];
  readonly texts: Map<string, string>;
  waiting: WaitingPrompt[];
}

interface PromptsWorld {
  readonly prompts: FakePrompts;
  readonly source: 'workspace' | 'cache';
  readonly failure: AppError | null;
}

export const ASSISTANT = uuid(900);
const NOTES = ['First words', 'Shorter opening', 'Two options on refusal'];
const TEXTS = ['Be kind.\nSay {{name}}.', 'Be kind.\nSay {{name}} once.', 'Be kind.\nSay {{name}} once.\nOffer two days.'];

/** An assistant with three versions, the second in force. */
export const somePrompts = (): FakePrompts => ({
  assistants: [{ id: ASSISTANT, name: 'Solar intake', isActive: true, currentVersion: 2, versions: 3 }],
  versions: [3, 2, 1].map((version) => ({
    id: uuid(910 + version), version, createdAt: `2026-11-0${version}T10:00:00Z`, createdBy: version === 1 ? null : uuid(501), createdByName: version === 1 ? null : 'Dana Ortiz',
    note: NOTES[version - 1] ?? null, isCurrent: version === 2, characters: (TEXTS[version - 1] ?? '').length,
    scores: version === 3 ? [] : [{ rubricVersion: '3', n: version === 1 ? 12 : 212, mean: 27.1, sd: 16 }],
  })),
  texts: new Map(TEXTS.map((text, index) => [uuid(911 + index), text])),
  waiting: [],
});

/** Prompts as a workspace without a disk has them; what is saved waits, as it does on a device that is cut off. */
export const fakePrompts = (world: PromptsWorld) => {
  const reach = (): void => {
    if (world.failure) throw world.failure;
  };
  const where = () => ({ source: world.source, asOf: new Date().toISOString() });
  const wait = (one: Partial<WaitingPrompt> & Pick<WaitingPrompt, 'kind'>): { waiting: WaitingPrompt[] } => {
    const { prompts } = world;
    prompts.waiting = [...prompts.waiting, { opId: uuid(990 + prompts.waiting.length), state: 'waiting', madeAt: new Date().toISOString(), version: null, content: null, note: null, promptId: null, ...one }];
    return { waiting: prompts.waiting };
  };
  return {
    'prompts.listAssistants': async () => {
      reach();
      return { assistants: world.prompts.assistants, ...where() };
    },
    'prompts.listVersions': async ({ assistantId }) => {
      reach();
      const { versions } = world.prompts;
      const current = versions.find(({ isCurrent }) => isCurrent);
      return { assistant: { id: assistantId, name: 'Solar intake', isActive: true, version: 4, currentPromptId: current?.id ?? null, latestVersion: versions[0]?.version ?? 0 }, versions, next: null, isComplete: true, ...where() };
    },
    'prompts.get': async ({ promptId }) => {
      const content = world.prompts.texts.get(promptId);
      if (content === undefined) throw new AppError('not_found', promptId);
      return { id: promptId, version: world.prompts.versions.find(({ id }) => id === promptId)?.version ?? 1, content };
    },
    'prompts.listWaiting': async () => ({ waiting: world.prompts.waiting }),
    'prompts.saveVersion': async ({ content, note, seenVersion }) => wait({ kind: 'save', version: seenVersion + 1, content, note }),
    'prompts.makeCurrent': async ({ promptId }) => wait({ kind: 'publish', promptId }),
  } satisfies Partial<HandlersFor<AppRoutes>>;
};
