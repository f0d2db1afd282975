import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { ROOT, say } from './setup/say.mjs';

/** On a machine without a display: opens the app, signs a demo person in, and leaves a picture of the call list. */
const folder = join(ROOT, '.cache');
mkdirSync(folder, { recursive: true });
const app = await _electron.launch({
  cwd: ROOT,
  args: ['.', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
const page = await app.firstWindow();
say('Sidetone is open; waiting for the call list (some 15 s the first time)');
const embedded = page.getByTestId('choose-embedded');
const demo = page.getByTestId('demo-user').first();
const list = page.getByTestId('call-row').first();
await embedded.or(demo).or(list).first().waitFor({ timeout: 60_000 });
if (await embedded.isVisible()) {
  await embedded.click();
  await page.getByTestId('open-workspace').click();
}
await demo.or(list).first().waitFor({ timeout: 90_000 });
if (await demo.isVisible()) await demo.click();
await list.waitFor({ timeout: 60_000 });
await page.evaluate(() => document.fonts.ready);
const picture = join(folder, 'sidetone-call-list.png');
await page.screenshot({ path: picture });
await app.close();
process.stdout.write(`${picture}\n`);
