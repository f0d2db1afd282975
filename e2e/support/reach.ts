import { expect, type Page } from '@playwright/test';
import type { Sidetone } from './app.ts';

/** Sets the window's size in px of the screen and the zoom of its page, and waits until the page is laid out so. */
export async function zoomTo({ app, page }: Sidetone, [width, height]: readonly [number, number], factor: number): Promise<void> {
  const wanted = { width, height, factor };
  const resize = async (): Promise<boolean> => {
    await app.evaluate(({ BrowserWindow }, size) => {
      const window = BrowserWindow.getAllWindows()[0];
      // A size that the window believes it has already is not sent; one asked for before it was shown can be lost.
      window?.setContentSize(size.width, size.height + 1);
      window?.setContentSize(size.width, size.height);
      window?.webContents.setZoomFactor(size.factor);
    }, wanted);
    return page.evaluate(
      (size) => Math.abs(innerWidth - size.width / size.factor) <= 1 && Math.abs(innerHeight - size.height / size.factor) <= 1,
      wanted,
    );
  };
  await expect.poll(resize, { intervals: [200, 500, 1000], timeout: 30_000 }).toBe(true);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/**
 * What of the elements cannot be brought into sight: all that lies outside the window or behind the edge of a box that
 * hides what it does not hold and cannot be scrolled. Words cut by an ellipsis count as seen, as far as their box is.
 */
export function unreachable(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((wanted) => {
    const SLACK = 1.5;
    const isSeen = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
    };
    const faultOf = (element: Element): string | null => {
      const start = element.getBoundingClientRect();
      const x = { from: start.left, to: start.right };
      const y = { from: start.top, to: start.bottom };
      for (let box = element.parentElement; box; box = box.parentElement) {
        const style = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        for (const [axis, overflow, from, to] of [
          [x, style.overflowX, edge.left, edge.right],
          [y, style.overflowY, edge.top, edge.bottom],
        ] as const) {
          if (overflow === 'visible') continue;
          if (overflow === 'auto' || overflow === 'scroll') Object.assign(axis, { from, to });
          else if (axis.from < from - SLACK || axis.to > to + SLACK) {
            if (style.textOverflow === 'ellipsis' && axis === x) Object.assign(axis, { from, to });
            else return `cut by <${box.tagName.toLowerCase()} class="${box.className}"> on ${axis === x ? 'x' : 'y'}`;
          }
        }
      }
      const inWidth = x.from >= -SLACK && x.to <= innerWidth + SLACK;
      const inHeight = y.from >= -SLACK && y.to <= innerHeight + SLACK;
      return inWidth && inHeight ? null : `outside the window: ${[x.from, x.to, y.from, y.to].map(Math.round).join(' ')} of ${innerWidth}×${innerHeight}`;
    };
    return Array.from(document.querySelectorAll(wanted))
      .filter(isSeen)
      .flatMap((element) => {
        const fault = faultOf(element);
        const name = element.getAttribute('aria-label') ?? element.textContent;
        return fault === null ? [] : [`${element.tagName.toLowerCase()} “${name?.trim().slice(0, 40)}” ${fault}`];
      });
  }, selector);
}

/** Everything to press, and the words of heads, cells and strips. */
const PARTS =
  'button, a, input, [role=slider], [role=columnheader], [role=menuitem], [role=menuitemradio], h1, h2, h3, header span, footer span, [role=status], [role=alert] p, [data-testid=call-row]:nth-child(-n+3) [role=gridcell], [data-testid=turn] p';

/** Fails where a part of the page cannot be reached, and says which and why. */
export async function expectReachable(page: Page, what: string, selector = PARTS): Promise<void> {
  await expect.poll(() => unreachable(page, selector), { message: what, timeout: 4000 }).toEqual([]);
}
