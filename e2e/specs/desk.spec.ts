import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectTo, expect, signInAs, signInWith, test } from '../support/app.ts';
import { personOf, startWorkspace } from '../support/standalone.ts';

/** What an audio element says of itself. */
const audio = () => {
  const element = document.querySelector('audio');
  return { at: element?.currentTime ?? -1, paused: element?.paused ?? true, rate: element?.playbackRate ?? 0 };
};

test('from the first start to a call that plays', async ({ start }) => {
  const { page } = await start({ workspace: 'missing' });
  await page.getByTestId('choose-embedded').click();
  await page.getByTestId('open-workspace').click();
  await page.locator('[data-testid="demo-user"][data-role="reviewer"]').click({ timeout: 60_000 });
  await expect(page.getByTestId('call-row').first()).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', /\d+/);

  await test.step('filter by band', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Band' }).click();
    await page.getByRole('checkbox', { name: 'Pass' }).or(page.getByRole('option', { name: 'Pass' })).first().click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/pass/);
    await expect(page.getByTestId('call-row').filter({ hasText: /Fail|Not scored/ })).toHaveCount(0);
    await expect(page.getByTestId('call-row').first()).toContainText('Pass');
  });

  await test.step('open by keyboard', async () => {
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('turn').first()).toBeVisible();
  });
});

test('plays a call: the time advances, the marked turn follows, a click on a turn seeks', async ({ start }) => {
  const { page } = await start();
  await signInAs(page, 'reviewer');
  await page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(page.getByTestId('turn').first()).toBeVisible();
  await expect(page.getByTestId('waveform')).toBeVisible();

  await page.keyboard.press('Space');
  await expect.poll(async () => (await page.evaluate(audio)).at).toBeGreaterThan(0.5);
  await expect(page.locator('[data-testid="turn"][aria-current="true"]')).toHaveCount(1);

  const target = page.getByTestId('turn').nth(6);
  const startMs = Number(await target.getAttribute('data-start-ms'));
  await target.click();
  await expect.poll(async () => Math.abs((await page.evaluate(audio)).at * 1000 - startMs)).toBeLessThan(1500);
  await expect(target).toHaveAttribute('aria-current', 'true');
  const heard = (await page.evaluate(audio)).at;
  await expect.poll(async () => (await page.evaluate(audio)).at).toBeGreaterThan(heard + 0.5);

  await page.keyboard.press('Space');
  await expect.poll(async () => (await page.evaluate(audio)).paused).toBe(true);
  await page.keyboard.press('Period');
  await expect.poll(async () => (await page.evaluate(audio)).rate).toBeGreaterThan(1);

  await test.step('find in the transcript', async () => {
    await page.keyboard.press('Slash');
    await page.keyboard.type('thursday');
    await expect(page.locator('mark').first()).toBeVisible();
    await page.keyboard.press('Escape');
  });
});

test('searches, imports a file, and is still signed in after a restart', async ({ start }) => {
  const first = await start();
  const { page } = first;
  await signInAs(page, 'admin');
  await page.keyboard.press('Slash');
  await page.keyboard.type('sandwich');
  await expect(page.locator('mark').first()).toHaveText(/sandwich/i);
  await expect.poll(async () => (await page.getByTestId('call-row').count()) === (await page.getByTestId('call-row').filter({ has: page.locator('mark') }).count())).toBe(true);
  await page.getByRole('button', { name: 'Best match first' }).click();
  await expect.poll(() => page.url()).toContain('by=rank');
  await page.getByTestId('call-row').filter({ hasText: /\d\d:\d\d .*sandwich/i }).first().click();
  await expect(page.locator('[data-testid=turn][aria-current]')).toContainText(/sandwich/i);
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('');
  await expect(page.getByRole('button', { name: 'Best match first' })).toHaveCount(0);

  const file = join(first.userData, 'calls.json');
  const call = {
    id: '0198a8f0-0000-7000-8000-00000000e2e1',
    type: 'inboundPhoneCall',
    status: 'ended',
    createdAt: new Date().toISOString(),
    startedAt: new Date(Date.now() - 60_000).toISOString(),
    endedAt: new Date().toISOString(),
    endedReason: 'customer-ended-call',
    customer: { number: '+15550100199' },
    transcript: 'AI: Good morning.\nUser: A zebra has moved into the pantry.\n',
    analysis: { summary: 'A zebra in the pantry' },
  };
  writeFileSync(file, JSON.stringify([call, { nothing: true }]));
  await page.getByTestId('import-files').setInputFiles(file);
  await expect(page.getByRole('dialog')).toContainText('1');
  await expect(page.getByRole('dialog')).toContainText(/not a call|none of the fields/i);
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').or(page.getByRole('textbox', { name: /search/i })).first().fill('zebra');
  await expect(page.getByTestId('call-row')).toHaveCount(1);
  await expect(page.getByTestId('call-row').first()).toContainText('A zebra has moved into the pantry.');
  await first.close();

  const second = await start({ userData: first.userData });
  await expect(second.page.getByTestId('call-row').first()).toBeVisible();
  await expect(second.page.getByTestId('demo-user')).toHaveCount(0);
});

test('with the network off the app opens, lists, and shows the call that was opened', async ({ start }) => {
  const workspace = await startWorkspace();
  const person = personOf(workspace.home, 'reviewer');
  const first = await start({ workspace: 'missing' });
  await connectTo(first.page, workspace);
  await signInWith(first.page, { ...person, password: 'wrong password' });
  await expect(first.page.getByRole('alert')).toBeVisible();
  await signInWith(first.page, person);
  const row = first.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first();
  await row.click();
  await expect(first.page.getByTestId('turn').first()).toBeVisible();
  const said = await first.page.getByTestId('turn').first().textContent();
  await first.close();
  await workspace.stop();

  const second = await start({ userData: first.userData });
  // The call that was open is open again.
  await expect(second.page.getByTestId('turn').first()).toHaveText(said ?? '');
  await second.page.keyboard.press('Escape');
  await expect(second.page.getByTestId('call-row').first()).toBeVisible();
  await expect(second.page.getByRole('status').filter({ hasText: /offline/i }).first()).toBeVisible();
  await second.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await expect(second.page.getByTestId('turn').first()).toHaveText(said ?? '');
});
