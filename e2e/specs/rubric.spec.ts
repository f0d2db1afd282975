import { expect, signInAs, test } from '../support/app.ts';
import { camera } from '../support/pictures.ts';

for (const [theme, language] of [['light', 'en'], ['dark', 'ru']] as const) {
  test(`an admin changes the rubric, in ${theme}, ${language}`, async ({ start }) => {
    test.setTimeout(180_000);
    const one = await start({ settings: { theme, language } });
    const { page } = one;
    const found: string[] = [];
    const picture = camera(one, `${theme}-${language}`, found);
    await signInAs(page, 'admin');
    await page.locator('header a[href*="#/agreement"]').click();
    await page.locator('main a[href*="#/rubric"]').click();
    const versions = page.getByTestId('rubric-version');
    await expect(versions).toHaveCount(3);
    const pass = page.locator('main input').first();
    await pass.fill('75');
    await page.locator('main fieldset textarea').last().fill('What was agreed, and nothing that was only hoped for.');
    await expect(page.getByTestId('rubric-changes').locator('li')).toHaveCount(2);
    await picture('rubric');
    // The draft is on disk: it is there after the page was left and after a reload.
    await page.locator('main a[href*="#/agreement"]').click();
    await page.getByTestId('agreement-cards').waitFor();
    await page.locator('main a[href*="#/rubric"]').click();
    await expect(pass).toHaveValue('75');
    await pass.fill('101');
    await expect(page.locator('main [id$="-error"]').first()).toBeVisible();
    await picture('rubric-fault');
    await pass.fill('75');
    await page.locator('aside button').first().click();
    await expect(versions).toHaveCount(4);
    await expect(page.getByTestId('rubric-outdated')).toContainText(/\d/);
    await page.locator('aside button').last().click();
    await expect(page.getByTestId('score-estimate')).toContainText(/\d/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    // Nothing is left of the draft, and nobody is told of another version than his own.
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(versions.first().locator('span span')).toHaveCount(1);
    await versions.nth(1).click();
    await expect(page.locator('main fieldset textarea').last()).toHaveAttribute('readonly', '');
    await picture('rubric-earlier');
    expect(found).toEqual([]);
  });
}

test('a viewer reads the rubric and cannot change it', async ({ start }) => {
  const { page } = await start();
  await signInAs(page, 'viewer');
  await page.keyboard.press('Control+5');
  await page.locator('main a[href*="#/rubric"]').click();
  await expect(page.getByTestId('rubric-version')).toHaveCount(3);
  await expect(page.locator('main input').first()).toHaveAttribute('readonly', '');
  await expect(page.locator('aside button')).toHaveCount(0);
});
