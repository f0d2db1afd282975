import { expect, signInAs, test } from '../support/app.ts';

/** What a broken or hand-written link may say; main, the workspace or the screen would trip over each of these. */
const GARBAGE = [
  'from=garbage',
  'from=5',
  'from=0000-01-01T00:00:00Z',
  'to=2026-02-30T00:00:00Z',
  'bands=%5B%22zz%22%5D',
  'durationMin=-5',
  'scoreMin=1e400&assistantIds=%5B1%5D',
  'constructor=2&__proto__=1&toString=3',
  'q=%00',
  'q=%22%5Cud800%22',
  'statuses=%5B%22%5Cu0000%22%5D',
  'q=%E0%A4%A',
];

test('the list opens from any address, and the Calls tab leads out of each', async ({ start }) => {
  const { page } = await start();
  await signInAs(page, 'viewer');
  const rows = page.getByTestId('call-row');
  const count = page.getByRole('heading', { name: 'Calls', exact: true }).locator('..').getByRole('status').first();
  await expect(count).toHaveText(/\d/);
  const all = await count.innerText();
  for (const search of GARBAGE) {
    await test.step(search, async () => {
      await page.evaluate((hash) => (location.hash = hash), `#/calls?${search}`);
      if (search !== 'q=%E0%A4%A') {
        await expect(count).toHaveText(all);
        await expect(rows.first()).toBeVisible();
        await expect(page.locator('[data-filter]')).toHaveCount(0);
      }
      await expect(page.getByText('The call list could not be read')).toHaveCount(0);
      await expect(page.getByText('This screen has stopped')).toHaveCount(0);
      await page.getByRole('link', { name: 'Calls' }).click();
      await expect(count).toHaveText(all);
      await expect(rows.first()).toBeVisible();
    });
  }
});
