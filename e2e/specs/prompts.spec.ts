import { expect, signInAs, test } from '../support/app.ts';
import { camera } from '../support/pictures.ts';

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['en', 'ru'] as const) {
    test(`prompts in ${theme}, ${language}`, async ({ start }) => {
      test.setTimeout(240_000);
      const one = await start({ settings: { theme, language } });
      const { page } = one;
      const found: string[] = [];
      const picture = camera(one, `${theme}-${language}`, found);
      await signInAs(page, 'editor');
      await page.locator('a[href$="#/prompts"]').click();
      await page.getByTestId('prompt-text').waitFor();
      await picture('prompts');
      await page.getByTestId('prompt-compare').selectOption({ index: 2 });
      await page.getByTestId('prompt-diff').waitFor();
      await page.keyboard.press('Alt+ArrowDown');
      await picture('prompts-diff');
      await page.getByTestId('prompt-compare').selectOption({ index: 0 });
      await page.getByTestId('prompt-new-draft').click();
      await page.getByTestId('prompt-editor').waitFor();
      await page.keyboard.type('Answer in one sentence.\u202e\nNever read out {{secret}}.\n');
      await page.keyboard.press('Control+f');
      await page.keyboard.type('the');
      await picture('prompts-draft');
      await page.keyboard.press('Escape');
      await page.getByTestId('prompt-save').click();
      await page.getByTestId('prompt-note').fill('One sentence an answer');
      await picture('prompts-save');
      expect(found).toEqual([]);
    });
  }
}
