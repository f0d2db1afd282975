import { expect, signInAs, test } from '../support/app.ts';
import { camera } from '../support/pictures.ts';

const WORDS = {
  en: { make: 'New queue', fill: 'Fill', recipe: 'By a recipe', available: / of [1-9]\d*$/, putIn: 'Put in', assign: 'Assign', toMe: 'To me', you: 'You', views: 'Views', save: 'Save this view…', manage: 'Manage views…', start: 'Start', silent: 'No transcript', yours: /^Yours until/, none: 'There are no queues yet' },
  ru: { make: 'Новая очередь', fill: 'Наполнить', recipe: 'По рецепту', available: / из [1-9]\d*$/, putIn: 'Положить', assign: 'Назначить', toMe: 'Мне', you: 'Вы', views: 'Виды', save: 'Сохранить этот вид…', manage: 'Управлять видами…', start: 'Начать', silent: 'Расшифровки нет', yours: /^За вами до/, none: 'Очередей пока нет' },
} as const;

for (const [theme, language] of [['light', 'en'], ['dark', 'ru']] as const) {
  test(`a queue is made, filled by a recipe, assigned and started, and a view is saved: ${theme}, ${language}`, async ({ start }) => {
    test.setTimeout(360_000);
    const words = WORDS[language];
    const one = await start({ settings: { theme, language } });
    const { page } = one;
    const found: string[] = [];
    const picture = camera(one, `${theme}-${language}`, found);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await page.getByTestId('choose-embedded').click();
    await page.getByTestId('open-workspace').click();
    await page.getByTestId('demo-user').first().waitFor({ timeout: 90_000 });
    await signInAs(page, 'admin');
    await page.getByTestId('call-row').first().waitFor();
    await page.evaluate(() => (location.hash = '#/queues'));
    await page.getByText(words.none).waitFor();
    await picture('queues-none');
    await button(words.make).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.type('Morning queue');
    await dialog.getByRole('checkbox').first().check();
    await picture('queues-new');
    await page.keyboard.press('Enter');
    await page.getByTestId('queue-entry').waitFor();
    await picture('queues-empty');
    await button(words.fill).first().click();
    await dialog.getByText(words.recipe).click();
    // How many there are follows from the day the demo is made on.
    await dialog.getByRole('textbox', { name: words.available }).first().waitFor();
    await picture('queues-fill');
    await button(words.putIn).click();
    await page.getByTestId('queue-item').first().waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('x');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await picture('queues-chosen');
    await button(words.assign).click();
    await page.getByRole('menuitem', { name: words.toMe }).click();
    await expect(page.getByTestId('queue-item').getByText(words.you, { exact: true })).toHaveCount(2);
    await button(words.start).click();
    await page.waitForURL(/calls\/.*queue=/);
    // The rail is the queue's, and the current call has its place in it.
    const cells = page.getByTestId('rail-cell');
    await expect(page.locator('[data-testid="rail-cell"][aria-current]')).toHaveCount(1);
    expect(await cells.count()).toBeGreaterThan(2);
    expect(await cells.allTextContents()).toEqual(Array.from({ length: await cells.count() }, () => '··'));
    // The recipe draws other calls every day, and nothing may have been said in the first of them.
    const turn = page.getByTestId('turn').first();
    const silent = page.getByRole('heading', { name: words.silent });
    for (let left = 5; left > 0 && !(await turn.or(silent).first().waitFor().then(() => turn.isVisible())); left -= 1) await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('n');
    await page.getByTestId('spot').waitFor();
    await picture('queue-rail');
    // Esc goes back to the queue once the call's screen is there to hear it.
    await expect(async () => {
      await page.keyboard.press('Escape');
      expect(page.url()).toContain('#/queues');
    }).toPass();
    await expect(page.getByTestId('queue-item').getByText(words.yours)).toHaveCount(1);
    await picture('queues-taken');
    await page.evaluate(() => (location.hash = '#/calls'));
    await page.getByTestId('call-row').first().waitFor();
    await button(words.views).click();
    await page.getByRole('menuitem', { name: words.save }).click();
    await dialog.getByRole('textbox').fill('Everything');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await button('Everything').click();
    await picture('views-menu');
    await page.getByRole('menuitem', { name: words.manage }).click();
    await dialog.getByRole('textbox').waitFor();
    await picture('views-kept');
    expect(found).toEqual([]);
  });
}
