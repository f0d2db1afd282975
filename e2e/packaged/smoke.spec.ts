import { expect, signInAs, test } from '../support/app.ts';

test('the packaged app starts its own workspace, lists calls and plays one', async ({ start }) => {
  const { app, page } = await start({ keyring: 'none', workspace: 'missing' });
  expect(await app.evaluate(({ app: electron }) => electron.isPackaged)).toBe(true);
  await signInAs(page, 'reviewer');
  await page.getByTestId('call-row').first().click();
  await page.getByTestId('play').click();
  await expect.poll(() => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0)).toBeGreaterThan(0.3);
  await expect(page.getByTestId('turn').first()).toBeVisible();
});
