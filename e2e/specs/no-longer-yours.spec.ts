import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectTo, expect, signInWith, test } from '../support/app.ts';
import { askMain } from '../support/ask-main.ts';
import { asOperator } from '../support/operator.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';

/** Files that hold calls or their key. */
const keptFiles = (userData: string): string[] =>
  readdirSync(join(userData, 'store'), { recursive: true, encoding: 'utf8' }).filter((name) => /key\.json$|\.db|\.sealed$/.test(name));

test('a call that was deleted goes from this device when it is opened, and the screen says so', async ({ start }) => {
  const workspace = await startWorkspace();
  const { page } = await start({ workspace: 'missing' });
  await connectTo(page, workspace);
  await signInWith(page, personOf(workspace.home, 'reviewer'));
  const row = page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first();
  await row.click();
  await expect(page.getByTestId('turn').first()).toBeVisible();
  const callId = /calls\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.evaluate(() => (location.hash = '#/calls'));
  await row.waitFor();
  await asOperator(workspace, 'DELETE', `calls?id=eq.${callId}`);

  // A page that is loaded anew has only what this device kept, until the workspace answers.
  await page.evaluate((id) => {
    location.hash = `#/calls/${id}`;
    location.reload();
  }, callId);
  await expect(page.getByText('This call is not there any more')).toBeVisible();
  await expect(page.getByTestId('turn')).toHaveCount(0);
  await workspace.stop();

  await page.evaluate(() => location.reload());
  await expect(page.getByText('This call is not on this device')).toBeVisible({ timeout: 20_000 });
});

test('a member who was removed reads nothing any more, and this device keeps neither calls nor key', async ({ start }) => {
  const workspace = await startWorkspace();
  const first = await start({ workspace: 'missing' });
  await connectTo(first.page, workspace);
  await signInWith(first.page, personOf(workspace.home, 'viewer'));
  await first.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(first.page.getByTestId('turn').first()).toBeVisible();
  await first.page.evaluate(() => (location.hash = '#/calls'));
  await first.page.getByTestId('call-row').first().waitFor();
  expect(keptFiles(first.userData).some((name) => name.endsWith('key.json'))).toBe(true);
  const { user } = await askMain<{ user: { id: string } }>(first.page, 'session.get');
  await asOperator(workspace, 'DELETE', `organization_members?user_id=eq.${user.id}`);

  await test.step('from the next question on', async () => {
    await first.page.evaluate(() => location.reload());
    await expect(first.page.getByRole('heading', { name: 'You are in no organization yet' })).toBeVisible();
    await expect(first.page.getByTestId('call-row')).toHaveCount(0);
    await expect.poll(() => keptFiles(first.userData)).toEqual([]);
  });

  await test.step('and after a restart', async () => {
    await first.close();
    const second = await start({ userData: first.userData });
    await expect(second.page.getByRole('heading', { name: 'You are in no organization yet' })).toBeVisible();
    await second.close();
    expect(keptFiles(first.userData)).toEqual([]);
  });
  await workspace.stop();
});
