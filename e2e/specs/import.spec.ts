import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildFiles, WRAPPINGS } from '../support/payloads.ts';
import { expect, signInAs, test } from '../support/app.ts';
import { ROOT } from '../support/paths.ts';

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

test('a viewer may not import, and is told so', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'viewer');
  await one.page.getByTestId('import-files').setInputFiles(buildFiles(one.userData).slice(0, 1));
  await expect(one.page.getByRole('dialog')).toContainText(/role/i);
});

test('the import command goes through the workspace of the open app', async ({ start }) => {
  const one = await start();
  await signInAs(one.page, 'admin');
  const files = buildFiles(one.userData);
  const command = spawn(process.execPath, [join(ROOT, 'out/main/import-command.js'), ...files], { env: { ...process.env, SIDETONE_USER_DATA: one.userData } });
  let printed = '';
  command.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const code = await new Promise((resolve) => command.once('exit', resolve));
  expect(code).toBe(0);
  const summary = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as { read: number; inserted: number; setAside: unknown[] };
  expect(summary).toMatchObject({ read: WRAPPINGS + 1, inserted: WRAPPINGS });
  expect(summary.setAside).toHaveLength(1);
  await one.page.getByRole('searchbox').fill('hello');
  await expect(one.page.getByTestId('call-row').first()).toBeVisible();
});
