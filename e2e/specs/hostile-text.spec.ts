import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, signInAs, test, type Sidetone } from '../support/app.ts';

const STACK = '\u0301'.repeat(60) + '\u0323'.repeat(60);

const message = (role: 'bot' | 'user', words: string, at: number) => ({ role, message: words, time: 1_790_000_000_000 + at, secondsFromStart: at / 1000, endTime: 1_790_000_000_000 + at + 900, duration: 900 });

/** A call whose words try to turn their own order and to draw over their neighbours. */
async function openHostileCall({ page, userData }: Sidetone): Promise<void> {
  const call = {
    id: '0198a8f0-4444-7000-8000-000000000001',
    type: 'outboundPhoneCall',
    status: 'ended',
    createdAt: new Date().toISOString(),
    startedAt: new Date().toISOString(),
    endedReason: 'customer-ended-call',
    customer: { number: '+15550100123', name: 'Ann \u202Egnp.exe' },
    analysis: { summary: 'zebra \u202Egnp.exe txet\u2069 end' },
    messages: [
      message('bot', 'Above, with gjpqy.', 0),
      message('user', `Stacked ${`z${STACK}`.repeat(3)} end`, 1000),
      message('bot', 'Below, with ÄÉ.', 2000),
      message('user', 'x bedi \u202Egnp.exe txet', 3000),
      message('bot', '\u200Fabc \u2067def\u2069\u2069 ghi', 4000),
    ],
  };
  const file = join(userData, 'hostile.json');
  writeFileSync(file, JSON.stringify([call]));
  await page.getByTestId('import-files').setInputFiles(file);
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await page.getByRole('searchbox').fill('zebra');
  // It stands first in the whole list too: the click waits for the list of what was found.
  await expect(page.getByTestId('call-row')).toHaveCount(1);
  await page.getByTestId('call-row').filter({ hasText: 'zebra' }).click();
  await page.getByTestId('turn').nth(4).waitFor();
}

/** The letters of an element from left to right, as they stand on the screen. */
const lettersOnScreen = (element: Locator): Promise<string> =>
  element.evaluate((root) => {
    const letters: { letter: string; left: number }[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const [index, letter] of Array.from(node.textContent ?? '').entries()) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        if (/[a-z.]/.test(letter)) letters.push({ letter, left: range.getBoundingClientRect().left });
      }
    }
    return letters.toSorted((a, b) => a.left - b.left).map(({ letter }) => letter).join('');
  });

test('words that would turn their own order are read as they were written, found, and copied whole', async ({ start }) => {
  const one = await start();
  const { page } = one;
  await signInAs(page, 'admin');
  await openHostileCall(one);
  const text = (turn: number) => page.getByTestId('turn').nth(turn).locator('p');
  expect(await lettersOnScreen(text(3))).toBe('xbedignp.exetxet');
  expect(await lettersOnScreen(text(4))).toBe('abcdefghi');
  const sides = await text(4).evaluate((p) => [getComputedStyle(p).direction, p.firstElementChild?.textContent]);
  expect(sides).toEqual(['ltr', '\u200F']);
  expect(await lettersOnScreen(page.locator('footer span[dir=auto]').first())).toBe('zebragnp.exetxetend');
  const copied = await text(3).evaluate((p) => {
    getSelection()?.selectAllChildren(p);
    return getSelection()?.toString();
  });
  expect(copied).toBe('x bedi \u202Egnp.exe txet');
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await page.getByRole('searchbox').fill('gnp.exe');
  await expect(page.locator('mark[data-current]')).toHaveText('gnp.exe');
  expect(await lettersOnScreen(text(3))).toBe('xbedignp.exetxet');
});

test('accents without end stay within their turn, and letters keep their tails', async ({ start }) => {
  const one = await start();
  const { page } = one;
  await signInAs(page, 'admin');
  await openHostileCall(one);
  const turn = (index: number) => page.getByTestId('turn').nth(index);
  const neighbours = async () => [await turn(0).screenshot(), await turn(2).screenshot()];
  await page.mouse.move(0, 0);
  const beside = await neighbours();
  const tails = await turn(0).evaluate((element) => {
    const row = element.firstElementChild as HTMLElement;
    const words = element.querySelector('p') as HTMLElement;
    return row.getBoundingClientRect().bottom - words.getBoundingClientRect().bottom;
  });
  expect(tails).toBeGreaterThanOrEqual(4);
  await turn(1).locator('p').evaluate((p) => (p.style.visibility = 'hidden'));
  const alone = await neighbours();
  expect(beside.map((picture, index) => picture.equals(alone[index] ?? Buffer.alloc(0)))).toEqual([true, true]);
});
