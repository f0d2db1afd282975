import { expect, signInAs, connectTo, signInWith, test } from '../support/app.ts';
import { openGateway } from '../support/gateway.ts';
import { pastTheApp } from '../support/past-the-app.ts';
import { camera } from '../support/pictures.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';
import type { Page } from '@playwright/test';

const openPrompts = async (page: Page): Promise<void> => {
  await page.evaluate(() => (location.hash = '#/prompts'));
  await page.getByTestId('prompt-text').waitFor();
};
const synced = (page: Page) => expect(page.getByRole('button', { name: 'Synced' })).toBeVisible({ timeout: 60_000 });
const versions = (page: Page) => page.getByTestId('prompt-version');
/** Begins a draft from what is shown, writes at its start, and saves it with a note. */
async function saveNext(page: Page, words: string, note: string): Promise<void> {
  await page.getByTestId('prompt-new-draft').click();
  await page.getByTestId('prompt-editor').locator('.cm-content').press('Control+Home');
  await page.keyboard.type(words);
  await page.getByTestId('prompt-save').click();
  await page.getByTestId('prompt-note').fill(note);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('an editor edits, compares, saves, makes current and restores; two at once meet the conflict screen; offline all of it waits', async ({ start }) => {
  test.setTimeout(300_000);
  const workspace = await startWorkspace();
  const gateway = await openGateway(workspace);
  const editor = personOf(workspace.home, 'editor');
  const one = await start({ workspace: 'missing' });
  const { page } = one;
  const found: string[] = [];
  const picture = camera(one, 'light-en', found);
  await connectTo(page, { url: gateway.url, key: workspace.key });
  await signInWith(page, editor);
  await page.getByTestId('call-row').first().waitFor();
  await openPrompts(page);
  const count = await versions(page).count();
  const next = count + 1;

  await test.step('what is typed is on disk within a second, and there again after a reload', async () => {
    await page.getByTestId('prompt-new-draft').click();
    await page.getByTestId('prompt-editor').locator('.cm-content').press('Control+Home');
    await page.keyboard.type('Answer in one sentence.\n');
    await page.waitForTimeout(1000);
    await page.reload();
    await page.getByTestId('prompt-editor').waitFor();
    await expect(page.getByTestId('prompt-editor').locator('.cm-line').first()).toHaveText('Answer in one sentence.');
  });

  await test.step('the difference is walked through with keys, side by side and inline', async () => {
    await page.getByRole('button', { name: 'Changes' }).click();
    await page.getByTestId('prompt-diff').locator('.cm-merge-b .cm-content').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByText('Change 1 of 1')).toBeVisible();
    await expect(page.locator('.cm-merge-b .cm-changedLine')).toHaveCount(1);
    await page.getByText('Inline', { exact: true }).click();
    await expect(page.locator('.cm-insertedLine, .cm-inlineChangedLine, .cm-changedLine').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'End comparing' }).click();
  });

  await test.step('saved it is a version, never changed again, and not in force', async () => {
    await page.getByTestId('prompt-save').click();
    await page.getByTestId('prompt-note').fill('One sentence an answer');
    await page.keyboard.press('Control+Enter');
    await synced(page);
    await expect(versions(page)).toHaveCount(next);
    await expect(versions(page).first()).toContainText('One sentence an answer');
    await expect(versions(page).first()).not.toContainText('live');
    await expect(page.getByTestId('prompt-draft')).toHaveCount(0);
  });

  await test.step('made current, it is in force after what follows was said', async () => {
    await versions(page).first().click();
    await page.getByTestId('prompt-make-current').click();
    await expect(page.getByRole('dialog')).toContainText(`v${next} becomes the version in force in place of v`);
    await page.getByTestId('question-submit').click();
    await expect(versions(page).first()).toContainText('live', { timeout: 30_000 });
    await synced(page);
  });

  await test.step('restored, the first text is the next version', async () => {
    await versions(page).last().click();
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByTestId('prompt-editor').waitFor();
    await page.getByTestId('prompt-save').click();
    await expect(page.getByTestId('prompt-note')).toHaveValue('Restores v1');
    await page.getByTestId('prompt-save-submit').click();
    await synced(page);
    await expect(versions(page)).toHaveCount(next + 1);
    await expect(versions(page).first()).toContainText('Restores v1');
    await page.getByTestId('prompt-compare').selectOption('1');
    await expect(page.getByText('No difference')).toBeVisible();
    await page.getByRole('button', { name: 'End comparing' }).click();
  });
  const latest = next + 1;

  await test.step('offline a version waits; somebody else saved one meanwhile, and the conflict is decided', async () => {
    await versions(page).first().click();
    const assistantId = await page.getByTestId('prompt-assistant').locator('select').or(page.locator('select[data-testid="prompt-assistant"]')).inputValue();
    gateway.reach(false);
    await saveNext(page, 'Mine.\n', 'mine');
    await expect(page.getByRole('button', { name: `v${latest + 1} · not sent yet` })).toBeVisible();
    await picture('prompts-waiting');
    const colleague = await pastTheApp(workspace, personOf(workspace.home, 'admin'));
    const answer = await colleague.rpc('save_prompt_version', { p_op_id: crypto.randomUUID(), p_expected_version: latest, p_patch: { assistant_id: assistantId, content: 'Theirs.', performance_notes: 'theirs' } });
    expect(answer).toMatchObject({ result: 'applied' });
    gateway.reach(true);
    await expect(page.getByRole('button', { name: '1 to decide' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByTestId('prompts-waiting')).toContainText('Somebody else was faster');
    await page.getByRole('button', { name: '1 to decide' }).click();
    await page.getByTestId('outbox-item').getByRole('button', { name: /^Decide/ }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: 'changed the prompts' });
    await expect(dialog).toContainText('Theirs.');
    await expect(dialog).toContainText('Mine.');
    await picture('prompts-conflict');
    await dialog.getByRole('button', { name: 'Keep all mine' }).click();
    await synced(page);
    await page.keyboard.press('Escape');
    await expect(versions(page)).toHaveCount(latest + 2);
    await expect(versions(page).nth(0)).toContainText('mine');
    await expect(versions(page).nth(1)).toContainText('theirs');
  });

  await test.step('cut off, what was read is read again', async () => {
    gateway.reach(false);
    await page.reload();
    await page.getByTestId('prompt-text').waitFor({ timeout: 60_000 });
    await expect(versions(page)).toHaveCount(latest + 2);
    gateway.reach(true);
  });
  expect(found).toEqual([]);
  await gateway.close();
  await workspace.stop();
});

test('a prompt of 200,000 characters, half of them on one line, is read, compared and written on without the window standing still', async ({ start }) => {
  test.setTimeout(240_000);
  const workspace = await startWorkspace();
  const gateway = await openGateway(workspace);
  const editor = personOf(workspace.home, 'editor');
  const writer = await pastTheApp(workspace, editor);
  const [assistant] = await writer.rpc<{ id: string; name: string; latest_version: number }[]>('list_assistants', { p_organization_id: writer.organizationId });
  const line = 'Say what you heard before you answer, and never twice. ';
  const long = `${line.repeat(100_000 / line.length)}\n${Array.from({ length: 1750 }, (_, n) => `${n}. ${line}`).join('\n')}`.slice(0, 199_000);
  const saved = await writer.rpc('save_prompt_version', { p_op_id: crypto.randomUUID(), p_expected_version: assistant?.latest_version, p_patch: { assistant_id: assistant?.id, content: long, performance_notes: 'long' } });
  expect(saved).toMatchObject({ result: 'applied' });
  const { page } = await start({ workspace: 'missing' });
  await connectTo(page, { url: gateway.url, key: workspace.key });
  await signInWith(page, editor);
  await page.getByTestId('call-row').first().waitFor();
  await page.evaluate((address) => (location.hash = address), `#/prompts?assistant=${assistant?.id}&version=${(assistant?.latest_version ?? 0) + 1}`);
  await page.getByText('long', { exact: true }).first().waitFor();
  await page.getByTestId('prompt-text').waitFor();
  await page.getByTestId('prompt-compare').selectOption({ index: 1 });
  await page.getByTestId('prompt-diff').waitFor();
  await page.getByTestId('prompt-compare').selectOption({ index: 0 });
  await page.getByTestId('prompt-new-draft').click();
  const content = page.getByTestId('prompt-editor').locator('.cm-content');
  await content.press('Control+End');
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    Object.assign(window, { tasks });
  });
  await page.keyboard.type('Then listen.', { delay: 60 });
  await page.waitForTimeout(1000);
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  process.stdout.write(`typing into 199,000 characters: ${tasks.length} long tasks, the longest ${Math.max(0, ...tasks).toFixed(0)} ms\n`);
  expect(Math.max(0, ...tasks)).toBeLessThan(1000);
  await page.reload();
  await page.getByTestId('prompt-editor').waitFor();
  await content.press('Control+End');
  await expect(page.getByTestId('prompt-editor').locator('.cm-line').last()).toContainText('Then listen.');
  await page.getByTestId('prompt-save').click();
  await page.getByTestId('prompt-save-submit').click();
  const ofAssistant = { p_organization_id: writer.organizationId, p_assistant_id: assistant?.id };
  const longest = async () => (await writer.rpc<{ versions: { characters: number }[] }>('list_prompt_versions', ofAssistant)).versions[0]?.characters;
  await expect.poll(longest, { timeout: 30_000 }).toBe(long.length + 'Then listen.'.length);
  await gateway.close();
  await workspace.stop();
});

test('a reviewer reads and writes nothing; V leads from a call to its version and Esc back', async ({ start }) => {
  const { page } = await start();
  await signInAs(page, 'reviewer');
  await page.getByTestId('call-row').filter({ hasText: 'Price objection handled' }).first().click();
  await page.getByTestId('open-prompt').waitFor();
  await page.keyboard.press('v');
  await page.getByTestId('prompt-text').waitFor();
  await expect(page.getByText('Editors and admins write versions')).toBeVisible();
  for (const id of ['prompt-new-draft', 'prompt-make-current', 'prompt-save']) await expect(page.getByTestId(id)).toHaveCount(0);
  await page.getByRole('listbox', { name: 'Versions' }).focus();
  await page.keyboard.press('End');
  await expect(versions(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('textbox', { name: 'Prompt v1, read only' }).waitFor();
  await page.keyboard.press('Control+f');
  await expect(page.locator('.cm-search input').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByTestId('open-prompt').waitFor();
});

for (const [theme, language] of [['light', 'en'], ['dark', 'ru']] as const) {
  test(`prompts in ${theme}, ${language}`, async ({ start }) => {
    test.setTimeout(240_000);
    const one = await start({ settings: { theme, language } });
    const { page } = one;
    const found: string[] = [];
    const picture = camera(one, `${theme}-${language}`, found);
    await signInAs(page, 'editor');
    await openPrompts(page);
    await picture('prompts');
    await page.getByTestId('prompt-compare').selectOption({ index: 2 });
    await page.getByTestId('prompt-diff').waitFor();
    await picture('prompts-diff');
    await page.getByTestId('prompt-compare').selectOption({ index: 0 });
    await page.getByTestId('prompt-new-draft').click();
    await page.getByTestId('prompt-editor').locator('.cm-content').press('Control+Home');
    await page.keyboard.type('Answer in one sentence.\u202e\nNever read out {{secret}}.\n');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('the');
    await picture('prompts-draft');
    await page.keyboard.press('Escape');
    await page.getByTestId('prompt-save').click();
    await page.getByTestId('prompt-note').fill('One sentence an answer');
    await picture('prompts-save');
    expect(found).toEqual([]);
  });
}
