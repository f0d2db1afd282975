import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, newUserData, signInAs, test } from '../support/app.ts';
import { importCommand } from '../support/import-command.ts';
import { importReport, listedCalls } from '../support/import-report.ts';
import { buildFiles, buildLongFile, WRAPPINGS } from '../support/payloads.ts';

test('takes every wrapping Vapi calls come in, counts every item, and the second time changes nothing', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'admin');
  const files = buildFiles(one.userData);
  const read = async () => {
    await one.page.getByTestId('import-files').setInputFiles(files);
    const dialog = one.page.getByRole('dialog');
    await expect(dialog).toContainText(/set aside/i);
    const words = (await dialog.textContent()) ?? '';
    await one.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    return words;
  };
  expect(await read()).toMatch(new RegExp(`New\\D*${WRAPPINGS}|${WRAPPINGS}\\D*New`));
  expect(await read()).toMatch(new RegExp(`Unchanged\\D*${WRAPPINGS}|${WRAPPINGS}\\D*Unchanged`));
});

test('a long import that is cancelled accounts for every call, and importing again finishes it', async ({ start }) => {
  const { page, userData } = await start();
  await signInAs(page, 'admin');
  const calls = 600;
  const file = buildLongFile(userData, calls);
  const before = await listedCalls(page);

  await page.getByTestId('import-files').setInputFiles(file);
  const running = page.getByRole('dialog', { name: 'Importing' });
  await expect(running.getByRole('status')).toHaveText(new RegExp(`^[1-9]\\d* of ${calls}`), { timeout: 30_000 });
  await running.getByRole('button', { name: 'Cancel' }).click();
  const cut = await importReport(page);
  await expect(page.getByRole('dialog')).toContainText('Cancelled. What was written so far stays.');
  expect(cut).toMatchObject({ read: calls, updated: 0, unchanged: 0 });
  expect(cut.inserted).toBeGreaterThan(0);
  expect(cut.setAside).toBeGreaterThan(0);
  await expect(page.getByRole('region', { name: 'Items set aside' }).getByRole('row').nth(1)).toContainText('Left out when you cancelled');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => listedCalls(page)).toBe(before + cut.inserted);

  await page.getByTestId('import-files').setInputFiles(file);
  expect(await importReport(page)).toEqual({ read: calls, inserted: calls - cut.inserted, updated: 0, unchanged: cut.inserted, setAside: 0 });
  await page.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => listedCalls(page)).toBe(before + calls);
});

test('a viewer may not import, and is told so', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'viewer');
  await one.page.getByTestId('import-files').setInputFiles(buildFiles(one.userData).slice(0, 1));
  await expect(one.page.getByRole('dialog')).toContainText(/role/i);
});

test('the import command goes through the workspace of the open app', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'admin');
  const { code, summary } = await importCommand(one.userData, buildFiles(one.userData));
  expect(code).toBe(0);
  expect(summary).toMatchObject({ read: WRAPPINGS + 1, inserted: WRAPPINGS });
  expect(summary['setAside']).toHaveLength(1);
  await one.page.getByRole('searchbox').fill('hello');
  await expect(one.page.getByTestId('call-row').first()).toBeVisible();
});

test('the import command starts the workspace itself where no app is open, and ends it', async ({ start }) => {
  const userData = newUserData();
  const files = buildFiles(userData);
  const workspace = join(userData, 'workspace');
  const first = await importCommand(userData, files);
  expect(first).toMatchObject({ code: 0, summary: { read: WRAPPINGS + 1, inserted: WRAPPINGS, updated: 0, unchanged: 0 } });
  expect(readdirSync(workspace)).not.toContain('lock.json');
  const again = await importCommand(userData, files);
  expect(again).toMatchObject({ code: 0, summary: { read: WRAPPINGS + 1, inserted: 0, updated: 0, unchanged: WRAPPINGS } });
  expect(readdirSync(workspace)).not.toContain('lock.json');

  const { page } = await start({ userData });
  await signInAs(page, 'viewer');
  await page.getByRole('searchbox').fill('hello');
  await expect(page.locator('mark').first()).toHaveText(/hello/i);
});
