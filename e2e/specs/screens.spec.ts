import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, signInAs, test } from '../support/app.ts';
import { looks } from '../support/looks.ts';
import { camera, faults, resize } from '../support/pictures.ts';

test('axe finds a fault where there is one', async ({ start }) => {
  const one = await start();
  const { page } = one;
  await page.getByTestId('choose-embedded').waitFor();
  await page.evaluate(() => {
    const image = document.createElement('img');
    image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    document.querySelector('main, #root')?.append(image);
  });
  expect((await faults(one)).join()).toContain('image-alt');
});

for (const [theme, language] of looks) {
  test(`screens in ${theme}, ${language}`, async ({ start }) => {
    test.setTimeout(180_000);
    const one = await start({ settings: { theme, language } });
    const { page } = one;
    const found: string[] = [];
    const picture = camera(one, `${theme}-${language}`, found);
    await page.getByTestId('choose-embedded').waitFor();
    await page.getByTestId('choose-project').click();
    await page.getByTestId('project-url').fill('https://127.0.0.1:1');
    await page.getByTestId('project-key').fill('sb_secret_something');
    await page.locator('[id$="-error"]').first().waitFor();
    await picture('connect');
    await page.getByTestId('choose-embedded').click();
    await page.getByTestId('open-workspace').click();
    await page.getByTestId('demo-user').first().waitFor({ timeout: 60_000 });
    await page.getByTestId('sign-in-email').fill('lena@brightwater.example');
    await page.getByTestId('sign-in-password').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').first().waitFor();
    await picture('sign-in');
    await signInAs(page, 'admin');
    await picture('calls');
    await page.keyboard.press('Slash');
    await page.keyboard.type('price');
    await page.locator('mark').first().waitFor();
    await picture('calls-search');
    await page.keyboard.type(' zzzz');
    await expect(page.getByTestId('call-row')).toHaveCount(0);
    // The way out is offered once it is known how many calls it brings back.
    await page.getByRole('button', { name: 'price zzzz' }).waitFor();
    await picture('calls-empty');
    await page.evaluate(() => (location.hash = '#/calls'));
    await page.getByTestId('call-row').filter({ hasText: 'Price objection handled' }).first().click();
    await page.getByTestId('waveform').waitFor();
    const turn = page.getByTestId('turn').nth(7);
    await turn.click();
    await expect(turn).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('Space');
    await expect.poll(() => page.evaluate(() => document.querySelector('audio')?.paused)).toBe(false);
    await picture('call');
    await resize(one, 1440, 900);
    await page.getByTestId('score-edge').waitFor();
    await page.keyboard.press('Control+b');
    await expect(page.getByTestId('rail-cell').first()).toContainText(/Solar/);
    const edge = page.getByTestId('score-edge');
    await edge.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(edge).toHaveAttribute('aria-valuenow', '540');
    await picture('call-list');
    await resize(one, 1440, 900);
    // What was set stays over a restart of the page.
    await page.reload();
    await expect(page.getByTestId('rail-cell').first()).toContainText(/Solar/);
    await expect(page.getByTestId('score-edge')).toHaveAttribute('aria-valuenow', '540');
    await page.getByTestId('score-edge').dblclick();
    await expect(page.getByTestId('score-edge')).toHaveAttribute('aria-valuenow', '476');
    await page.keyboard.press('Shift+Slash');
    await page.getByRole('dialog').waitFor();
    await picture('keys');
    await page.keyboard.press('Escape');
    await page.getByTestId('person-menu').click();
    await page.getByRole('menu').first().waitFor();
    await picture('person-menu');
    expect(found).toEqual([]);
  });
}

test('a call whose recording has expired', async ({ start }) => {
  const one = await start();
  rmSync(join(one.userData, 'workspace/recordings/en-booked-roof-visit.mp3'));
  await signInAs(one.page, 'admin');
  await one.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await one.page.getByTestId('recording-fault').waitFor();
  const found: string[] = [];
  await camera(one, 'light-en', found)('call-expired');
  expect(found).toEqual([]);
});
