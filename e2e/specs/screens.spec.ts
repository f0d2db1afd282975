import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, signInAs, test, type Sidetone } from '../support/app.ts';
import { ARTIFACTS } from '../support/paths.ts';

const PICTURES = join(ARTIFACTS, 'screens');
const SIZES = [
  [1440, 900],
  [1024, 700],
] as const;

/**
 * What axe finds on the page, as short lines. Electron has no target for axe's own page, hence the legacy mode. axe itself
 * tries inline styles, which the page's policy refuses: those complaints are axe's, the ones before it are ours.
 */
async function faults({ page, complaints }: Pick<Sidetone, 'page' | 'complaints'>): Promise<string[]> {
  const before = complaints.length;
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const since = complaints.splice(before);
  complaints.push(...since.filter((line) => !line.includes('Refused to apply inline style')));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

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

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['en', 'ru'] as const) {
    test(`screens in ${theme}, ${language}`, async ({ start }) => {
      test.setTimeout(180_000);
      mkdirSync(PICTURES, { recursive: true });
      const one = await start({ settings: { theme, language } });
      const { page } = one;
      const found: string[] = [];
      const picture = async (name: string): Promise<void> => {
        for (const [width, height] of SIZES) {
          await one.app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]), [width, height] as const);
          await page.waitForFunction((size) => innerWidth === size[0] && innerHeight === size[1], [width, height] as const);
          await page.evaluate(() => document.fonts.ready);
          await page.waitForTimeout(150);
          await page.screenshot({ path: join(PICTURES, `${name}-${theme}-${language}-${width}.png`) });
          found.push(...(await faults(one)).map((fault) => `${name} ${width}: ${fault}`));
        }
      };
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
      await page.waitForTimeout(400);
      await picture('calls-empty');
      await page.evaluate(() => (location.hash = '#/calls'));
      await page.getByTestId('call-row').filter({ hasText: 'Price objection handled' }).first().click();
      await page.getByTestId('turn').first().waitFor();
      await page.getByTestId('waveform').waitFor();
      await page.getByTestId('turn').nth(7).click();
      await page.waitForTimeout(600);
      await page.keyboard.press('Space');
      await picture('call');
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
}

test('the list of an expired and of a missing recording, offline and failing lists', async ({ start }) => {
  const one = await start();
  rmSync(join(one.userData, 'workspace/recordings/en-booked-roof-visit.mp3'));
  await signInAs(one.page, 'admin');
  await one.page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first().click();
  await one.page.getByTestId('recording-fault').waitFor();
  await one.page.screenshot({ path: join(PICTURES, 'call-expired-light-en-1440.png') });
  expect(await faults(one)).toEqual([]);
});
