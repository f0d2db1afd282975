import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, signInAs, test } from '../support/app.ts';

declare global {
  interface Window {
    /** How often the page decoded audio. */
    decoded: number;
  }
}

test('the waveform is drawn from peaks: nothing in the page decodes audio, and playback asks for ranges', async ({ start }) => {
  const { page, complaints } = await start();
  await page.evaluate(() => {
    window.decoded = 0;
    for (const context of [AudioContext, OfflineAudioContext]) {
      const original = context.prototype.decodeAudioData;
      context.prototype.decodeAudioData = function (this: BaseAudioContext, ...args: Parameters<typeof original>) {
        window.decoded += 1;
        return original.apply(this, args);
      };
    }
  });
  await signInAs(page, 'reviewer');
  await page.getByTestId('call-row').filter({ hasText: 'Price objection handled' }).first().click();
  await expect(page.getByTestId('waveform').locator('canvas, div').first()).toBeAttached();
  await page.keyboard.press('Space');
  await expect.poll(() => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0)).toBeGreaterThan(0.3);
  expect(await page.evaluate(() => window.decoded)).toBe(0);
  const ranged = await page.evaluate(async () => {
    const source = document.querySelector('audio')?.currentSrc ?? '';
    const answer = await new Promise<number>((resolve) => {
      const request = new XMLHttpRequest();
      request.addEventListener('error', () => resolve(-1));
      request.addEventListener('load', () => resolve(request.status));
      request.open('GET', source);
      request.send();
    });
    return { source, answer };
  });
  expect(ranged.source).toMatch(/^media:\/\/recording\//);
  // The policy lets the page hear a recording, not read it.
  expect(ranged.answer).toBe(-1);
  expect(complaints.splice(0).join()).toContain("connect-src 'self'");
});

test('a recording that is gone, and one that is broken, say so; the transcript stays', async ({ start }) => {
  const one = await start();
  rmSync(join(one.userData, 'workspace/recordings/en-booked-roof-visit.mp3'));
  writeFileSync(join(one.userData, 'workspace/recordings/en-angry-third-call.mp3'), 'no audio at all');
  await signInAs(one.page, 'reviewer');
  for (const [call, words] of [
    ['Roof visit booked', /expired|gone/i],
    ['Angry about a third call', /broken|cannot be played|damaged/i],
  ] as const) {
    await one.page.getByTestId('call-row').filter({ hasText: call }).first().click();
    await expect(one.page.getByTestId('recording-fault')).toContainText(words);
    await expect(one.page.getByTestId('turn').first()).toBeVisible();
    await one.page.evaluate(() => (location.hash = '#/calls'));
    await one.page.getByTestId('call-row').first().waitFor();
  }
});
