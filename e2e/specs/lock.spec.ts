import { join } from 'node:path';
import { expect, newUserData, test } from '../support/app.ts';
import { importCommand } from '../support/import-command.ts';
import { pastTheApp } from '../support/past-the-app.ts';
import { buildFiles, WRAPPINGS } from '../support/payloads.ts';
import { camera } from '../support/pictures.ts';
import { copyOfTemplate, openFolder, personOf, startWorkspace } from '../support/standalone.ts';

test('a second process is refused the folder and told who has it; the first goes on and loses nothing', async () => {
  const first = await startWorkspace();
  const person = personOf(first.home, 'admin');
  const count = async (workspace: { url: string; key: string }) => (await pastTheApp(workspace, person)).countCalls();
  const before = await count(first);
  const place = ['--url', first.url, '--key', first.key, '--email', person.email];
  const imported = await importCommand(first.home, [...buildFiles(first.home), ...place], { SIDETONE_PASSWORD: person.password });
  expect(imported).toMatchObject({ code: 0, summary: { inserted: WRAPPINGS } });

  const second = openFolder(first.home);
  const answer = await second.opened;
  expect(answer).toHaveProperty('refused', expect.stringContaining('"code":"locked"'));
  expect(answer).toHaveProperty('refused', expect.stringContaining(`open in process ${first.pid}`));
  expect(second.child.exitCode).toBe(1);

  expect(await count(first)).toBe(before + WRAPPINGS);
  await first.stop();
  const reopened = await startWorkspace(first.home);
  expect(await count(reopened)).toBe(before + WRAPPINGS);
  await reopened.stop();
});

test('of two processes that start at once on one folder, one opens it', async () => {
  const home = copyOfTemplate();
  const both = [openFolder(home), openFolder(home)];
  const answers = await Promise.all(both.map(({ opened }) => opened));
  expect(answers.filter((answer) => 'url' in answer)).toHaveLength(1);
  expect(answers.filter((answer) => 'refused' in answer && answer.refused.includes('"code":"locked"'))).toHaveLength(1);
  const winner = both[answers.findIndex((answer) => 'url' in answer)];
  const gone = new Promise((resolve) => winner?.child.once('exit', resolve));
  winner?.child.kill('SIGTERM');
  expect(await gone).toBe(0);
});

test('the window says that another process has its folder, and starts the workspace once it is free', async ({ start }) => {
  const userData = newUserData();
  const other = await startWorkspace(join(userData, 'workspace'));
  const one = await start({ userData });
  const { page } = one;
  await page.getByTestId('choose-embedded').click();
  await page.getByTestId('open-workspace').click();
  await expect(page.getByText('The workspace is starting')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(`The workspace folder is open in process ${other.pid}.`, { timeout: 30_000 });
  await expect(page.getByTestId('demo-user')).toHaveCount(0);
  const found: string[] = [];
  await camera(one, 'light-en', found)('sign-in-locked');
  expect(found).toEqual([]);

  await other.stop();
  await page.getByRole('button', { name: 'Start it again' }).click();
  await expect(page.getByTestId('demo-user')).toHaveCount(5, { timeout: 30_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
});
