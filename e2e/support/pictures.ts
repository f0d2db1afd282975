import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Sidetone } from './app.ts';
import { isExamined } from './looks.ts';
import { ARTIFACTS } from './paths.ts';

const PICTURES = join(ARTIFACTS, 'screens');
const SIZES = [
  [1440, 900],
  [1024, 700],
] as const;

/**
 * What axe finds on the page, as short lines. Electron has no target for axe's own page, hence the legacy mode. axe itself
 * tries inline styles, which the page's policy refuses: those complaints are axe's, the ones before it are ours.
 */
export async function faults({ page, complaints }: Pick<Sidetone, 'page' | 'complaints'>): Promise<string[]> {
  const before = complaints.length;
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const since = complaints.splice(before);
  complaints.push(...since.filter((line) => !line.includes('Refused to apply inline style')));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Waits until a change has come to rest: laid out, its fonts there, faded in, and the waveform drawn to its new width. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What a resize observer saw in one frame is rendered in the next.
    for (let frames = 0; frames < 3; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const passing = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((animation) => animation.finished));
  });
  await page.waitForFunction(() => {
    const waveform = document.querySelector('[data-testid="waveform"]');
    const drawn = waveform?.firstElementChild?.shadowRoot?.querySelector('canvas');
    return !waveform || (drawn && Math.abs(drawn.offsetWidth - waveform.clientWidth) < 4);
  });
}

/** Gives the page so many CSS pixels, and waits until it has them. */
export async function resize({ app, page }: Sidetone, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]), [width, height] as const);
  await page.waitForFunction((size) => innerWidth === size[0] && innerHeight === size[1], [width, height] as const);
}

/**
 * Photographs what the window shows, in every size of the design, under `name-theme-language-width`; what axe finds on
 * the way, where it looks, is added to `found`.
 */
export function camera(one: Sidetone, look: string, found: string[]): (name: string) => Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  return async (name) => {
    for (const [width, height] of SIZES) {
      await resize(one, width, height);
      // A tooltip under the pointer comes and goes when it likes.
      await one.page.mouse.move(1, 1);
      await settled(one.page);
      await one.page.screenshot({ path: join(PICTURES, `${name}-${look}-${width}.png`) });
      if (isExamined(look, width)) found.push(...(await faults(one)).map((fault) => `${name} ${width}: ${fault}`));
    }
  };
}
