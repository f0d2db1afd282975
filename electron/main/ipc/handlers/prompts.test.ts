import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError, type AppErrorCode } from '../../../../core/contract/errors.ts';
import { promptsRoutes } from '../../../../core/contract/routes/prompts.ts';
import type { PromptAssistant, PromptPage } from '../../../../core/prompts/prompt.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import type { LocalStore } from '../../../../core/store/local-store.ts';
import type { Operation, QueuedOperation } from '../../../../core/sync/operation.ts';
import { AS_OF, idOf, ORG } from '../../../store/testing.ts';
import { isCutOff } from '../../remote/errors.ts';
import { aDesk, SECRETS, TELLTALE } from '../testing/a-desk.ts';
import { asked } from '../testing/ask.ts';
import { promptsHandlers } from './prompts.ts';

const NOW = '2026-11-30T09:00:00.000Z';
const ASSISTANT = idOf(1);
const PROMPT = idOf(2);
const assistants: PromptAssistant[] = [{ id: ASSISTANT, name: 'Solar', isActive: true, currentVersion: 7, versions: 8 }];
const page: PromptPage = {
  assistant: { id: ASSISTANT, name: 'Solar', isActive: true, version: 4, currentPromptId: PROMPT, latestVersion: 1 },
  versions: [{ id: PROMPT, version: 1, createdAt: AS_OF, createdBy: null, createdByName: null, note: null, isCurrent: true, characters: 8, scores: [{ rubricVersion: '1', n: 3, mean: 70.5, sd: 2 }] }],
  next: null, isComplete: true,
};

const heard = { askMembership: vi.fn(async () => undefined), notKept: vi.fn(), journaled: vi.fn() };
afterEach(() => vi.resetAllMocks());

const prompts = (given: { store?: Partial<LocalStore>; remote?: Partial<Remote> | AppError }) =>
  asked(promptsRoutes, promptsHandlers({ desk: async () => aDesk(given), isCutOff, now: () => new Date(NOW), newId: () => idOf(9), ...heard }));

const keeping = () => ({ saveAnswer: vi.fn(async () => null), savePrompt: vi.fn(async () => null), getPrompt: vi.fn(async () => null) });

const LISTS = [
  ['prompts.listAssistants', {}, 'prompts.assistants', { listAssistants: async () => assistants }, assistants, { assistants }],
  ['prompts.listVersions', { assistantId: ASSISTANT }, `prompts.versions ${ASSISTANT}`, { listPromptVersions: async () => page }, page, page],
] as const;

describe.each(LISTS)('%s', (route, input, question, remote, value, answer) => {
  it('is answered by the workspace and kept', async () => {
    const store = keeping();
    expect(await prompts({ store, remote }).ask(route, input)).toEqual({ ok: true, value: { ...answer, source: 'workspace', asOf: NOW } });
    expect(store.saveAnswer).toHaveBeenCalledExactlyOnceWith({ organizationId: ORG, question, value, readAt: NOW });
  });

  it('is answered where the disk is full, too', async () => {
    const store = { saveAnswer: vi.fn(async () => Promise.reject(new AppError('store_unavailable', 'full'))) };
    expect(await prompts({ store, remote }).ask(route, input)).toMatchObject({ ok: true, value: answer });
    expect(heard.notKept).toHaveBeenCalledOnce();
  });

  it.each<AppErrorCode>(['offline', 'workspace_unavailable', 'not_signed_in'])('is answered by the store after %s', async (code) => {
    const store = { getAnswer: vi.fn(async () => ({ value: JSON.parse(JSON.stringify(value)) as unknown, readAt: AS_OF })) };
    expect(await prompts({ store, remote: new AppError(code, 'gone') }).ask(route, input)).toEqual({ ok: true, value: { ...answer, source: 'cache', asOf: AS_OF } });
    expect(store.getAnswer).toHaveBeenCalledExactlyOnceWith({ organizationId: ORG, question });
  });

  it.each([null, { value: { of: 'another version of the app' }, readAt: AS_OF }])('says why the workspace did not answer where the store holds nothing that can be read', async (kept) => {
    expect(await prompts({ store: { getAnswer: async () => kept }, remote: new AppError('offline', 'gone') }).ask(route, input)).toEqual({ ok: false, error: { code: 'offline', message: 'gone' } });
  });

  it('that is refused is not answered by what is kept, and has the workspace asked where the person belongs', async () => {
    const store = { getAnswer: vi.fn(async () => ({ value, readAt: AS_OF })) };
    const { ask } = prompts({ store, remote: Object.fromEntries(Object.keys(remote).map((name) => [name, async () => Promise.reject(new AppError('forbidden', 'no'))])) });
    expect(await ask(route, input)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(heard.askMembership).toHaveBeenCalledOnce();
    expect(store.getAnswer).not.toHaveBeenCalled();
  });
});

describe('prompts.listVersions', () => {
  it('keeps the first page only', async () => {
    const store = keeping();
    const listPromptVersions = vi.fn(async () => page);
    const { ask } = prompts({ store, remote: { listPromptVersions } });
    expect(await ask('prompts.listVersions', { assistantId: ASSISTANT, before: 5 })).toMatchObject({ ok: true });
    expect(listPromptVersions).toHaveBeenCalledExactlyOnceWith(ORG, ASSISTANT, 5);
    expect(store.saveAnswer).not.toHaveBeenCalled();
  });

  it('of an assistant that is not there is not found', async () =>
    expect(await prompts({ remote: { listPromptVersions: async () => null } }).ask('prompts.listVersions', { assistantId: ASSISTANT })).toMatchObject({ ok: false, error: { code: 'not_found' } }));
});

describe('prompts.get', () => {
  const text = { id: PROMPT, version: 7, content: 'Be kind.' };

  it('asks the workspace once, then the store', async () => {
    const store = keeping();
    const getPrompt = vi.fn(async () => text);
    expect(await prompts({ store, remote: { getPrompt } }).ask('prompts.get', { promptId: PROMPT })).toEqual({ ok: true, value: text });
    expect(store.savePrompt).toHaveBeenCalledExactlyOnceWith({ organizationId: ORG, promptId: PROMPT, version: 7, content: 'Be kind.' });
    const kept = prompts({ store: { getPrompt: async () => ({ version: 7, content: 'Be kind.' }) }, remote: new AppError('offline', 'gone') });
    expect(await kept.ask('prompts.get', { promptId: PROMPT })).toEqual({ ok: true, value: text });
    expect(getPrompt).toHaveBeenCalledOnce();
  });

  it('says that there is no such version, and tells nothing of main', async () => {
    expect(await prompts({ store: keeping(), remote: { getPrompt: async () => null } }).ask('prompts.get', { promptId: PROMPT })).toMatchObject({ ok: false, error: { code: 'not_found' } });
    const { ask, crossed } = prompts({ store: keeping(), remote: { getPrompt: async () => Promise.reject(new Error(TELLTALE)) } });
    await ask('prompts.get', { promptId: PROMPT });
    for (const secret of Object.values(SECRETS)) expect(crossed()).not.toContain(secret);
  });
});

describe('what a writer does', () => {
  const queue = () => {
    const operations: QueuedOperation[] = [];
    const addOperation = vi.fn(async ({ operation }: { operation: Operation }) => {
      const queued: QueuedOperation = { operation, seq: operations.length + 1, state: 'waiting', attempts: 0, notBefore: null, current: null, refusal: null };
      operations.push(queued);
      return queued;
    });
    return { operations, store: { addOperation, listOperations: async () => ({ operations }) } as unknown as Partial<LocalStore>, addOperation };
  };

  it('is journaled before it is answered, without the workspace, and told as waiting', async () => {
    const { store, addOperation } = queue();
    const { ask } = prompts({ store, remote: new AppError('offline', 'gone') });
    const saved = { kind: 'save', state: 'waiting', version: 9, content: 'Be kind.', note: 'calmer', promptId: null };
    expect(await ask('prompts.saveVersion', { assistantId: ASSISTANT, content: 'Be kind.', note: ' calmer ', seenVersion: 8 })).toMatchObject({ ok: true, value: { waiting: [saved] } });
    expect(addOperation).toHaveBeenCalledExactlyOnceWith({
      operation: { kind: 'save_prompt_version', opId: idOf(9), organizationId: ORG, callId: null, entityId: ASSISTANT, expectedVersion: 8, madeAt: NOW, before: {}, patch: { assistant_id: ASSISTANT, content: 'Be kind.', performance_notes: 'calmer' } }, seen: 8,
    });
    expect(heard.journaled).toHaveBeenCalledOnce();
    const published = { kind: 'publish', state: 'waiting', version: null, promptId: PROMPT };
    expect(await ask('prompts.makeCurrent', { assistantId: ASSISTANT, promptId: PROMPT, number: 8, before: 7, seenVersion: 4 })).toMatchObject({ ok: true, value: { waiting: [saved, published] } });
    expect(addOperation.mock.lastCall?.[0]).toMatchObject({ operation: { kind: 'publish_prompt', before: { number: 8, prompt_id: 7 }, patch: { assistant_id: ASSISTANT, prompt_id: PROMPT } }, seen: 4 });
    expect(await ask('prompts.listWaiting', { assistantId: idOf(77) })).toEqual({ ok: true, value: { waiting: [] } });
  });

  it.each([{ content: '' }, { content: 'x'.repeat(200_001) }, { note: 'x'.repeat(4001) }, { seenVersion: -1 }])('is refused where no workspace would take it: %#', async (change) => {
    const { store, addOperation } = queue();
    expect(await prompts({ store }).ask('prompts.saveVersion', { assistantId: ASSISTANT, content: 'Be kind.', note: null, seenVersion: 8, ...change })).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(addOperation).not.toHaveBeenCalled();
  });
});
