import type { Page } from '@playwright/test';
import { expect, signInAs, test } from '../support/app.ts';
import { askMain } from '../support/ask-main.ts';
import { camera } from '../support/pictures.ts';

/** Counts the presses of keys, modifiers left out. */
class Keys {
  presses = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.presses += 1;
      await this.#page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    for (const letter of text.split('')) await this.press(letter === ' ' ? 'Space' : letter);
  }
}

const scored = async (page: Page): Promise<void> => {
  await page.getByTestId('call-row').filter({ hasText: 'Price objection handled' }).first().click();
  await page.getByTestId('qci-total').waitFor();
};
const idOf = (page: Page): string => /calls\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
const callOf = (page: Page, callId: string) =>
  askMain<{ call: { analysis: { qciTotalScore: number; overrides: Record<string, { value: number; ai: number; reason: string }> }; review: { qciTotalScore: number; seconds: number; wasBlind: boolean } | null; moments: { label: string }[] } }>(page, 'calls.getCached', { callId });

test('a call is accepted in six keys, and corrected with a reason and a moment in fifteen', async ({ start }) => {
  const { page } = await start();
  await signInAs(page, 'reviewer');
  await scored(page);
  const first = idOf(page);

  await test.step('another value, its reason, a moment, and on', async () => {
    const keys = new Keys(page);
    const before = Number(await page.getByTestId('qci-total').textContent());
    await keys.press('ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter', '2');
    await expect(page.getByTestId('review-standing')).toContainText('1 of 8');
    await expect(page.getByTestId('qci-total')).toHaveText(String(before + 1));
    await keys.press('m');
    await keys.type('No');
    await keys.press('Enter', 'Shift+y', 'Control+Enter', 'Control+Enter');
    await expect.poll(() => idOf(page)).not.toBe(first);
    expect(keys.presses).toBeLessThanOrEqual(15);
    process.stdout.write(`${JSON.stringify({ overrideWithReasonAndMomentKeys: keys.presses })}\n`);
    const { call } = await callOf(page, first);
    expect(call.analysis.qciTotalScore).toBe(before + 1);
    expect(call.review).toMatchObject({ qciTotalScore: before + 1, wasBlind: false });
    expect(Object.values(call.analysis.overrides)).toMatchObject([{ reason: 'missed_moment' }]);
    expect(call.moments.map(({ label }) => label)).toContain('No');
  });

  await test.step('all accepted', async () => {
    await page.keyboard.press('Control+z');
    await expect.poll(() => idOf(page)).toBe(first);
    await expect(page.getByTestId('review-standing')).toContainText('You completed it');
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => idOf(page)).not.toBe(first);
    await page.getByTestId('qci-total').waitFor();
    const second = idOf(page);
    const keys = new Keys(page);
    await keys.press('Shift+y', 'Control+Enter');
    if (idOf(page) === second) await keys.press('Control+Enter');
    await expect.poll(() => idOf(page)).not.toBe(second);
    expect(keys.presses).toBeLessThanOrEqual(6);
    process.stdout.write(`${JSON.stringify({ acceptKeys: keys.presses })}\n`);
    expect((await callOf(page, second)).call.review).toMatchObject({ wasBlind: false });
  });
});

test('the card of a review, blind and seen, in every light', async ({ start }) => {
  const found: string[] = [];
  const one = await start();
  const { page } = one;
  await signInAs(page, 'reviewer');
  await scored(page);
  test.setTimeout(300_000);
  // Both languages and both lights, each of them once.
  for (const [language, theme] of [['en', 'light'], ['ru', 'dark']] as const) {
    await askMain(page, 'app.updateSettings', { language, theme, blindFirst: false });
    await page.reload();
    await page.getByTestId('qci-total').waitFor();
    await page.getByTestId('waveform').waitFor();
    const snap = camera(one, `${theme}-${language}`, found);
    await page.keyboard.press('ArrowDown');
    for (let n = 0; n < 6; n += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await snap('review-reason');
    await page.keyboard.press('1');
    await snap('review-own');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Enter');
    await snap('review-warned');
    await askMain(page, 'app.updateSettings', { language, theme, blindFirst: true });
    await page.reload();
    await page.getByTestId('qci-total').waitFor();
    await page.getByTestId('waveform').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await snap('review-blind');
  }
  expect(found).toEqual([]);
  expect(one.complaints).toEqual([]);
});
