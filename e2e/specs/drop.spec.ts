import { expect, signInAs, test } from '../support/app.ts';
import { importReport, listedCalls } from '../support/import-report.ts';
import { buildFiles, WRAPPINGS } from '../support/payloads.ts';

test('files dropped on the window are imported; while they hover, the window says what will happen', async ({ start }) => {
  const { page, userData } = await start();
  await signInAs(page, 'admin');
  const before = await listedCalls(page);
  const files = buildFiles(userData);
  const devtools = await page.context().newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    devtools.send('Input.dispatchDragEvent', { type, x: 700, y: 450, data: { items: [], files, dragOperationsMask: 1 } });
  const veil = page.getByText('Drop the files to import them');

  await drag('dragEnter');
  await drag('dragOver');
  await expect(veil).toBeVisible();
  // The protocol has no word for leaving the window; what the page is told then is this event.
  await page.locator('body').dispatchEvent('dragleave');
  await expect(veil).toBeHidden();

  await drag('dragEnter');
  await drag('dragOver');
  await expect(veil).toBeVisible();
  await drag('drop');
  await expect(veil).toBeHidden();
  expect(await importReport(page)).toEqual({ read: WRAPPINGS + 1, inserted: WRAPPINGS, updated: 0, unchanged: 0, setAside: 1 });
  await expect(page.getByRole('row').filter({ hasText: 'array.json' })).toContainText('Not a call');

  await page.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => listedCalls(page)).toBe(before + WRAPPINGS);
  await page.getByRole('searchbox').fill('hello');
  await expect(page.locator('mark').first()).toHaveText(/hello/i);
  expect(page.url()).toMatch(/^app:\/\/renderer\//);
});
