import { expect, signInAs, test } from '../support/app.ts';
import { buildFiles, WRAPPINGS } from '../support/payloads.ts';

test('the packaged app starts its own workspace, lists calls and plays one', async ({ start }) => {
  const { app, page } = await start({ keyring: 'none', workspace: 'missing' });
  expect(await app.evaluate(({ app: electron }) => electron.isPackaged)).toBe(true);
  await signInAs(page, 'reviewer');
  await page.getByTestId('call-row').first().click();
  await page.getByTestId('play').click();
  await expect.poll(() => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0)).toBeGreaterThan(0.3);
  await expect(page.getByTestId('turn').first()).toBeVisible();
});

test('the packaged app imports files through its worker', async ({ start }) => {
  const { page, userData } = await start({ keyring: 'none', workspace: 'missing' });
  await signInAs(page, 'admin');
  await page.getByTestId('import-files').setInputFiles(buildFiles(userData));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/set aside/i);
  await expect(dialog).toContainText(new RegExp(`New\\D*${WRAPPINGS}`));
});
