import { EditorView } from '@codemirror/view';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import type { Role } from '../../../../core/contract/routes/session.ts';
import { readDraft } from '../../../../core/prompts/draft.ts';
import { aWorld, type FakeWorld } from '../../testing/fake-main.ts';
import { ASSISTANT } from '../../testing/fake-prompts.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const as = (role: Role): FakeWorld => {
  const world = aWorld(6);
  const [own, ...others] = world.session.memberships;
  if (own) world.session = { ...world.session, memberships: [{ ...own, role }, ...others] };
  return world;
};
const at = (rest = '') => `/prompts?assistant=%22${ASSISTANT}%22${rest}`;
const editor = (testId: string): EditorView => {
  const view = EditorView.findFromDOM(screen.getByTestId(testId).querySelector<HTMLElement>('.cm-editor') ?? document.body);
  if (!view) throw new Error('There is no editor.');
  return view;
};
const shownText = async (testId = 'prompt-text'): Promise<string> => {
  await screen.findByTestId(testId);
  return editor(testId).state.doc.toString();
};
const type = (testId: string, insert: string): void => {
  const view = editor(testId);
  view.dispatch({ changes: { from: view.state.doc.length, insert } });
};
const keptDraft = (world: FakeWorld) => readDraft(world.drafts.get(ASSISTANT)?.get('prompt:draft') ?? null);

describe('prompts', () => {
  it('begin with the version in force of the first assistant; keys walk through the versions and each is shown', async () => {
    const { router } = await renderApp({ world: as('viewer') });
    await userEvent.click(await screen.findByRole('link', { name: 'Prompts' }));
    expect(await shownText()).toBe('Be kind.\nSay {{name}} once.');
    const list = screen.getByRole('listbox', { name: 'Versions' });
    expect(within(list).getAllByRole('option').map((one) => one.textContent)).toEqual([
      expect.stringMatching(/^v3Two options on refusal.*No scored calls$/), expect.stringMatching(/^v2Shorter openinglive.*27\.1 ±2\.2n 212$/), expect.stringMatching(/^v1First words.*Came with an import.*n 12, too few$/),
    ]);
    list.focus();
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(router.state.location.search).toMatchObject({ version: 1 }));
    await waitFor(async () => expect(await shownText()).toBe('Be kind.\nSay {{name}}.'));
    expect(within(list).getByRole('option', { selected: true }).textContent).toContain('v1');
  });

  it.each<Role>(['viewer', 'reviewer', 'coach'])('a %s reads and compares, and is told who writes', async (role) => {
    await renderApp({ world: as(role), path: at('&version=3') });
    await shownText();
    expect(screen.getByText('Editors and admins write versions')).toBeTruthy();
    for (const name of [/draft/i, /Restore/, /Make current/, /Save/]) expect(screen.queryByRole('button', { name })).toBeNull();
    await userEvent.selectOptions(screen.getByTestId('prompt-compare'), '1');
    expect(await screen.findByTestId('prompt-diff')).toBeTruthy();
    expect(await screen.findByText(/variable kept/)).toBeTruthy();
  });

  it('an address with a draft shows a reader the version in force', async () => {
    await renderApp({ world: as('reviewer'), path: at('&version=%22draft%22') });
    expect(await shownText()).toContain('once');
  });

  it('what is written is kept while one writes, found again after leaving, and becomes a version with its note', async () => {
    const world = as('editor');
    const { router } = await renderApp({ world, path: at() });
    await shownText();
    await userEvent.click(await screen.findByRole('button', { name: 'New draft from v2' }));
    await screen.findByTestId('prompt-editor');
    expect(screen.getByRole('button', { name: 'Save as v4' })).toHaveProperty('disabled', true);
    expect(screen.getByText('The draft is the same as v2')).toBeTruthy();
    type('prompt-editor', '\nThen listen.');
    await waitFor(() => expect(keptDraft(world)).toMatchObject({ content: 'Be kind.\nSay {{name}} once.\nThen listen.', basedOn: { version: 2 }, seenVersion: 3 }), { timeout: 1000 });
    await router.navigate({ to: '/calls', search: {} });
    await screen.findAllByTestId('call-row');
    await router.navigate({ to: '/prompts', search: { assistant: ASSISTANT } });
    await userEvent.click(await screen.findByRole('button', { name: 'Go on with the draft' }));
    expect(await shownText('prompt-editor')).toBe('Be kind.\nSay {{name}} once.\nThen listen.');
    await userEvent.click(screen.getByRole('button', { name: 'Save as v4' }));
    await userEvent.type(await screen.findByTestId('prompt-note'), 'listens');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(world.prompts.waiting).toMatchObject([{ kind: 'save', version: 4, note: 'listens', content: 'Be kind.\nSay {{name}} once.\nThen listen.' }]));
    expect(await screen.findByRole('button', { name: 'v4 · not sent yet' })).toBeTruthy();
    expect(await shownText()).toContain('Then listen.');
    await waitFor(() => expect(keptDraft(world)).toBeNull());
  });

  it('restoring begins a draft with the old text and a note; another draft is not replaced unasked, and discarding asks', async () => {
    const world = as('admin');
    await renderApp({ world, path: at('&version=1') });
    await userEvent.click(await screen.findByRole('button', { name: 'Restore' }));
    await waitFor(() => expect(keptDraft(world)).toMatchObject({ content: 'Be kind.\nSay {{name}}.', note: 'Restores v1', basedOn: { version: 1 } }));
    await userEvent.click(screen.getByText('Two options on refusal'));
    await userEvent.click(await screen.findByRole('button', { name: 'New draft from v3' }));
    expect(await screen.findByText('There is a draft already')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Keep the draft' }));
    expect(keptDraft(world)?.basedOn?.version).toBe(1);
    await userEvent.click(screen.getByRole('button', { name: 'Go on with the draft' }));
    await userEvent.click(await screen.findByTestId('prompt-discard'));
    expect(keptDraft(world)).not.toBeNull();
    await userEvent.click(await screen.findByTestId('question-submit'));
    await waitFor(() => expect(keptDraft(world)).toBeNull());
    expect(await shownText()).toBe('Be kind.\nSay {{name}}.');
  });

  it('making a version current says what follows before it is done', async () => {
    const world = as('editor');
    await renderApp({ world, path: at('&version=3') });
    await userEvent.click(await screen.findByTestId('prompt-make-current'));
    expect(await screen.findByText(/in place of v2/)).toBeTruthy();
    expect(world.prompts.waiting).toEqual([]);
    await userEvent.click(screen.getByTestId('question-submit'));
    await waitFor(() => expect(world.prompts.waiting).toMatchObject([{ kind: 'publish', promptId: world.prompts.versions[0]?.id }]));
    await waitFor(() => expect(screen.queryByTestId('prompt-make-current')).toBeNull());
  });

  it('a version that came after the draft was begun is shown before one goes on', async () => {
    const world = as('editor');
    world.drafts.set(ASSISTANT, new Map([['prompt:draft', JSON.stringify({ basedOn: { id: world.prompts.versions[1]?.id, version: 2 }, seenVersion: 2, content: 'Mine.', note: '', begunAt: '2026-11-20T10:00:00Z' })]]));
    await renderApp({ world, path: at('&version=%22draft%22') });
    expect((await screen.findByTestId('prompt-newer')).textContent).toContain('v3 was saved after this draft was begun, by Dana Ortiz');
    expect(screen.getByRole('button', { name: 'Save as v3' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Go on, on top of v3' }));
    expect(await screen.findByRole('button', { name: 'Save as v4' })).toBeTruthy();
    expect(screen.queryByTestId('prompt-newer')).toBeNull();
  });

  it('signs that are seen nowhere are seen', async () => {
    const world = as('viewer');
    world.prompts.texts.set(world.prompts.versions[1]?.id ?? '', 'Pay \u202e001\u202c \u200bnow\u{e0041}');
    await renderApp({ world, path: at() });
    await shownText();
    expect([...screen.getByTestId('prompt-text').querySelectorAll('.cm-hidden-char')].map((one) => one.textContent)).toEqual(['U+202E', 'U+202C', 'U+200B', 'U+E0041']);
  });

  it('V on a call opens the version that governed it, and Esc comes back to the call', async () => {
    const world = as('reviewer');
    const { router } = await renderApp({ world });
    await userEvent.click((await screen.findAllByTestId('call-row'))[0] ?? document.body);
    await screen.findByTestId('open-prompt');
    const call = router.state.location.pathname;
    await userEvent.keyboard('v');
    await waitFor(() => expect(router.state.location.pathname).toBe('/prompts'));
    expect(router.state.location.search).toMatchObject({ assistant: expect.any(String), version: 7 });
    expect(await screen.findByRole('button', { name: 'Back to the call' })).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(router.state.location.pathname).toBe(call));
  });

  it('says why nothing can be read, and reads it once that is over', async () => {
    const world = as('editor');
    world.failure = new AppError('offline', 'gone');
    await renderApp({ world, path: '/prompts' });
    expect((await screen.findByRole('alert')).textContent).toContain('The prompts could not be read');
    world.failure = null;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await shownText();
  });

  it('an organization without assistants is told where they come from', async () => {
    const world = as('admin');
    world.prompts.assistants = [];
    await renderApp({ world, path: '/prompts' });
    expect(await screen.findByRole('heading', { level: 1, name: 'No assistants yet' })).toBeTruthy();
  });
});
