import { spawn } from 'node:child_process';
import { type ElectronApplication } from '@playwright/test';
import { expect, newUserData, signInAs, test } from '../support/app.ts';
import { ROOT } from '../support/paths.ts';

const clipboard = (app: ElectronApplication) => app.evaluate(({ clipboard: board }) => board.readText());

/** Follows a link as the operating system does: it starts the app once more, which hands the link on and ends. */
const follow = async (app: ElectronApplication, userData: string, link: string): Promise<number | null> => {
  const program = await app.evaluate(() => process.execPath);
  const again = spawn(program, ['.', '--no-sandbox', link], { cwd: ROOT, env: { ...process.env, SIDETONE_USER_DATA: userData }, stdio: 'ignore' });
  return new Promise((resolve) => again.once('exit', resolve));
};

test('a link to a filtered list and to a call is copied, starts the app there, and is followed while it runs', async ({ start }) => {
  const userData = newUserData();
  const first = await start({ userData });
  await signInAs(first.page, 'reviewer');
  await first.page.evaluate(() => (location.hash = '#/calls?bands=%5B%22fail%22%5D'));
  await expect(first.page.locator('[data-filter]')).toHaveCount(1);
  await first.page.getByRole('button', { name: 'Copy link' }).click();
  await expect(first.page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  const list = await clipboard(first.app);
  expect(list).toBe('sidetone://calls?bands=%5B%22fail%22%5D');
  await first.page.getByTestId('call-row').first().click();
  await first.page.getByTestId('turn').first().waitFor();
  await first.page.getByRole('button', { name: 'More' }).click();
  await first.page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect.poll(() => clipboard(first.app)).toMatch(/^sidetone:\/\/calls\/[0-9a-f-]{36}\?bands=%5B%22fail%22%5D$/);
  const call = await clipboard(first.app);
  await first.close();

  const second = await start({ userData, words: [list] });
  await expect(second.page.locator('[data-filter]')).toHaveCount(1);
  await expect(second.page.getByTestId('call-row').first()).toBeVisible();
  await second.page.evaluate(() => ((globalThis as { sameLoad?: boolean }).sameLoad = true));
  expect(await follow(second.app, userData, call)).toBe(0);
  await expect(second.page.getByTestId('turn').first()).toBeVisible();
  const address = second.page.url();
  expect(address.slice(address.indexOf('#'))).toBe(call.replace('sidetone:/', '#'));
  for (const hostile of ['sidetone://about', 'sidetone://calls/../../etc', 'sidetone://calls?q=%E0%A4%A', 'app://renderer/#/calls', call]) {
    await follow(second.app, userData, hostile);
  }
  expect(second.page.url()).toBe(address);
  expect(await follow(second.app, userData, 'sidetone://calls/00000000-0000-4000-8000-000000000000')).toBe(0);
  await expect(second.page.getByText('This call is not there any more')).toBeVisible();
  expect(await follow(second.app, userData, 'sidetone://calls?constructor=2&bands=%5B%22zz%22%5D&q=%22%5Cu0000%22')).toBe(0);
  await expect(second.page.getByTestId('call-row').first()).toBeVisible();
  await expect(second.page.locator('[data-filter]')).toHaveCount(0);
  expect(await second.page.evaluate(() => (globalThis as { sameLoad?: boolean }).sameLoad)).toBe(true);
});

test('a link opened by who is not signed in leads there after the sign-in', async ({ start }) => {
  const { page } = await start({ words: ['sidetone://calls?bands=%5B%22pass%22%5D'] });
  await signInAs(page, 'viewer');
  await expect(page.locator('[data-filter]')).toHaveCount(1);
});
