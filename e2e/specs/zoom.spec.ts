import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, signInAs, test, type Sidetone } from '../support/app.ts';
import { ARTIFACTS } from '../support/paths.ts';
import { expectReachable, unreachable, zoomTo } from '../support/reach.ts';

const PICTURES = join(ARTIFACTS, 'zoom');

const SIZES = [
  [[1440, 900], 2],
  [[1024, 700], 1.5],
  [[1024, 700], 2],
] as const;

/** A picture of the whole window: the page's own are cut at any zoom but one. */
async function picture({ app, page }: Sidetone, name: string): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'));
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const png = await app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'));
  mkdirSync(PICTURES, { recursive: true });
  writeFileSync(join(PICTURES, `${name}.png`), Buffer.from(png ?? '', 'base64'));
}

test('what is cut off is told from what can be scrolled to', async ({ start }) => {
  const { page } = await start();
  await page.getByTestId('choose-embedded').waitFor();
  await page.evaluate(() => {
    for (const [overflow, width] of [['hidden', 200], ['auto', 200], ['hidden', 80]] as const) {
      const box = document.createElement('div');
      const part = document.createElement('i');
      Object.assign(box.style, { position: 'fixed', top: '0', width: '100px', height: '20px', overflow });
      Object.assign(part.style, { display: 'block', width: `${width}px`, height: '20px' });
      part.textContent = `${overflow} ${width}`;
      box.append(part);
      document.body.append(box);
    }
  });
  const found = await unreachable(page, 'body > div > i');
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('hidden 200');
});

for (const [theme, language] of [['light', 'en'], ['dark', 'ru']] as const) {
  test(`every part can be reached at 200 % of 1440×900 and on small windows, in ${theme}, ${language}`, async ({ start }) => {
    test.setTimeout(240_000);
    const one = await start({ settings: { theme, language } });
    const { page } = one;
    for (const [size, factor] of SIZES) {
      await zoomTo(one, size, factor);
      await page.getByTestId('choose-embedded').waitFor();
      await picture(one, `connect-${size.join('x')}-${factor}-${theme}-${language}`);
      await expectReachable(page, `connect ${size.join('x')} ${factor}`, 'button, input, a, h1, h2, label');
    }
    await signInAs(page, 'admin');
    const press = (locator: ReturnType<typeof page.locator>): Promise<void> => locator.evaluate((element: HTMLElement) => element.click());
    for (const [size, factor] of SIZES) {
      const at = `${size.join('x')}-${factor}-${theme}-${language}`;
      await zoomTo(one, size, factor);
      await page.getByTestId('call-row').first().waitFor();
      await picture(one, `list-${at}`);
      await expectReachable(page, `list ${at}`);

      await press(page.getByTestId('person-menu'));
      await page.getByRole('menuitem').last().waitFor();
      await expectReachable(page, `menu ${at}`, '[role=menuitem], [role=menuitemradio]');
      await page.keyboard.press('End');
      await picture(one, `menu-${at}`);
      const last = page.getByRole('menuitem').last();
      await expect.poll(() => last.evaluate((item) => item.getBoundingClientRect().bottom <= innerHeight), { message: `Sign out in sight ${at}` }).toBe(true);
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'hidden' });

      await press(page.getByRole('button', { name: /^(Filter|Фильтр)$/ }));
      await page.getByRole('menuitem').last().waitFor();
      await expectReachable(page, `filters ${at}`, '[role=menuitem]');
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'hidden' });

      await page.keyboard.press('Shift+Slash');
      await page.getByRole('dialog').waitFor();
      await expectReachable(page, `keys ${at}`, '[role=dialog] button, [role=dialog] dt, [role=dialog] kbd');
      await picture(one, `keys-${at}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });

      await press(page.getByTestId('call-row').filter({ hasText: 'Roof visit booked' }).first());
      await page.getByTestId('waveform').waitFor();
      await page.getByTestId('turn').first().waitFor();
      await picture(one, `call-${at}`);
      await expectReachable(page, `call ${at}`);
      await page.keyboard.press('Slash');
      await page.keyboard.type('a');
      await page.locator('mark').first().waitFor();
      await picture(one, `find-${at}`);
      await expectReachable(page, `call with finds ${at}`);
      await page.keyboard.press('Escape');
      await press(page.getByRole('button', { name: /QCI \d+|QCI: \d+|: \d+,/ }));
      await page.getByRole('dialog').waitFor();
      await expectReachable(page, `score ${at}`, '[role=dialog] button, [role=dialog] h2, [role=dialog] td, [role=dialog] li');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('Escape');

      await page.evaluate(() => (location.hash = `#/calls?q=${'x'.repeat(150)}&bands=%5B%22pass%22%5D&scoreMin=10&durationMin=5&reviewed=true`));
      await page.getByRole('button', { name: /^(Clear all filters|Сбросить все фильтры)$/ }).waitFor();
      await picture(one, `empty-${at}`);
      await expectReachable(page, `empty ${at}`);
      const spill = await page.locator('[role=status]:has(h2)').evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(spill, `words without spaces ${at}`).toBeLessThanOrEqual(0);
      await page.evaluate(() => (location.hash = '#/calls'));
    }
  });
}
